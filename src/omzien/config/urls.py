"""All routes: the pages of the people's door, and signing in."""

from django.urls import URLPattern, URLResolver, include, path, re_path

from omzien.web.accounts import by_mail

SIGNING_IN: list[URLPattern | URLResolver] = [
    re_path("^(?:email|confirm-email|password/reset|login/code)/", by_mail),
    path("", include("allauth.urls")),
]

urlpatterns = [
    path("account/", include(SIGNING_IN)),
    path("", include("omzien.web.urls")),
]

"""All routes: the pages of the people's door, and signing in."""

from django.urls import include, path, re_path

from omzien.web.accounts import by_mail

urlpatterns = [
    re_path("^account/(?:email|confirm-email|password/reset|login/code)/", by_mail),
    path("account/", include("allauth.urls")),
    path("", include("omzien.web.urls")),
]

"""All routes: the pages of the people's door, and signing in."""

from django.urls import include, path

urlpatterns = [
    path("account/", include("allauth.urls")),
    path("", include("omzien.web.urls")),
]

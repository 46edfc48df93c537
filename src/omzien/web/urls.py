"""Every page of the people's door."""

from django.urls import include, path

from omzien.web.choices import choices

urlpatterns = [
    path("choices/", choices, name="choices"),
    path("", include("omzien.web.desks.day.urls")),
    path("", include("omzien.web.desks.components.urls")),
]

"""Every page of the people's door."""

from django.urls import include, path

from omzien.web.choices import choices

DESKS = (
    "day",
    "arrive",
    "residents",
    "doubles",
    "dossier",
    "figures",
    "reports",
    "office",
    "privacy",
    "components",
    "public",
)

urlpatterns = [
    path("choices/", choices, name="choices"),
    *(path("", include(f"omzien.web.desks.{desk}.urls")) for desk in DESKS),
]

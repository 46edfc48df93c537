"""Every page of the people's door."""

from django.urls import include, path

from omzien.web.choices import choices

DESKS = (
    "day",
    "arrive",
    "inbox",
    "walkin",
    "residents",
    "doubles",
    "drafts",
    "dossier",
    "measure",
    "close",
    "calls",
    "safety",
    "groups",
    "figures",
    "effects",
    "explain",
    "catalogue",
    "surveys",
    "reports",
    "office",
    "privacy",
    "planning",
    "team",
    "calendar",
    "components",
    "public",
    "asking",
)

urlpatterns = [
    path("choices/", choices, name="choices"),
    *(path("", include(f"omzien.web.desks.{desk}.urls")) for desk in DESKS),
]

"""The addresses for residents, in Dutch: they stand in letters."""

from django.urls import path

from omzien.web.desks.public import views

urlpatterns = [
    path("vragenlijst/bedankt/", views.afterwards, {"state": "thanks"}, name="survey_thanks"),
    path("vragenlijst/afgemeld/", views.afterwards, {"state": "declined"}, name="survey_declined"),
    path("vragenlijst/<str:token>", views.survey, name="survey"),
]

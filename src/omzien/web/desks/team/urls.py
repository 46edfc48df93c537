"""The addresses of the team desk."""

from django.urls import path

from omzien.web.desks.team import views

urlpatterns = [
    path("team/", views.team, name="team"),
    path("team/absence/", views.absence, name="absence"),
    path("team/absence/<int:absence_id>/end/", views.absence_end, name="absence_end"),
    path("team/<int:worker_id>/hand-over/", views.hand, name="hand_over"),
]

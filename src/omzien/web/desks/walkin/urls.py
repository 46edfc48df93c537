"""The addresses of the walk-in hour."""

from django.urls import path

from omzien.web.desks.walkin import views

urlpatterns = [
    path("walk-in/", views.morning, name="walk_in"),
    path("walk-in/<int:visit_id>/", views.one, name="walk_in_visit"),
]

"""The addresses of closing and opening again."""

from django.urls import path

from omzien.web.desks.close import views

urlpatterns = [
    path("interventions/<int:intervention_id>/close/", views.close, name="close"),
    path("interventions/<int:intervention_id>/reopen/", views.reopen, name="reopen"),
    path("registrations/<int:registration_id>/close/", views.withdrawn, name="withdrawn"),
    path(
        "registrations/<int:registration_id>/reopen/", views.reopen_registration, name="reopen_registration"
    ),
]

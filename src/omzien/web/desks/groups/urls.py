"""The addresses of groups."""

from django.urls import path

from omzien.web.desks.groups import views

urlpatterns = [
    path("groups/", views.groups, name="groups"),
    path("groups/new/", views.new_activity, name="new_activity"),
    path("groups/residents/", views.roll_residents, name="roll_residents"),
    path("groups/<int:activity_id>/", views.activity, name="activity"),
    path("groups/<int:activity_id>/roll/", views.hold_session, name="hold_session"),
    path("sessions/<int:session_id>/", views.session, name="session"),
    path("sessions/<int:session_id>/cancel/", views.cancel, name="cancel_session"),
]

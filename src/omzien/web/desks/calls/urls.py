"""The addresses of looking after."""

from django.urls import path

from omzien.web.desks.calls import views

urlpatterns = [
    path("calls/", views.calls, name="calls"),
    path("calls/unseen/", views.unseen, name="unseen"),
    path("calls/unseen/<int:intervention_id>/", views.note_unseen, name="note_unseen"),
    path("calls/<int:follow_up_id>/", views.make_call, name="make_call"),
    path("calls/<int:follow_up_id>/back/", views.take_back_call, name="take_back_call"),
]

"""The addresses of the inbox and the waiting list."""

from django.urls import path

from omzien.web.desks.inbox import arrivals, registrations, taking_in, views, waiting

urlpatterns = [
    path("inbox/", views.inbox, name="inbox"),
    path("inbox/new/", taking_in.note, name="take_in"),
    path("inbox/new/signal/", taking_in.signal, name="take_in_signal"),
    path("inbox/new/report/", taking_in.report, name="take_in_report"),
    path("inbox/<int:arrival_id>/", arrivals.arrival, name="arrival"),
    path("inbox/registration/<int:registration_id>/", registrations.look, name="triage"),
    path("waiting/", waiting.waiting, name="waiting"),
]

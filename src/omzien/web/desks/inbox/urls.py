"""The addresses of the inbox and the waiting list."""

from django.urls import path

from omzien.web.desks.inbox import taking_in
from omzien.web.desks.inbox.arrivals import arrival
from omzien.web.desks.inbox.registrations import look
from omzien.web.desks.inbox.views import inbox
from omzien.web.desks.inbox.waiting import waiting

urlpatterns = [
    path("inbox/", inbox, name="inbox"),
    path("inbox/new/", taking_in.note, name="take_in"),
    path("inbox/new/signal/", taking_in.signal, name="take_in_signal"),
    path("inbox/new/report/", taking_in.report, name="take_in_report"),
    path("inbox/<int:arrival_id>/", arrival, name="arrival"),
    path("inbox/registration/<int:registration_id>/", look, name="triage"),
    path("waiting/", waiting, name="waiting"),
]

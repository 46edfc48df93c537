"""The addresses of the office."""

from django.urls import path

from omzien.web.desks.office import staff, views

urlpatterns = [
    path("office/", views.office, name="office"),
    path("office/workers/new/", staff.worker_new, name="worker_new"),
    path("office/workers/<int:worker_id>/", staff.worker, name="worker"),
    path("office/agreements/", views.agreements, name="agreements"),
    path("office/instruments/", views.instruments, name="instruments"),
    path("office/instruments/new/", views.instrument_new, name="instrument_new"),
    path("office/instruments/offered/", views.instrument_offered, name="instrument_offered"),
]

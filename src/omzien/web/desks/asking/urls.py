"""The addresses of the public form, in Dutch: they stand on the website of the organisation."""

from django.urls import path

from omzien.web.desks.asking import views

urlpatterns = [
    path("aanmelden/<str:organisation_key>/", views.ask, name="ask"),
    path("aanmelden/<str:organisation_key>/bedankt/", views.asked, name="asked"),
]

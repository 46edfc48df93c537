"""The addresses of the privacy officer."""

from django.urls import path

from omzien.web.desks.privacy import requests, views

urlpatterns = [
    path("privacy/", views.privacy_home, name="privacy"),
    path("privacy/terms/", views.terms, name="terms"),
    path("privacy/review/", views.privacy_review, name="privacy_review"),
    path("privacy/residents/<int:resident_id>/", views.ledger, name="ledger"),
    path("privacy/residents/<int:resident_id>/everything/", requests.inspection, name="inspection"),
    path("privacy/residents/<int:resident_id>/erase/", requests.erasure, name="erasure"),
]

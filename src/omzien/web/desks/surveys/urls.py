"""The addresses of the answers to surveys."""

from django.urls import path

from omzien.web.desks.surveys import views

urlpatterns = [
    path("surveys/", views.surveys, name="surveys"),
    path("surveys/quotes/", views.choose, name="choose_quote"),
]

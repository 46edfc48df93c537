"""The addresses of effects."""

from django.urls import path

from omzien.web.desks.effects import views

urlpatterns = [
    path("figures/effects/", views.effects, name="effects"),
    path("figures/effects.csv", views.effects_csv, name="effects_csv"),
]

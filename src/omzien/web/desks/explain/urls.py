"""The addresses of explanations."""

from django.urls import path

from omzien.web.desks.explain import views

urlpatterns = [
    path("figures/explain/", views.explained, name="explain"),
    path("figures/behind/", views.records, name="behind"),
    path("figures/differ/", views.differing, name="differ"),
]

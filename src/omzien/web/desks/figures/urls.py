"""The addresses of figures."""

from django.urls import path

from omzien.web.desks.figures import views

urlpatterns = [
    path("figures/", views.figures, name="figures"),
    path("figures.csv", views.figures_csv, name="figures_csv"),
]

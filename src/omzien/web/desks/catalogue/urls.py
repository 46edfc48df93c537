"""The addresses of the catalogue."""

from django.urls import path

from omzien.web.desks.catalogue import views

urlpatterns = [
    path("figures/catalogue/", views.catalogue, name="catalogue"),
    path("figures/catalogue.csv", views.catalogue_as_csv, name="catalogue_csv"),
    path("figures/catalogue.json", views.catalogue_as_json, name="catalogue_json"),
]

"""The addresses of the catalogue."""

from django.urls import path

from omzien.web.desks.catalogue import views

urlpatterns = [
    path("figures/catalogue/", views.catalogue, name="catalogue"),
    path("figures/catalogue.<str:form>", views.catalogue_file, name="catalogue_file"),
]

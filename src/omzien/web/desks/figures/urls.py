"""The addresses of figures."""

from django.urls import path

from omzien.web.desks.figures import saved, views

urlpatterns = [
    path("figures/", views.figures, name="figures"),
    path("figures/units/", views.figures_units, name="figures_units"),
    path("figures/saved/", saved.saved, name="saved_figures"),
    path("figures/saved/<int:view_id>/", saved.saved_one, name="saved_figure"),
    path("figures.<str:ending>", views.figures_file, name="figures_file"),
]

"""The addresses of home."""

from django.urls import path

from omzien.web.desks.day import views

urlpatterns = [
    path("", views.day, name="day"),
    path("how-it-stands/", views.duties, name="duties"),
    path("my-figures/", views.own_figures, name="own_figures"),
    path("in-figures/", views.boards, name="boards"),
]

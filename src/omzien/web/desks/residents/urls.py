"""The address of the list."""

from django.urls import path

from omzien.web.desks.residents import views

urlpatterns = [path("residents/", views.residents, name="residents")]

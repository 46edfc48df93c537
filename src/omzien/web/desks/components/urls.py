"""The addresses of the component page and the palette."""

from django.urls import path

from omzien.web.desks.components import views

urlpatterns = [
    path("components/", views.components, name="components"),
    path("commands/", views.commands, name="commands"),
]

"""The address of the office."""

from django.urls import path

from omzien.web.desks.office import views

urlpatterns = [path("office/", views.office, name="office")]

"""The address of home."""

from django.urls import path

from omzien.web.desks.day import views

urlpatterns = [path("", views.day, name="day")]

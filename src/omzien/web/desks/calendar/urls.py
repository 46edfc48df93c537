"""The page where the link is made, and the address that calendar programs read."""

from django.urls import path

from omzien.web.desks.calendar import views

urlpatterns = [
    path("calendar/", views.calendar, name="calendar"),
    path("agenda/<str:token>.ics", views.feed, name="calendar_feed"),
]

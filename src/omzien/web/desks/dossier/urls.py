"""The addresses of one resident."""

from django.urls import path

from omzien.web.desks.dossier import views

urlpatterns = [
    path("residents/<int:resident_id>/", views.dossier, name="dossier"),
    path("residents/<int:resident_id>/open/", views.open_glass, name="open_glass"),
]

"""The addresses of reports."""

from django.urls import path

from omzien.web.desks.reports import views

urlpatterns = [
    path("reports/", views.reports, name="reports"),
    path("reports/<int:report_id>/", views.report, name="report"),
    path("reports/<int:report_id>/<str:name>", views.report_file, name="report_file"),
]

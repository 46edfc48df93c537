"""The addresses of reports."""

from django.urls import path

from omzien.web.desks.reports import views

urlpatterns = [
    path("reports/", views.reports, name="reports"),
    path("reports/published/", views.published, name="published"),
    path("reports/published/<str:publication>/", views.published_one, name="published_one"),
    path("reports/<int:report_id>/", views.report, name="report"),
    path("reports/<int:report_id>/<str:name>", views.report_file, name="report_file"),
]

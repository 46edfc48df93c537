"""The addresses of the safety code. Whoever has not its acts finds nothing behind them."""

from django.urls import path

from omzien.web.desks.safety import views

urlpatterns = [
    path("safety/", views.safety, name="safety"),
    path("residents/<int:resident_id>/safety/", views.safety_of, name="safety_of"),
    path("safety/<int:case_id>/", views.case, name="safety_case"),
    path("safety/<int:case_id>/signals/", views.signals, name="safety_signals"),
    path("safety/<int:case_id>/consultations/", views.consultations, name="safety_consultations"),
    path("safety/<int:case_id>/talk/", views.talk, name="safety_talk"),
    path("safety/<int:case_id>/weighing/", views.weighing, name="safety_weighing"),
    path("safety/<int:case_id>/decisions/", views.decisions, name="safety_decisions"),
    path("safety/<int:case_id>/leave-out/", views.leave_out, name="safety_leave_out"),
]

"""The addresses of appointments and tasks."""

from django.urls import path

from omzien.web.desks.planning import views

urlpatterns = [
    path("residents/<int:resident_id>/appointment/", views.plan, name="appointment_new"),
    path("appointments/<int:appointment_id>/", views.settle, name="appointment"),
    path("appointments/<int:appointment_id>/move/", views.move, name="appointment_move"),
    path("tasks/new/", views.task, name="task_new"),
    path("tasks/<int:task_id>/done/", views.task_done, name="task_done"),
]

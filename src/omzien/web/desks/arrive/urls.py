"""The addresses of quick entry."""

from django.urls import path

from omzien.web.desks.arrive import views

urlpatterns = [
    path("register/", views.register, name="register"),
    path("register/residents/", views.register_residents, name="register_residents"),
    path("register/doubles/", views.register_doubles, name="register_doubles"),
    path("register/questions/", views.register_questions, name="register_questions"),
    path("register/<int:registration_id>/", views.registered, name="registered"),
    path("register/<int:registration_id>/undo/", views.undo_registration, name="undo_registration"),
]

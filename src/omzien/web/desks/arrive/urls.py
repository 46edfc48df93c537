"""The addresses of quick entry."""

from django.urls import path

from omzien.web.desks.arrive import views

urlpatterns = [
    path("register/", views.register, name="register"),
    path("register/residents/", views.register_residents, name="register_residents"),
    path("register/questions/", views.register_questions, name="register_questions"),
]

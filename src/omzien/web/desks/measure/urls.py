"""The addresses of measuring."""

from django.urls import path

from omzien.web.desks.measure import texts, views

urlpatterns = [
    path("residents/<int:resident_id>/measure/", views.measure, name="measure"),
    path("residents/<int:resident_id>/measured/", views.measured, name="measured"),
    path("residents/<int:resident_id>/talk/", views.talk, name="talk"),
    path("residents/<int:resident_id>/talk/web/", views.talk_web, name="talk_web"),
    path("measurements/<int:measurement_id>/", views.correct, name="correct_measurement"),
    path("office/texts/", texts.texts, name="texts"),
    path("office/texts/remove/", texts.remove, name="remove_texts"),
]

"""The addresses of the list, of one pair, and of one merge."""

from django.urls import path

from omzien.web.desks.doubles import views

urlpatterns = [
    path("doubles/", views.doubles, name="doubles"),
    path("doubles/<int:survivor_id>/<int:merged_id>/", views.merge, name="merge"),
    path("doubles/merges/<int:merge_id>/", views.undo, name="undo_merge"),
]

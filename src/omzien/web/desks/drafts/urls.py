"""The addresses that pages use by themselves while somebody types, and the way back after signing in."""

from django.urls import path

from omzien.web.desks.drafts import views

urlpatterns = [
    path("drafts/", views.drafts, name="drafts"),
    path("drafts/elsewhere/", views.elsewhere, name="draft_elsewhere"),
    path("drafts/throw-away/", views.throw_away, name="throw_draft_away"),
    path("drafts/mine/", views.mine, name="my_drafts"),
    path("drafts/back/", views.back, name="draft_back"),
]

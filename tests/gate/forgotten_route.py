"""Routes of which one was forgotten."""

from django.urls import include, path

from tests.gate.routes import forgotten

urlpatterns = [
    path("", include("tests.gate.routes")),
    path("office/", include([path("forgotten", forgotten)])),
]

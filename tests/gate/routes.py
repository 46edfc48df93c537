"""A few routes for the tests of the desk: one under an act, one public, one that nobody marked."""

from django.http import HttpRequest, HttpResponse, HttpResponseNotFound, StreamingHttpResponse
from django.urls import include, path

from omzien.gate.acts import Act, of_own_organisation
from omzien.gate.desk import desk
from omzien.gate.visit import Role, Visit
from omzien.people.models import Resident

READ = Act("test-read", "people.Resident", "test", {Role.WORKER: of_own_organisation})


@desk(act=READ)
def name(request: HttpRequest, visit: Visit, resident_id: int) -> HttpResponse:
    """The name of a resident."""
    return HttpResponse(Resident.objects.under(READ, visit).one(pk=resident_id).family_name)


@desk(act=READ)
def stream(request: HttpRequest, visit: Visit) -> StreamingHttpResponse:
    """Names that are read only while the page streams."""
    return StreamingHttpResponse(row.family_name for row in Resident.objects.under(READ, visit).iterator())


@desk(public_because="everybody may know that we are here")
def hello(request: HttpRequest) -> HttpResponse:
    """A public page."""
    return HttpResponse("hallo")


def forgotten(request: HttpRequest) -> HttpResponse:
    """A view that nobody marked."""
    return HttpResponse("")


def handler404(request: HttpRequest, exception: Exception) -> HttpResponseNotFound:
    """A page of its own, so that these tests need nothing of the people's door."""
    return HttpResponseNotFound("404")


urlpatterns = [
    path("account/", include("allauth.urls")),
    path("name/<int:resident_id>", name),
    path("stream", stream),
    path("hello", hello),
]

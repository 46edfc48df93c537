"""Measuring: one page per task. The rows come from the instrument, the growth from what was measured."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext

from omzien.gate.desk import desk
from omzien.gate.visit import Visit
from omzien.outcomes import queries as outcomes
from omzien.outcomes.actions import correct_measurement
from omzien.outcomes.policy import CORRECT_MEASUREMENT, READ_MEASUREMENTS, RECORD_MEASUREMENT
from omzien.people import queries as people
from omzien.web.desks.measure import asking, picture
from omzien.web.desks.measure.forms import CorrectionForm, MeasureForm
from omzien.web.kit.page import page


@desk(act=RECORD_MEASUREMENT)
def measure(request: HttpRequest, visit: Visit, resident_id: int) -> HttpResponse:
    """Score an instrument: one page, one key a row."""
    return _filling_in(request, visit, resident_id, "measure/page.html")


@desk(act=RECORD_MEASUREMENT)
def talk(request: HttpRequest, visit: Visit, resident_id: int) -> HttpResponse:
    """A conversation with its web: an aid to talk, never a result."""
    return _filling_in(request, visit, resident_id, "measure/talk.html")


@desk(act=RECORD_MEASUREMENT)
def talk_web(request: HttpRequest, visit: Visit, resident_id: int) -> HttpResponse:
    """The web of what is filled in so far: drawn here, so that it is the same with and without a script."""
    key = request.GET.get("instrument", "")
    people.resident(visit, resident_id=resident_id)
    what = asking.asking(visit, resident_id=resident_id, key=key, is_talk=True)
    form = MeasureForm(request.POST, instrument=what.instrument)
    return page(request, "components/web.html", picture.web_of(what, form))


def _filling_in(request: HttpRequest, visit: Visit, resident_id: int, template: str) -> HttpResponse:
    """The form of a new measurement, or its end when everything is saved."""
    person = people.resident(visit, resident_id=resident_id)
    is_talk, key = template.endswith("talk.html"), request.GET.get("instrument", "")
    what = asking.asking(visit, resident_id=resident_id, key=key, is_talk=is_talk)
    form = MeasureForm(
        request.POST or None,
        instrument=what.instrument,
        support=asking.choices_of(what),
        initial=asking.proposed(visit, what, request.GET),
    )
    about = {"resident_id": resident_id, "instrument_key": what.instrument.key}
    if form.did(asking.keep, visit, **about):
        messages.success(request, gettext("The measurement is saved."))
        return redirect(_back(request, resident_id))
    context = {"person": person, **asking.shown(visit, what, form), **picture.web_of(what, form)}
    asked = {"next": request.GET.get("next", ""), "web_url": picture.web_address(resident_id, what)}
    return page(request, template, context | asked)


def _back(request: HttpRequest, resident_id: int) -> str:
    """To the page that asked for the measurement, or to the growth."""
    asked = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(asked, None) and asked.startswith("/")
    return asked if ours else picture.address(resident_id)


@desk(act=READ_MEASUREMENTS)
def measured(request: HttpRequest, visit: Visit, resident_id: int) -> HttpResponse:
    """Everything that was measured of a resident: the growth per view, and each measurement."""
    person = people.resident(visit, resident_id=resident_id)
    return page(request, "measure/measured.html", {"person": person, **picture.growth_of(visit, person.id)})


@desk(act=CORRECT_MEASUREMENT)
def correct(request: HttpRequest, visit: Visit, measurement_id: int) -> HttpResponse:
    """Put a measurement right, with a reason."""
    row = outcomes.measurement(visit, measurement_id=measurement_id)
    person = people.resident(visit, resident_id=row.resident_id)
    what = asking.of_measurement(visit, row)
    was = {"shown": asking.as_it_was(row), "changed_at": row.changed_at}
    form = CorrectionForm(request.POST or None, instrument=what.instrument, **was)
    if form.did(correct_measurement, visit, measurement_id=measurement_id):
        messages.success(request, gettext("The measurement is put right."))
        return redirect("measured", row.resident_id)
    context = {"person": person, "row": row, **asking.shown(visit, what, form, without=row.id)}
    return page(request, "measure/correct.html", context)

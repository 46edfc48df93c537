"""A worker whose work is heavy: what pages.py adds to the demo for the bars of the working day.

Ten years of history of one resident, a caseload of 60, an inbox of 500. Rows are put in as they are, past the
actions: it is about reading them.
"""

import uuid
from datetime import date, timedelta
from typing import Any

from django.apps import apps

from omzien.gate import clock

CASELOAD, INBOX = 60, 500
YEARS, CONTACTS_A_YEAR = 10, 40
WHY = "benchmark: a heavy load"


def rows(model: str) -> Any:
    """All rows of a sealed model."""
    return apps.get_model(model).objects.unsealed(WHY)


def make_heavy(worker_key: str) -> int:
    """Give this worker the load; the resident with ten years of history."""
    worker = rows("organisation.Worker").get(key=worker_key)
    _fill_the_caseload(worker)
    _fill_the_inbox(worker)
    mine = rows("casework.Intervention").filter(worker=worker, ended_on=None)
    oldest = mine.order_by("started_on").first()
    _ten_years(oldest)
    return int(oldest.resident_id)


def _fill_the_caseload(worker: Any) -> None:
    running = rows("casework.Intervention").filter(organisation=worker.organisation, ended_on=None)
    lacking = max(CASELOAD - running.filter(worker=worker).count(), 0)
    others = list(running.exclude(worker=worker)[:lacking])
    running.filter(pk__in=[one.pk for one in others]).update(worker=worker)
    relation = apps.get_model("people.TreatmentRelation")
    started = clock.today() - timedelta(days=30)
    of = {"organisation": worker.organisation, "worker_id": worker.pk, "started_on": started}
    made = [relation(**of, resident_id=resident) for resident in {one.resident_id for one in others}]
    rows("people.TreatmentRelation").bulk_create(made, ignore_conflicts=True)


def _fill_the_inbox(worker: Any) -> None:
    there = rows("casework.Registration").filter(organisation=worker.organisation)
    lacking = max(INBOX - there.filter(triage="", explored_on=None, closed_on=None).count(), 0)
    copies = [
        _copied(one, registered_on=clock.today() - timedelta(days=number % 30), triage="", closed_on=None)
        for number, one in enumerate(there.order_by("pk")[:lacking])
    ]
    for one in copies:
        one.explored_on = one.worker_id = one.over_norm_reason_id = one.support_over_norm_reason_id = None
    rows("casework.Registration").bulk_create(copies)


def _ten_years(intervention: Any) -> None:
    """Closed registrations with their support, one a year, and contacts with a note, forty a year."""
    registration = rows("casework.Registration").get(pk=intervention.registration_id)
    for year in range(1, YEARS + 1):
        first = clock.today() - timedelta(days=365 * year)
        last = first + timedelta(days=200)
        again = _copied(registration, registered_on=first, explored_on=first, closed_on=last)
        again.save()
        support = _copied(intervention, registration_id=again.pk, started_on=first, ended_on=last)
        support.save()
        _contacts(support, first)


def _contacts(support: Any, first: date) -> None:
    contact, note = apps.get_model("casework.Contact"), apps.get_model("casework.ContactNote")
    kind = rows("casework.Contact").filter(organisation_id=support.organisation_id).first().kind_id
    of = {"organisation_id": support.organisation_id, "resident_id": support.resident_id}
    held = rows("casework.Contact").bulk_create(
        contact(
            **of,
            intervention=support,
            kind_id=kind,
            worker_id=support.worker_id,
            minutes=30,
            held_on=first + timedelta(days=5 * number),
        )
        for number in range(CONTACTS_A_YEAR)
    )
    rows("casework.ContactNote").bulk_create(
        note(**of, contact=one, text="Samen de post geopend en een plan gemaakt.") for one in held
    )


def _copied(row: Any, **changed: Any) -> Any:
    """The same row again, with another key."""
    columns = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    return type(row)(**{**columns, "id": None, "key": str(uuid.uuid4()), **changed})

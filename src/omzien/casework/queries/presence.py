"""Which tables have anything at all of a resident: most dossiers have rows in a few only."""

from collections.abc import Collection
from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import AutoField, Exists, OuterRef

from omzien.gate.visit import Visit
from omzien.gate.written import Open, Written

TABLES = (
    "casework.Intervention",
    "casework.Contact",
    "casework.Referral",
    "casework.FollowUp",
    "casework.CaseLead",
    "casework.InvolvedPartner",
    "casework.PartnerConsultation",
    "casework.Handover",
    "casework.Document",
    "casework.Reopening",
    "casework.Appointment",
    "outcomes.Measurement",
)


def tables_about(visit: Visit, *, resident_id: int) -> Collection[str]:
    """The tables ("casework.Contact") that have a row of this resident: yes or no, nothing of it (1 query).

    It saves asking the others. What is then read is read under an act, as everything is.
    """
    found = _question().rows(organisation=visit.organisation_id, resident=resident_id)
    answers = next(iter(found), [False] * len(TABLES))
    return {table for table, there in zip(TABLES, answers, strict=True) if there}


@cache
def _question() -> Written:
    """Of one resident: has each table a row?"""
    of = {"organisation_id": OuterRef("organisation_id"), "resident_id": OuterRef("pk")}
    whose = {"organisation_id": Open("organisation", AutoField()), "pk": Open("resident", AutoField())}
    resident = _all_of("people.Resident").filter(**whose)
    return Written(resident.values_list(*(Exists(_all_of(table).filter(**of)) for table in TABLES)))


def _all_of(table: str) -> Any:
    model: Any = apps.get_model(table)
    return model.objects.unsealed("dossier: which tables have rows of a resident, yes or no")

"""Which tables have anything at all of a resident: most dossiers have rows in a few only."""

from collections.abc import Collection
from functools import cache

from django.apps import apps
from django.db import connection

from omzien.gate.visit import Visit

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
    with connection.cursor() as cursor:
        cursor.execute(_question(), [visit.organisation_id, resident_id] * len(TABLES))
        answers = cursor.fetchone()
    return {table for table, there in zip(TABLES, answers, strict=True) if there}


@cache
def _question() -> str:
    """Names of tables only: no input is in it."""
    names = [apps.get_model(table)._meta.db_table for table in TABLES]
    one = 'EXISTS (SELECT 1 FROM "{}" WHERE organisation_id = %s AND resident_id = %s)'
    return "SELECT " + ", ".join(one.format(name) for name in names)

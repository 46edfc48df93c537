"""The support of a resident as one chooses from it: one's own first, each told apart by the day it began."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from omzien.casework.queries import InterventionRow
from omzien.gate.visit import Visit
from omzien.web.templatetags.omzien import day, in_words


def own_first(visit: Visit, rows: Iterable[InterventionRow]) -> list[InterventionRow]:
    """In their order, what this worker gives before what colleagues give."""
    return sorted(rows, key=lambda row: row.worker_id != visit.worker_id)


def running(visit: Visit, rows: Iterable[InterventionRow]) -> list[InterventionRow]:
    """What did not end yet, one's own first."""
    return own_first(visit, (row for row in rows if row.ended_on is None))


def name_of_support(row: InterventionRow) -> str:
    """“Algemeen maatschappelijk werk, sinds 2 mrt 2026”: one service may give two at once."""
    return _("%(service)s, since %(day)s") % {"service": in_words(row.service), "day": day(row.started_on)}

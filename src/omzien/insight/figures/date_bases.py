"""Date bases: which day makes a row belong to a period. Printed with every figure."""

from collections.abc import Callable
from dataclasses import dataclass

from omzien.insight.figures.terms import Column, Table, as_of, ibis, return_months, start, until


@dataclass(frozen=True, slots=True)
class DateBasis:
    """How a row belongs to a period; `column` is the day it is split by (month, quarter, year), if there is
    one.
    """

    name: str
    label_nl: str
    label_en: str
    within: Callable[[Table], Column]
    column: str | None = None


def _on(column: str, name: str, label_nl: str, label_en: str) -> DateBasis:
    return DateBasis(
        name, label_nl, label_en, lambda rows: (rows[column] >= start()) & (rows[column] < until()), column
    )


def _open_at_the_end(rows: Table) -> Column:
    return (rows.registered_on < until()) & (rows.closed_on.isnull() | (rows.closed_on >= until()))


def _window_expired(rows: Table) -> Column:
    """What ended about a window before the period is all that can expire in it: by `around` an engine skips
    the rest without adding months to each day. Months are not equally long, so it is 3 days wider.
    """
    window = return_months().as_interval("M")
    first, last = start() - window, until() - window + ibis.interval(days=3)
    around = (rows.ended_on >= first.cast("date")) & (rows.ended_on <= last.cast("date"))
    end = (rows.ended_on + window).cast("date")
    return around & (end >= start()) & (end < until()) & (end < as_of())


REGISTERED = _on("registered_on", "registered", "aangemeld in de periode", "registered in the period")
WAITING = DateBasis(
    "waiting",
    "stand op de laatste dag van de periode",
    "as it was on the last day of the period",
    _open_at_the_end,
)
STARTED = _on("started_on", "started", "begonnen in de periode", "started in the period")
ENDED = _on("ended_on", "ended", "afgesloten in de periode", "ended in the period")
RUNNING = DateBasis(
    "running",
    "liep op minstens één dag van de periode",
    "ran on at least one day of the period",
    lambda rows: (rows.started_on < until()) & (rows.ended_on.isnull() | (rows.ended_on >= start())),
)
WINDOW_EXPIRED = DateBasis(
    "window_expired",
    "terugkeertermijn verstreken in de periode",
    "the window for a return expired in the period",
    _window_expired,
)
REFERRED = _on("referred_on", "referred", "verwezen in de periode", "referred in the period")
HELD = _on("held_on", "held", "gehouden in de periode", "held in the period")
VISITED = _on("visited_on", "visited", "bezocht in de periode", "visited in the period")
ASKED = _on("asked_on", "asked", "gesteld in de periode", "asked in the period")
DUE = _on("due_on", "due", "gepland in de periode", "due in the period")
SENT = _on("sent_on", "sent", "verstuurd in de periode", "sent in the period")
ANSWERED = _on("answered_on", "answered", "beantwoord in de periode", "answered in the period")
OPENED = _on("opened_on", "opened", "gestart in de periode", "opened in the period")

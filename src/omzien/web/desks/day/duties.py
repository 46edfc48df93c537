"""What waits for privacy officer and administrator: each row leads to where something is done about it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from omzien.gate.visit import Visit
from omzien.organisation import queries as organisation
from omzien.organisation.policy import CHANGE_WORKERS
from omzien.outcomes import queries as outcomes
from omzien.privacy import queries as privacy
from omzien.privacy.policy import REVIEW_GLASS
from omzien.web.templatetags.omzien import day, quantity


@dataclass(frozen=True, slots=True)
class Duty:
    """One row: how many (or nothing) of what, and where one goes for it. `attention`: it needs somebody."""

    number: str
    what: Any
    url: str
    note: Any = ""
    attention: bool = False


def has_duties(visit: Visit) -> bool:
    """Is there a role of this visit that keeps the house?"""
    return REVIEW_GLASS.open_to(visit) or CHANGE_WORKERS.open_to(visit)


def duties_of(visit: Visit) -> list[Duty]:
    """What waits for the roles of this visit; of most roles nothing, and then nothing is asked."""
    kept = _of_privacy(visit) if REVIEW_GLASS.open_to(visit) else ()
    run = _of_the_office(visit) if CHANGE_WORKERS.open_to(visit) else ()
    return [*kept, *run]


def _of_privacy(visit: Visit) -> Iterator[Duty]:
    waits = privacy.waiting(visit)
    since = _("the first on %(day)s") % {"day": day(waits.oldest)} if waits.oldest else ""
    openings = ngettext(
        "record was opened with a reason, and nobody looked at it yet",
        "records were opened with a reason, and nobody looked at it yet",
        waits.openings,
    )
    residents = ngettext("resident is past the term", "residents are past the term", waits.past_term)
    arrivals = ngettext(
        "request ended without support, and is past the term",
        "requests ended without support, and are past the term",
        waits.arrivals,
    )
    yield Duty(quantity(waits.openings), openings, reverse("privacy"), since, waits.openings > 0)
    yield Duty(quantity(waits.past_term), residents, reverse("terms"), attention=waits.past_term > 0)
    yield Duty(quantity(waits.arrivals), arrivals, reverse("terms"), attention=waits.arrivals > 0)


def _of_the_office(visit: Visit) -> Iterator[Duty]:
    workers, house = organisation.workers(visit), organisation.own_organisation(visit)
    offered = sum(card.in_use for card in outcomes.instruments(visit))
    idle = sum(not card.roles for card in workers)
    without = ngettext("worker has no role, and sees nothing", "workers have no role, and see nothing", idle)
    working = ngettext("worker is here today", "workers are here today", len(workers))
    instruments = ngettext("instrument is offered", "instruments are offered", offered)
    yield Duty(quantity(len(workers)), working, reverse("office"))
    if idle:
        yield Duty(quantity(idle), without, reverse("office"), attention=True)
    yield Duty(quantity(offered), instruments, reverse("instruments"), attention=not offered)
    form = _("The public form is open") if house.takes_requests else _("The public form is shut")
    yield Duty("", form, reverse("agreements"))

"""What can be started from a dossier, as data: drawn on its page with their keys, and offered in the palette.

A desk whose page starts from a dossier adds a row. The route of a row takes one argument: the id of what it
is about. A row about a registration or intervention is offered once for each that is open and that `fits`.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from omzien.casework import queries as casework
from omzien.casework.policy import (
    APPOINTMENTS,
    CONTACTS,
    DOCUMENTS,
    EXPLORE,
    GOALS,
    HAND_ON,
    LEAD,
    REGISTER,
    REOPEN,
    SAFETY_CASE,
    SUPPORT,
    TASKS,
)
from omzien.casework.rules import Step, after_care_until, allowed
from omzien.gate.acts import Act
from omzien.gate.visit import Visit
from omzien.outcomes.policy import RECORD_MEASUREMENT
from omzien.people.policy import CHANGE_CONTACT_DETAILS, CHANGE_RESIDENT, RECORD_CONSENT
from omzien.people.queries import is_in_reach
from omzien.web.kit.support import name_of_support, running
from omzien.web.shell import Link
from omzien.web.templatetags.omzien import in_words


class About(StrEnum):
    """Whose id the route of a doing takes. RESIDENT_ASKED: in the query string (`?resident_id=`)."""

    RESIDENT = "resident"
    RESIDENT_ASKED = "resident_asked"
    REGISTRATION = "registration"
    INTERVENTION = "intervention"
    ENDED = "ended"  # an intervention that was closed, as long as it can be opened again
    CLOSED = "closed"  # the same of a registration that was closed without support


def _always(_row: Any) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Offer(Link):
    """A doing as one visit sees it."""

    often: bool = False


def _may_explore(row: casework.RegistrationRow) -> bool:
    return Step.EXPLORE in allowed(row.state)


def _may_start(row: casework.RegistrationRow) -> bool:
    return Step.START_ADVICE in allowed(row.state)


def _may_withdraw(row: casework.RegistrationRow) -> bool:
    return Step.CLOSE in allowed(row.state)


def _has_plan(row: casework.InterventionRow) -> bool:
    return row.form != "advice"


@dataclass(frozen=True, slots=True)
class Doing:
    """One thing that can be started: its page, its name, its icon and key, and the act that must be open.

    `fits` says for which open registration (RegistrationRow) or intervention (InterventionRow) it is offered.
    `often`: in sight on the page; the others are one fold away there.
    """

    route: str
    label: Any
    icon: str
    key: str
    act: Act
    about: About
    fits: Callable[[Any], bool] = _always
    often: bool = False


DOINGS: tuple[Doing, ...] = (
    Doing("note", _("Contact"), "note", "n", CONTACTS, About.RESIDENT, often=True),
    Doing("explored", _("Explored"), "explored", "e", EXPLORE, About.REGISTRATION, _may_explore, often=True),
    Doing("start", _("Start support"), "support", "s", SUPPORT, About.REGISTRATION, _may_start, often=True),
    Doing("plan", _("Plan and goals"), "plan", "l", GOALS, About.INTERVENTION, _has_plan, often=True),
    Doing("refer", _("Refer"), "refer", "v", EXPLORE, About.REGISTRATION),
    Doing("coordination", _("Working together"), "together", "o", LEAD, About.RESIDENT),
    Doing("hand_on", _("Hand over"), "hand", "h", HAND_ON, About.RESIDENT),
    Doing("documents", _("Documents"), "document", "f", DOCUMENTS, About.RESIDENT),
    Doing("household", _("Household"), "household", "u", CHANGE_RESIDENT, About.RESIDENT),
    Doing("person", _("Who this is"), "person", "", CHANGE_RESIDENT, About.RESIDENT),
    Doing("reach", _("How to reach"), "reach", "", CHANGE_CONTACT_DETAILS, About.RESIDENT),
    Doing("consents", _("Consents"), "consent", "", RECORD_CONSENT, About.RESIDENT),
    Doing("register", _("New registration"), "register", "r", REGISTER, About.RESIDENT_ASKED),
    Doing("close", _("Close the support"), "done", "a", SUPPORT, About.INTERVENTION, often=True),
    Doing("withdrawn", _("Close without support"), "close", "", EXPLORE, About.REGISTRATION, _may_withdraw),
    Doing("safety_of", _("Safety code"), "safety", "", SAFETY_CASE, About.RESIDENT),
    Doing("reopen", _("Open again"), "again", "", REOPEN, About.ENDED),
    Doing("reopen_registration", _("Open again"), "again", "", REOPEN, About.CLOSED),
    Doing("measure", _("Measure"), "measure", "m", RECORD_MEASUREMENT, About.RESIDENT, often=True),
    Doing("talk", _("Talk with Positive Health"), "talk", "p", RECORD_MEASUREMENT, About.RESIDENT),
    Doing("appointment_new", _("Appointment"), "calendar", "i", APPOINTMENTS, About.RESIDENT, often=True),
    Doing("task_new", _("Task"), "task", "t", TASKS, About.RESIDENT_ASKED),
)


def offered(
    visit: Visit,
    *,
    resident_id: int,
    registrations: Iterable[casework.RegistrationRow],
    interventions: Iterable[casework.InterventionRow],
) -> list[Offer]:
    """The doings that are open to this visit, about this resident and the open work; frequent ones first."""
    rows: dict[About, list[tuple[int, str, Any]]] = {
        About.REGISTRATION: [(row.id, _asked(row), row) for row in registrations if row.closed_on is None],
        About.INTERVENTION: [(row.id, name_of_support(row), row) for row in running(visit, interventions)],
    }
    rows |= _closed_lately(visit, registrations, interventions)
    whole = [(resident_id, "", None)]
    mine = [doing for doing in DOINGS if doing.act.open_to(visit)]
    links = [link for doing in mine for link in _links(doing, rows.get(doing.about, whole))]
    return sorted(links, key=lambda link: not link.often)


def _closed_lately(
    visit: Visit,
    registrations: Iterable[casework.RegistrationRow],
    interventions: Iterable[casework.InterventionRow],
) -> dict[About, list[tuple[int, str, Any]]]:
    supported = {row.registration_id for row in interventions}
    return {
        About.ENDED: [
            (row.id, name_of_support(row), row)
            for row in interventions
            if row.ended_on and visit.today <= after_care_until(row.ended_on)
        ],
        About.CLOSED: [
            (row.id, _asked(row), row)
            for row in registrations
            if row.closed_on and row.id not in supported and visit.today <= after_care_until(row.closed_on)
        ],
    }


def _asked(row: casework.RegistrationRow) -> str:
    """What a registration is called among others: the domain of its main question."""
    return in_words(row.questions[0].domain) if row.questions else in_words(row.channel)


def _links(doing: Doing, rows: Iterable[tuple[int, str, Any]]) -> Iterator[Offer]:
    """One link for each row; the key opens the first; the others, told apart by name, are under more."""
    fitting = [(pk, name) for pk, name, row in rows if doing.fits(row)]
    for place, (pk, name) in enumerate(fitting):
        label = f"{doing.label}: {name}" if len(fitting) > 1 else doing.label
        key = "" if place else doing.key
        often = doing.often and not place
        yield Offer(doing.route, label, doing.icon, key, address_of(doing, pk), "", often=often)


def address_of(doing: Doing, pk: int) -> str:
    """Where it is done, for what has this id."""
    if doing.about is About.RESIDENT_ASKED:
        return f"{reverse(doing.route)}?resident_id={pk}"
    return reverse(doing.route, args=[pk])


def doings_of(visit: Visit, *, resident_id: int) -> list[Offer]:
    """The same, asked for beside the page (the palette); nothing for a resident who is out of reach."""
    if not is_in_reach(visit, resident_id=resident_id):
        return []
    registrations = casework.registrations_of(visit, resident_id=resident_id, with_names=False)
    interventions = casework.interventions_of(visit, resident_id=resident_id, with_names=False)
    return offered(visit, resident_id=resident_id, registrations=registrations, interventions=interventions)

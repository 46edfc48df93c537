"""What may be done with an arrival that is open on the screen: each doing is a form and one action."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from omzien.casework import actions
from omzien.casework.queries import ArrivalCard
from omzien.casework.rules import Told
from omzien.gate.action import action
from omzien.gate.visit import Visit
from omzien.people.actions import add_resident
from omzien.web.desks.inbox import forms, lists
from omzien.web.kit.forms import Form

# What was told when it came in, and is asked of a new resident: it is typed once.
TOLD = tuple(name for name in Told.__slots__ if name in forms.NewResident.base_fields)


@dataclass(frozen=True)
class Doing:
    """A form, the action that takes it, and what is said when it is done."""

    form: Callable[..., Form]
    act: Callable[..., Any]
    says: Any
    offers: Mapping[str, Callable[[Visit], lists.Choices]]


@action
def add_who_came_in(visit: Visit, /, *, arrival_id: int, **said: Any) -> int:
    """A new resident, and at once the one who came in; gives the resident's id."""
    resident_id = add_resident(visit, **said)
    actions.match_arrival(visit, arrival_id=arrival_id, resident_id=resident_id)
    return resident_id


DOINGS: Mapping[str, Doing] = {
    "match": Doing(forms.Match, actions.match_arrival, _("It is known who it is."), {}),
    "add": Doing(
        forms.NewResident,
        add_who_came_in,
        _("The new resident is saved."),
        {"municipalities": lists.municipalities},
    ),
    "assign": Doing(
        forms.TeamOrWorker,
        actions.assign_arrival,
        _("It is saved for whom it is."),
        {"teams": lists.teams, "workers": lists.workers},
    ),
    "tried": Doing(
        forms.Tried,
        actions.try_to_reach,
        _("The attempt is noted."),
        {"kinds": lambda visit: lists.codes(visit, "contact_kind")},
    ),
    "end": Doing(forms.End, actions.end_arrival, _("It is out of the inbox."), {"partners": lists.partners}),
    "result": Doing(
        forms.Result,
        actions.conclude_signal,
        _("The signal is closed."),
        {"results": lambda visit: lists.codes(visit, "signal_result")},
    ),
    "register": Doing(
        forms.Register, actions.register_arrival, _("The registration is saved."), {"topics": lists.topics}
    ),
    "screen": Doing(
        forms.Screen, actions.screen_report, _("The decision is saved."), {"partners": lists.partners}
    ),
    "reopen": Doing(Form, actions.reopen_arrival, _("It waits in the inbox again."), {}),
}


def blank(visit: Visit, card: ArrivalCard) -> dict[str, Form]:
    """The forms as the page opens: filled in with what is known."""
    known = _known(visit, card)
    return {
        name: doing.form(initial=known.get(name, {}), **_offered(visit, doing))
        for name, doing in DOINGS.items()
        if name not in ("match", "reopen")
    }


def sent(visit: Visit, doing: Doing, data: Any) -> Form:
    """One form as it was sent."""
    return doing.form(data, **_offered(visit, doing))


def _offered(visit: Visit, doing: Doing) -> dict[str, lists.Choices]:
    return {name: ask(visit) for name, ask in doing.offers.items()}


def _known(visit: Visit, card: ArrivalCard) -> dict[str, dict[str, Any]]:
    told, today = card.words or Told(), visit.today
    named = {name: getattr(told, name) for name in TOLD}
    return {
        "add": named | {"municipality_id": card.municipality_id},
        "assign": {"team_id": card.team_id, "worker_id": card.worker_id},
        "tried": {"kind": "telefoon", "tried_on": today},
        "register": {"question": card.domain.key if card.domain else ""},
        "screen": {"screened_on": today},
    }

"""The roll of a session as a page: the regulars with one key each, who was added, and how many more came."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import QueryDict

from omzien.community import actions as community
from omzien.community import queries
from omzien.gate.action import action
from omzien.gate.visit import Visit
from omzien.people import queries as people
from omzien.web.desks.groups.forms import Roll

KEYS = "abcdefhijklmnopqrstuvwxyz"  # not g: it begins the keys that go to another page


@dataclass(frozen=True, slots=True)
class OnTheRoll:
    """One person of the list: a key of the keyboard says whether this person is there."""

    resident_id: int
    name: str
    key: str
    times: int
    is_present: bool


def opened(
    visit: Visit, *, held_on: date | None = None, there: Iterable[int] = (), heads: int = 0
) -> QueryDict:
    """The form as the page opens: today and nobody yet, or as the roll was called before."""
    data = QueryDict(mutable=True)
    data["held_on"] = (held_on or visit.today).isoformat()
    data["anonymous_heads"] = str(heads or "")
    data.setlist("present", [str(resident_id) for resident_id in there])
    return data


def stepped(sent: QueryDict) -> tuple[QueryDict, str]:
    """The sent form, after somebody was added or looked for; the step is "save" when the roll is complete."""
    data = sent.copy()
    if added := data.get("add_resident"):
        data.appendlist("present", added)
        data["person_text"] = ""
        return data, "add"
    return data, data.get("step", "save")


def shown(visit: Visit, activity: queries.ActivityRow, form: Roll, step: str) -> dict[str, Any]:
    """Everything that the page needs beside the form."""
    present = {int(value) for value, _ in form.fields["present"].choices}  # type: ignore[attr-defined]
    regulars = queries.participants(visit, activity_id=activity.id)
    text = form.data.get("person_text", "").strip()
    return {
        "activity": activity,
        "form": form,
        "stepped": step,
        "roll": _listed(visit, regulars, present),
        "searched": text,
        "found": people.search(visit, text=text, limit=6) if text else [],
    }


def _listed(visit: Visit, regulars: list[queries.ParticipantRow], present: set[int]) -> list[OnTheRoll]:
    """The regulars by name, and after them who was added: a key stays with its person while one adds."""
    known = {row.resident_id for row in regulars}
    added = people.names(visit, resident_ids=present - known) if present - known else {}
    rows = [(row.resident_id, row.resident, row.times) for row in regulars]
    rows += [(resident_id, name, 0) for resident_id, name in added.items()]
    keys = [*KEYS, *[""] * len(rows)]
    return [
        OnTheRoll(resident_id, name, key, times, resident_id in present)
        for (resident_id, name, times), key in zip(rows, keys, strict=False)
    ]


@action
def hold_and_call(
    visit: Visit, /, *, activity_id: int, held_on: date, present: list[int], anonymous_heads: int
) -> int:
    """One action: the session was held, and this is who came; gives the id of the session."""
    session_id = community.hold_session(visit, activity_id=activity_id, held_on=held_on)
    community.roll_call(visit, session_id=session_id, resident_ids=present, anonymous_heads=anonymous_heads)
    return session_id


@action
def correct(
    visit: Visit, /, *, session_id: int, held_on: date, present: list[int], anonymous_heads: int
) -> int:
    """One action: the roll as it should have been, and the right day; gives the id of the session."""
    community.roll_call(visit, session_id=session_id, resident_ids=present, anonymous_heads=anonymous_heads)
    community.move_session(visit, session_id=session_id, held_on=held_on)
    return session_id

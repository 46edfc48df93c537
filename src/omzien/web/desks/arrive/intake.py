"""What quick entry shows and does, between the views and the rooms."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext

from omzien.casework import queries as casework
from omzien.casework.actions import register, send_on, take_back
from omzien.casework.policy import READ_REGISTRATIONS
from omzien.gate.action import action
from omzien.gate.refused import Refused
from omzien.gate.visit import Visit
from omzien.people import queries as people
from omzien.people.actions import add_resident, take_back_resident
from omzien.people.rules import person_in
from omzien.web.desks.arrive.forms import Entry
from omzien.web.desks.arrive.lists import Lists
from omzien.web.desks.arrive.questions import matching

FOUND = 6  # residents shown while typing
EARLIER = 3  # earlier registrations shown beside a resident
ENDINGS = ("advice", "plan", "wait", "refer")
NEW = ("given_name", "name_prefix", "family_name", "birth_date", "phone", "postcode", "house_number")
PARTS = {"who": "arrive/who.html", "questions": "arrive/questions.html"}  # of the form, by their ids


def opened(asked: Mapping[str, str], remembered: Mapping[str, str], lists: Lists, visit: Visit) -> QueryDict:
    """The form as the page opens: today, what was chosen last time, and the resident one came from."""
    data = QueryDict(mutable=True)
    data["registered_on"] = visit.today.isoformat()
    for name in ("resident_id", "resident_text"):
        data[name] = str(asked.get(name, ""))
    own_team = str(min(visit.team_ids, default=""))
    defaults = {"team_id": own_team, "channel": next((key for key, _ in lists.choices["channel"]), "")}
    for name in ("municipality_id", "service_id", "team_id", "channel"):
        known = dict(lists.choices[name])
        likely = (lists.only(name), remembered.get(name, ""), defaults.get(name, ""))
        data[name] = next((value for value in likely if value and value in known), "")
    return data


def is_ready(visit: Visit, form: Entry) -> bool:
    """Is the form complete, and is a new resident nobody whom we know already?"""
    if not form.is_valid():
        return False
    if form.cleaned_data["is_new"] and not form.cleaned_data["is_somebody_else"] and duplicates(visit, form):
        form.add_error(
            "is_somebody_else", gettext("Choose one of the people shown, or say that it is somebody else.")
        )
    return form.is_valid()


def stepped(sent: QueryDict, visit: Visit) -> tuple[QueryDict, str]:
    """The sent form after a step that is not its end: a resident or question picked or taken away."""
    data = sent.copy()
    if picked := data.get("pick_resident"):
        data["resident_id"], data["resident_text"] = picked, ""
        data.pop("is_new", None)
        return data, "pick_resident"
    if added := data.get("add_question"):
        data.appendlist("questions", added)
        data["question_text"] = ""
        return data, "questions"
    if dropped := data.get("drop_question"):
        data.setlist("questions", [value for value in data.getlist("questions") if value != dropped])
        return data, "questions"
    return _turned(data, data.get("step", ""), visit)


def _turned(data: QueryDict, step: str, visit: Visit) -> tuple[QueryDict, str]:
    if step == "new_resident":
        data["is_new"] = "yes"
        person = person_in(data.get("resident_text", ""), visit.today)
        born = person["birth_date"]
        person["birth_date"] = f"{born:%d-%m-%Y}" if born else ""
        for name in NEW:
            data[name] = data.get(name) or str(person[name])
    if step == "other_resident":
        for name in ("resident_id", "is_new", *NEW):
            data.pop(name, None)
    return data, step


def shown(visit: Visit, lists: Lists, form: Entry, step: str) -> dict[str, Any]:
    """Everything that the page needs beside the form."""
    data: Mapping[str, Any] = form.data
    values = form.data.getlist("questions") if isinstance(form.data, QueryDict) else []
    topics = {topic.value: topic for topic in lists.topics}
    chosen = [topics[value] for value in values if value in topics]
    matches = matching(lists.topics, data.get("question_text", "") or "", values)
    return {
        "form": form,
        "stepped": step,
        "chosen": chosen,
        "matches": matches,
        "looked": (data.get("question_text") or "").strip(),
        **_whom_shown(visit, form),
    }


def _whom_shown(visit: Visit, form: Entry) -> dict[str, Any]:
    chosen = str(form.data.get("resident_id") or "")
    known = people.found(visit, resident_id=int(chosen)) if chosen.isdecimal() else None
    text = (form.data.get("resident_text") or "").strip()
    is_new = bool(form.data.get("is_new")) and known is None
    return {
        "known": known,
        "beside": beside(visit, known.id) if known else {},
        "is_new": is_new,
        "searched": text,
        "found": people.search(visit, text=text, limit=FOUND) if text and not known and not is_new else [],
        "duplicates": duplicates(visit, form) if is_new else [],
    }


def beside(visit: Visit, resident_id: int) -> dict[str, Any]:
    """What this visit may know of somebody who was found: the telephone number, and what was asked before."""
    rows = []
    if READ_REGISTRATIONS.open_to(visit):
        rows = casework.registrations_of(visit, resident_id=resident_id)
    return {
        "phone": people.phone(visit, resident_id=resident_id),
        "in_reach": people.is_in_reach(visit, resident_id=resident_id),
        "earlier": rows[:EARLIER],
        "more": max(len(rows) - EARLIER, 0),
    }


def duplicates(visit: Visit, form: Entry) -> list[Any]:
    """Residents who look like the new one."""
    parts = ("given_name", "name_prefix", "family_name")
    name = {part: form.data.get(part, "")[:120].replace("\x00", "") for part in parts}
    if not name["family_name"].strip():
        return []
    try:
        born = form.fields["birth_date"].clean(form.data.get("birth_date"))
    except ValidationError:  # said at the field when the form is sent
        born = None
    return list(people.possible_duplicates(visit, birth_date=born, **name))


@action
def arrive(visit: Visit, /, *, then: str, **said: Any) -> tuple[int, int]:
    """One action: the new resident when there is one, the registration, and what was decided at once.

    `then` is advice (given, and closed), plan (I take it up), wait (a team does), or refer (a partner does).
    Gives the ids of the resident and of the registration.
    """
    resident_id, municipality_id = _whom(visit, said)
    day = said["registered_on"]
    registration_id = register(
        visit,
        resident_id=resident_id,
        municipality_id=municipality_id,
        registered_on=day,
        channel=said["channel"],
        referral_source=said["referral_source"] or None,
        questions=said["questions"],
        story=said["story"],
        triage="right_place" if then in ("plan", "wait") else "",
        team_id=said["team_id"] if then == "wait" else None,
        advice_by=said["service_id"] if then == "advice" else None,
    )
    if then == "refer":
        send_on(visit, registration_id=registration_id, partner_id=said["partner_id"], sent_on=day)
    return resident_id, registration_id


def _whom(visit: Visit, said: dict[str, Any]) -> tuple[int, int]:
    if resident_id := said["resident_id"]:
        return resident_id, people.found(visit, resident_id=resident_id).municipality_id
    told = {name: said[name] for name in Entry.RESIDENT_FIELDS}
    return add_resident(visit, **told), said["municipality_id"]


@action
def undo(visit: Visit, /, *, registration_id: int, with_resident: bool) -> int:
    """Take a registration back, and the resident who was added with it; gives that resident's id."""
    resident_id = take_back(visit, registration_id=registration_id)
    if with_resident:
        with suppress(Refused):  # more is known of this resident by now: then the person stays
            take_back_resident(visit, resident_id=resident_id)
    return resident_id

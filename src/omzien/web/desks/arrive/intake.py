"""What quick entry shows and does, between the views and the rooms."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext

from omzien.casework.actions import register
from omzien.gate.action import action
from omzien.gate.visit import Visit
from omzien.organisation import queries as organisation
from omzien.people import queries as people
from omzien.people.actions import add_resident
from omzien.web.desks.arrive.forms import Entry
from omzien.web.desks.arrive.questions import Topic, matching
from omzien.web.templatetags.omzien import in_words

VERDICTS = {"advice": "advice_done", "plan": "right_place", "wait": "right_place"}


@dataclass(frozen=True)
class Lists:
    """What may be chosen today."""

    channels: list[tuple[str, str]]
    sources: list[tuple[str, str]]
    municipalities: list[tuple[str, str]]
    topics: list[Topic]

    @property
    def as_choices(self) -> dict[str, list[tuple[str, str]]]:
        """For the form."""
        return {
            "channels": self.channels,
            "sources": self.sources,
            "municipalities": self.municipalities,
            "questions": [(topic.value, topic.label) for topic in self.topics],
        }


def lists_of(visit: Visit) -> Lists:
    """The code lists of the form."""
    return Lists(
        channels=_choices(organisation.codes(visit, list="channel")),
        sources=_choices(organisation.codes(visit, list="referral_source")),
        municipalities=[(str(place.id), place.name) for place in organisation.municipalities(visit)],
        topics=topics_of(visit),
    )


def _choices(codes: Any) -> list[tuple[str, str]]:
    return [(code.key, in_words(code)) for code in codes]


def topics_of(visit: Visit) -> list[Topic]:
    """All domains, each followed by its subdomains."""
    domains = {code.key: in_words(code) for code in organisation.codes(visit, list="domain")}
    topics = [Topic(key, name) for key, name in domains.items()]
    parts = organisation.codes(visit, list="subdomain")
    topics += [
        Topic(f"{part.parent}.{part.key}", f"{domains.get(part.parent, '')} › {in_words(part)}")
        for part in parts
    ]
    return topics


def opened(query: QueryDict, visit: Visit) -> QueryDict:
    """The form as the page opens: today, and the resident from whose dossier one came."""
    data = QueryDict(mutable=True)
    data["registered_on"] = visit.today.isoformat()
    for name in ("resident_id", "resident_text"):
        data[name] = str(query.get(name, ""))
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


def stepped(sent: QueryDict) -> tuple[QueryDict, str]:
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
    return _turned(data, data.get("step", ""))


def _turned(data: QueryDict, step: str) -> tuple[QueryDict, str]:
    if step == "new_resident":
        data["is_new"] = "yes"
        data["family_name"] = data.get("family_name") or data.get("resident_text", "").strip().capitalize()
    if step == "other_resident":
        for name in ("resident_id", "is_new"):
            data.pop(name, None)
    return data, step


def shown(visit: Visit, lists: Lists, form: Entry, step: str) -> dict[str, Any]:
    """Everything that the page needs beside the form."""
    data: Mapping[str, Any] = form.data
    values = form.data.getlist("questions") if isinstance(form.data, QueryDict) else []
    topics = {topic.value: topic for topic in lists.topics}
    known = people.found(visit, resident_id=int(data["resident_id"])) if data.get("resident_id") else None
    text = data.get("resident_text", "") or ""
    return {
        "form": form,
        "stepped": step,
        "known": known,
        "is_new": bool(data.get("is_new")) and known is None,
        "searched": text.strip(),
        "found": people.search(visit, text=text, limit=6) if text.strip() and not known else [],
        "duplicates": duplicates(visit, form) if data.get("is_new") and known is None else [],
        "chosen": [topics[value] for value in values if value in topics],
        "matches": matching(lists.topics, data.get("question_text", "") or "", values),
        "looked": bool(data.get("question_text")),
    }


def duplicates(visit: Visit, form: Entry) -> list[Any]:
    """Residents who look like the new one."""
    name = form.data.get("family_name", "")
    born = form.fields["birth_date"].clean(form.data.get("birth_date") or None)
    return list(people.possible_duplicates(visit, family_name=name, birth_date=born)) if name else []


@action
def arrive(visit: Visit, /, *, then: str, **said: Any) -> int:
    """One action: the new resident when there is one, the registration, and what the first look decided.

    `then` is advice (closed at once), plan (I take it up) or wait (the team does). Gives the resident's id.
    """
    resident_id, municipality_id = _whom(visit, said)
    register(
        visit,
        resident_id=resident_id,
        municipality_id=municipality_id,
        registered_on=said["registered_on"],
        channel=said["channel"],
        referral_source=said["referral_source"] or None,
        questions=said["questions"],
        story=said["story"],
        triage=VERDICTS[then],
        team_id=min(visit.team_ids, default=None) if then == "wait" else None,
    )
    return resident_id


def _whom(visit: Visit, said: dict[str, Any]) -> tuple[int, int]:
    if resident_id := said["resident_id"]:
        return resident_id, people.found(visit, resident_id=resident_id).municipality_id
    told = {name: said[name] for name in Entry.RESIDENT_FIELDS}
    resident_id = add_resident(visit, **told, municipality_id=said["municipality_id"], phone=said["phone"])
    return resident_id, said["municipality_id"]

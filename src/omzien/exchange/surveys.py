"""Asking residents how the support was: who is asked today, who is reminded, and sending the letters."""

from collections import Counter
from dataclasses import dataclass, field

from django.core.mail.backends.base import BaseEmailBackend
from django.db import IntegrityError

from omzien.casework.queries import Supported, supported_lately
from omzien.exchange import letters
from omzien.gate import ledger
from omzien.gate.refused import Refused
from omzien.gate.visit import Visit
from omzien.outcomes.actions import Letter, found_survey, invite, remind, take_back
from omzien.outcomes.queries import reminders_due
from omzien.people.queries import emails, without_surveys


@dataclass(slots=True)
class Round:
    """What one run did, or would do: counts only."""

    invited: int = 0
    reminded: int = 0
    not_sent: Counter[str] = field(default_factory=Counter)
    not_asked: Counter[str] = field(default_factory=Counter)


def plan(visit: Visit) -> Round:
    """What a run would do today; nothing is changed or sent."""
    people = supported_lately(visit)
    asked = [one for one in people if one.why_not is None]
    found = Round(invited=len(asked), reminded=len(_to_remind(visit)), not_asked=_reasons(people))
    ledger.close(visit)
    return found


def run(visit: Visit, *, site: str) -> Round:
    """Invite and remind. A letter that the server refuses is taken back, so that a later run tries again."""
    try:
        return _run(visit, site)
    finally:
        ledger.close(visit)


def _run(visit: Visit, site: str) -> Round:
    found_survey(visit)
    people = supported_lately(visit)
    done = Round(not_asked=_reasons(people))
    to_remind = _to_remind(visit)
    with letters.post() as by:
        for one in people:
            if one.why_not is None and (letter := _invited(visit, one)):
                done.invited += _sent(visit, letter, one.email, site, by, done)
        for invitation_id, address in to_remind.items():
            if letter := _reminded(visit, invitation_id):
                done.reminded += _sent(visit, letter, address, site, by, done)
    return done


def _reasons(people: list[Supported]) -> Counter[str]:
    return Counter(one.why_not.value for one in people if one.why_not)


def _to_remind(visit: Visit) -> dict[int, str]:
    """Invitation -> address, of who still has one and still allows it."""
    due = reminders_due(visit)
    addresses = emails(visit, resident_ids=due.values())
    silent = without_surveys(visit, resident_ids=due.values())
    return {
        invitation: addresses[who]
        for invitation, who in due.items()
        if who in addresses and who not in silent
    }


def _invited(visit: Visit, one: Supported) -> Letter | None:
    try:
        return invite(
            visit,
            about=one.about,
            resident_id=one.resident_id,
            municipality_id=one.municipality_id,
            service_id=one.service_id,
        )
    except IntegrityError:
        return None  # another run was first


def _reminded(visit: Visit, invitation_id: int) -> Letter | None:
    try:
        return remind(visit, invitation_id=invitation_id)
    except Refused:
        return None  # answered, or reminded by another run, a moment ago


def _sent(visit: Visit, letter: Letter, to: str, site: str, by: BaseEmailBackend, done: Round) -> int:
    try:
        letters.send(letter, to=to, site=site, by=by)
    except letters.NotSent as problem:
        take_back(visit, letter=letter)
        done.not_sent[str(problem)] += 1
        if not problem.is_address:
            raise
        return 0
    return 1

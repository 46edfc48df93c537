"""Who is asked how the support was, after it ended."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

FORMS = ("trajectory", "light_support")  # individual support; advice is one conversation
ASK_WITHIN_DAYS = 60  # of the end: later somebody is asked about what is long ago
ASK_ONCE_IN_DAYS = 183  # a resident with much support is not asked about all of it
DIED = "overleden"


class NotAsked(StrEnum):
    """Why a resident is not asked."""

    ASKED_LATELY = "was asked less than half a year ago"
    OBJECTS = "wants no surveys"
    NO_EMAIL = "no e-mail address"
    UNSAFE = "a safety case is open"
    DIED = "died"
    LONG_AGO = "ended too long ago"


@dataclass(frozen=True, slots=True)
class Candidate:
    """What is known of a resident whose support ended."""

    ended_on: date
    result: str = ""
    email: str = ""
    objects: bool = False
    safety_case_open: bool = False
    last_asked_on: date | None = None


def why_not(candidate: Candidate, today: date) -> NotAsked | None:
    """Why this resident is not asked today; None: ask."""
    asked = candidate.last_asked_on
    reasons = {
        NotAsked.DIED: candidate.result == DIED,
        NotAsked.OBJECTS: candidate.objects,
        NotAsked.UNSAFE: candidate.safety_case_open,
        NotAsked.ASKED_LATELY: asked is not None and (today - asked).days < ASK_ONCE_IN_DAYS,
        NotAsked.LONG_AGO: not 0 <= (today - candidate.ended_on).days <= ASK_WITHIN_DAYS,
        NotAsked.NO_EMAIL: not candidate.email,
    }
    return next((reason for reason, holds in reasons.items() if holds), None)

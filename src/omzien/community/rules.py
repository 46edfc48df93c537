"""How people at sessions are counted, and what a roll call must hang together by. Pure: no Django, no clock.

Heads are not persons: nobody knows whether the ten of Tuesday are the ten of Thursday. So attendances add up
(two sessions with ten heads are twenty), while persons are counted by name, each once over all sessions. A
cancelled session has nobody, and does not count as a session that was held.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from omzien.gate.refused import Problem

DEBTS = ("ja", "nee", "onbekend")


@dataclass(frozen=True, slots=True)
class Sitting:
    """One session as counting sees it: who came by name, and how many more without a name."""

    residents: frozenset[int] = frozenset()
    heads: int = 0
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Turnout:
    """What a row of sessions adds up to.

    `persons` counts names only: how many the heads are, nobody knows.
    """

    sessions: int
    attendances: int
    persons: int
    heads: int


def turnout(sittings: Iterable[Sitting]) -> Turnout:
    """Count sessions that were held: attendances and heads add up, persons count once."""
    held = [sitting for sitting in sittings if not sitting.cancelled]
    heads = sum(sitting.heads for sitting in held)
    named = sum(len(sitting.residents) for sitting in held)
    persons = frozenset[int]().union(*(sitting.residents for sitting in held))
    return Turnout(len(held), named + heads, len(persons), heads)


def roll_call_problems(
    *, held_on: date, today: date, cancelled: bool, residents: Collection[int], heads: int
) -> Iterator[Problem]:
    """A roll call is of a session that was held (not cancelled, not in the future), by none or more."""
    if heads < 0:
        yield Problem("there cannot be fewer than 0 people", "anonymous_heads")
    if not residents and heads <= 0:
        return
    if cancelled:
        yield Problem("a cancelled session has nobody", "cancelled")
    if held_on > today:
        yield Problem("%(day)s is in the future: nobody came yet", "held_on", {"day": held_on})


FINDINGS = ("in_order", "attention", "unknown")
NOTHING_MORE, COMBINATION = "geen_vervolg", "combinatie"  # of the list `walk_in_follow_up`


def finding_problems(findings: Mapping[str, str], topics: Collection[str]) -> Iterator[Problem]:
    """Each topic of the exploration is in order, needs attention, or is unknown."""
    if any(finding not in FINDINGS for finding in findings.values()):
        yield Problem("choose in order, needs attention or unknown", "findings")
    for topic in sorted(set(findings) - set(topics)):
        yield Problem("“%(topic)s” is no topic of the exploration", "findings", {"topic": topic})


def agreement_problems(agreed: Collection[str]) -> Iterator[Problem]:
    """Nothing more is needed, or something is: not both. A combination is what several are together."""
    if NOTHING_MORE in agreed and len(agreed) > 1:
        yield Problem("“nothing more” does not go with something else", "agreed")
    if COMBINATION in agreed:
        yield Problem("choose the parts of the combination", "agreed")


def follow_up_of(agreed: Collection[str]) -> str | None:
    """What a visit led to, in one word: what was agreed, or a combination."""
    if not agreed:
        return None
    return next(iter(agreed)) if len(set(agreed)) == 1 else COMBINATION


def debt_problems(problematic_debt: str) -> Iterator[Problem]:
    """Unknown is an honest answer; anything else than the three is none."""
    if problematic_debt not in DEBTS:
        yield Problem("choose yes, no or unknown", "problematic_debt")

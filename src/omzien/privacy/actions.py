"""Answering a resident's request, and reviewing broken glass. Each leaves its line in the ledger."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from omzien.casework import farewell as casework
from omzien.gate import breakglass, ledger
from omzien.gate.acts import Act
from omzien.gate.errors import Absent
from omzien.gate.refused import refused
from omzien.gate.visit import Visit
from omzien.people.queries import found
from omzien.privacy.policy import ERASE_PAST_TERM, ERASE_RESIDENT, INSPECT_RESIDENT, REVIEW_GLASS
from omzien.privacy.terms import FAREWELLS, past_every_term

SHORTEST_GROUND = 10  # characters
TERM_IS_OVER = "the term of keeping is over"

Told = Mapping[str, Mapping[str, list[dict[str, Any]]]]


@transaction.atomic
def inspect_resident(visit: Visit, *, resident_id: int) -> Told:
    """Everything that the rooms keep of one resident, by room and kind, ready to be written as JSON.

    The safety code is not in it: whether that is shielded from inspection is decided by hand.
    """
    _must_be_ours(visit, INSPECT_RESIDENT, resident_id)
    told = {farewell.room: farewell.export(visit, resident_id) for farewell in FAREWELLS}
    counts = {f"{room}.{kind}": len(rows) for room, kinds in told.items() for kind, rows in kinds.items()}
    _write(visit, INSPECT_RESIDENT, resident_id, counts)
    return told


@transaction.atomic
def erase_resident(visit: Visit, *, resident_id: int, ground: str) -> int:
    """Erase what is kept of one resident; the number of rows that were erased or made anonymous.

    `ground`: why, in words for the privacy officer's own file; it is not written in the ledger, whose line
    stays (who did what is evidence) and names the resident by number only.
    """
    if len(ground.strip()) < SHORTEST_GROUND:
        raise refused(
            "say on what ground, in at least %(least)s characters", field="ground", least=SHORTEST_GROUND
        )
    _must_be_ours(visit, ERASE_RESIDENT, resident_id)
    gone = {farewell.room: farewell.erase(visit, resident_id) for farewell in FAREWELLS}
    _write(visit, ERASE_RESIDENT, resident_id, gone)
    return sum(gone.values())


@transaction.atomic
def erase_past_term(visit: Visit, *, resident_id: int) -> int:
    """Erase a resident of whom every term is over; the number of rows. `Refused` while one is not."""
    _must_be_ours(visit, ERASE_RESIDENT, resident_id)
    if not past_every_term(visit).filter(pk=resident_id).exists():
        raise refused("something of this resident must be kept still")
    return erase_resident(visit, resident_id=resident_id, ground=TERM_IS_OVER)


@transaction.atomic
def erase_ended_arrivals(visit: Visit) -> int:
    """Erase what came in, ended without a resident and is past its term, words included; how many rows.

    The line in the ledger is the report of it: how many of which table, and nothing of whom.
    """
    if not ERASE_PAST_TERM.open_to(visit):
        raise Absent(ERASE_PAST_TERM.name)
    tables = casework.erase_ended_arrivals(visit)
    act = ERASE_PAST_TERM
    line = ledger.line_of(visit, act=act.name, code="D", model=act.model, residents=(), detail=dict(tables))
    ledger.write([line])
    return sum(tables.values())


def review_glass(visit: Visit, *, glass_id: int) -> None:
    """Say that this opening was looked at."""
    if not REVIEW_GLASS.open_to(visit):
        raise Absent(REVIEW_GLASS.name)
    breakglass.review_glass(visit, glass_id=glass_id)


def _must_be_ours(visit: Visit, act: Act, resident_id: int) -> None:
    if not act.open_to(visit):
        raise Absent(act.name)
    found(visit, resident_id=resident_id)


def _write(visit: Visit, act: Act, resident_id: int, counts: Mapping[str, int]) -> None:
    line = ledger.line_of(
        visit, act=act.name, code="E", model=act.model, residents=[resident_id], detail=dict(counts)
    )
    ledger.write([line])

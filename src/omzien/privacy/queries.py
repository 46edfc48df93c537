"""Reading the ledger: who saw whom, which glass was broken, does the chain hold. A reading is a sight too."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from omzien.casework.farewell import ended_arrivals
from omzien.casework.policy import SHIELDED
from omzien.gate import breakglass, ledger
from omzien.gate.acts import Act
from omzien.gate.errors import Absent
from omzien.gate.models import LedgerLine
from omzien.gate.visit import Sight, Visit
from omzien.organisation.queries import all_workers, own_organisation
from omzien.people.policy import READ_RESIDENT
from omzien.people.queries import found, names
from omzien.privacy.policy import ERASE_PAST_TERM, READ_LEDGER, REVIEW_GLASS
from omzien.privacy.terms import past_every_term

DEEDS = {"C": "added", "R": "seen", "U": "changed", "D": "removed", "E": "done"}
MANY = 200


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One line about one resident, in words."""

    id: int
    at: datetime
    worker: str
    roles: str
    deed: str
    act: str
    model: str
    purpose: str
    channel: str
    others: int  # how many more residents were in the same list
    broke_glass: bool


def who_saw(
    visit: Visit, *, resident_id: int, since: datetime | None = None, limit: int = MANY
) -> list[LedgerEntry]:
    """Who saw or changed the record of this resident, the latest first."""
    _must_open(visit, READ_LEDGER)
    found(visit, resident_id=resident_id)
    lines = _lines_about(visit, resident_id)
    if since:
        lines = lines.filter(at__gte=since)
    read = list(lines.order_by("-at", "-pk")[:limit])
    keys = tuple(line.pk for line in read)
    visit.seen.append(Sight(READ_LEDGER.name, READ_LEDGER.model, (resident_id,), keys))
    workers = _workers(visit)
    return [_entry(line, workers) for line in read]


def _lines_about(visit: Visit, resident_id: int) -> QuerySet[LedgerLine]:
    mine = LedgerLine.objects.filter(organisation_id=visit.organisation_id)
    if connection.vendor == "postgresql":
        return mine.filter(residents__contains=[resident_id])
    named = RawSQL("SELECT 1 FROM json_each(gate_ledgerline.residents) WHERE value = %s", [resident_id])
    return mine.annotate(named=named).filter(named=1)


# Who has none of the acts of the safety code does not learn from the ledger that there is a case: such a line
# says that the record was seen or changed, by whom and when, and not under which act.
SHIELDED_ACTS = frozenset(act.name for act in SHIELDED)
SHIELDED_MODELS = frozenset(act.model for act in SHIELDED)


def _is_shielded(line: LedgerLine) -> bool:
    models = {line.model, *line.detail.get("rows", {})}
    return line.purpose in SHIELDED_ACTS or line.act in SHIELDED_ACTS or bool(models & SHIELDED_MODELS)


def _entry(line: LedgerLine, workers: Mapping[int, str]) -> LedgerEntry:
    entry = LedgerEntry(
        id=line.pk,
        at=line.at,
        worker=workers.get(line.worker_id or 0, ""),
        roles=line.roles,
        deed=DEEDS[line.code],
        act=line.act,
        model=line.model,
        purpose=line.purpose,
        channel=line.channel,
        others=len(line.residents) - 1,
        broke_glass=line.broke_glass,
    )
    return _plain(entry) if _is_shielded(line) else entry


def _plain(entry: LedgerEntry) -> LedgerEntry:
    deed = "seen" if entry.deed == "seen" else "changed"
    act, model = READ_RESIDENT.name, READ_RESIDENT.model
    return replace(entry, deed=deed, act=act, purpose=act, model=model, others=0)


@dataclass(frozen=True, slots=True)
class GlassCard:
    """One record that was opened by break-glass."""

    id: int
    resident_id: int
    resident: str
    worker: str
    reason: str
    opened_at: datetime
    until: datetime
    reviewed_at: datetime | None


def broken_glass(visit: Visit, *, to_review: bool = False) -> list[GlassCard]:
    """Which records were opened by break-glass, the latest first; all, or those that nobody looked at yet."""
    _must_open(visit, REVIEW_GLASS)
    opened = breakglass.opened_glass(visit, to_review=to_review)
    called = names(visit, resident_ids=[glass.resident_id for glass in opened])
    workers = _workers(visit)
    return [
        GlassCard(
            id=glass.pk,
            resident_id=glass.resident_id,
            resident=called.get(glass.resident_id, ""),
            worker=workers.get(glass.worker_id, ""),
            reason=glass.reason,
            opened_at=glass.opened_at,
            until=glass.until,
            reviewed_at=glass.reviewed_at,
        )
        for glass in opened
    ]


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for a privacy officer, in numbers; `oldest`: since when an opening waits to be looked at."""

    openings: int
    oldest: datetime | None
    past_term: int
    arrivals: int


def waiting(visit: Visit) -> Waiting:
    """What waits for a privacy officer today: of nobody by name, so nobody is seen."""
    _must_open(visit, REVIEW_GLASS)
    opened = breakglass.opened_glass(visit, to_review=True)
    return Waiting(
        openings=len(opened),
        oldest=opened[-1].opened_at if opened else None,
        past_term=past_every_term(visit).count(),
        arrivals=ended_arrivals(visit).count(),
    )


@dataclass(frozen=True, slots=True)
class PastTerm:
    """Of whom the term of keeping is over: how many, the first of them (id, name), and ended arrivals."""

    number: int
    first: list[tuple[int, str]]
    arrivals: int
    arrival_days: int


def past_terms(visit: Visit, *, limit: int = MANY) -> PastTerm:
    """What is ready to be erased; nothing goes by itself."""
    _must_open(visit, ERASE_PAST_TERM)
    rows = past_every_term(visit)
    ids = list(rows.values_list("pk", flat=True)[:limit])
    called = names(visit, resident_ids=ids)
    return PastTerm(
        number=rows.count(),
        first=[(pk, called.get(pk, "")) for pk in ids],
        arrivals=ended_arrivals(visit).count(),
        arrival_days=own_organisation(visit).ended_arrival_days,
    )


def chain(visit: Visit) -> ledger.Verdict:
    """Does the chain of the ledger hold? It is one chain for the whole installation."""
    _must_open(visit, READ_LEDGER)
    return ledger.verify()


def _workers(visit: Visit) -> Mapping[int, str]:
    return {card.id: card.name for card in all_workers(visit)}


def _must_open(visit: Visit, act: Act) -> None:
    if not act.open_to(visit):
        raise Absent(act.name)

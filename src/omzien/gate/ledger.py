"""Writing, sealing and checking the ledger.

Writers only append, and never wait for one another. The chain is made afterwards, over whole batches: a seal
is a keyed hash over its lines and over the seal before it, so a line that is changed, removed, added or moved
later breaks the chain. Lines that no seal covers yet (`Verdict.open_lines`, some SEAL_EVERY) are guarded by
the triggers alone. Who keeps the last digest outside this machine can also show that no tail was cut off.
"""

import hashlib
import hmac
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import OperationalError, connection, transaction

from omzien.gate import clock
from omzien.gate.models import LedgerLine, LedgerSeal
from omzien.gate.visit import Visit

GENESIS = "0" * 64
BEFORE_ALL = -(2**63)
SEAL_EVERY = 64  # somebody waits for it: 3 ms of processor
WRITERS, SEALERS = 7_513_001, 7_513_002  # advisory locks of PostgreSQL, after the norm's number
SEALER_WAITS = "500ms"
NOTATION = json.JSONEncoder(sort_keys=True, ensure_ascii=True, separators=(",", ":"))

Line = Mapping[str, Any]  # a line as it is stored: column -> value


def line_of(
    visit: Visit,
    *,
    act: str,
    code: str,
    model: str,
    residents: Iterable[int] = (),
    objects: Iterable[int] = (),
    detail: dict[str, Any] | None = None,
) -> LedgerLine:
    """One line, not yet written. `detail` never holds names, notes or values: field names and counts only.

    Of who stands in for a colleague it says for whom (`covers`: the ids of the workers).
    """
    named = sorted(set(residents))
    cover = {"covers": sorted(visit.covers)} if visit.covers and named else {}
    return LedgerLine(
        at=clock.now(),
        organisation_id=visit.organisation_id,
        account_id=visit.account_id,
        worker_id=visit.worker_id,
        roles=",".join(sorted(visit.roles)),
        purpose=visit.purpose,
        channel=visit.channel,
        act=act,
        code=code,
        model=model,
        residents=named,
        objects_seen=sorted(set(objects)),
        broke_glass=not visit.opened.isdisjoint(named),
        detail=(detail or {}) | cover,
    )


def write(lines: list[LedgerLine]) -> None:
    """Append lines, all or none; every SEAL_EVERY lines the open batch is sealed after the transaction."""
    if not lines:
        return
    with transaction.atomic(savepoint=False):  # in an action: all of it, or nothing
        _announce_writing()
        LedgerLine.objects.bulk_create(lines)
        if (lines[-1].pk or 0) % SEAL_EVERY < len(lines):
            transaction.on_commit(_seal_when_quiet, robust=True)


def flush_sights(visit: Visit) -> None:
    """Write what this visit has seen so far: one line per act and table, naming all who were seen."""
    merged: dict[tuple[str, str], tuple[set[int], set[int]]] = {}
    for sight in visit.seen:
        residents, objects = merged.setdefault((sight.act, sight.model), (set(), set()))
        residents.update(sight.residents)
        objects.update(sight.objects)
    write(
        [
            line_of(visit, act=act, code="R", model=model, residents=residents, objects=objects)
            for (act, model), (residents, objects) in merged.items()
        ]
    )
    visit.seen.clear()


def made_with(
    visit: Visit, table: str, pk: int, *, acts: Iterable[str], since: datetime
) -> Mapping[str, Sequence[int]]:
    """All that this account wrote, since then, in the action that made a row: table -> keys.

    Nothing when the row was not made so, by one of these actions.
    """
    made = LedgerLine.objects.filter(
        organisation_id=visit.organisation_id, account_id=visit.account_id, at__gte=since
    ).filter(act__in=list(acts), code="C")
    rows: Iterator[Mapping[str, Sequence[int]]] = (line.detail.get("rows", {}) for line in made)
    return next((told for told in rows if pk in told.get(table, ())), {})


def close(visit: Visit) -> None:
    """The end of a visit: what it saw is written, and it can see no more. Called by doors."""
    flush_sights(visit)
    visit.seen.closed = True


def canonical(line: Line) -> bytes:
    """The bytes of a line that a seal covers: every column, in one fixed notation."""
    return NOTATION.encode({**line, "at": line["at"].isoformat(timespec="microseconds")}).encode()


def _lines(after: int, until: int) -> list[Line]:
    """The lines after one and up to and including another, every column of them."""
    return list(LedgerLine.objects.filter(pk__gt=after, pk__lte=until).order_by("pk").values())


def _digest(previous: str, lines: Iterable[Line]) -> str:
    mac = hmac.new(settings.LEDGER_KEY, previous.encode(), hashlib.sha256)
    for line in lines:
        mac.update(hashlib.sha256(canonical(line)).digest())
    return mac.hexdigest()


def seal() -> LedgerSeal | None:
    """Chain all lines that are not sealed yet into one new seal; None when there are none."""
    with transaction.atomic():
        _be_the_only_sealer()
        until = _last_settled_line()
        last = LedgerSeal.objects.order_by("-pk").first()
        after, previous = (last.last_line, last.digest) if last else (BEFORE_ALL, GENESIS)
        lines = _lines(after, until)
        if not lines:
            return None
        return LedgerSeal.objects.create(
            first_line=lines[0]["id"],
            last_line=lines[-1]["id"],
            lines=len(lines),
            previous=previous,
            digest=_digest(previous, lines),
        )


def _seal_when_quiet() -> None:
    """Seal, or leave it to a later write when writers are busy for longer than SEALER_WAITS."""
    try:
        seal()
    except OperationalError:
        if connection.vendor != "postgresql":
            raise


# SQLite has one writer at a time (IMMEDIATE transactions), so lines appear in the order of their ids. On
# PostgreSQL a lower id may be committed after a higher one. There writers share a lock that hinders none of
# them; the sealer takes it alone for a moment, when nobody is between a line and its commit, and reads the
# highest id.


def _announce_writing() -> None:
    if connection.vendor == "postgresql":
        _ask(f"SELECT pg_advisory_xact_lock_shared({WRITERS})")


def _be_the_only_sealer() -> None:
    if connection.vendor == "postgresql":
        _ask(f"SET LOCAL lock_timeout = '{SEALER_WAITS}'")
        _ask(f"SELECT pg_advisory_xact_lock({SEALERS})")


def _last_settled_line() -> int:
    """The highest id below which no line can appear any more."""
    if connection.vendor == "postgresql":
        _ask(f"SELECT pg_advisory_lock({WRITERS})")
    try:
        last = LedgerLine.objects.order_by("-pk").values_list("pk", flat=True).first()
    finally:
        if connection.vendor == "postgresql":
            _ask(f"SELECT pg_advisory_unlock({WRITERS})")
    return last or 0


def _ask(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What checking the chain found: the last good digest, and the first seal that does not hold."""

    seals: int
    lines: int
    open_lines: int
    digest: str = GENESIS
    broken: str = ""


def verify() -> Verdict:
    """Recompute every seal from the lines; a changed, removed or slipped-in line breaks the chain there."""
    previous, after, counted, seals = GENESIS, BEFORE_ALL, 0, 0
    for link in LedgerSeal.objects.order_by("pk").iterator():
        lines = _lines(after, link.last_line)
        if not _holds(link, previous, lines):
            wrong = f"seal {link.pk}: lines {link.first_line}-{link.last_line}"
            return Verdict(seals, counted, 0, previous, broken=wrong)
        previous, after, counted, seals = link.digest, link.last_line, counted + len(lines), seals + 1
    return Verdict(seals, counted, LedgerLine.objects.filter(pk__gt=after).count(), previous)


def _holds(link: LedgerSeal, previous: str, lines: list[Line]) -> bool:
    if link.previous != previous or len(lines) != link.lines or lines[0]["id"] != link.first_line:
        return False
    return hmac.compare_digest(link.digest, _digest(previous, lines))

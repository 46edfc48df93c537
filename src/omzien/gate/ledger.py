"""Writing, sealing and checking the ledger. Writers only append; one sealer at a time chains whole batches."""

import hashlib
import hmac
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from omzien.gate import clock
from omzien.gate.models import LedgerLine, LedgerSeal
from omzien.gate.visit import Visit

GENESIS = "0" * 64
SEAL_EVERY = 256


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
    """One line, not yet written. `detail` never holds names, notes or values: field names and counts only."""
    named = sorted(set(residents))
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
        detail=detail or {},
    )


def write(lines: list[LedgerLine]) -> None:
    """Append lines to the ledger; every SEAL_EVERY lines the open batch is sealed."""
    if not lines:
        return
    for line in lines:
        line.save(force_insert=True)
    if (lines[-1].pk or 0) % SEAL_EVERY < len(lines):
        transaction.on_commit(seal)


def flush_sights(visit: Visit) -> None:
    """Write what this visit has seen: one line per act. Called by the desk before the page leaves the house."""
    merged: dict[tuple[str, str], tuple[set[int], set[int]]] = {}
    for sight in visit.seen:
        residents, objects = merged.setdefault((sight.act, sight.model), (set(), set()))
        residents.update(sight.residents)
        objects.update(sight.objects)
    visit.seen.clear()
    write(
        [
            line_of(visit, act=act, code="R", model=model, residents=residents, objects=objects)
            for (act, model), (residents, objects) in merged.items()
        ]
    )


def canonical(line: LedgerLine) -> bytes:
    """The bytes of one line that the seal covers: every column, in one fixed notation."""
    cells = {field.attname: getattr(line, field.attname) for field in LedgerLine._meta.concrete_fields}
    cells["at"] = line.at.isoformat(timespec="microseconds")
    return json.dumps(cells, sort_keys=True, ensure_ascii=True, separators=(",", ":")).encode()


def _digest(previous: str, lines: Iterable[LedgerLine]) -> str:
    mac = hmac.new(settings.LEDGER_KEY, previous.encode(), hashlib.sha256)
    for line in lines:
        mac.update(hashlib.sha256(canonical(line)).digest())
    return mac.hexdigest()


def seal() -> LedgerSeal | None:
    """Chain all lines that are not sealed yet into one new seal; None when there are none."""
    with transaction.atomic():
        _one_sealer()
        last = LedgerSeal.objects.order_by("-pk").first()
        lines = list(LedgerLine.objects.filter(pk__gt=last.last_line if last else 0).order_by("pk"))
        if not lines:
            return None
        previous = last.digest if last else GENESIS
        return LedgerSeal.objects.create(
            first_line=lines[0].pk,
            last_line=lines[-1].pk,
            lines=len(lines),
            previous=previous,
            digest=_digest(previous, lines),
        )


def _one_sealer() -> None:
    """On PostgreSQL wait for writers in flight, so that no lower id can appear after its batch was sealed.

    SQLite has one writer at a time (IMMEDIATE transactions), so the transaction itself is the lock.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE gate_ledgerline IN SHARE ROW EXCLUSIVE MODE")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What checking the chain found: `broken` names the first seal that does not hold, and why."""

    seals: int
    lines: int
    open_lines: int
    broken: str = ""


def verify() -> Verdict:
    """Recompute every seal from the lines; a changed, removed or slipped-in line breaks the chain there."""
    previous, after, counted, seals = GENESIS, 0, 0, 0
    for link in LedgerSeal.objects.order_by("pk").iterator():
        lines = list(LedgerLine.objects.filter(pk__gt=after, pk__lte=link.last_line).order_by("pk"))
        if link.previous != previous or len(lines) != link.lines or _digest(previous, lines) != link.digest:
            return Verdict(seals, counted, 0, broken=f"seal {link.pk}: lines {link.first_line}-{link.last_line}")
        previous, after, counted, seals = link.digest, link.last_line, counted + len(lines), seals + 1
    return Verdict(seals, counted, LedgerLine.objects.filter(pk__gt=after).count())



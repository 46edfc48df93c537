"""Residents who may be one person: who they are, and what merging would do, or undoing."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import combinations, groupby

from django.db.models import Count

from omzien.gate.visit import Visit
from omzien.organisation.policy import READ_WORKERS
from omzien.people import rules
from omzien.people.merging.moving import planned
from omzien.people.merging.parting import parting
from omzien.people.models import Merge, NameKey, Resident
from omzien.people.policy import KEEP_MERGE, MERGE_RESIDENTS

MANY = 50


@dataclass(frozen=True, slots=True)
class Double:
    """One of two residents who may be the same person."""

    id: int
    name: str
    birth_date: date | None
    gender: str
    municipality: str
    registered_on: date


@dataclass(frozen=True, slots=True)
class Pair:
    """Two residents who may be one."""

    one: Double
    other: Double


@dataclass(frozen=True, slots=True)
class MergePreview:
    """What a merge would do, by table ("casework.Contact"): rows that move, and that are set aside."""

    survivor: Double
    merged: Double
    moves: dict[str, int]
    aside: dict[str, int]


@dataclass(frozen=True, slots=True)
class UndoPreview:
    """What undoing would do, by table: rows that go back, stay, or are not there any more."""

    merge: "MergeCard"
    back: dict[str, int]
    stays: dict[str, int]
    gone: dict[str, int]
    aside: dict[str, int]


@dataclass(frozen=True, slots=True)
class MergeCard:
    """A merge that can be undone."""

    id: int
    survivor_id: int
    survivor: str
    merged: str
    merged_at: datetime
    merged_by: str
    is_last: bool


def duplicates(visit: Visit, *, limit: int = MANY) -> list[Pair]:
    """Residents with the same birth date whose names sound the same in two words."""
    alike = _same_sound_and_day(visit, limit)
    ids = {pk for pair in alike for pk in pair}
    rows = Resident.objects.under(MERGE_RESIDENTS, visit).filter(pk__in=ids).select_related("municipality")
    cards = {row.pk: _double(row) for row in rows}
    pairs = [Pair(cards[one], cards[other]) for one, other in alike if one in cards and other in cards]
    return sorted(pairs, key=lambda pair: (pair.one.name, pair.one.id, pair.other.id))


def _same_sound_and_day(visit: Visit, limit: int) -> list[tuple[int, int]]:
    if not MERGE_RESIDENTS.open_to(visit):
        return []
    keys = NameKey.objects.unsealed("duplicates: ids only").filter(
        organisation_id=visit.organisation_id, resident__birth_date__isnull=False
    )
    shared = keys.values("text", "resident__birth_date").annotate(people=Count("resident", distinct=True))
    found: dict[tuple[int, int], None] = {}
    for group in shared.filter(people__gt=1).order_by("resident__birth_date", "text")[: 4 * limit]:
        same = keys.filter(text=group["text"], resident__birth_date=group["resident__birth_date"])
        members = sorted(set(same.values_list("resident_id", flat=True)[:MANY]))
        found |= dict.fromkeys(combinations(members, 2))
    return list(found)[:limit]


def merge_preview(visit: Visit, *, survivor_id: int, merged_id: int) -> MergePreview:
    """What merging these two would do; `Absent` for who may not."""
    rows = Resident.objects.under(MERGE_RESIDENTS, visit).select_related("municipality")
    survivor, merged = rows.one(pk=survivor_id), rows.one(pk=merged_id)
    plan = planned(survivor_id, merged_id)
    return MergePreview(_double(survivor), _double(merged), plan.moves, plan.aside)


def merges(visit: Visit, *, limit: int = MANY) -> list[MergeCard]:
    """The merges that can be undone, the latest first."""
    rows = Merge.objects.under(KEEP_MERGE, visit).beside("merged_by", READ_WORKERS)
    rows = rows.beside("survivor", MERGE_RESIDENTS)
    read = list(rows.order_by("-pk")[:limit])
    last = {survivor: max(row.pk for row in of) for survivor, of in _by_survivor(read)}
    return [_card(row, is_last=last[row.survivor_id] == row.pk) for row in read]


def _by_survivor(rows: list[Merge]) -> list[tuple[int, list[Merge]]]:
    in_order = sorted(rows, key=lambda row: row.survivor_id)
    return [(survivor, list(of)) for survivor, of in groupby(in_order, key=lambda row: row.survivor_id)]


def undo_preview(visit: Visit, *, merge_id: int) -> UndoPreview:
    """What undoing a merge would do; `Absent` for who may not."""
    rows = Merge.objects.under(KEEP_MERGE, visit).beside("merged_by", READ_WORKERS)
    row = rows.beside("survivor", MERGE_RESIDENTS).one(pk=merge_id)
    later = Merge.objects.under(KEEP_MERGE, visit).filter(survivor_id=row.survivor_id, pk__gt=row.pk)
    told = parting(row.survivor_id, row.moved)
    back: dict[str, int] = {}
    for name, keys in told.back.items():
        label = name.rpartition(".")[0]
        if keys:
            back[label] = back.get(label, 0) + len(keys)
    aside = {label: len(kept) for label, kept in row.aside.items() if label != "people.Resident"}
    return UndoPreview(_card(row, is_last=not later.exists()), back, told.stays, told.gone, aside)


def _card(row: Merge, *, is_last: bool) -> MergeCard:
    kept = row.aside["people.Resident"][0]
    names = {part: kept[part] for part in ("given_name", "name_prefix", "family_name")}
    return MergeCard(
        row.pk,
        row.survivor_id,
        _name(row.survivor),
        rules.full_name(**names),
        row.merged_at,
        row.merged_by.name if row.merged_by else "",
        is_last,
    )


def _name(row: Resident) -> str:
    return rules.full_name(
        given_name=row.given_name, name_prefix=row.name_prefix, family_name=row.family_name
    )


def _double(row: Resident) -> Double:
    return Double(row.pk, _name(row), row.birth_date, row.gender, row.municipality.name, row.registered_on)

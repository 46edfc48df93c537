"""What was measured, and with what; every function asks a fixed number of queries."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Prefetch

from omzien.gate.asked import written_once
from omzien.gate.errors import Absent
from omzien.gate.sealed import SightQuerySet
from omzien.gate.visit import Visit
from omzien.organisation.policy import READ_WORKERS
from omzien.organisation.queries import worker_names
from omzien.outcomes.models import Correction, Instrument, Item, LicensedText, Measurement, Score
from omzien.outcomes.policy import CORRECT_MEASUREMENT, READ_MEASUREMENTS, READ_SCORES
from omzien.outcomes.rules import Reading, Scale, total


@dataclass(frozen=True, slots=True)
class ItemCard:
    """One item as a form shows it."""

    id: int
    key: str
    name_nl: str
    name_en: str
    is_reversed: bool = False


@dataclass(frozen=True, slots=True)
class LevelName:
    """What one level of the scale is called."""

    level: int
    name_nl: str
    name_en: str


@dataclass(frozen=True, slots=True)
class InstrumentCard:
    """An instrument as a form shows it; conversation aids do not measure impact."""

    id: int
    key: str
    name: str
    version: str
    lowest: int
    highest: int
    measures_impact: bool
    attribution: str
    scoring: str
    times: int
    least_answered: int
    in_use: bool
    levels: tuple[LevelName, ...]
    items: tuple[ItemCard, ...]

    @property
    def title(self) -> str:
        """Its name; with the version, when the name does not hold it."""
        return self.name if self.version in self.name else f"{self.name} {self.version}"

    @property
    def scale(self) -> Scale:
        """What the rules need to know of it."""
        return Scale(
            tuple(item.key for item in self.items),
            self.lowest,
            self.highest,
            scoring=self.scoring,
            times=self.times,
            reversed_items=frozenset(item.key for item in self.items if item.is_reversed),
            least_answered=self.least_answered,
        )

    def total(self, levels: Mapping[str, int | None]) -> float | None:
        """What the levels of a measurement add up to; None when this instrument has no total, or too few."""
        return total(self.scale, levels)


@dataclass(frozen=True, slots=True)
class MeasurementRow:
    """One measurement with its levels by item key (None: not discussed)."""

    id: int
    resident_id: int
    instrument: str
    instrument_name: str
    moment: str
    view: str
    measured_on: date
    assessor: str
    changed_at: datetime
    levels: Mapping[str, int | None]

    @property
    def reading(self) -> Reading:
        """What the rules of pairing need to know of it."""
        return Reading(self.id, self.instrument, self.view, self.moment, self.measured_on, self.levels)


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """That a measurement was put right: when, by whom, why, and what stood there."""

    on: date
    worker: str
    reason: str
    before: Mapping[str, Any]


def instruments(visit: Visit) -> list[InstrumentCard]:
    """The instruments of the visit's organisation with their items, by name and version (2 queries)."""
    items = Prefetch("items", Item.objects.order_by("order", "key"))
    rows = Instrument.objects.filter(organisation_id=visit.organisation_id).prefetch_related(items)
    return [_card(row) for row in rows.order_by("name", "version")]


def instrument(visit: Visit, *, key: str) -> InstrumentCard:
    """One instrument by its key, the version in it: `zrm_2017`.

    `Absent` when the organisation has none (2 queries).
    """
    for card in instruments(visit):
        if card.key == key:
            return card
    raise Absent(f"instrument {key}")


def _card(row: Instrument) -> InstrumentCard:
    return InstrumentCard(
        id=row.pk,
        key=row.key,
        name=row.name,
        version=row.version,
        lowest=row.lowest,
        highest=row.highest,
        measures_impact=row.measures_impact,
        attribution=row.attribution,
        scoring=row.scoring,
        times=row.times,
        least_answered=row.least_answered,
        in_use=row.in_use,
        levels=tuple(LevelName(**level) for level in row.levels),
        items=tuple(_item(item) for item in row.items.all()),
    )


def _item(row: Item) -> ItemCard:
    return ItemCard(row.pk, row.key, row.name_nl, row.name_en, row.is_reversed)


def licensed_texts(visit: Visit, *, instrument_key: str) -> dict[str, dict[int, str]]:
    """The organisation's own texts of an instrument: item -> level -> text (1 query)."""
    rows = LicensedText.objects.filter(
        organisation_id=visit.organisation_id, item__instrument__key=instrument_key
    )
    found: dict[str, dict[int, str]] = {}
    for item, level, text in rows.order_by("level").values_list("item__key", "level", "text"):
        found.setdefault(item, {})[level] = text
    return found


def licensed_counts(visit: Visit) -> dict[str, int]:
    """How many licensed texts each instrument has (1 query)."""
    rows = LicensedText.objects.filter(organisation_id=visit.organisation_id)
    return dict(rows.values_list("item__instrument__key").annotate(Count("pk")))


def measurement(visit: Visit, *, measurement_id: int) -> MeasurementRow:
    """One measurement of a resident in reach, with its levels (3 queries), or `Absent`."""
    rows = Measurement.objects.under(READ_MEASUREMENTS, visit).filter(pk=measurement_id)
    row = rows.select_related("instrument").one()
    names = _assessors(visit, [row])
    scores = Score.objects.under(READ_SCORES, visit).filter(measurement_id=row.pk).select_related("item")
    return _row(row, {score.item.key: score.level for score in scores}, names)


def corrections_of(visit: Visit, *, resident_id: int) -> dict[int, list[CorrectionRow]]:
    """What was put right in the measurements of a resident: measurement -> corrections, newest first."""
    rows = Correction.objects.under(CORRECT_MEASUREMENT, visit).filter(measurement__resident_id=resident_id)
    found: dict[int, list[CorrectionRow]] = {}
    for row in rows.beside("worker", READ_WORKERS).order_by("-corrected_on", "-pk"):
        who = row.worker.name if row.worker else ""
        told = CorrectionRow(row.corrected_on, who, row.reason, row.before)
        found.setdefault(row.measurement_id, []).append(told)
    return found


@dataclass(frozen=True, slots=True)
class MeasuredRow:
    """That something was measured, and with what; without the scores."""

    id: int
    measured_on: date
    instrument: str
    instrument_name: str
    measures_impact: bool
    highest: int
    moment: str
    view: str
    assessor_id: int | None


def measured_of(visit: Visit, *, resident_id: int, limit: int | None = None) -> list[MeasuredRow]:
    """When a resident was measured with what, the latest first (1 query)."""
    return [
        MeasuredRow(
            id=row.pk,
            measured_on=row.measured_on,
            instrument=row.instrument.key,
            instrument_name=f"{row.instrument.name} {row.instrument.version}",
            measures_impact=row.instrument.measures_impact,
            highest=row.instrument.highest,
            moment=row.moment,
            view=row.view,
            assessor_id=row.assessor_id,
        )
        for row in _latest(visit, resident_id, limit=limit)
    ]


@written_once
def _latest(visit: Visit, resident_id: int, *, limit: int | None) -> SightQuerySet[Measurement]:
    rows = Measurement.objects.under(READ_MEASUREMENTS, visit).filter(resident_id=resident_id)
    return rows.select_related("instrument").order_by("-measured_on", "-pk")[:limit]


def levels_of(visit: Visit, *, measurement_ids: Collection[int]) -> dict[ItemCard, dict[int, int | None]]:
    """The levels of these measurements, in the order of the instrument: item -> measurement (1 query)."""
    found: dict[ItemCard, dict[int, int | None]] = {}
    for score in _scores(visit, measurement_ids):
        found.setdefault(_item(score.item), {})[score.measurement_id] = score.level
    return found


@written_once
def _scores(visit: Visit, measurement_ids: Collection[int]) -> SightQuerySet[Score]:
    rows = Score.objects.under(READ_SCORES, visit).filter(measurement__pk__in=measurement_ids)
    return rows.select_related("item").order_by("item__order", "item__key")


def measurements_of(visit: Visit, *, resident_id: int) -> list[MeasurementRow]:
    """All measurements of a resident that this visit reaches, oldest first, with their scores."""
    found = list(_latest(visit, resident_id, limit=None))[::-1]
    names, levels = _assessors(visit, found), _levels(visit, resident_id)
    return [_row(measurement, levels.get(measurement.pk, {}), names) for measurement in found]


def _assessors(visit: Visit, rows: Iterable[Measurement]) -> Mapping[int, str]:
    return worker_names(visit, worker_ids={row.assessor_id for row in rows if row.assessor_id})


def _levels(visit: Visit, resident_id: int) -> dict[int, dict[str, int | None]]:
    levels: dict[int, dict[str, int | None]] = {}
    for score in _all_scores(visit, resident_id):
        levels.setdefault(score.measurement_id, {})[score.item.key] = score.level
    return levels


@written_once
def _all_scores(visit: Visit, resident_id: int) -> SightQuerySet[Score]:
    rows = Score.objects.under(READ_SCORES, visit).filter(measurement__resident_id=resident_id)
    return rows.select_related("item").order_by("item__order", "item__key")


def _row(
    measurement: Measurement, levels: Mapping[str, int | None], names: Mapping[int, str]
) -> MeasurementRow:
    return MeasurementRow(
        id=measurement.pk,
        resident_id=measurement.resident_id,
        instrument=measurement.instrument.key,
        instrument_name=f"{measurement.instrument.name} {measurement.instrument.version}",
        moment=measurement.moment,
        view=measurement.view,
        measured_on=measurement.measured_on,
        assessor=names.get(measurement.assessor_id or 0, ""),
        changed_at=measurement.changed_at,
        levels=levels,
    )

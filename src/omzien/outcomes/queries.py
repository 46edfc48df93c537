"""What was measured, and with which instruments; every function asks a fixed number of queries."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from omzien.gate.errors import Absent
from omzien.gate.visit import Visit
from omzien.organisation.policy import READ_WORKERS
from omzien.outcomes.models import Instrument, Item, Measurement, Score
from omzien.outcomes.policy import READ_MEASUREMENTS, READ_SCORES
from omzien.outcomes.rules import Reading, Scale


@dataclass(frozen=True, slots=True)
class ItemCard:
    """One item as a form shows it."""

    id: int
    key: str
    name_nl: str
    name_en: str


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
    levels: tuple[LevelName, ...]
    items: tuple[ItemCard, ...]

    @property
    def scale(self) -> Scale:
        """What the rules need to know of it."""
        return Scale(tuple(item.key for item in self.items), self.lowest, self.highest)


@dataclass(frozen=True, slots=True)
class MeasurementRow:
    """One measurement with its levels by item key (None: not discussed)."""

    id: int
    instrument: str
    instrument_name: str
    moment: str
    view: str
    measured_on: date
    assessor: str
    levels: Mapping[str, int | None]

    @property
    def reading(self) -> Reading:
        """What the rules of pairing need to know of it."""
        return Reading(self.id, self.instrument, self.view, self.moment, self.measured_on, self.levels)


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
        levels=tuple(LevelName(**level) for level in row.levels),
        items=tuple(ItemCard(item.pk, item.key, item.name_nl, item.name_en) for item in row.items.all()),
    )


def measurements_of(visit: Visit, *, resident_id: int) -> list[MeasurementRow]:
    """All measurements of a resident that this visit reaches, oldest first, with their scores."""
    rows = Measurement.objects.under(READ_MEASUREMENTS, visit).filter(resident_id=resident_id)
    rows = rows.select_related("instrument").beside("assessor", READ_WORKERS)
    found = list(rows.order_by("measured_on", "pk"))
    levels = _levels(visit, resident_id)
    return [_row(measurement, levels.get(measurement.pk, {})) for measurement in found]


def _levels(visit: Visit, resident_id: int) -> dict[int, dict[str, int | None]]:
    scores = Score.objects.under(READ_SCORES, visit).filter(measurement__resident_id=resident_id)
    levels: dict[int, dict[str, int | None]] = {}
    for score in scores.select_related("item").order_by("item__order", "item__key"):
        levels.setdefault(score.measurement_id, {})[score.item.key] = score.level
    return levels


def _row(measurement: Measurement, levels: Mapping[str, int | None]) -> MeasurementRow:
    return MeasurementRow(
        id=measurement.pk,
        instrument=measurement.instrument.key,
        instrument_name=f"{measurement.instrument.name} {measurement.instrument.version}",
        moment=measurement.moment,
        view=measurement.view,
        measured_on=measurement.measured_on,
        assessor=measurement.assessor.name if measurement.assessor else "",
        levels=levels,
    )

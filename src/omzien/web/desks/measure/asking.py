"""What the page of a measurement needs to know, between the views and the rooms."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.http import QueryDict

from omzien.casework import queries as casework
from omzien.casework.actions import measure as measure_for
from omzien.gate.errors import Absent
from omzien.gate.visit import Visit
from omzien.outcomes import queries as outcomes
from omzien.outcomes.actions import record_measurement
from omzien.outcomes.rules import last_levels, proposed_moment
from omzien.web.desks.measure.forms import SCORES, MeasureForm
from omzien.web.kit.support import name_of_support, own_first

FIRST = "zrm_2017"  # what opens when the address names no instrument
FIRST_TALK = "positieve_gezondheid"


@dataclass(frozen=True, slots=True)
class Asking:
    """One measurement that is about to be made: with what, of what was measured before, for which support."""

    instruments: list[outcomes.InstrumentCard]
    instrument: outcomes.InstrumentCard
    earlier: list[outcomes.MeasurementRow]
    links: Mapping[int, int]
    support: list[casework.InterventionRow]

    def of_support(self, intervention_id: int | None) -> list[outcomes.MeasurementRow]:
        """The earlier measurements that belong to this support (None: to none)."""
        return [row for row in self.earlier if self.links.get(row.id) == intervention_id]

    def last(self, *, view: str, without: int = 0) -> Mapping[str, int | None]:
        """The levels of last time with this instrument, from this view."""
        readings = [row.reading for row in self.earlier]
        return last_levels(readings, instrument=self.instrument.key, view=view, without=without)


def asking(visit: Visit, *, resident_id: int, key: str, is_talk: bool = False) -> Asking:
    """What there is to measure with, and what was measured before. Raises `Absent` for an unknown key."""
    offered = _offered(visit, is_talk=is_talk)
    wanted = key or (FIRST_TALK if is_talk else FIRST)
    chosen = next((card for card in offered if card.key == wanted), None)
    if chosen is None and (key or not offered):
        raise Absent(f"instrument {wanted}")
    support = own_first(visit, casework.interventions_of(visit, resident_id=resident_id))
    return _with_earlier(visit, resident_id, offered, chosen or offered[0], support)


def asking_at_the_end(visit: Visit, *, resident_id: int, intervention_id: int) -> Asking | None:
    """The same with the instrument with which this support was measured before, when that is in use.

    None when there is nothing to measure with.
    """
    offered = _offered(visit, is_talk=False)
    if not offered:
        return None
    what = _with_earlier(visit, resident_id, offered, offered[0], support=[])
    keys = [row.instrument for row in what.of_support(intervention_id)]
    before = [card for key in keys for card in offered if card.key == key]
    return replace(what, instrument=before[0]) if before else what


def _offered(visit: Visit, *, is_talk: bool) -> list[outcomes.InstrumentCard]:
    """Those in use, the one that is asked most first."""
    cards = [card for card in outcomes.instruments(visit) if card.measures_impact is not is_talk]
    return sorted((card for card in cards if card.in_use), key=lambda card: card.key != FIRST)


def _with_earlier(
    visit: Visit,
    resident_id: int,
    offered: list[outcomes.InstrumentCard],
    instrument: outcomes.InstrumentCard,
    support: list[casework.InterventionRow],
) -> Asking:
    return Asking(
        instruments=offered,
        instrument=instrument,
        earlier=outcomes.measurements_of(visit, resident_id=resident_id),
        links=casework.measured_for(visit, resident_id=resident_id),
        support=support,
    )


def proposed(visit: Visit, what: Asking, asked: QueryDict) -> dict[str, Any]:
    """What is filled in already: today, a professional's view, the support that runs, and the moment."""
    running = [row for row in what.support if row.ended_on is None and row.form == "trajectory"]
    running = running or [row for row in what.support if row.ended_on is None]
    wanted = [row for row in what.support if str(row.id) == asked.get("intervention_id")]
    support = next(iter(wanted or running), None)
    view = "resident" if asked.get("view") == "resident" else "professional"
    moment = proposed_moment(
        [row.reading for row in what.of_support(support.id if support else None)],
        instrument=what.instrument.key,
        view=view,
        is_closing=asked.get("moment") == "end" or bool(support and support.ended_on),
    )
    return {
        "moment": moment,
        "view": view,
        "measured_on": visit.today,
        "intervention_id": support.id if support else None,
    }


def of_measurement(visit: Visit, row: outcomes.MeasurementRow) -> Asking:
    """The same, for a measurement that was made before: its instrument may be out of use by now."""
    return Asking(
        instruments=[],
        instrument=outcomes.instrument(visit, key=row.instrument),
        earlier=outcomes.measurements_of(visit, resident_id=row.resident_id),
        links={},
        support=[],
    )


def as_it_was(row: outcomes.MeasurementRow) -> dict[str, Any]:
    """What a correction begins with: everything as it was filled in."""
    levels = {f"{SCORES}{item}": level for item, level in row.levels.items()}
    return {"moment": row.moment, "view": row.view, "measured_on": row.measured_on, **levels}


def choices_of(what: Asking) -> list[tuple[str, str]]:
    """The support that a measurement may be for."""
    return [(str(row.id), name_of_support(row)) for row in what.support if row.form != "advice"]


def keep(visit: Visit, /, *, resident_id: int, instrument_key: str, **said: Any) -> int:
    """Record the measurement; with its support when one was chosen, so that start and end become a pair."""
    if intervention_id := said.pop("intervention_id", None):
        return measure_for(visit, intervention_id=intervention_id, instrument_key=instrument_key, **said)
    return record_measurement(visit, resident_id=resident_id, instrument_key=instrument_key, **said)


def shown(visit: Visit, what: Asking, form: MeasureForm, *, without: int = 0) -> dict[str, Any]:
    """What the page shows beside the form."""
    view = form["view"].value() if "view" in form.fields else "resident"
    texts = outcomes.licensed_texts(visit, instrument_key=what.instrument.key)
    last = what.last(view=str(view), without=without)
    highest = what.instrument.highest
    return {
        "form": form,
        "next": "",
        "web_url": "",
        "instrument": what.instrument,
        "instruments": what.instruments,
        "rows": list(form.rows(last, texts)),
        "keys": (what.instrument.lowest, min(highest, 9)),
        "has_ten": highest == 10,
        "none_key": form.none_key,
        "has_last": bool(last),
        "supported": _supported(form),
    }


def _supported(form: MeasureForm) -> str:
    """The support that is chosen, in the line above the rows."""
    if "intervention_id" not in form.fields:
        return ""
    field = form["intervention_id"]
    names = {str(value): str(label) for value, label in form.fields["intervention_id"].choices if value}  # type: ignore[attr-defined]
    return names.get(str(field.value()), "")

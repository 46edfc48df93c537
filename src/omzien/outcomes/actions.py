"""Founding the instruments of an organisation, and recording a measurement."""

import tomllib
from collections.abc import Mapping
from datetime import date
from importlib.resources import files
from typing import Any

from omzien.gate.action import action, keep, keep_setup
from omzien.gate.errors import Absent
from omzien.gate.refused import refuse_if
from omzien.gate.visit import Visit
from omzien.organisation.queries import choices
from omzien.outcomes import rules
from omzien.outcomes.models import Instrument, Item, Measurement, Score
from omzien.outcomes.policy import RECORD_MEASUREMENT, RECORD_SCORES, SET_UP_INSTRUMENTS
from omzien.outcomes.queries import InstrumentCard, instrument

STARTER = ("zrm_2017", "zrm_2017_ouderschap", "positieve_gezondheid")


def starter(key: str) -> dict[str, Any]:
    """One instrument that ships with Omzien, as written in starter/<key>.toml."""
    return tomllib.loads(files("omzien.outcomes").joinpath(f"starter/{key}.toml").read_text(encoding="utf-8"))


@action
def found_instruments(visit: Visit) -> list[str]:
    """Give the organisation the starter instruments that it does not have yet; their keys. Nothing is
    overwritten.

    An item is tied to the domain of life that the starter names, when the organisation's code list has it.
    """
    if not SET_UP_INSTRUMENTS.open_to(visit):  # also when there is nothing left to found
        raise Absent(SET_UP_INSTRUMENTS.name)
    there = Instrument.objects.filter(organisation_id=visit.organisation_id)
    new = [key for key in STARTER if key not in set(there.values_list("key", flat=True))]
    for key in new:
        _found(visit, starter(key))
    return new


def _found(visit: Visit, described: dict[str, Any]) -> None:
    items = described.pop("items")
    ours = visit.organisation_id
    founded = Instrument(organisation_id=ours, **described)
    keep_setup(visit, SET_UP_INSTRUMENTS, founded, organisation_id=ours)
    domains = choices(visit, lists=["domain"], on=visit.today)
    for order, named in enumerate(items, start=1):
        domain = domains.get(("domain", named.pop("domain", "")))
        item = Item(instrument=founded, order=order, domain_id=domain.id if domain else None, **named)
        keep_setup(visit, SET_UP_INSTRUMENTS, item, organisation_id=ours)


@action
def record_measurement(
    visit: Visit,
    *,
    resident_id: int,
    instrument_key: str,
    moment: str,
    measured_on: date,
    scores: Mapping[str, int | None],
    view: str = "professional",
) -> int:
    """Record one filling-in of an instrument; gives its id. `scores` holds a level per item key, None: not
    discussed.

    Raises `Refused` with every problem at once, `Absent` when the resident or the instrument is out of reach.
    """
    with_what = instrument(visit, key=instrument_key)
    refuse_if(
        [
            *rules.circumstances_problems(
                moment=moment, view=view, measured_on=measured_on, today=visit.today
            ),
            *rules.problems_of(with_what.scale, scores),
        ]
    )
    measurement = Measurement(
        organisation_id=visit.organisation_id,
        resident_id=resident_id,
        instrument_id=with_what.id,
        measured_on=measured_on,
        moment=moment,
        view=view,
        assessor_id=visit.worker_id,
    )
    keep(visit, RECORD_MEASUREMENT, measurement)
    _keep_scores(visit, measurement, with_what, scores)
    return measurement.pk


def _keep_scores(
    visit: Visit, measurement: Measurement, with_what: InstrumentCard, scores: Mapping[str, int | None]
) -> None:
    for item in with_what.items:
        if (level := scores.get(item.key)) is not None:
            score = Score(
                organisation_id=visit.organisation_id, measurement=measurement, item_id=item.id, level=level
            )
            keep(visit, RECORD_SCORES, score)

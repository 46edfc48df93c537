"""Recording a measurement, and putting it right."""

from collections.abc import Mapping
from datetime import date, datetime

from omzien.gate.action import action, keep, remove
from omzien.gate.refused import refuse_if
from omzien.gate.visit import Visit
from omzien.outcomes import rules
from omzien.outcomes.models import Correction, Measurement, Score
from omzien.outcomes.policy import (
    CORRECT_MEASUREMENT,
    READ_SCORES,
    RECORD_MEASUREMENT,
    RECORD_SCORES,
)
from omzien.outcomes.queries import InstrumentCard, instrument


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


@action
def correct_measurement(
    visit: Visit,
    *,
    measurement_id: int,
    moment: str,
    measured_on: date,
    scores: Mapping[str, int | None],
    reason: str,
    view: str = "professional",
    seen: datetime | None = None,
) -> None:
    """Put a measurement right; what stood there is kept beside the reason. The instrument stays the same.

    Raises `Refused` with every problem at once, `Absent` when the measurement is out of reach, and `Changed`
    when somebody else put it right since it was `seen`.
    """
    rows = Measurement.objects.under(RECORD_MEASUREMENT, visit).select_for_update(of=("self",))
    row = rows.select_related("instrument").one(pk=measurement_id)
    with_what = instrument(visit, key=row.instrument.key)
    refuse_if(
        [
            *rules.correction_problems(reason=reason),
            *rules.circumstances_problems(
                moment=moment, view=view, measured_on=measured_on, today=visit.today
            ),
            *rules.problems_of(with_what.scale, scores),
        ]
    )
    _keep_what_was(visit, row, reason)
    row.moment, row.view, row.measured_on = moment, view, measured_on
    keep(visit, RECORD_MEASUREMENT, row, seen=seen)
    for score in Score.objects.under(RECORD_SCORES, visit).filter(measurement_id=row.pk):
        remove(visit, RECORD_SCORES, score)
    _keep_scores(visit, row, with_what, scores)


def _keep_what_was(visit: Visit, row: Measurement, reason: str) -> None:
    scores = Score.objects.under(READ_SCORES, visit).filter(measurement_id=row.pk).select_related("item")
    before = {
        "moment": row.moment,
        "view": row.view,
        "measured_on": row.measured_on.isoformat(),
        "levels": {score.item.key: score.level for score in scores},
    }
    correction = Correction(
        organisation_id=visit.organisation_id,
        measurement=row,
        corrected_on=visit.today,
        worker_id=visit.worker_id,
        reason=reason.strip(),
        before=before,
    )
    keep(visit, CORRECT_MEASUREMENT, correction)

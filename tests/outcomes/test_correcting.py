"""Putting a measurement right: what stood there is kept, with the reason; nobody overwrites unseen."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from omzien.gate.errors import Absent, Changed
from omzien.gate.models import LedgerLine
from omzien.gate.refused import Refused
from omzien.outcomes.actions import correct_measurement, found_instruments, record_measurement
from omzien.outcomes.farewell import FAREWELL
from omzien.outcomes.queries import corrections_of, measurement, measurements_of
from tests.cast import House, visit_of

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 10, tzinfo=UTC)
DAY = date(2026, 3, 1)
GOOD: dict[str, Any] = {
    "moment": "interim",
    "measured_on": DAY,
    "scores": {"financien": 3, "justitie": 5},
    "reason": "Verkeerde regel aangeklikt.",
}


@pytest.fixture(scope="module")
def standing_house(standing_house: House) -> House:
    found_instruments(visit_of(standing_house.ada))
    return standing_house


@pytest.fixture
def made(house: House) -> int:
    return record_measurement(
        visit_of(house.noor, now=NOW),
        resident_id=house.fatima.pk,
        instrument_key="zrm_2017",
        moment="start",
        measured_on=DAY,
        scores={"financien": 2, "huisvesting": 4},
    )


def test_what_stood_there_is_kept_with_the_reason(house: House, made: int):
    noor = visit_of(house.noor, now=NOW)
    before = LedgerLine.objects.count()
    correct_measurement(noor, measurement_id=made, **GOOD)
    [line] = LedgerLine.objects.order_by("pk")[before:]
    assert (line.act, line.residents) == ("correct_measurement", [house.fatima.pk])
    row = measurement(noor, measurement_id=made)
    assert (row.moment, dict(row.levels)) == ("interim", {"financien": 3, "justitie": 5})
    [told] = corrections_of(noor, resident_id=house.fatima.pk)[made]
    assert (told.worker, told.reason) == ("Noor", "Verkeerde regel aangeklikt.")
    assert told.before == {
        "moment": "start",
        "view": "professional",
        "measured_on": "2026-03-01",
        "levels": {"financien": 2, "huisvesting": 4},
    }


@pytest.mark.parametrize(
    ("change", "fields"),
    [
        ({"reason": "  ok "}, ["reason"]),
        ({"scores": {"financien": 6}}, ["scores.financien"]),
        ({"scores": {}}, ["scores"]),
        ({"measured_on": date(2026, 3, 9), "moment": "x"}, ["moment", "measured_on"]),
    ],
)
def test_a_wrong_correction_changes_nothing(house: House, made: int, change, fields):
    noor = visit_of(house.noor, now=NOW)
    with pytest.raises(Refused) as refusal:
        correct_measurement(noor, measurement_id=made, **(GOOD | change))
    assert [problem.field for problem in refusal.value.problems] == fields
    assert dict(measurement(noor, measurement_id=made).levels) == {"financien": 2, "huisvesting": 4}
    assert corrections_of(noor, resident_id=house.fatima.pk) == {}


def test_who_comes_second_is_told(house: House, made: int):
    noor = visit_of(house.noor)
    seen = measurement(noor, measurement_id=made).changed_at
    correct_measurement(noor, measurement_id=made, seen=seen, **GOOD)
    with pytest.raises(Changed):
        correct_measurement(noor, measurement_id=made, seen=seen, **GOOD)
    assert len(corrections_of(noor, resident_id=house.fatima.pk)[made]) == 1


@pytest.mark.parametrize("who", ["bas", "ineke", "pieter", "femke", "ada", "sven"])
def test_it_needs_the_right_role_and_house(house: House, made: int, who: str):
    visit = visit_of(getattr(house, who), now=NOW)
    with pytest.raises(Absent):
        correct_measurement(visit, measurement_id=made, **GOOD)
    assert corrections_of(visit, resident_id=house.fatima.pk) == {}


def test_the_resident_may_see_it_and_it_goes_with_the_measurement(house: House, made: int):
    correct_measurement(visit_of(house.noor, now=NOW), measurement_id=made, **GOOD)
    femke = visit_of(house.femke)
    [told] = FAREWELL.export(femke, house.fatima.pk)["measurement_corrections"]
    assert told["reason"] == "Verkeerde regel aangeklikt."
    FAREWELL.erase(femke, house.fatima.pk)
    assert FAREWELL.export(femke, house.fatima.pk)["measurement_corrections"] == []
    assert measurements_of(visit_of(house.noor), resident_id=house.fatima.pk) == []

"""Recording a measurement: works, refuses and leaves nothing behind, needs the treatment relation."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from omzien.gate.errors import Absent
from omzien.gate.models import LedgerLine
from omzien.gate.refused import Refused
from omzien.gate.visit import Role
from omzien.outcomes.actions import found_instruments, record_measurement
from omzien.outcomes.models import Measurement, Score
from omzien.outcomes.queries import instrument, measurements_of
from omzien.outcomes.rules import growth, pairs
from tests.cast import House, visit_of

pytestmark = pytest.mark.django_db
NOW = datetime(2020, 6, 15, 10, tzinfo=UTC)
START: dict[str, Any] = {"moment": "start", "measured_on": date(2020, 2, 3), "instrument_key": "zrm_2017"}
END: dict[str, Any] = {"moment": "end", "measured_on": date(2020, 6, 15), "instrument_key": "zrm_2017"}


@pytest.fixture(scope="module")
def standing_house(standing_house: House) -> House:
    found_instruments(visit_of(standing_house.ada))
    return standing_house


def rows():
    return Measurement.objects.unsealed("test").count() + Score.objects.unsealed("test").count()


def test_a_start_and_an_end_become_a_pair_with_growth(house):
    noor = visit_of(house.noor, now=NOW)
    record_measurement(
        noor,
        resident_id=house.fatima.pk,
        **START,
        scores={"financien": 2, "huisvesting": 5, "justitie": None},
    )
    record_measurement(noor, resident_id=house.fatima.pk, **END, scores={"financien": 4, "huisvesting": 5})
    found = measurements_of(noor, resident_id=house.fatima.pk)
    assert [(row.moment, row.assessor, dict(row.levels)) for row in found] == [
        ("start", "Noor", {"financien": 2, "huisvesting": 5}),
        ("end", "Noor", {"financien": 4, "huisvesting": 5}),
    ]
    [pair] = pairs(row.reading for row in found)
    scale = instrument(noor, key="zrm_2017").scale
    assert [(one.item, one.points, one.at_ceiling) for one in growth(pair, scale)] == [
        ("financien", 2, False),
        ("huisvesting", 0, True),
    ]


def test_it_writes_one_ledger_line_that_names_the_resident_and_no_level(house):
    before = LedgerLine.objects.count()
    noor = visit_of(house.noor, now=NOW)
    record_measurement(noor, resident_id=house.fatima.pk, **START, scores={"financien": 2, "huisvesting": 3})
    [line] = LedgerLine.objects.order_by("pk")[before:]
    assert (line.act, line.code, line.residents) == ("record_measurement", "C", [house.fatima.pk])


@pytest.mark.parametrize(
    ("change", "fields"),
    [
        ({"scores": {"financien": 6}}, ["scores.financien"]),
        ({"scores": {"financien": 0, "verslaving": 3}}, ["scores.financien", "scores.verslaving"]),
        ({"scores": {}}, ["scores"]),
        ({"moment": "begin"}, ["moment"]),
        ({"view": "buurman"}, ["view"]),
        ({"measured_on": date(2020, 6, 16)}, ["measured_on"]),
    ],
)
def test_bad_input_is_refused_and_leaves_nothing(house, change, fields):
    good = {"resident_id": house.fatima.pk, **START, "scores": {"financien": 3}}
    with pytest.raises(Refused) as refusal:
        record_measurement(visit_of(house.noor, now=NOW), **(good | change))
    assert [problem.field for problem in refusal.value.problems] == fields
    assert rows() == 0


def test_an_unknown_instrument_is_absent(house):
    unknown = START | {"instrument_key": "zrm_2013"}
    with pytest.raises(Absent):
        record_measurement(
            visit_of(house.noor), resident_id=house.fatima.pk, **unknown, scores={"financien": 3}
        )


@pytest.mark.parametrize("who", ["bas", "ineke", "pieter", "femke", "ada", "sven"])
def test_it_needs_the_right_role_and_house(house, who):
    if who == "sven":
        found_instruments(visit_of(house.sven, Role.ADMINISTRATOR))
    visit = visit_of(getattr(house, who), now=NOW)
    with pytest.raises(Absent):
        record_measurement(visit, resident_id=house.fatima.pk, **START, scores={"financien": 3})
    assert rows() == 0
    assert measurements_of(visit, resident_id=house.fatima.pk) == []


def test_it_needs_the_treatment_relation(house):
    with pytest.raises(Absent):
        record_measurement(
            visit_of(house.noor, now=NOW), resident_id=house.greta.pk, **START, scores={"financien": 3}
        )
    assert rows() == 0


def test_the_team_is_a_circle_too(house):
    record_measurement(
        visit_of(house.karim, now=NOW), resident_id=house.willem.pk, **START, scores={"financien": 3}
    )
    assert len(measurements_of(visit_of(house.noor, now=NOW), resident_id=house.willem.pk)) == 1


@pytest.mark.parametrize("count", [1, 4])
def test_reading_asks_a_fixed_number_of_queries(house, django_assert_num_queries, count):
    noor = visit_of(house.noor, now=NOW)
    for day in range(1, count + 1):
        there = START | {"measured_on": date(2020, 3, day)}
        record_measurement(noor, resident_id=house.fatima.pk, **there, scores={"financien": 2, "justitie": 3})
    with django_assert_num_queries(3):  # measurements, their assessors, scores
        assert len(measurements_of(noor, resident_id=house.fatima.pk)) == count

"""An aid to conversation never becomes a figure: no fact of it leaves the room."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from omzien.casework.actions import explore, measure, register, start_intervention
from omzien.casework.facts import FACTS as CASEWORK
from omzien.organisation.actions import install_starter_set
from omzien.organisation.queries import services
from omzien.outcomes.actions import found_instruments, record_measurement
from omzien.outcomes.facts import FACTS as OUTCOMES
from tests.cast import House, build_house, command_visit, visit_of

DAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 3, 10, tzinfo=UTC)
TABLES = {table.name: table for table in (*OUTCOMES, *CASEWORK)}
TALK: dict[str, Any] = {"moment": "interim", "measured_on": DAY, "view": "resident", "scores": {"meedoen": 7}}


@pytest.fixture
def house() -> House:
    house = build_house()
    install_starter_set(command_visit(house.demo))
    found_instruments(visit_of(house.ada))
    return house


@pytest.mark.django_db
def test_no_fact_of_a_conversation_leaves(house: House):
    noor = visit_of(house.noor, now=NOW)
    asked = register(
        noor,
        resident_id=house.fatima.pk,
        municipality_id=house.uitgeest.pk,
        registered_on=DAY,
        channel="eigen_initiatief",
        questions=[("financien", None)],
    )
    explore(noor, registration_id=asked, explored_on=DAY)
    support = start_intervention(
        noor, registration_id=asked, service_id=services(noor)[0].pk, form="trajectory", started_on=DAY
    )
    about: dict[str, Any] = {"resident_id": house.fatima.pk, "instrument_key": "positieve_gezondheid"}
    record_measurement(noor, **about, **TALK)
    measure(noor, intervention_id=support, instrument_key="positieve_gezondheid", **TALK)
    assert [TABLES[name].rows().count() for name in ("scores", "measurement_links")] == [0, 0]
    zrm = {**TALK, "moment": "start", "scores": {"financien": 2}}
    measure(noor, intervention_id=support, instrument_key="zrm_2017", **zrm)
    assert [TABLES[name].rows().count() for name in ("scores", "measurement_links")] == [1, 1]

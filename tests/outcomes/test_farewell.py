"""What outcomes tells on inspection, and erases: this resident's measurements, and no one else's."""

from datetime import date

import pytest

from omzien.outcomes.actions import found_instruments, record_measurement
from omzien.outcomes.farewell import FAREWELL
from omzien.outcomes.models import Measurement, Score
from tests.cast import build_house, visit_of

pytestmark = pytest.mark.django_db


def test_export_and_erase():
    house = build_house()
    found_instruments(visit_of(house.ada))
    noor, femke = visit_of(house.noor), visit_of(house.femke)
    for resident in (house.fatima, house.willem):
        record_measurement(
            noor,
            resident_id=resident.pk,
            instrument_key="zrm_2017",
            moment="start",
            measured_on=date(2020, 3, 1),
            scores={"financien": 2, "justitie": 5},
        )
    told = FAREWELL.export(femke, house.fatima.pk)
    assert [row["instrument__version"] for row in told["measurements"]] == ["2017"]
    assert [(row["item__name_nl"], row["level"]) for row in told["scores"]] == [
        ("Financiën", 2),
        ("Justitie", 5),
    ]
    assert not any(FAREWELL.export(visit_of(house.sven), house.fatima.pk).values())
    assert FAREWELL.erase(visit_of(house.sven), house.fatima.pk) == 0
    assert FAREWELL.erase(femke, house.fatima.pk) == 3
    assert Measurement.objects.unsealed("test").count() == 1
    assert Score.objects.unsealed("test").count() == 2

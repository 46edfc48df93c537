"""Two people in one row: who comes second sees what the first made of it, and overwrites nothing."""

from typing import Any

import pytest
from django.urls import reverse

from omzien.casework.actions import measure
from omzien.casework.models import Appointment, Goal, Referral
from omzien.casework.queries import goals_of, interventions_of, timeline
from omzien.outcomes.actions import found_instruments
from omzien.outcomes.models import Correction, Measurement
from omzien.outcomes.queries import measurement
from tests.cast import House, client_of, command_visit, visit_of
from tests.web.forms import typed
from tests.web.world import plan

pytestmark = pytest.mark.django_db


def ids(house: House) -> dict[str, int]:
    """The id in the address of each page."""
    found_instruments(command_visit(house.demo))
    noor = visit_of(house.noor)
    of: dict[str, Any] = {"resident_id": house.fatima.pk}
    measure(
        noor,
        intervention_id=interventions_of(noor, **of)[0].id,
        instrument_key="zrm_2017",
        moment="start",
        measured_on=noor.today,
        scores={"financien": 2, "huisvesting": 4},
    )
    moments = {moment.kind: moment.id for moment in timeline(noor, **of)}
    today = plan(house)["today"]
    return {
        "judge": goals_of(noor, **of)[0].id,
        "settle": moments["outgoing"],
        "appointment": today,
        "appointment_move": today,
        "correct_measurement": moments["measurement"],
    }


@pytest.mark.parametrize(
    ("route", "form", "model", "first", "second", "shown"),
    [
        ("judge", "form", Goal, {"attainment": "met"}, {"attainment": "not_met"}, "gehaald"),
        ("settle", "form", Referral, {"outcome": "aangenomen"}, {"outcome": "wachtlijst"}, "Aangenomen"),
        ("appointment_move", "move", Appointment, {"time": "09:00"}, {"time": "16:00"}, "09:00"),
        (
            "appointment",
            "form",
            Appointment,
            {"outcome": "no_show"},
            {"note": "Wel geweest."},
            "Wel geweest.",
        ),
        (
            "correct_measurement",
            "form",
            Measurement,
            {"scores.financien": "5", "reason": "Te laag geschat."},
            {"scores.financien": "1", "reason": "Te hoog geschat."},
            'name="pick-scores.financien" value="theirs"',
        ),
    ],
)
def test_who_comes_second_chooses(
    house: House, route: str, form: str, model: Any, first: Any, second: Any, shown: str
):
    pk = ids(house)[route]
    address = reverse(route, args=[pk])
    noor, karim = client_of(house.noor), client_of(house.karim)
    mine = typed(noor, address, form, **second)
    assert karim.post(address, typed(karim, address, form, **first)).status_code == 302
    stands = model.objects.unsealed("test").get(pk=pk)
    answer = noor.post(address, mine)
    assert answer.status_code == 200
    assert shown in answer.content.decode()
    assert model.objects.unsealed("test").filter(pk=pk, changed_at=stands.changed_at).exists()
    assert Correction.objects.unsealed("test").count() == (route == "correct_measurement")


def test_and_with_the_choice_it_is_saved(house: House):
    pk = ids(house)["correct_measurement"]
    address = reverse("correct_measurement", args=[pk])
    noor, karim = client_of(house.noor), client_of(house.karim)
    mine = typed(noor, address, "form", **{"scores.huisvesting": "1", "reason": "Te hoog geschat."})
    karim.post(
        address, typed(karim, address, "form", **{"scores.financien": "5", "reason": "Te laag geschat."})
    )
    again = noor.post(address, mine).context["form"]
    picked = {"pick-scores.financien": "theirs", "seen": again["seen"].value()}
    assert noor.post(address, mine | picked).status_code == 302
    levels = measurement(visit_of(house.noor), measurement_id=pk).levels
    assert dict(levels) == {"financien": 5, "huisvesting": 1}

"""The dossier says what is still missing, shows the growth in small, and names each of its links apart."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from omzien.casework.actions import judge_goal, measure, note_contact, register, set_goal
from omzien.casework.queries import goals_of, interventions_of, timeline
from omzien.outcomes.actions import found_instruments
from omzien.outcomes.queries import instrument
from tests.cast import House, client_of, command_visit, visit_of
from tests.web.world import measure_mila

pytestmark = pytest.mark.django_db


def dossier(house: House, resident_id: int) -> str:
    return client_of(house.noor).get(reverse("dossier", args=[resident_id])).content.decode()


def needs(page: str) -> list[str]:
    card = page.partition('id="needs-title"')[2].partition("</section>")[0]
    return [text.strip() for text in re.findall(r"<a [^>]*>([^<]*)", card)]


def test_what_closing_will_ask_is_said_while_there_is_time(house: House):
    found_instruments(command_visit(house.demo))
    noor, resident_id = visit_of(house.noor), house.fatima.pk
    assert needs(dossier(house, resident_id)) == ["Of elk doel is gehaald", "De beginmeting"]
    support, goal = (found(noor, resident_id=resident_id)[0].id for found in (interventions_of, goals_of))
    judge_goal(noor, goal_id=goal, attainment="met", judged_on=noor.today)
    scored: dict[str, Any] = {"measured_on": noor.today, "scores": {"financien": 2}}
    measure(noor, intervention_id=support, instrument_key="zrm_2017", moment="start", **scored)
    assert needs(dossier(house, resident_id)) == ["De eindmeting"]
    measure(noor, intervention_id=support, instrument_key="zrm_2017", moment="end", **scored)
    page = dossier(house, resident_id)
    assert "needs-title" not in page, "nothing is missing but the result, which is chosen at closing"
    set_goal(noor, intervention_id=support, set_on=noor.today, text="Post open.")
    assert needs(dossier(house, resident_id)) == ["Of elk doel is gehaald"]


def test_the_growth_is_a_small_picture_with_its_sentence(house: House):
    mila, noor = measure_mila(house), visit_of(house.noor)
    items = instrument(noor, key="zrm_2017").items
    page = dossier(house, mila)
    assert "Eén keer gemeten" in page
    assert page.count('class="growth__first"') == 0
    measure(
        noor,
        intervention_id=interventions_of(noor, resident_id=mila)[0].id,
        instrument_key="zrm_2017",
        moment="interim",
        measured_on=noor.today,
        scores={item.key: 3 for item in items},
    )
    page = dossier(house, mila)
    bars = re.findall(
        r'growth__first" width="4" height="([\d.]+)".*?growth__last" .*? height="([\d.]+)"', page, re.S
    )
    assert bars == [(f"{100 * (1 + place % 4) / 5:.1f}", "60.0") for place in range(len(items))]
    assert "Op 7 van 13 onderdelen gaat het beter, op 3 slechter" in page, "levels 1 to 4 by turns, then 3"


def test_two_stories_and_two_notes_of_a_day_have_names_of_their_own(house: House):
    noor, resident_id = visit_of(house.noor), house.fatima.pk
    register(
        noor,
        resident_id=resident_id,
        municipality_id=house.uitgeest.pk,
        registered_on=noor.today - timedelta(days=1),
        channel="eigen_initiatief",
        questions=[("participatie", None)],
        story="Wil vrijwilliger worden.",
    )
    note_contact(
        noor, resident_id=resident_id, held_on=noor.today, kind="telefoon", minutes=20, note="Nog eens."
    )
    page = dossier(house, resident_id)
    named = re.findall(r'aria-labelledby="(story-\d+) (told-\d+)"', page)
    assert len(set(named)) == 2
    told = [re.search(rf'id="{when}">([^<]*)', page)[1] for _, when in named]  # type: ignore[index]
    assert len(set(told)) == 2
    links = re.findall(r'class="timeline__change".*?</a>', page, re.S)
    names = {" ".join(re.sub(r"<[^>]*>", " ", link.partition(">")[2]).split()) for link in links}
    contacts = [moment for moment in timeline(noor, resident_id=resident_id) if moment.kind == "contact"]
    assert len(contacts) == 2
    assert len(names) == 2, "one pencil a note, told apart by what was said"

"""Inviting, answering by a link, and who sees what of it."""

import dataclasses
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from django.db import IntegrityError

from omzien.gate.errors import Absent
from omzien.gate.models import LedgerLine
from omzien.gate.refused import Refused
from omzien.gate.visit import STAFF_ROLES, Role, admit_guest
from omzien.outcomes.actions import answer_survey, decline_survey, found_survey, remind, take_back
from omzien.outcomes.farewell import FAREWELL
from omzien.outcomes.models import Answer, Invitation, Response, Survey
from omzien.outcomes.policy import ANSWER_SURVEY, GIVE_ANSWERS
from omzien.outcomes.queries import (
    asked,
    house_of_link,
    quotes,
    reminders_due,
    responses,
    survey_in_use,
    surveys_of,
)
from omzien.outcomes.rules import Given, LinkState
from tests.cast import House, command_visit, visit_of
from tests.outcomes.surveys import guest, invited

pytestmark = pytest.mark.django_db

ANSWERS = {
    "cijfer": Given(8),
    "op_tijd": Given(4),
    "kan_beter": Given(text=" Sneller bellen. "),
    "in_eigen_woorden": Given(text="Ik slaap weer.", may_publish=True),
    "geluisterd": Given(),
}


def later(visit, days: int):
    """The same visit at noon so many days later."""
    noon = datetime.combine(visit.today + timedelta(days), time(12), tzinfo=UTC)
    return dataclasses.replace(visit, now=noon)


def test_the_starter_survey_is_founded_once(house: House):
    ada = visit_of(house.ada)
    assert found_survey(ada)
    assert not found_survey(ada)
    card = survey_in_use(ada)
    assert card
    assert (card.key, len(card.questions)) == ("tevredenheid_effect_2026", 9)
    assert survey_in_use(visit_of(house.sven)) is None


def test_one_survey_is_in_use(house: House):
    found_survey(visit_of(house.ada))
    with pytest.raises(IntegrityError):
        Survey.objects.create(organisation=house.demo, key="second", name_nl="x", name_en="x")


@pytest.mark.parametrize("role", [role for role in STAFF_ROLES if role is not Role.ADMINISTRATOR])
def test_only_the_administrator_founds(house: House, role: Role):
    with pytest.raises(Absent):
        found_survey(visit_of(house.staff[role]))


def test_of_the_link_only_a_hash_is_kept(house: House):
    letter = invited(house)
    row = Invitation.objects.unsealed("test").get()
    assert row.link_hash
    assert letter.token not in str(vars(row))
    assert house_of_link(token=letter.token) == (house.demo.pk, row.link_hash)
    assert house_of_link(token=row.link_hash) is None


def test_nobody_is_asked_twice_about_the_same_support(house: House):
    invited(house)
    with pytest.raises(IntegrityError):
        invited(house)


def test_answering_is_one_transaction_with_one_ledger_line(house: House):
    letter = invited(house)
    visit = guest(letter)
    assert asked(visit).state is LinkState.OPEN
    before = LedgerLine.objects.count()
    answer_survey(visit, answers=ANSWERS)
    [line] = LedgerLine.objects.order_by("pk")[before:]
    assert (line.act, line.roles, line.channel, line.residents) == (
        "answer_survey",
        "guest",
        "link",
        [house.fatima.pk],
    )
    rows = (
        Answer.objects.unsealed("test").order_by("pk").values_list("question", "value", "text", "may_publish")
    )
    assert list(rows) == [
        ("cijfer", 8, "", False),
        ("op_tijd", 4, "", False),
        ("kan_beter", None, "Sneller bellen.", False),
        ("in_eigen_woorden", None, "Ik slaap weer.", True),
    ]


def test_a_link_works_once(house: House):
    letter = invited(house)
    answer_survey(guest(letter), answers=ANSWERS)
    assert asked(guest(letter)).state is LinkState.ANSWERED
    for again in (
        lambda: answer_survey(guest(letter), answers=ANSWERS),
        lambda: decline_survey(guest(letter)),
    ):
        with pytest.raises(Refused, match="answered already"):
            again()
    assert Response.objects.unsealed("test").count() == 1


def test_a_link_expires(house: House):
    visit = later(guest(invited(house)), 43)
    with pytest.raises(Refused, match="does not work any more"):
        answer_survey(visit, answers=ANSWERS)
    assert asked(visit).state is LinkState.EXPIRED
    assert not Answer.objects.unsealed("test").exists()


def test_a_wrong_answer_changes_nothing(house: House):
    letter = invited(house)
    with pytest.raises(Refused):
        answer_survey(guest(letter), answers={**ANSWERS, "cijfer": Given(11)})
    assert asked(guest(letter)).state is LinkState.OPEN
    assert not Response.objects.unsealed("test").exists()


def test_a_guest_reaches_the_own_invitation_only(house: House):
    invited(house, about="i2", resident_id=house.willem.pk)
    mine = guest(invited(house))
    assert [row.resident_id for row in Invitation.objects.under(ANSWER_SURVEY, mine)] == [house.fatima.pk]
    stranger = admit_guest(organisation_id=house.demo.pk, link="0" * 64, purpose="test")
    with pytest.raises(Absent):
        asked(stranger)
    neighbour = dataclasses.replace(mine, organisation_id=house.overkant.pk)
    with pytest.raises(Absent):
        answer_survey(neighbour, answers=ANSWERS)
    assert not Answer.objects.under(GIVE_ANSWERS, mine).exists()
    with pytest.raises(ValueError, match="by a link"):
        admit_guest(organisation_id=house.demo.pk, link="", purpose="test")


def test_a_reminder_comes_once_with_the_same_link(house: House):
    system = command_visit(house.demo)
    letter = invited(house)
    assert reminders_due(later(system, 13)) == {}
    day = later(system, 14)
    assert reminders_due(day) == {letter.invitation_id: house.fatima.pk}
    again = remind(day, invitation_id=letter.invitation_id)
    assert (again.token, again.is_reminder) == (letter.token, True)
    assert reminders_due(later(system, 20)) == {}
    with pytest.raises(Refused):
        remind(later(system, 20), invitation_id=letter.invitation_id)
    take_back(day, letter=again)
    assert reminders_due(later(system, 20)) == {letter.invitation_id: house.fatima.pk}


def test_who_answered_or_declined_is_not_reminded(house: House):
    first, second = invited(house), invited(house, about="i2", resident_id=house.willem.pk)
    answer_survey(guest(first), answers=ANSWERS)
    decline_survey(guest(second))
    assert reminders_due(later(command_visit(house.demo), 20)) == {}


def test_a_letter_that_did_not_go_is_taken_back(house: House):
    take_back(command_visit(house.demo), letter=invited(house))
    assert not Invitation.objects.unsealed("test").exists()
    invited(house)


def test_who_supports_sees_that_there_is_an_answer_and_not_which(house: House):
    letter = invited(house)
    noor = visit_of(house.noor)
    [row] = surveys_of(noor, resident_id=house.fatima.pk)
    assert (row.survey_nl, row.state, row.answered_on) == ("Tevredenheid en effect", LinkState.OPEN, None)
    answer_survey(guest(letter), answers=ANSWERS)
    [row] = surveys_of(noor, resident_id=house.fatima.pk)
    assert (row.state, row.answered_on) == (LinkState.ANSWERED, noor.today)
    assert responses(noor) == []
    assert surveys_of(visit_of(house.sven), resident_id=house.fatima.pk) == []
    assert surveys_of(visit_of(house.pieter), resident_id=house.fatima.pk) == []


def test_an_analyst_sees_answers_without_names(house: House, django_assert_num_queries):
    answer_survey(guest(invited(house)), answers=ANSWERS)
    pieter = visit_of(house.pieter)
    with django_assert_num_queries(2):
        [row] = responses(pieter)
    assert (row.municipality, row.service_en, len(row.answers)) == ("Uitgeest", "Social work", 4)
    for name in ("Fatima", "Amrani", str(house.fatima.key)):
        assert name not in str(row)
    for worker in (house.noor, house.karim, house.bas, house.ineke, house.femke, house.ada, house.sven):
        assert responses(visit_of(worker)) == []


def test_quotes_are_those_with_consent(house: House):
    answer_survey(guest(invited(house)), answers=ANSWERS)
    silent = {"in_eigen_woorden": Given(text="Niet openbaar.")}
    answer_survey(guest(invited(house, about="i2", resident_id=house.willem.pk)), answers=silent)
    period: dict[str, Any] = {"since": date(2020, 1, 1), "until": date(2100, 1, 1)}
    for worker in (house.pieter, house.karim):
        found = quotes(visit_of(worker), municipality="GM0450", **period)
        assert [quote.text for quote in found] == ["Ik slaap weer."]
    assert quotes(visit_of(house.pieter), municipality="GM0114", **period) == []
    assert quotes(visit_of(house.noor), municipality="GM0450", **period) == []


def test_the_resident_is_told_all_and_can_have_the_words_and_the_link_erased(house: House):
    letter = invited(house)
    answer_survey(guest(letter), answers=ANSWERS)
    femke = visit_of(house.femke)
    told = FAREWELL.export(femke, house.fatima.pk)
    assert [row["key"] for row in told["survey_invitations"]] == ["i1"]
    assert [row["question"] for row in told["survey_answers"]][:2] == ["cijfer", "op_tijd"]
    assert FAREWELL.erase(visit_of(house.sven), house.fatima.pk) == 0
    assert FAREWELL.erase(femke, house.fatima.pk) == 3
    assert [row.question for row in Answer.objects.unsealed("test").order_by("pk")] == ["cijfer", "op_tijd"]
    assert house_of_link(token=letter.token) is None
    assert FAREWELL.erase(femke, house.fatima.pk) == 0

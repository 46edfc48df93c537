"""Early signals of arrears, and reports from Veilig Thuis with the screening meeting."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from omzien.casework import actions, queries
from omzien.casework.models import ArrearsSignal, Arrival, Registration, SafetyReport, Story
from omzien.gate.errors import Absent
from omzien.gate.refused import Refused
from tests.casework.arrivals import FORM, the
from tests.casework.world import TODAY

# ---- signals


def test_a_signal_ends_with_a_result_that_says_how(desk):
    bas = desk.visit("bas")
    arrival_id = actions.receive_signal(bas, told=FORM, source="huur", arrears_euros=1250)
    with pytest.raises(Refused, match="ends with a result"):
        actions.end_arrival(bas, arrival_id=arrival_id, step="withdraw")
    with pytest.raises(Refused, match="try 3 times"):
        actions.conclude_signal(bas, arrival_id=arrival_id, result="geen_contact")
    actions.conclude_signal(bas, arrival_id=arrival_id, result="zelf_opgelost")
    signal = ArrearsSignal.objects.unsealed("test").select_related("result", "source").get()
    assert (signal.source.key, signal.arrears_euros) == ("huur", 1250)
    assert signal.result
    assert signal.result.key == "zelf_opgelost"
    assert the(arrival_id).outcome == "advised"
    actions.reopen_arrival(bas, arrival_id=arrival_id)
    assert ArrearsSignal.objects.unsealed("test").get().result_id is None


def test_a_signal_that_becomes_a_registration_is_an_early_signal_with_further_help(desk):
    bas = desk.visit("bas")
    arrival_id = actions.receive_signal(bas, told=FORM, source="energie")
    actions.match_arrival(bas, arrival_id=arrival_id, resident_id=desk.house.greta.pk)
    actions.register_arrival(bas, arrival_id=arrival_id, questions=[("financien", None)])
    assert Registration.objects.unsealed("test").select_related("channel").get().channel.key == "vroegsignaal"
    signal = ArrearsSignal.objects.unsealed("test").select_related("result").get()
    assert signal.result
    assert signal.result.key == "vervolg_financieel"


@pytest.mark.parametrize(("source", "euros"), [("", 10), ("bank", 10), ("huur", 0), ("huur", 10**9)])
def test_a_signal_without_a_known_sender_or_with_odd_arrears_is_refused_whole(desk, source, euros):
    with pytest.raises(Refused):
        actions.receive_signal(desk.visit("bas"), told=FORM, source=source, arrears_euros=euros)
    assert not Arrival.objects.unsealed("test").exists()


# ---- Veilig Thuis

REPORT = "De buren hoorden geschreeuw."


def _report(desk, who="karim", **more):
    return actions.receive_safety_report(desk.visit(who), told=FORM, text=REPORT, **more)


def test_the_front_desk_sees_that_a_report_waits_and_reads_nothing_of_it(desk):
    arrival_id, bas = _report(desk), desk.visit("bas")
    [row] = queries.waiting_items(bas, asked=queries.InboxFilter()).rows
    assert (row.id, row.way, row.name) == (arrival_id, "veilig_thuis", "")
    card = queries.arrival(bas, arrival_id=arrival_id)
    assert (card.words, card.report) == (None, None)
    with pytest.raises(Absent):
        actions.receive(bas, way="veilig_thuis", told=FORM)
    with pytest.raises(Absent):
        actions.receive_safety_report(bas, told=FORM, text=REPORT)
    with pytest.raises(Absent):
        actions.screen_report(
            bas, arrival_id=arrival_id, screened_on=TODAY, decision="ours", partner_ids=[desk.huisarts.pk]
        )
    assert SafetyReport.objects.unsealed("test").get().decision == ""


def test_a_colleague_of_the_team_does_not_read_a_report_that_is_not_the_own(desk):
    house = desk.house
    arrival_id = _report(desk, team_id=house.team.pk)
    assert queries.arrival(desk.visit("noor"), arrival_id=arrival_id).report is None
    actions.assign_arrival(desk.visit("karim"), arrival_id=arrival_id, worker_id=house.noor.pk)
    card = queries.arrival(desk.visit("noor"), arrival_id=arrival_id)
    assert card.report
    assert card.report.text == REPORT


def test_ours_waits_for_the_registration_which_needs_the_meeting(desk):
    karim, fatima = desk.visit("karim"), desk.house.fatima
    arrival_id = _report(desk)
    actions.match_arrival(karim, arrival_id=arrival_id, resident_id=fatima.pk)
    ask: dict[str, Any] = {"arrival_id": arrival_id, "questions": [("gezinsrelaties", None)]}
    with pytest.raises(Refused, match="screening meeting decides first"):
        actions.register_arrival(karim, **ask)
    actions.screen_report(
        karim, arrival_id=arrival_id, screened_on=TODAY, decision="ours", partner_ids=[desk.huisarts.pk]
    )
    actions.register_arrival(karim, **ask)
    row = Registration.objects.unsealed("test").select_related("channel", "referral_source").get()
    assert row.referral_source
    assert row.referral_source.key == "veilig_thuis"
    assert REPORT not in Story.objects.unsealed("test").get().text


@pytest.mark.parametrize(("decision", "outcome"), [("elsewhere", "passed_on"), ("no_action", "withdrawn")])
def test_what_is_not_ours_ends_at_the_meeting(desk, decision, outcome):
    karim = desk.visit("karim")
    arrival_id = _report(desk)
    actions.screen_report(
        karim, arrival_id=arrival_id, screened_on=TODAY, decision=decision, partner_ids=[desk.huisarts.pk]
    )
    assert the(arrival_id).outcome == outcome
    report = queries.arrival(karim, arrival_id=arrival_id).report
    assert report
    assert report.partners == ("Huisarts",)
    assert report.decision == decision


def test_a_screening_has_a_day_and_a_decision_or_neither(desk):
    arrival_id = _report(desk)
    report = SafetyReport.objects.unsealed("test").get(arrival_id=arrival_id)
    report.decision = "ours"
    with pytest.raises(IntegrityError), transaction.atomic():
        report.save()

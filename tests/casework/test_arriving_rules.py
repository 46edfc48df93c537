"""What comes in: states and steps, what is told, attempts, results of signals, the screening meeting."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omzien.casework.models import Arrival, SafetyReport
from omzien.casework.rules import arriving as rules
from omzien.casework.rules.arriving import ENDS, OPEN, STEPS, Standing, State, Step, Told, allowed, state_of
from omzien.gate.refused import Refused
from omzien.organisation.starter import starter_codes

DAY = date(2026, 3, 2)


def _fields(problems):
    return [problem.field for problem in problems]


@pytest.mark.parametrize(
    ("standing", "state"),
    [
        (Standing(), State.RECEIVED),
        (Standing(resident_known=True), State.TAKEN_UP),
        (Standing(assigned=True), State.TAKEN_UP),
        (Standing("advised", resident_known=True, assigned=True), State.ADVISED),
        (Standing("registered", resident_known=True), State.REGISTERED),
    ],
)
def test_the_state_follows_from_the_record(standing, state):
    assert state_of(standing) is state


@given(st.sampled_from(["", *ENDS.values()]), st.booleans(), st.booleans())
def test_every_record_has_a_state_and_an_open_one_may_end_in_every_way(outcome, known, assigned):
    standing = Standing(str(outcome), known, assigned)
    steps = allowed(standing)
    assert (state_of(standing) in OPEN) == (outcome == "")
    assert set(ENDS) <= steps if outcome == "" else not set(ENDS) & steps


def test_what_became_a_registration_goes_on_as_one_and_everything_else_can_be_reopened():
    assert STEPS[State.REGISTERED] == frozenset()
    closed = set(State) - OPEN - {State.REGISTERED}
    assert {state for state in State if Step.REOPEN in STEPS[state]} == closed


@pytest.mark.parametrize("step", sorted(set(Step) - {Step.REOPEN}))
def test_nothing_more_is_done_with_what_ended(step):
    with pytest.raises(Refused, match="now: withdrawn"):
        rules.must_allow(Standing("withdrawn"), step)


def test_the_database_and_the_rules_know_the_same_ways_and_ends():
    assert set(rules.WAYS) == set(Arrival.Way.values) == set(rules.CHANNELS)
    assert {state.value for state in ENDS.values()} == set(Arrival.Outcome.values)
    assert set(rules.DECISIONS) == set(SafetyReport.Decision.values)


def test_what_is_told_fits_in_the_record_that_keeps_it():
    columns = {field.name: field for field in Arrival._meta.get_field("words").related_model._meta.fields}
    for name, most in rules.LONGEST.items():
        assert (columns[name].max_length or most) == most


@pytest.mark.parametrize("name", sorted(rules.LONGEST))
def test_what_is_too_long_is_refused_at_its_field(name):
    most = rules.LONGEST[name]
    fits: dict[str, Any] = {name: "x" * most}
    too_long: dict[str, Any] = {name: "x" * (most + 1)}
    assert _fields(rules.told_problems(Told(**fits), way="phone", today=DAY)) == []
    assert _fields(rules.told_problems(Told(**too_long), way="phone", today=DAY)) == [name]


def test_the_public_form_needs_a_name_and_a_way_to_answer():
    assert _fields(rules.told_problems(Told(), way="public_form", today=DAY)) == ["family_name", "phone"]
    by_mail = Told(family_name="Jansen", email="a@b.nl")
    assert _fields(rules.told_problems(by_mail, way="public_form", today=DAY)) == []
    assert _fields(rules.told_problems(Told(), way="walk_in", today=DAY)) == []


def test_nobody_is_born_tomorrow():
    unborn = Told(birth_date=date(2026, 3, 3))
    assert _fields(rules.told_problems(unborn, way="phone", today=DAY)) == ["birth_date"]


@given(st.text(), st.text())
def test_white_space_and_what_no_database_holds_are_left_out(name, story):
    clean = rules.tidy(Told(family_name=name, story=story))
    assert "\x00" not in clean.family_name + clean.story
    assert clean == rules.tidy(clean)


@pytest.mark.parametrize(
    ("way", "partner", "source", "day", "fields"),
    [
        ("phone", False, False, DAY, []),
        ("partner", True, False, DAY, []),
        ("partner", False, True, DAY, []),
        ("partner", False, False, DAY, ["partner_id"]),
        ("smoke", False, False, DAY, ["way"]),
        ("phone", False, False, date(2026, 3, 3), ["received_on"]),
    ],
)
def test_the_way_in_says_enough(way, partner, source, day, fields):
    found = rules.way_problems(way, partner=partner, source=source, received_on=day, today=DAY)
    assert _fields(found) == fields


@pytest.mark.parametrize(("hour", "part"), [(0, "morning"), (11, "morning"), (12, "afternoon")])
def test_parts_of_the_day_before_and_from_noon(hour, part):
    assert rules.part_of_day(hour) == part


@pytest.mark.parametrize(("hour", "part"), [(17, "afternoon"), (18, "evening"), (23, "evening")])
def test_parts_of_the_day_before_and_from_six(hour, part):
    assert rules.part_of_day(hour) == part


@pytest.mark.parametrize(("attempts", "problems"), [(0, 1), (2, 1), (3, 0), (7, 0)])
def test_three_attempts_before_it_is_said_that_nobody_was_reached(attempts, problems):
    assert len(list(rules.give_up_problems(attempts))) == problems


def test_every_result_of_a_signal_in_the_starter_list_has_its_end():
    results = {code.key for code in starter_codes() if code.list == "signal_result"}
    assert len(results) == 15
    assert set(rules.SIGNAL_OUTCOMES) <= results
    assert {rules.outcome_of_signal(result) for result in results} == set(ENDS.values()) - {State.REGISTERED}
    assert rules.outcome_of_signal("een_eigen_resultaat") is State.WITHDRAWN
    assert rules.FURTHER_HELP in results


@pytest.mark.parametrize(
    ("euros", "fields"), [(None, []), (1, []), (0, ["arrears_euros"]), (10**6, ["arrears_euros"])]
)
def test_arrears_are_whole_euros(euros, fields):
    assert _fields(rules.arrears_problems(euros)) == fields


@pytest.mark.parametrize(
    ("decision", "partners", "day", "fields"),
    [
        ("ours", 1, DAY, []),
        ("no_action", 2, date(2026, 3, 1), []),
        ("perhaps", 1, DAY, ["decision"]),
        ("elsewhere", 0, DAY, ["partner_ids"]),
        ("ours", 1, date(2026, 3, 3), ["screened_on"]),
        ("ours", 1, date(2026, 2, 27), ["screened_on"]),
    ],
)
def test_a_screening_meeting_decides_with_partners_after_the_report(decision, partners, day, fields):
    found = rules.screening_problems(
        decision, partners=partners, received_on=date(2026, 2, 28), screened_on=day, today=DAY
    )
    assert _fields(found) == fields


@pytest.mark.parametrize(
    ("way", "source", "channel"),
    [
        ("public_form", None, ("eigen_initiatief", None)),
        ("public_form", "huisarts", ("verwezen", "huisarts")),
        ("phone", None, ("eigen_initiatief", None)),
        ("partner", "politie", ("verwezen", "politie")),
        ("partner", None, ("verwezen", "overig")),
        ("signal", "woningcorporatie", ("vroegsignaal", None)),
        ("veilig_thuis", None, ("verwezen", "veilig_thuis")),
        ("walk_in", None, ("inloop", None)),
    ],
)
def test_the_channel_of_the_registration_follows_from_the_way_in(way, source, channel):
    assert rules.channel_of(way, source) == channel


def test_every_channel_and_referrer_that_follows_is_in_the_starter_lists():
    known = {(code.list, code.key) for code in starter_codes()}
    assert {("channel", channel) for channel in rules.CHANNELS.values()} <= known
    assert {("referral_source", "veilig_thuis"), ("referral_source", "overig")} <= known

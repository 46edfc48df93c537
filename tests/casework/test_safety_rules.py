"""The safety code: the branches of the weighing, five steps considered, two decisions, four eyes."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omzien.casework.rules.safety import (
    ADVICE_TO_REPORT,
    QUESTIONS,
    SIGNAL_KINDS,
    STEP_NAMES,
    STEPS,
    Advice,
    Conclusion,
    Question,
    closing_problems,
    confirm_problems,
    consultation_problems,
    decision_problems,
    path_of,
    signal_problems,
    step_problems,
    steps_left,
    weigh,
    weighing_problems,
)


@pytest.mark.parametrize(
    ("answers", "advice"),
    [
        ({1: False}, Advice.RECORD_AND_CLOSE),
        ({1: True, 2: True}, Advice.REPORT_WITH_HELP),
        ({1: True, 2: False, 3: False}, Advice.REPORT),
        ({1: True, 2: False, 3: True, 4: False}, Advice.REPORT),
        ({1: True, 2: False, 3: True, 4: True, 5: False}, Advice.REPORT),
        ({1: True, 2: False, 3: True, 4: True, 5: True}, Advice.AGREE_AND_CLOSE),
    ],
)
def test_the_branches(answers, advice):
    assert weigh(answers) is advice


def test_the_next_question_is_asked():
    assert weigh({}) == QUESTIONS[1]
    assert weigh({1: True}) == QUESTIONS[2]
    assert weigh({1: True, 2: False, 4: True}) == QUESTIONS[3]


def test_every_set_of_answers_ends_and_unsafety_always_reports():
    for answers in product([False, True], repeat=5):
        given_answers = dict(zip(QUESTIONS, answers, strict=True))
        advice = weigh(given_answers)
        assert isinstance(advice, Advice)
        if given_answers[1] and given_answers[2]:
            assert advice in ADVICE_TO_REPORT


@given(st.dictionaries(st.sampled_from([1, 2, 3, 4, 5]), st.booleans()))
def test_a_question_is_asked_only_when_it_has_no_answer_yet(answers):
    outcome = weigh(answers)
    if isinstance(outcome, Question):
        assert outcome.number not in answers


def test_five_steps_with_names_in_two_languages():
    assert [name.step for name in STEP_NAMES] == list(STEPS) == [1, 2, 3, 4, 5]
    assert all(name.name_nl and name.name_en for name in STEP_NAMES)
    assert steps_left({1, 3}) == steps_left(step for step in (3, 1)) == [2, 4, 5]


@pytest.mark.parametrize(
    ("step", "text", "left_out", "count"),
    [
        (1, "seen", "", 0),
        (3, "", "the talk would be dangerous", 0),
        (3, "talked", "dangerous", 1),
        (3, " ", "", 1),
        (6, "seen", "", 1),
        (0, "", "", 2),
    ],
)
def test_a_step_is_taken_or_left_out_with_a_reason(step, text, left_out, count):
    assert len(list(step_problems(step, text=text, left_out_because=left_out))) == count


WHOLE = Conclusion(frozenset(STEPS), report_needed=False, help_possible=True, decided_by=1, confirmed_by=2)


def words(conclusion):
    return [problem.field for problem in closing_problems(conclusion)]


def test_a_whole_case_may_be_closed():
    assert words(WHOLE) == []


@pytest.mark.parametrize(
    ("change", "fields"),
    [
        ({"steps": frozenset({1, 2, 4})}, ["steps", "steps"]),
        ({"report_needed": None}, ["report_needed"]),
        ({"help_possible": None}, ["help_possible"]),
        ({"confirmed_by": None}, ["confirmed_by"]),
        ({"confirmed_by": 1}, ["confirmed_by"]),
        ({"decided_by": None}, ["confirmed_by"]),
    ],
)
def test_what_a_case_still_misses(change, fields):
    assert words(replace(WHOLE, **change)) == fields


@given(st.none() | st.integers(1, 3), st.none() | st.integers(1, 3))
def test_four_eyes_are_two_people(decided, confirmed):
    good = not list(confirm_problems(decided_by=decided, confirmed_by=confirmed))
    assert good == (decided is not None and confirmed is not None and decided != confirmed)


ANSWERS = st.dictionaries(st.integers(1, 5), st.booleans())


@given(ANSWERS)
def test_the_path_is_what_the_weighing_follows(answers):
    path = path_of(answers)
    assert path == sorted(set(path))
    assert set(path) <= set(answers)
    assert weigh({number: answers[number] for number in path}) == weigh(answers)


@given(ANSWERS, st.text(max_size=5))
def test_a_weighing_is_whole_or_refused(answers, grounds):
    is_whole = isinstance(weigh(answers), Advice) and bool(grounds.strip())
    assert (not list(weighing_problems(answers, grounds=grounds))) == is_whole


@given(st.sampled_from([None, *Advice]), st.booleans(), st.text(max_size=5))
def test_another_decision_than_the_advice_needs_a_reason(advice, report_needed, text):
    follows = advice is not None and (advice in ADVICE_TO_REPORT) == report_needed
    problems = list(decision_problems(advice, report_needed=report_needed, text=text))
    assert (not problems) == (follows or bool(text.strip()))


@given(st.sampled_from([*SIGNAL_KINDS, "onzin"]), st.text(max_size=5), st.text(max_size=5))
def test_only_what_others_told_has_somebody_who_said_it(kind, said_by, text):
    fits = kind in SIGNAL_KINDS and (kind == "told") == bool(said_by.strip()) and bool(text.strip())
    assert (not list(signal_problems(kind, said_by=said_by, text=text))) == fits


@pytest.mark.parametrize(
    ("whom", "text", "fits"),
    [("veilig_thuis", "x", True), ("buurman", "x", False), ("colleague", " ", False)],
)
def test_a_consultation_says_with_whom_and_what(whom, text, fits):
    assert (not list(consultation_problems(whom, text=text))) == fits

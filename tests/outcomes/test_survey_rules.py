"""The rules of surveys: a link works once and not for ever, one reminder, and what an answer may be."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from omzien.outcomes.actions import STARTER_SURVEY, starter
from omzien.outcomes.rules import (
    Given,
    LinkState,
    Question,
    Sent,
    answers_problems,
    expires_on,
    fingerprint,
    link_state,
    link_token,
    reminder_due,
    satisfaction,
    survey_problems,
)

DAY = date(2026, 3, 2)
MARK, SCALE = Question("cijfer", "mark", "?", "?"), Question("op_tijd", "scale", "?", "?")
TEXT, QUOTE = Question("beter", "text", "?", "?"), Question("citaat", "quote", "?", "?")
ALL = (MARK, SCALE, TEXT, QUOTE)


def sent(**changes) -> Sent:
    return Sent(**({"sent_on": DAY, "expires_on": expires_on(DAY, 42)} | changes))


def said(**answers: Given) -> list[str]:
    return [str(problem) for problem in answers_problems(ALL, answers)]


def test_a_link_works_up_to_and_including_its_last_day():
    assert link_state(sent(), DAY) is LinkState.OPEN
    assert link_state(sent(), DAY + timedelta(42)) is LinkState.OPEN
    assert link_state(sent(), DAY + timedelta(43)) is LinkState.EXPIRED


def test_a_link_works_once():
    assert link_state(sent(answered_on=DAY), DAY) is LinkState.ANSWERED
    assert link_state(sent(declined_on=DAY), DAY) is LinkState.DECLINED
    assert link_state(sent(answered_on=DAY), DAY + timedelta(99)) is LinkState.ANSWERED


@given(day=st.integers(0, 60), after=st.integers(0, 60), reminded=st.booleans(), answered=st.booleans())
def test_one_reminder_to_who_can_still_answer(day: int, after: int, reminded: bool, answered: bool):
    one = sent(reminded_on=DAY if reminded else None, answered_on=DAY if answered else None)
    due = reminder_due(one, after_days=after, today=DAY + timedelta(day))
    assert due == (after <= day <= 42 and not reminded and not answered)


@given(st.binary(min_size=16), st.integers(1), st.text(), st.text())
def test_a_reminder_has_the_same_link_and_nobody_elses(secret: bytes, house: int, one: str, other: str):
    token = link_token(secret, organisation=house, invitation=one)
    assert token == link_token(secret, organisation=house, invitation=one)
    assert (token == link_token(secret, organisation=house, invitation=other)) == (one == other)
    assert len(token) == 43
    assert token not in fingerprint(token)


def test_the_starter_survey_is_sound():
    survey = starter(STARTER_SURVEY)
    questions = [Question(**question) for question in survey["questions"]]
    assert list(survey_problems(questions)) == []
    assert [question.kind for question in questions].count("mark") == 1
    assert [level["level"] for level in survey["levels"]] == [1, 2, 3, 4, 5]


def test_what_is_wrong_with_a_survey():
    wrong = (MARK, MARK, Question("x", "colour", "?", "?"))
    assert [str(problem) for problem in survey_problems(wrong)] == [
        "the question “cijfer” needs a key of its own",
        "“x” is of an unknown kind: colour",
        "a survey has one report mark at most",
    ]


def test_a_question_may_be_skipped_but_not_all():
    assert said(cijfer=Given(8), beter=Given()) == []
    assert said(cijfer=Given(), beter=Given(text="  ")) == ["answer at least one question"]


def test_an_answer_fits_its_question():
    wrong = "this answer does not fit the question"
    for answers in (
        {"cijfer": Given(11)},
        {"cijfer": Given(0)},
        {"op_tijd": Given(6)},
        {"cijfer": Given(7, text="goed")},
        {"beter": Given(text="sneller", may_publish=True)},
        {"beter": Given(3)},
        {"citaat": Given(text="x" * 4001)},
    ):
        assert said(**answers) == [wrong], answers
    assert said(citaat=Given(text="Fijn", may_publish=True)) == []
    assert said(kleur=Given(1)) == ["this survey has no question “kleur”"]


def test_the_mean_is_of_the_marks_and_the_response_of_the_invited():
    found = satisfaction([7, 8, 8], answered=4, invited=10)
    assert (found.mean, found.marks, found.response) == (23 / 3, 3, 0.4)
    nobody = satisfaction([], answered=0, invited=0)
    assert (nobody.mean, nobody.response) == (None, None)

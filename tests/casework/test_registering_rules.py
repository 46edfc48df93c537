"""What a registration, its questions, its dates and its referrals must hang together by."""

from datetime import date

import pytest

from omzien.casework.rules.registering import (
    Asked,
    channel_problems,
    order_problems,
    question_problems,
    referral_problems,
)


def said(problems):
    return [(problem.field, str(problem)) for problem in problems]


@pytest.mark.parametrize(
    ("channel", "source", "fields"),
    [
        ("verwezen", "huisarts", []),
        ("eigen_initiatief", None, []),
        ("verwezen", None, ["referral_source"]),
        ("verwezen", "", ["referral_source"]),
        ("eigen_initiatief", "huisarts", ["referral_source"]),
    ],
)
def test_referred_exactly_when_known_by_whom(channel, source, fields):
    assert [field for field, _ in said(channel_problems(channel, source))] == fields


def test_good_questions():
    asked = [Asked("financien"), Asked("huisvesting", "verkrijgen_woonruimte", "huisvesting")]
    assert said(question_problems(asked)) == []


@pytest.mark.parametrize(
    ("questions", "words"),
    [
        ([], "choose at least one domain of life"),
        (
            [Asked("financien", "echtscheiding", "gezinsrelaties")],
            "“echtscheiding” is not a part of “financien”",
        ),
        ([Asked("financien", "schulden", None)], "“schulden” is not a part of “financien”"),
        ([Asked("financien"), Asked("financien")], "“financien” is chosen twice"),
        (
            [Asked("wonen", "huur", "wonen"), Asked("wonen", "huur", "wonen"), Asked("wonen")],
            "“huur” is chosen twice",
        ),
    ],
)
def test_bad_questions(questions, words):
    assert said(question_problems(questions)) == [("questions", words)]


TODAY = date(2020, 12, 31)


@pytest.mark.parametrize(
    ("earlier", "later", "words"),
    [
        (date(2020, 1, 1), date(2020, 1, 1), []),
        (None, TODAY, []),
        (date(2020, 1, 2), date(2020, 1, 1), ["2020-01-01 is before 2020-01-02, the day that it follows"]),
        (date(2020, 1, 1), date(2021, 1, 1), ["2021-01-01 is in the future"]),
    ],
)
def test_the_order_of_days(earlier, later, words):
    assert said(order_problems(earlier, later, today=TODAY, field="day")) == [("day", word) for word in words]


@pytest.mark.parametrize(
    ("direction", "partner", "service", "good"),
    [
        ("internal", False, True, True),
        ("internal", True, False, False),
        ("internal", True, True, False),
        ("internal", False, False, False),
        ("outgoing", True, False, True),
        ("incoming", True, False, True),
        ("incoming", True, True, False),
        ("outgoing", False, True, False),
        ("outgoing", False, False, False),
        ("sideways", True, False, False),
    ],
)
def test_who_a_referral_names(direction, partner, service, good):
    assert (said(referral_problems(direction, partner=partner, service=service)) == []) is good

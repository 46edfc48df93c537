"""A cross-tab as it leaves: no small count of people in any place, and nothing to work one out from."""

import pytest

from omzien.insight.disclosure import EVERY, SafeTab, Shown, State, safe
from omzien.insight.figures import MISSING, Category, CrossTab, Period, Selection, Value, crosstab
from tests.insight_reports.made_up import ORGANISATION, PLACE, YEAR, snapshot

QUESTIONS = (
    ("registrations", "channel", "triage"),
    ("registrations", "domain", None),
    ("residents_registered", "age", "channel"),
    ("exploration_within_norm_share", "channel", None),
    ("exploration_wait_median", "channel", None),
)


def count(number: int) -> Value:
    return Value("registrations", number, number, 0, thin=False)


def by_hand(cells: dict[str, int], missing: int = 0) -> CrossTab:
    """Registrations by channel."""
    numbers = cells | ({MISSING: missing} if missing else {})
    known, total = sum(cells.values()), sum(numbers.values())
    return CrossTab(
        figure="registrations",
        rows="channel",
        columns=None,
        row_keys=tuple(Category(key, key, key) for key in numbers),
        column_keys=(),
        cells={(key, ""): count(number) for key, number in numbers.items()},
        row_totals={key: count(number) for key, number in numbers.items()},
        column_totals={},
        total=count(total),
        known=count(known),
        several=False,
    )


@pytest.fixture(scope="module", params=QUESTIONS, ids=lambda question: "-".join(filter(None, question)))
def answer(request) -> SafeTab:
    figure, rows, columns = request.param
    selection = Selection(ORGANISATION, Period.year(YEAR), PLACE)
    return safe(crosstab(snapshot(), selection, figure, rows, columns), 10)


def every_number(answer: SafeTab) -> list[Shown]:
    tables = (answer.numbers, answer.observed, answer.missing, answer.of_units, answer.of_answers)
    return [shown for table in tables for shown in table.values()]


def test_no_small_count_is_in_it(answer: SafeTab):
    counts = [shown.value for shown in every_number(answer) if shown.is_shown and shown.style.form == "count"]
    assert counts
    assert not [value for value in counts if 0 < (value or 0) < 10]


def test_a_share_or_median_goes_with_its_observations(answer: SafeTab):
    for place, shown in answer.numbers.items():
        if shown.style.form != "count" and shown.is_shown:
            assert answer.observed[place].is_shown


def test_what_is_withheld_has_no_value(answer: SafeTab):
    assert all(shown.value is None for shown in every_number(answer) if shown.is_withheld)


def test_shares_of_persons_and_of_answers_leave_the_missing_out():
    found = safe(by_hand({"telefoon": 30, "verwezen": 10}, missing=20), 10)
    assert found.of_units["telefoon"].value == 0.75
    assert found.of_answers["telefoon"].value == 0.75
    assert MISSING not in found.of_units
    assert not found.has_withheld


def test_a_small_row_takes_its_share_and_one_more_row_along():
    found = safe(by_hand({"telefoon": 40, "verwezen": 17, "inloop": 3}), 10)
    assert found.number("inloop").state is State.SMALL
    assert found.of_units["inloop"].is_withheld
    assert found.number().value == 60
    assert sorted(found.number(row).is_shown for row in ("telefoon", "verwezen")) == [False, True]
    assert found.number("telefoon", EVERY) == found.number("telefoon")


def test_a_place_that_nobody_counted_is_absent():
    assert safe(by_hand({"telefoon": 40}), 10).number("brief").state is State.ABSENT

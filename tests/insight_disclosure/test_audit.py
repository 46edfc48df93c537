"""The audit reads what is printed, whoever chose it, and says in plain words what a reader could work out."""

from collections.abc import Mapping

import pytest

from omzien.insight.disclosure import (
    Evidence,
    NotReleased,
    Shown,
    State,
    Style,
    Unanswered,
    attacker,
    audit,
    protect,
    refuse_breaches,
    release,
    rounded,
)
from tests.insight_disclosure.made_up import publication
from tests.insight_disclosure.test_hiding import counts

DOT, SMALL = State.HIDDEN, State.SMALL


def printed(evidence: Evidence, **signs: State) -> dict[str, Shown]:
    """Everything printed as it is, but for these."""
    return {
        key: Shown(signs[key], raw.style, threshold=10)
        if key in signs
        else Shown(State.SHOWN, raw.style, raw.value)
        for key, raw in evidence.numbers.items()
        if not key.startswith("~")
    }


def reasons(evidence: Evidence, shown: Mapping[str, Shown]) -> list[str]:
    return [breach.reason() for breach in audit(evidence, shown, 10)]


def visitors() -> Evidence:
    evidence = counts(visitors=60, debts=40, rent=17, other=3)
    evidence.adds_up("visitors", ["debts", "rent", "other"])
    return evidence


def test_a_small_count_that_is_printed_is_named():
    evidence = visitors()
    assert "Other staat er, en is kleiner dan 10." in reasons(evidence, printed(evidence))


def test_a_count_that_follows_from_the_rest_is_named_with_what_it_follows_from():
    evidence = visitors()
    [reason] = reasons(evidence, printed(evidence, other=SMALL))
    assert reason == "Wie goed rekent, weet dat other precies 3 is. Dat volgt uit: visitors, debts, rent."


def test_an_interval_that_is_too_tight_is_named_with_its_ends():
    evidence = counts(visitors=15, rent=12, other=3)
    evidence.adds_up("visitors", ["rent", "other"])
    [reason] = reasons(evidence, printed(evidence, other=DOT, rent=DOT))
    assert reason.startswith("Wie goed rekent, weet dat other ten minste 0 en ten hoogste 5 is.")


def test_what_is_left_beside_a_part_is_named_as_such():
    evidence = counts(visitors=40, debts=38)
    evidence.part_of("debts", "visitors")
    [reason] = reasons(evidence, printed(evidence))
    assert "wat er van visitors overblijft naast debts precies 2 is" in reason


def test_a_share_tells_its_count_to_within_half_a_percent():
    """3 of 40 is 8%: from 7,5% up to 8,5% of 40 is 3 alone."""
    evidence = counts(visitors=40, debts=3)
    evidence.part_of("debts", "visitors")
    evidence.share("share", "debts", "visitors")
    assert "debts precies 3 is" in reasons(evidence, printed(evidence, debts=SMALL))[0]
    assert not reasons(evidence, printed(evidence, debts=SMALL, share=DOT))


def test_a_change_against_last_year_tells_its_count_too():
    evidence = counts(now=6, before=40)
    evidence.change("change", "now", "before")
    assert "now precies 6 is" in reasons(evidence, printed(evidence, now=SMALL))[0]


def test_a_mean_goes_with_its_observations_and_an_extreme_with_who_has_it():
    evidence = counts(pairs=30)
    evidence.derive("mean", 0.7, Style("growth"), "growth", ("pairs",))
    evidence.extreme("longest", 400, Style("days"), "wait", holders=1)
    shown = protect(evidence, 10)
    assert shown["mean"].is_shown
    assert shown["longest"].is_withheld
    assert reasons(evidence, shown | {"longest": Shown(State.SHOWN, Style("days"), 400)}) == [
        "Longest staat er, maar steunt op een aantal dat verborgen is."
    ]


def test_nothing_is_released_that_can_be_worked_out():
    evidence = visitors()
    assert release(evidence, 10)["other"].is_withheld
    with pytest.raises(NotReleased, match="other precies 3"):
        refuse_breaches(evidence, printed(evidence, other=SMALL), 10)


def test_when_the_solver_comes_to_no_answer_there_is_no_release(monkeypatch: pytest.MonkeyPatch):
    evidence = publication(1).evidence
    assert release(evidence, 10)
    monkeypatch.setattr(attacker, "MOST_STEPS", 0)
    with pytest.raises(Unanswered, match="could not be worked out"):
        release(evidence, 10)


def test_reasons_are_there_in_english_with_the_names_of_the_numbers():
    evidence = visitors()
    [breach] = audit(evidence, printed(evidence, other=SMALL), 10)
    assert breach.reason("en", {"other": "other debts"}).startswith(
        "Who does the sums knows that other debts is"
    )


def test_rounding_keeps_rows_adding_up_and_leaves_all_values_open_that_round_the_same():
    for seed in range(8):
        made = publication(seed, linked=False)
        shown = rounded(made.evidence, 10)
        assert not audit(made.evidence, shown, 10)
        for relation in made.evidence.relations:
            assert not sum(weight * (shown[key].value or 0) for key, weight in relation.terms)
        for key, raw in made.evidence.numbers.items():
            if raw.counted:
                assert (shown[key].value or 0) % 5 == 0
                assert abs((shown[key].value or 0) - (raw.value or 0)) <= shown[key].within


def test_rounding_each_count_by_itself_can_give_a_count_away_and_the_audit_says_so():
    """Four times 4 printed as 0 beside 20 for the 16: each must be 4."""
    evidence = counts(total=16, a=4, b=4, c=4, d=4)
    evidence.adds_up("total", "abcd")
    values = {"total": 20, "a": 0, "b": 0, "c": 0, "d": 0}
    shown = {key: Shown(State.SHOWN, Style(), value, within=4) for key, value in values.items()}
    assert {breach.key for breach in audit(evidence, shown, 10)} == {"a", "b", "c", "d"}

"""Which form of a sentence fits the numbers: chosen from what may be seen, never from what is withheld."""

from collections.abc import Callable, Mapping, Sequence

from omzien.insight.disclosure.values import Shown

Look = Callable[[str], Shown]


def forms(name: str, look: Look) -> Sequence[str]:
    """The forms to try, best first."""
    return CHOICES[name](look) if name in CHOICES else ("any", "few")


def _compared(one: str, other: str) -> Callable[[Look], Sequence[str]]:
    """`more`, `same` or `less`: how the first number stands to the second; `few` when one of them is not
    shown.
    """

    def choose(look: Look) -> Sequence[str]:
        first, second = look(one).value, look(other).value
        if first is None or second is None:
            return ("few",)
        return ("same", "less") if first == second else ("more",) if first > second else ("less",)

    return choose


def _none_or_some(key: str) -> Callable[[Look], Sequence[str]]:
    return lambda look: ("none",) if look(key).value == 0 else ("any", "few")


CHOICES: Mapping[str, Callable[[Look], Sequence[str]]] = {
    "year_change": _compared("registrations", "registrations.previous"),
    "more_registrations_than_residents": _compared("registrations", "residents_registered"),
    "more_interventions_than_residents": _compared("interventions", "residents_with_intervention"),
    "still_waiting": _none_or_some("waiting_for_exploration"),
    "title_referrals": _compared("referrals_internal", "referrals_outgoing"),
    "how_counted": _none_or_some("typed_tables"),
    "walk_in": _none_or_some("walk_in_visits"),
}

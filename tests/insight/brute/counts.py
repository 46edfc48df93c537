"""A count for every figure of the catalogue: value, observations, missing."""

import math
import statistics
from collections.abc import Callable, Sequence
from typing import Any

from scipy import stats

from tests.insight.brute.units import Asked, Unit

Counted = tuple[float | None, int, int]
Count = Callable[[Sequence[Unit], Asked], Counted]
Test = Callable[[Unit, Asked], Any]


def _every(unit: Unit, asked: Asked) -> bool:
    return True


def how_many(test: Test = _every, unsaid: str | None = None) -> Count:
    """How many pass the test; missing are those of which the column `unsaid` is empty."""

    def count(units: Sequence[Unit], asked: Asked) -> Counted:
        passed = sum(bool(test(unit, asked)) for unit in units)
        return passed, passed, sum(unit[unsaid] is None for unit in units) if unsaid else 0

    return count


def people(test: Test = _every) -> Count:
    """How many different residents."""

    def count(units: Sequence[Unit], asked: Asked) -> Counted:
        who = [unit["resident"] for unit in units if test(unit, asked)]
        known = {person for person in who if person is not None}
        return len(known), len(known), who.count(None)

    return count


def over(reckon: Callable[[list[Any]], float | None], value: Test, test: Test = _every) -> Count:
    """Something reckoned from the values that are there."""

    def count(units: Sequence[Unit], asked: Asked) -> Counted:
        told = [value(unit, asked) for unit in units if test(unit, asked)]
        known = [one for one in told if one is not None]
        return reckon(known), len(known), told.count(None)

    return count


def _middle(values: list[Any]) -> float | None:
    return float(statistics.median(values)) if values else None


def _mean(values: list[Any]) -> float | None:
    return sum(values) / len(values) if values else None


def _margin(values: list[Any]) -> float | None:
    """Half the 95% interval of a mean, with Student's quantile of another library."""
    if len(values) < 2:
        return None
    quantile = float(stats.t.ppf(0.975, len(values) - 1))
    return quantile * float(statistics.stdev(values)) / math.sqrt(len(values))


def _spread(values: list[Any]) -> float | None:
    return statistics.stdev(values) if len(values) > 1 else None


def part(value: Test, of: Test = _every) -> Count:
    """The share that is true, of those that are true or false."""
    return over(lambda told: _mean([int(one) for one in told]), value, of)


def is_form(form: str) -> Test:
    return lambda unit, asked: unit["form"] == form


def has(column: str) -> Test:
    return lambda unit, asked: unit[column]


def equals(column: str, wanted: str) -> Test:
    return lambda unit, asked: unit[column] == wanted


def agrees(unit: Unit, asked: Asked) -> bool:
    return bool(unit["value"] >= 4)


def _in_house(unit: Unit) -> bool:
    return unit["triage"] in (None, "right_place")


def to_explore(unit: Unit, asked: Asked) -> bool:
    return unit["explored_on"] is not None or _in_house(unit)


def to_support(unit: Unit, asked: Asked) -> bool:
    return unit["explored_on"] is not None and (unit["first_support_on"] is not None or _in_house(unit))


def exploration_days(unit: Unit, asked: Asked) -> Any:
    return (unit["explored_on"] - unit["registered_on"]).days if unit["explored_on"] else None


def support_days(unit: Unit, asked: Asked) -> Any:
    if unit["first_support_on"] is None or unit["explored_on"] is None:
        return None
    return max(0, (unit["first_support_on"] - unit["explored_on"]).days)


def in_time(waited: Test, since: str, norm: int) -> Test:
    """True or false, and None while it is too early to tell or when it was closed without it."""

    def told(unit: Unit, asked: Asked) -> bool | None:
        days = waited(unit, asked)
        if days is not None:
            return bool(days <= norm)
        is_late = unit["closed_on"] is None and (asked.as_of - unit[since]).days > norm
        return False if is_late else None

    return told


explored_in_time = in_time(exploration_days, "registered_on", 14)
supported_in_time = in_time(support_days, "explored_on", 28)


def waits_for_exploration(unit: Unit, asked: Asked) -> bool:
    return _in_house(unit) and not (unit["explored_on"] and unit["explored_on"] < asked.period.until)


def waits_for_support(unit: Unit, asked: Asked) -> bool:
    explored = unit["explored_on"] is not None and unit["explored_on"] < asked.period.until
    supported = unit["first_support_on"] is not None and unit["first_support_on"] < asked.period.until
    return _in_house(unit) and explored and not supported


def duration(unit: Unit, asked: Asked) -> int:
    return int((unit["ended_on"] - unit["started_on"]).days)


def is_pair(unit: Unit, asked: Asked) -> bool:
    return unit["start"] is not None and unit["end"] is not None


def growth(unit: Unit, asked: Asked) -> int:
    return int(unit["end"] - unit["start"])


def group(unit: Unit, asked: Asked) -> bool:
    return unit["kind"] == "group" and not unit["cancelled"]


def point(unit: Unit, asked: Asked) -> bool:
    return unit["kind"] == "information_point" and not unit["cancelled"]


def everybody(unit: Unit, asked: Asked) -> int:
    return int(unit["named"] + unit["anonymous_heads"])


COUNTS: dict[str, Count] = {
    "registrations": how_many(),
    "residents_registered": people(),
    "registrations_referred": how_many(has("referral_source")),
    "registrations_referred_share": part(lambda unit, asked: unit["referral_source"] is not None),
    "registrations_judged_share": part(lambda unit, asked: unit["triage"] is not None),
    "registrations_right_place": how_many(equals("triage", "right_place"), "triage"),
    "registrations_right_place_share": part(
        lambda unit, asked: None if unit["triage"] is None else unit["triage"] == "right_place"
    ),
    "registrations_advice_done": how_many(equals("triage", "advice_done"), "triage"),
    "registrations_elsewhere": how_many(equals("triage", "elsewhere"), "triage"),
    "exploration_wait_median": over(_middle, exploration_days, to_explore),
    "exploration_within_norm_share": part(explored_in_time, to_explore),
    "exploration_over_norm": how_many(
        lambda unit, asked: to_explore(unit, asked) and explored_in_time(unit, asked) is False
    ),
    "waiting_for_exploration": how_many(waits_for_exploration),
    "support_wait_median": over(_middle, support_days, to_support),
    "support_within_norm_share": part(supported_in_time, to_support),
    "support_over_norm": how_many(
        lambda unit, asked: to_support(unit, asked) and supported_in_time(unit, asked) is False
    ),
    "waiting_for_support": how_many(waits_for_support),
    "returns": how_many(has("is_return")),
    "returns_share": part(has("is_return")),
    "return_windows_expired": how_many(is_form("trajectory")),
    "return_rate": part(has("came_back"), is_form("trajectory")),
    "interventions": how_many(),
    "residents_with_intervention": people(),
    "individual_trajectories": how_many(is_form("trajectory")),
    "light_support_contacts": how_many(is_form("light_support")),
    "information_and_advice": how_many(is_form("advice")),
    "concurrent_interventions": how_many(has("is_parallel")),
    "concurrent_residents": people(has("is_parallel")),
    "interventions_ended": how_many(),
    "duration_median": over(_middle, duration, is_form("trajectory")),
    "factor.count": how_many(lambda unit, asked: unit["form"] == "trajectory" and unit["has_factor"]),
    "factor.duration_with": over(
        _middle, duration, lambda unit, asked: unit["form"] == "trajectory" and unit["has_factor"]
    ),
    "factor.duration_without": over(
        _middle, duration, lambda unit, asked: unit["form"] == "trajectory" and not unit["has_factor"]
    ),
    "referrals_incoming": how_many(equals("direction", "incoming")),
    "referrals_outgoing": how_many(equals("direction", "outgoing")),
    "referrals_internal": how_many(equals("direction", "internal")),
    "contacts": how_many(),
    "contact_minutes": over(sum, has("minutes")),
    "partner_questions": how_many(),
    "safety_cases": how_many(),
    "safety_reports": how_many(has("report_needed"), "report_needed"),
    "safety_help": how_many(has("help_possible"), "help_possible"),
    "goals_judged": how_many(has("attainment"), "attainment"),
    "goals_judged_share": part(lambda unit, asked: unit["attainment"] is not None),
    "goals_met_share": part(
        lambda unit, asked: None if unit["attainment"] is None else unit["attainment"] == "met"
    ),
    "trajectories_ended": how_many(is_form("trajectory")),
    "trajectories_measured": how_many(lambda unit, asked: unit["form"] == "trajectory" and unit["is_paired"]),
    "trajectories_measured_share": part(has("is_paired"), is_form("trajectory")),
    "zrm.count": how_many(has("start")),
    "zrm.ended": how_many(),
    "zrm.pairs": how_many(is_pair),
    "zrm.coverage": part(is_pair),
    "zrm.start": over(_mean, has("start"), is_pair),
    "zrm.end": over(_mean, has("end"), is_pair),
    "zrm.growth": over(_mean, growth, is_pair),
    "zrm.deviation": over(_spread, growth, is_pair),
    "zrm.margin": over(_margin, growth, is_pair),
    "zrm.better": how_many(lambda unit, asked: is_pair(unit, asked) and growth(unit, asked) > 0),
    "zrm.same": how_many(lambda unit, asked: is_pair(unit, asked) and growth(unit, asked) == 0),
    "zrm.worse": how_many(lambda unit, asked: is_pair(unit, asked) and growth(unit, asked) < 0),
    "follow_ups": how_many(),
    "satisfaction_mark": over(_mean, has("mark")),
    "survey_response": part(lambda unit, asked: unit["answered_on"] is not None),
    "effect_daily_life": part(agrees, equals("question", "dagelijks_leven")),
    "effect_own_affairs": part(agrees, equals("question", "zelf_regelen")),
    "effect_feeling": part(agrees, equals("question", "hoe_ik_me_voel")),
    "follow_ups_done_share": part(lambda unit, asked: unit["done_on"] is not None),
    "group_sessions": how_many(group),
    "group_attendances": over(sum, everybody, group),
    "group_attendances_named": how_many(group),
    "group_anonymous_heads": over(sum, has("anonymous_heads"), group),
    "group_participants": people(group),
    "volunteer_information_point": over(sum, everybody, point),
    "walk_in_visits": how_many(),
    "walk_in_residents": people(),
    "walk_in_problematic_debt": people(equals("problematic_debt", "ja")),
    "walk_in_anonymous": how_many(lambda unit, asked: unit["resident"] is None),
}

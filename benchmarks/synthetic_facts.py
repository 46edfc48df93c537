"""Facts of any size, made vectorised: for measuring only, not lifelike."""

from typing import Any

import numpy as np
import pyarrow as pa
from numpy.random import Generator
from numpy.typing import NDArray

Ints = NDArray[np.int64]

MUNICIPALITY, YEAR = "GM0001", 2020
MUNICIPALITIES = 4  # as the demo organisation has
FIRST, DAYS = np.datetime64("2018-01-01"), 4 * 365
SETTINGS = {
    "exploration_norm_days": 14,
    "support_norm_days": 28,
    "return_window_months": 15,
    "public_threshold": 10,
    "internal_threshold": 5,
}
ITEMS = [f"item_{number}" for number in range(13)]
FACTORS = [f"factor_{number}" for number in range(6)]
STATEMENTS = ["dagelijks_leven", "zelf_regelen", "hoe_ik_me_voel", "goed_geluisterd"]
ASKED = ["rapportcijfer", *STATEMENTS]


def tables(rows: int, rng: Generator) -> dict[str, pa.Table]:
    """Every fact table; `rows` is the number of registrations."""
    persons = max(10, rows * 7 // 10)
    registrations, days, resident, place = _registrations(rows, persons, rng)
    interventions, given = _interventions(rows * 13 // 10, days, resident, place, rng)
    links, scores = _scores(given, rng)
    return {
        "settings": pa.table({name: [value] for name, value in SETTINGS.items()}),
        "codes": _names("factor", FACTORS),
        "items": pa.table({"instrument": ["zrm_2017"] * 13, "key": ITEMS, "position": list(range(13))}),
        "residents": _residents(persons, rng),
        "registrations": registrations,
        "questions": _questions(rows, days, rng),
        "interventions": interventions,
        "factors": _factors(given, rng),
        "goals": _goals(given, rng),
        "contacts": _contacts(2 * rows, given, persons, rng),
        "referrals": _referrals(rows // 3, persons, rng),
        "measurement_links": links,
        "scores": scores,
        "follow_ups": _follow_ups(given, rng),
        **_groups(rows // 20, persons, rng),
        "walk_ins": _walk_ins(rows // 10, persons, rng),
        "partner_questions": _partner_questions(rows // 10, rng),
        "safety_cases": _safety_cases(rows // 50, rng),
        **_surveys(rows // 3, rng),
    }


def registered(rows: int, rng: Generator) -> dict[str, pa.Table]:
    """Registrations, their questions and residents alone, with pseudonyms as wide as real ones."""
    persons = max(10, rows * 7 // 10)
    pseudonyms = rng.integers(0, 2**62, persons)
    registrations, days, resident, _ = _registrations(rows, persons, rng)
    residents = _residents(persons, rng)
    return {
        "settings": pa.table({name: [value] for name, value in SETTINGS.items()}),
        "codes": _names("factor", FACTORS),
        "residents": residents.set_column(0, "resident", pa.array(pseudonyms)),
        "registrations": registrations.set_column(1, "resident", pa.array(pseudonyms[resident])),
        "questions": _questions(rows, days, rng),
    }


def _one_of(names: list[str | None], count: int, rng: Generator) -> pa.Array:
    """Text columns as dictionaries decoded: fast to make."""
    index = rng.integers(0, len(names), count)
    return pa.array(names, pa.string()).take(pa.array(index))


def _place(index: Ints) -> pa.Array:
    return pa.array([f"GM{number + 1:04d}" for number in range(MUNICIPALITIES)]).take(pa.array(index))


def _date(days: Ints, hidden: NDArray[np.bool_] | None = None) -> pa.Array:
    return pa.array((FIRST + days).astype("datetime64[D]"), pa.date32(), mask=hidden)


def _chance(share: float, count: int, rng: Generator) -> NDArray[np.bool_]:
    return rng.random(count) < share


def _names(list_name: str, keys: list[str]) -> pa.Table:
    return pa.table({"list": [list_name] * len(keys), "key": keys, "position": list(range(len(keys)))})


def _residents(count: int, rng: Generator) -> pa.Table:
    return pa.table(
        {
            "resident": np.arange(count),
            "birth_year": rng.integers(1930, 2010, count).astype("int32"),
            "gender": _one_of(["man", "vrouw", "onbekend"], count, rng),
            "municipality": _place(rng.integers(0, MUNICIPALITIES, count)),
            "registered_on": _date(rng.integers(0, DAYS, count)),
        }
    )


def _registrations(count: int, persons: int, rng: Generator) -> tuple[pa.Table, Ints, Ints, Ints]:
    days = np.sort(rng.integers(0, DAYS, count))
    resident = rng.integers(0, persons, count)
    place = resident % MUNICIPALITIES
    explored = days + rng.integers(0, 30, count)
    return (
        pa.table(
            {
                "registration": np.arange(count),
                "resident": resident,
                "municipality": _place(place),
                "registered_on": _date(days),
                "channel": _one_of(["eigen_initiatief", "verwezen"], count, rng),
                "referral_source": _one_of([None, None, "huisarts", "wijkteam"], count, rng),
                "triage": _one_of(
                    [None, "right_place", "right_place", "advice_done", "elsewhere"], count, rng
                ),
                "explored_on": _date(explored, _chance(0.3, count, rng)),
                "over_norm_reason": _one_of([None, "capaciteit"], count, rng),
                "closed_on": _date(explored + rng.integers(0, 200, count), _chance(0.2, count, rng)),
            }
        ),
        days,
        resident,
        place,
    )


def _questions(registrations: int, days: Ints, rng: Generator) -> pa.Table:
    of = np.repeat(np.arange(registrations), rng.integers(1, 3, registrations))
    return pa.table(
        {
            "question": np.arange(len(of)),
            "registration": of,
            "registered_on": _date(days[of]),
            "domain": _one_of([f"domain_{number}" for number in range(10)], len(of), rng),
        }
    )


def _interventions(
    count: int, days: Ints, resident: Ints, place: Ints, rng: Generator
) -> tuple[pa.Table, dict[str, Any]]:
    of = np.sort(rng.integers(0, len(days), count))
    start = days[of] + rng.integers(0, 60, count)
    end = start + rng.integers(0, 300, count)
    running, trajectory = _chance(0.15, count, rng), _chance(0.4, count, rng)
    form = np.where(trajectory, 0, rng.integers(1, 3, count))
    table = pa.table(
        {
            "intervention": np.arange(count),
            "registration": of,
            "resident": resident[of],
            "municipality": _place(place[of]),
            "service": _one_of(["AMW", "SJD", "SHV", "JMW"], count, rng),
            "kind": _one_of([None, "begeleiding"], count, rng),
            "form": pa.array(["trajectory", "light_support", "advice"]).take(pa.array(form)),
            "started_on": _date(start),
            "ended_on": _date(end, running),
        }
    )
    return table, {
        "start": start,
        "end": end,
        "resident": resident[of],
        "trajectory": np.flatnonzero(trajectory),
    }


def _factors(given: dict[str, Any], rng: Generator) -> pa.Table:
    count = len(given["start"]) // 3
    pairs = np.unique(rng.integers(0, len(given["start"]) * len(FACTORS), count))
    of = pairs // len(FACTORS)
    return pa.table(
        {
            "intervention": of,
            "factor": pa.array(FACTORS).take(pa.array(pairs % len(FACTORS))),
            "noted_on": _date(given["start"][of]),
        }
    )


def _goals(given: dict[str, Any], rng: Generator) -> pa.Table:
    of = given["trajectory"]
    return pa.table(
        {
            "goal": np.arange(len(of)),
            "intervention": of,
            "set_on": _date(given["start"][of]),
            "attainment": _one_of([None, "met", "met", "partly", "not_met"], len(of), rng),
        }
    )


def _surveys(count: int, rng: Generator) -> dict[str, pa.Table]:
    """Invitations, of which two thirds are not answered; who answers gives a mark and agrees, or not, with
    each statement.
    """
    sent, place = rng.integers(0, DAYS, count), rng.integers(0, MUNICIPALITIES, count)
    answered = np.flatnonzero(_chance(0.33, count, rng))
    invitations = {
        "invitation": np.arange(count),
        "municipality": _place(place),
        "sent_on": _date(sent),
        "answered_on": _date(sent + 7, ~np.isin(np.arange(count), answered)),
    }
    of, asked = np.repeat(answered, len(ASKED)), np.tile(np.arange(len(ASKED)), len(answered))
    answers = {
        "answer": np.arange(len(of)),
        "invitation": of,
        "question": pa.array(ASKED).take(pa.array(asked)),
        "kind": pa.array(["mark"] + ["scale"] * len(STATEMENTS)).take(pa.array(asked)),
        "value": rng.integers(1, np.where(asked == 0, 11, 6)),
        "answered_on": _date(sent[of] + 7),
        "municipality": _place(place[of]),
    }
    return {"survey_invitations": pa.table(invitations), "survey_answers": pa.table(answers)}


def _follow_ups(given: dict[str, Any], rng: Generator) -> pa.Table:
    of = given["trajectory"][::3]
    due = given["end"][of] + 42
    return pa.table(
        {
            "follow_up": np.arange(len(of)),
            "intervention": of,
            "resident": given["resident"][of],
            "due_on": _date(due),
            "done_on": _date(due, _chance(0.3, len(of), rng)),
        }
    )


def _contacts(count: int, given: dict[str, Any], persons: int, rng: Generator) -> pa.Table:
    of = rng.integers(0, len(given["start"]), count)
    return pa.table(
        {
            "contact": np.arange(count),
            "resident": given["resident"][of],
            "intervention": pa.array(of, mask=_chance(0.1, count, rng)),
            "held_on": _date(given["start"][of] + rng.integers(0, 100, count)),
            "kind": _one_of(["huisbezoek", "telefoon"], count, rng),
            "minutes": pa.array(rng.integers(5, 90, count).astype("int32"), mask=_chance(0.1, count, rng)),
        }
    )


def _referrals(count: int, persons: int, rng: Generator) -> pa.Table:
    return pa.table(
        {
            "referral": np.arange(count),
            "resident": rng.integers(0, persons, count),
            "municipality": _place(rng.integers(0, MUNICIPALITIES, count)),
            "direction": _one_of(["incoming", "outgoing", "internal"], count, rng),
            "referred_on": _date(rng.integers(0, DAYS, count)),
        }
    )


def _scores(given: dict[str, Any], rng: Generator) -> tuple[pa.Table, pa.Table]:
    """A start for each trajectory and an end for two in three; each measures three domains."""
    of = given["trajectory"]
    ended = of[_chance(0.66, len(of), rng)]
    owner = np.concatenate([of, ended])
    day = np.concatenate([given["start"][of], given["end"][ended]])
    moment = np.concatenate([np.zeros(len(of), np.int64), np.ones(len(ended), np.int64)])
    measurement = np.repeat(np.arange(len(owner)), 3)
    item = (owner[measurement] * 7 + np.tile(np.arange(3), len(owner)) * 5) % 13
    count = len(measurement)
    scores = pa.table(
        {
            "score": np.arange(count),
            "measurement": measurement,
            "resident": given["resident"][owner[measurement]],
            "instrument": pa.array(["zrm_2017"]).take(pa.array(np.zeros(count, np.int64))),
            "item": pa.array(ITEMS).take(pa.array(item)),
            "moment": pa.array(["start", "end"]).take(pa.array(moment[measurement])),
            "view": _one_of(["professional", "professional", "professional", "resident"], count, rng),
            "measured_on": _date(day[measurement]),
            "level": pa.array(rng.integers(1, 6, count).astype("int32"), mask=_chance(0.05, count, rng)),
        }
    )
    return pa.table({"intervention": owner, "measurement": np.arange(len(owner))}), scores


def _groups(count: int, persons: int, rng: Generator) -> dict[str, pa.Table]:
    days = rng.integers(0, DAYS, count)
    pairs = np.unique(rng.integers(0, count, 6 * count) * persons + rng.integers(0, persons, 6 * count))
    session, resident = pairs // persons, pairs % persons
    return {
        "sessions": pa.table(
            {
                "session": np.arange(count),
                "activity": np.arange(count) // 10,
                "kind": _one_of(["group", "group", "information_point"], count, rng),
                "municipality": _place(rng.integers(0, MUNICIPALITIES, count)),
                "held_on": _date(days),
                "anonymous_heads": rng.integers(0, 12, count).astype("int32"),
                "cancelled": _chance(0.05, count, rng),
            }
        ),
        "attendances": pa.table(
            {
                "attendance": np.arange(len(pairs)),
                "session": session,
                "resident": resident,
                "held_on": _date(days[session]),
            }
        ),
    }


def _walk_ins(count: int, persons: int, rng: Generator) -> pa.Table:
    return pa.table(
        {
            "visit": np.arange(count),
            "resident": pa.array(rng.integers(0, persons, count), mask=_chance(0.2, count, rng)),
            "municipality": _place(rng.integers(0, MUNICIPALITIES, count)),
            "visited_on": _date(rng.integers(0, DAYS, count)),
            "problematic_debt": _one_of(["ja", "nee", "onbekend"], count, rng),
        }
    )


def _partner_questions(count: int, rng: Generator) -> pa.Table:
    return pa.table(
        {
            "question": np.arange(count),
            "partner": _one_of(["huisarts", "ggz"], count, rng),
            "municipality": _place(rng.integers(0, MUNICIPALITIES, count)),
            "asked_on": _date(rng.integers(0, DAYS, count)),
        }
    )


def _safety_cases(count: int, rng: Generator) -> pa.Table:
    return pa.table(
        {
            "case": np.arange(count),
            "municipality": _place(rng.integers(0, MUNICIPALITIES, count)),
            "opened_on": _date(rng.integers(0, DAYS, count)),
            "report_needed": pa.array(_chance(0.3, count, rng), mask=_chance(0.2, count, rng)),
            "help_possible": pa.array(_chance(0.6, count, rng), mask=_chance(0.2, count, rng)),
        }
    )

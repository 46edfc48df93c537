"""What is written down during support: contacts, notes, stories, referrals, follow-ups, the safety code."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from omzien.exchange.demo import columns as to
from omzien.exchange.demo.calendar import Calendar
from omzien.exchange.demo.columns import Columns
from omzien.exchange.demo.draw import NONE, Bools, Coded, Draw, Ints, joined, unsaid
from omzien.exchange.demo.journeys import ADVICE, ELSEWHERE, LIGHT, PENDING, Interventions, Registrations

LATE_AT_MOST = 21  # days: what was due longer ago was done
MINUTES = np.array([10, 15, 20, 30, 30, 45, 45, 60, 60, 75, 90])


def contact_tables(
    draw: Draw,
    calendar: Calendar,
    shares: Mapping[str, float],
    texts: Mapping[str, Any],
    given: Interventions,
    worker: Coded,
) -> dict[str, Columns]:
    """Contacts from the start to the end of each intervention, the first on its first day; notes of most."""
    rows = np.repeat(np.arange(len(given.person)), _how_many(draw, given))
    opening = np.concatenate([[True], rows[1:] != rows[:-1]]) if len(rows) else np.zeros(0, np.bool_)
    until = np.where(given.ended == NONE, calendar.last, given.ended)[rows]
    held = calendar.back(draw.between(given.started[rows], until))
    held = np.where(opening, given.started[rows], np.maximum(held, given.started[rows]))
    minutes = MINUTES[draw.below(len(rows), len(MINUTES))]
    contacts = {
        "key": to.own_keys("contact", len(rows)),
        "resident": to.keys("inwoner", given.person[rows]),
        "intervention": to.keys("interventie", rows),
        "held_on": to.dates(held),
        "kind": to.codes(draw.spread(len(rows), shares)),
        "minutes": to.numbers(minutes, draw.some(len(rows), len(rows) // 20)),
        "worker": to.codes(worker[rows]),
    }
    noted = np.flatnonzero(draw.some(len(rows), round(0.6 * len(rows))))
    notes = {
        "key": to.keys("notitie", noted),
        "resident": to.keys("inwoner", given.person[rows[noted]]),
        "contact": to.keys("contact", noted),
        "text": _two(draw, len(noted), texts["done"], texts["agreed"]),
    }
    return {"contacts": contacts, "contact_notes": notes}


def _how_many(draw: Draw, given: Interventions) -> Ints:
    """Advice is one contact, light support a few, a trajectory some more."""
    count = len(given.person)
    light = 1 + draw.rng.poisson(2.5, count)
    trajectory = 2 + draw.rng.poisson(4.0, count)
    return np.select(
        [given.form.among(ADVICE), given.form.among(LIGHT)], [np.ones(count, np.int64), light], trajectory
    )


def _two(draw: Draw, count: int, first: list[str], second: list[str]) -> Any:
    texts = [f"{one} {other}" for one in first for other in second]
    return to.texts(texts, draw.below(count, len(texts)))


def story_table(draw: Draw, texts: Mapping[str, Any], came: Registrations) -> Columns:
    """The story of who came for more than advice."""
    told = np.flatnonzero(~came.kind.among(ADVICE, ELSEWHERE))
    return {
        "key": to.keys("verhaal", told),
        "resident": to.keys("inwoner", came.person[told]),
        "registration": to.keys("aanmelding", told),
        "text": _two(draw, len(told), texts["openings"], texts["hopes"]),
    }


def referral_table(
    draw: Draw,
    profile: Mapping[str, Any],
    came: Registrations,
    given: Interventions,
    source: Coded,
    service: Coded,
) -> Columns:
    """Incoming with whom a partner referred, internal most often, and outgoing during and after support."""
    sender = source.renamed(profile["partner_of_source"])
    sent = np.flatnonzero(sender.index >= 0)
    inside = np.concatenate([np.flatnonzero(given.parallel), _some_of(draw, ~given.parallel, 0.3)])
    outside = _some_of(draw, ~given.form.among(ADVICE), 0.22)
    away = np.flatnonzero(came.kind.among(ELSEWHERE) & (came.explored != NONE))
    receiver = draw.spread(len(outside) + len(away), profile["partners"])
    sizes = [len(sent), len(inside), len(receiver)]
    direction = Coded(("incoming", "internal", "outgoing"), np.repeat(np.arange(3), sizes))
    registration = np.concatenate([sent, given.registration[inside], given.registration[outside], away])
    day = np.concatenate(
        [came.registered[sent], given.started[inside], given.started[outside], came.explored[away]]
    )
    intervention = np.concatenate([_none(len(sent)), inside, outside, _none(len(away))])
    count = len(registration)
    return {
        "key": to.own_keys("verwijzing", count),
        "resident": to.keys("inwoner", came.person[registration]),
        "registration": to.keys("aanmelding", registration),
        "intervention": to.keys("interventie", intervention),
        "direction": to.codes(direction),
        "referred_on": to.dates(day),
        "partner": to.codes(joined([sender[sent], unsaid(len(inside)), receiver])),
        "service": to.codes(joined([unsaid(len(sent)), service[inside], unsaid(len(receiver))])),
        "outcome": to.codes(
            draw.spread(count, profile["referral_outcomes"]).only(direction.among("outgoing"))
        ),
    }


def _some_of(draw: Draw, rows: Bools, share: float) -> Ints:
    return np.flatnonzero(draw.part(rows, share))


def _none(count: int) -> Ints:
    return np.full(count, -1, np.int64)


def follow_up_table(
    draw: Draw, calendar: Calendar, shares: Mapping[str, float], given: Interventions
) -> Columns:
    """The call six weeks after a trajectory was closed: planned for most, and made.

    What was due in the last weeks may still be open: somebody looks after the rest before it is long ago.
    """
    closed = draw.part(given.form.among("trajectory") & (given.ended != NONE), 0.7)
    rows = np.flatnonzero(closed)
    due = calendar.onwards(given.ended[rows] + 42)
    done = calendar.onwards(due + draw.below(len(rows), 15))
    prompt = draw.some(len(rows), round(0.75 * len(rows)))
    called = (done <= calendar.last) & (prompt | (due < calendar.last - LATE_AT_MOST))
    return {
        "key": to.own_keys("nabellen", len(rows)),
        "resident": to.keys("inwoner", given.person[rows]),
        "intervention": to.keys("interventie", rows),
        "due_on": to.dates(due),
        "done_on": to.dates(np.where(called, done, NONE)),
        "outcome": to.codes(draw.spread(len(rows), shares).only(called)),
    }


def safety_tables(
    draw: Draw,
    calendar: Calendar,
    texts: Mapping[str, Any],
    places: Coded,
    came: Registrations,
    domain: Coded,
    workers: tuple[str, str],
) -> dict[str, Columns]:
    """A few safety cases, most through all five steps; the talk is sometimes left out, with the reason."""
    able = domain.among("gezinsrelaties") & (came.explored != NONE) & ~came.kind.among(PENDING)
    rows = np.flatnonzero(draw.part(able, 0.02))
    case, step = np.repeat(np.arange(len(rows)), 5), np.tile(np.arange(5), len(rows))
    opened = came.explored[rows]
    taken = calendar.onwards(opened[case] + 4 * step)
    finished = (taken[4::5] <= calendar.last) & draw.some(len(rows), round(0.9 * len(rows)))
    reached = np.flatnonzero((taken <= calendar.last) & (finished[case] | (step < 3)))
    left_out = (step[reached] == 2) & draw.some(len(reached), len(reached) // 8)
    said = to.texts(texts["steps"], step[reached])
    unknown = ~finished
    reports = draw.some(len(rows), len(rows) // 4)
    cases = {
        "key": to.own_keys("meldcode", len(rows)),
        "resident": to.keys("inwoner", came.person[rows]),
        "municipality": to.codes(places[rows]),
        "opened_on": to.dates(opened),
        "closed_on": to.dates(np.where(finished, taken[4::5], NONE)),
        "report_needed": to.flags(reports, unknown),
        "help_possible": to.flags(draw.some(len(rows), len(rows) * 4 // 5), unknown),
        "decided_by": to.codes(Coded(workers[:1], np.where(finished, 0, -1))),
        "confirmed_by": to.codes(Coded(workers[1:], np.where(finished, 0, -1))),
    }
    steps = {
        "key": to.own_keys("stap", len(reached)),
        "case": to.keys("meldcode", case[reached]),
        "step": to.numbers(step[reached] + 1),
        "taken_on": to.dates(taken[reached]),
        "text": to.where(left_out, None, said),
        "left_out_because": to.where(left_out, texts["left_out"][0], to.nothing(len(reached))),
    }
    consulted = reached[step[reached] == 1]
    return {
        "safety_cases": cases,
        "safety_steps": steps,
        "safety_signals": _signals(texts["signals"], opened),
        "safety_consultations": _consultations(texts["consulted"], case[consulted], taken[consulted]),
        "safety_answers": _answers(np.flatnonzero(finished), reports),
    }


def _signals(texts: list[str], opened: Ints) -> Columns:
    """Of every case one signal of each kind: seen, told by school, and what speaks against it."""
    case, kind = np.repeat(np.arange(len(opened)), 3), np.tile(np.arange(3), len(opened))
    return {
        "key": to.own_keys("signaal", len(case)),
        "case": to.keys("meldcode", case),
        "kind": to.codes(Coded(("observed", "told", "interpreted"), kind)),
        "supports": to.flags(kind < 2),
        "noticed_on": to.dates(opened[case]),
        "said_by": to.texts([None, "school", None], kind),
        "text": to.texts(texts, kind),
    }


def _consultations(texts: list[str], case: Ints, taken: Ints) -> Columns:
    """Who was consulted in step 2, a colleague and Veilig Thuis by turns."""
    whom = case % 2
    return {
        "key": to.own_keys("consultatie", len(case)),
        "case": to.keys("meldcode", case),
        "whom": to.codes(Coded(("veilig_thuis", "colleague"), whom)),
        "anonymous": to.flags(whom == 0),
        "consulted_on": to.dates(taken),
        "text": to.texts(texts, whom),
    }


def _answers(finished: Ints, reports: Bools) -> Columns:
    """The weighing of finished cases: unsafe now, so report; or all is well with help."""
    case, question = np.repeat(finished, 5), np.tile(np.arange(1, 6), len(finished))
    asked = (question <= 2) | ~reports[case]
    case, question = case[asked], question[asked]
    return {
        "key": to.own_keys("weging", len(case)),
        "case": to.keys("meldcode", case),
        "question": to.numbers(question),
        "answer": to.flags((question != 2) | reports[case]),
    }


def reopening_table(given: Interventions, reason: str) -> Columns:
    """Now and then a trajectory was closed too early, and opened again a week later."""
    long = given.form.among("trajectory") & (given.ended != NONE) & (given.ended - given.started > 60)
    rows = np.flatnonzero(long)[::40]
    return {
        "key": to.own_keys("heropening", len(rows)),
        "resident": to.keys("inwoner", given.person[rows]),
        "registration": to.keys("aanmelding", given.registration[rows]),
        "intervention": to.keys("interventie", rows),
        "was_closed_on": to.dates(given.ended[rows] - 21),
        "reopened_on": to.dates(given.ended[rows] - 14),
        "reason": to.texts([reason], np.zeros(len(rows), np.int64)),
    }

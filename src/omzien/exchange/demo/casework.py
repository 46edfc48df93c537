"""What hangs on a registration: its questions; and on an intervention: its service, goals and factors."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from omzien.exchange.demo import columns as to
from omzien.exchange.demo.columns import Columns
from omzien.exchange.demo.draw import NONE, Bools, Coded, Draw, Ints, joined
from omzien.exchange.demo.journeys import ADVICE, ELSEWHERE, LIGHT, TRAJECTORY, Interventions, Registrations
from omzien.exchange.demo.plan import Cell


@dataclass(frozen=True)
class Asked:
    """Questions: the main one of every registration first (in their order), then the second ones."""

    registration: Ints
    domain: Coded
    subdomain: Coded
    main: Bools


def questions(
    draw: Draw, profile: Mapping[str, Any], cells: Sequence[Cell], came: Registrations, again: Bools
) -> Asked:
    """Draw the main questions per cell, exactly in proportion, and the second ones beside them."""
    main = _main_questions(draw, profile["questions"], cells, came, again)
    second, rows = _second_questions(draw, profile["second_questions"], cells, came, main)
    both = joined([main, second])
    registration = np.concatenate([np.arange(len(main)), rows])
    first = np.arange(len(both)) < len(main)
    return Asked(registration, _half(both, 0), _half(both, 1), first)


def _main_questions(
    draw: Draw, shares: Mapping[str, Any], cells: Sequence[Cell], came: Registrations, again: Bools
) -> Coded:
    keys = tuple(dict.fromkeys(key for table in shares.values() for key in table))
    index = np.full(len(came.person), -1, np.int64)
    for number, cell in enumerate(cells):
        here = came.cell == number
        everybody = np.ones(len(here), np.bool_)
        split = {
            f"{cell.profile}_trajectory": came.kind.among(TRAJECTORY),
            "return": again,
            cell.profile: everybody,
        }
        for name, rows in split.items():
            if name in shares:
                places = np.flatnonzero(here & rows & (index < 0))
                drawn = joined([Coded(keys, places[:0]), draw.spread(len(places), shares[name])])
                index[places] = drawn.index
    return Coded(keys, index)


def _second_questions(
    draw: Draw,
    beside: Mapping[str, Mapping[str, float]],
    cells: Sequence[Cell],
    came: Registrations,
    main: Coded,
) -> tuple[Coded, Ints]:
    """Per cell and main domain the questions that come along, each exactly as often as its share says."""
    domain = _half(main, 0)
    parts, rows = [Coded((), np.zeros(0, np.int64))], [np.zeros(0, np.int64)]
    for number in range(len(cells)):
        for name, shares in beside.items():
            places = np.flatnonzero((came.cell == number) & domain.among(name))
            drawn = draw.spread(len(places), {**shares, "": 1 - sum(shares.values())})
            added = ~drawn.among("")
            parts.append(drawn[added])
            rows.append(places[added])
    return _without_blank(joined(parts)), np.concatenate(rows)


def _without_blank(column: Coded) -> Coded:
    """The same column; the key that stood for "no second question" is not used any more."""
    used = [place for place, key in enumerate(column.keys) if key]
    places = np.full(len(column.keys) + 1, -1, np.int64)
    places[used] = np.arange(len(used))
    return Coded(tuple(column.keys[place] for place in used), places[column.index])


def _half(column: Coded, half: int) -> Coded:
    """Of `domain/subdomain` the one or the other."""
    halves = [key.split("/")[half] for key in column.keys]
    keys = tuple(dict.fromkeys(halves))
    return Coded(keys, np.array([keys.index(name) for name in halves], np.int64)[column.index])


def triage(draw: Draw, cells: Sequence[Cell], came: Registrations) -> Coded:
    """What the first look decided; advice may be support at the right place, or be all that was needed."""
    advice = came.kind.among(ADVICE)
    staying = np.zeros(len(advice), np.bool_)
    for number, cell in enumerate(cells):
        rows = (came.cell == number) & advice
        others = cell.kinds["trajectory"] + cell.kinds["light_support"]
        wanted = round(0.55 * cell.kinds["advice"]) if cell.right_place is None else cell.right_place - others
        staying[draw.rng.permutation(np.flatnonzero(rows))[:wanted]] = True
    right = staying | came.kind.among(TRAJECTORY, LIGHT)
    index = np.select([right, advice, came.kind.among(ELSEWHERE)], [0, 1, 2], -1)
    seen = came.explored != NONE
    return Coded(("right_place", "advice_done", "elsewhere"), np.where(seen, index, -1))


def channels(draw: Draw, shares: Mapping[str, float], cells: Sequence[Cell], came: Registrations) -> Coded:
    """How residents came; where a printed figure counts the referred, the others came of their own accord."""
    parts = []
    for number, cell in enumerate(cells):
        count = int((came.cell == number).sum())
        exact = {"verwezen": cell.referred, "eigen_initiatief": count - (cell.referred or 0)}
        parts.append(draw.spread(count, shares if cell.referred is None else exact))  # type: ignore[arg-type]
    return joined(parts)


def services(
    draw: Draw, shares: Mapping[str, Any], cells: Sequence[Cell], domain: Coded, given: Interventions
) -> Coded:
    """The service of each intervention, by its main question's domain; AMW and SJD work side by side."""
    keys = tuple(dict.fromkeys(key for table in shares.values() for key in table))
    of_domain = domain[given.registration]
    index = np.full(len(given.person), -1, np.int64)
    for number in range(len(cells)):
        for name, table in shares.items():
            places = np.flatnonzero((given.cell == number) & of_domain.among(name) & ~given.parallel)
            index[places] = joined([Coded(keys, places[:0]), draw.spread(len(places), table)]).index
    first = np.zeros(int(given.registration.max(initial=0)) + 1, np.int64)
    first[given.registration[~given.parallel]] = index[~given.parallel]
    beside = np.where(first[given.registration] == keys.index("AMW"), keys.index("SJD"), keys.index("AMW"))
    return Coded(keys, np.where(given.parallel, beside, index))


def over_norm(draw: Draw, shares: Mapping[str, float], since: Ints, until: Ints, norm: int) -> Coded:
    """Why a wait was longer than the norm; nothing where it was not."""
    late = (since != NONE) & (until != NONE) & (until - since > norm)
    reasons = draw.spread(int(late.sum()), shares)
    index = np.full(len(late), -1, np.int64)
    index[late] = reasons.index
    return Coded(reasons.keys, index)


def question_table(asked: Asked) -> Columns:
    """The table of questions."""
    return {
        "key": to.own_keys("vraag", len(asked.registration)),
        "registration": to.keys("aanmelding", asked.registration),
        "domain": to.codes(asked.domain),
        "subdomain": to.codes(asked.subdomain),
        "is_main": to.flags(asked.main),
    }


def factor_table(draw: Draw, shares: Mapping[str, float], given: Interventions) -> Columns:
    """What makes support heavier: one factor for each hindered intervention, a second one for some."""
    first = np.flatnonzero(given.hindered)
    factor = draw.spread(len(first), shares)
    more = draw.rng.permutation(len(first))[: len(first) // 5]
    rows = np.concatenate([first, first[more]])
    index = np.concatenate([factor.index, (factor.index[more] + 1) % len(factor.keys)])
    return {
        "key": to.own_keys("factor", len(rows)),
        "intervention": to.keys("interventie", rows),
        "factor": to.codes(Coded(factor.keys, index)),
        "noted_on": to.dates(given.started[rows]),
    }


def goal_table(
    draw: Draw, profile: Mapping[str, Any], texts: Sequence[str], domain: Coded, given: Interventions
) -> Columns:
    """One goal for each trajectory, two for some; judged at the end, except a few that were forgotten."""
    planned = given.form.among(TRAJECTORY)
    rows = np.concatenate([np.flatnonzero(planned), np.flatnonzero(draw.part(planned, 0.35))])
    judged = draw.part(given.ended[rows] != NONE, 0.96)
    return {
        "key": to.own_keys("doel", len(rows)),
        "resident": to.keys("inwoner", given.person[rows]),
        "intervention": to.keys("interventie", rows),
        "text": to.texts(texts, draw.below(len(rows), len(texts))),
        "domain": to.codes(domain[given.registration[rows]]),
        "set_on": to.dates(given.started[rows]),
        "attainment": to.codes(draw.spread(len(rows), profile["attainment"]).only(judged)),
        "judged_on": to.dates(np.where(judged, given.ended[rows], NONE)),
    }

"""What residents said after their support: invitations, who answered, marks, scales, and words."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from omzien.exchange.demo import columns as to
from omzien.exchange.demo.calendar import Calendar
from omzien.exchange.demo.columns import Columns
from omzien.exchange.demo.draw import NONE, Bools, Coded, Draw, Ints
from omzien.exchange.demo.journeys import LIGHT, TRAJECTORY, Interventions
from omzien.outcomes.actions import STARTER_SURVEY, starter

REACHED, ANSWERED = 0.7, 0.4  # shares: of who had support and has an e-mail address; of who was asked
SKIPPED = 0.08  # of the questions with numbers
WRITES, PUBLISHES, CHOSEN = 0.35, 0.5, 0.3  # of the answers; of the quotes; of those with consent
SENT_AFTER, OPEN_DAYS, REMIND_AFTER = 7, 42, 14


@dataclass(frozen=True)
class _Asked:
    """One row per invitation: of which intervention, when it was sent and answered (NONE: it was not)."""

    intervention: Ints
    sent: Ints
    answered: Ints


def tables(
    draw: Draw,
    calendar: Calendar,
    shares: Mapping[str, Any],
    given: Interventions,
    place: Coded,
    service: Coded,
) -> dict[str, Columns]:
    """The survey that ships, and what came of sending it; `place` and `service` are per intervention."""
    survey = starter(STARTER_SURVEY)
    asked = _asked(draw, calendar, given)
    came = np.flatnonzero(asked.answered != NONE)
    return {
        "surveys": to.records([_as_row(survey)]),
        "invitations": _invitations(draw, calendar, asked, given, place, service),
        "responses": {
            "key": to.keys("respons", came),
            "invitation": to.keys("interventie", asked.intervention[came]),
            "answered_on": to.dates(asked.answered[came]),
        },
        "answers": _answers(draw, calendar, shares, survey["questions"], asked, came),
    }


def _as_row(survey: Mapping[str, Any]) -> dict[str, Any]:
    listed = {name: json.dumps(survey[name], ensure_ascii=False) for name in ("levels", "questions")}
    return {name: survey[name] for name in ("key", "name_nl", "name_en", "origin")} | listed


def _asked(draw: Draw, calendar: Calendar, given: Interventions) -> _Asked:
    """Who is asked a week after individual support ended, and who answers while the link works."""
    sent = np.where(given.ended == NONE, calendar.last + 1, given.ended + SENT_AFTER)
    able = given.form.among(TRAJECTORY, LIGHT) & (sent <= calendar.last)
    rows = np.flatnonzero(draw.part(able, REACHED))
    sent = sent[rows]
    answered = sent + draw.lag(len(rows), 5, 0.8, OPEN_DAYS)
    answers = draw.some(len(rows), round(ANSWERED * len(rows))) & (answered <= calendar.last)
    return _Asked(rows, sent, np.where(answers, answered, NONE))


def _invitations(
    draw: Draw, calendar: Calendar, asked: _Asked, given: Interventions, place: Coded, service: Coded
) -> Columns:
    rows, late, silent = asked.intervention, asked.sent + REMIND_AFTER, asked.answered == NONE
    reminded = (silent | (asked.answered > late)) & (late <= calendar.last)
    declined = silent & draw.some(len(rows), len(rows) // 50) & (asked.sent < calendar.last)
    return {
        "key": to.keys("interventie", rows),
        "resident": to.keys("inwoner", given.person[rows]),
        "survey": to.texts([STARTER_SURVEY], np.zeros(len(rows), np.int64)),
        "municipality": to.codes(place[rows]),
        "service": to.codes(service[rows]),
        "sent_on": to.dates(asked.sent),
        "expires_on": to.dates(asked.sent + OPEN_DAYS),
        "reminded_on": to.dates(np.where(reminded & ~declined, late, NONE)),
        "answered_on": to.dates(asked.answered),
        "declined_on": to.dates(np.where(declined, asked.sent + 1, NONE)),
    }


def _answers(
    draw: Draw,
    calendar: Calendar,
    shares: Mapping[str, Any],
    questions: list[dict[str, str]],
    asked: _Asked,
    came: Ints,
) -> Columns:
    """All answers below each other, question after question."""
    parts = [_of_question(draw, calendar, shares, question, asked, came) for question in questions]
    whole = {name: [value for part in parts for value in part[name]] for name in parts[0]}
    return {"key": to.own_keys("antwoord", len(whole["response"]))} | whole


def _of_question(
    draw: Draw,
    calendar: Calendar,
    shares: Mapping[str, Any],
    question: Mapping[str, str],
    asked: _Asked,
    came: Ints,
) -> dict[str, list[Any]]:
    kind = question["kind"]
    has_number = kind in ("mark", "scale")
    rows = came[draw.some(len(came), round(((1 - SKIPPED) if has_number else WRITES) * len(came)))]
    count = len(rows)
    values = (
        [int(value) for value in _keys(draw.spread(count, shares[kind]))] if has_number else [None] * count
    )
    said = None if has_number else draw.spread(count, dict.fromkeys(shares[kind], 1))
    may = draw.some(count, round(PUBLISHES * count) if kind == "quote" else 0)
    read = np.minimum(asked.answered[rows] + 30, calendar.last)
    liked = draw.part(may, CHOSEN)
    chosen = np.where(liked & _new(liked, said, read), read, NONE)
    return {
        "response": to.keys("respons", rows).to_pylist(),
        "question": [question["key"]] * count,
        "kind": [kind] * count,
        "value": values,
        "text": _keys(said) if said else [""] * count,
        "may_publish": may.tolist(),
        "chosen_on": to.dates(chosen).to_pylist(),
        "chosen_by": ["pieter" if day != NONE else None for day in chosen],
    }


def _new(liked: Bools, said: Coded | None, read: Ints) -> Bools:
    """Who chooses quotes takes each sentence once a year: a report of the same ones is not read."""
    new = np.zeros(len(liked), np.bool_)
    if said:
        rows = np.flatnonzero(liked)
        pairs = np.column_stack([said.index[rows], read[rows] // 365])
        new[rows[np.unique(pairs, axis=0, return_index=True)[1]]] = True
    return new


def _keys(column: Coded) -> list[str]:
    """A column of keys as they are."""
    return [column.keys[place] for place in column.index]

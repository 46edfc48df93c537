"""Working together on what runs: who has the lead, partners that work along, what a partner was asked.

Nothing is drawn here: it follows from the support that was drawn, so no figure moves because of it.
"""

from collections.abc import Sequence

import numpy as np

from omzien.exchange.demo import columns as to
from omzien.exchange.demo.columns import Columns
from omzien.exchange.demo.draw import NONE, Coded, Ints
from omzien.exchange.demo.journeys import TRAJECTORY, Interventions

ASKED = (
    "Is er een regeling voor wie te laat aanvraagt?",
    "Hoe lang is de wachttijd, en wat kan in de tussentijd?",
    "Wie kan meekijken naar de woning?",
)
ANSWERED = ("Ja, met een brief erbij.", "Zes weken; bellen mag altijd.", "Zij komen volgende week langs.")
DOES = ("budgetbeheer", "begeleiding thuis", "medicijnen")
EACH_SO_MANY = 3  # of the residents with a lead, one in three has a partner that was asked, or works along


def coordination_tables(
    last: int, partners: Sequence[str], given: Interventions, worker: Coded, team: Coded, told: Sequence[str]
) -> dict[str, Columns]:
    """A lead for who has a running trajectory; for some a consultation, a partner, or a hand-over."""
    runs = np.flatnonzero((given.ended == NONE) & given.form.among(TRAJECTORY) & (worker.index >= 0))
    rows = runs[np.unique(given.person[runs], return_index=True)[1]]
    return {
        "case_leads": {
            "key": to.own_keys("regie", len(rows)),
            "resident": to.keys("inwoner", given.person[rows]),
            "worker": to.codes(worker[rows]),
            "started_on": to.dates(given.started[rows]),
        },
        "partner_consultations": _consultations(last, partners, given, worker, rows[::EACH_SO_MANY]),
        "involved_partners": _involved(partners, given, rows[1::EACH_SO_MANY]),
        "handovers": _handovers(last, given, worker, team, told, rows[2::EACH_SO_MANY]),
    }


def _handovers(
    last: int, given: Interventions, worker: Coded, team: Coded, told: Sequence[str], rows: Ints
) -> Columns:
    """Whoever supports now took over from a colleague of the same team, where there is one."""
    giver = _colleague(worker, team)[worker.index[rows]]
    shared = giver != worker.index[rows]
    rows, giver = rows[shared], giver[shared]
    return {
        "key": to.own_keys("overdracht", len(rows)),
        "resident": to.keys("inwoner", given.person[rows]),
        "from_worker": to.codes(Coded(worker.keys, giver)),
        "to_worker": to.codes(worker[rows]),
        "handed_on": to.dates(np.minimum(given.started[rows] + 5, last)),
        "summary": to.texts(told, np.arange(len(rows)) % len(told)),
    }


def _colleague(worker: Coded, team: Coded) -> Ints:
    """For each worker the next one of the same team, and after the last the first."""
    there = worker.index >= 0
    pairs = np.unique(np.stack([team.index[there], worker.index[there]]), axis=1)
    colleague = np.arange(len(worker.keys))
    for one in np.unique(pairs[0]):
        mates = pairs[1][pairs[0] == one]
        colleague[mates] = np.roll(mates, -1)
    return colleague


def _consultations(
    last: int, partners: Sequence[str], given: Interventions, worker: Coded, rows: Ints
) -> Columns:
    place = np.arange(len(rows))
    return {
        "key": to.own_keys("overleg", len(rows)),
        "resident": to.keys("inwoner", given.person[rows]),
        "intervention": to.keys("interventie", rows),
        "partner": to.texts(partners, place % len(partners)),
        "held_on": to.dates(np.minimum(given.started[rows] + 9, last)),
        "named": to.flags(np.zeros(len(rows), np.bool_)),
        "asked": to.texts(ASKED, place % len(ASKED)),
        "answered": to.texts(ANSWERED, place % len(ANSWERED)),
        "worker": to.codes(worker[rows]),
    }


def _involved(partners: Sequence[str], given: Interventions, rows: Ints) -> Columns:
    place = np.arange(len(rows))
    return {
        "key": to.own_keys("betrokken", len(rows)),
        "resident": to.keys("inwoner", given.person[rows]),
        "partner": to.texts(partners, place % len(partners)),
        "does_what": to.texts(DOES, place % len(DOES)),
        "since": to.dates(given.started[rows]),
    }

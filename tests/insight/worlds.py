"""Small made-up worlds as plain rows, and how to write them as a snapshot of facts.

A world is a mapping from the name of a fact table to a list of rows (dicts). `small_world(seed, size)`
draws one in which everything that goes wrong elsewhere happens often: days on the edges of years, missing
values, one person in two groups, anonymous people, interventions side by side, measurements without an end,
two starts on one day.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pyarrow as pa
from hypothesis import strategies as st

from omzien.insight.facts import TABLES, Snapshot
from omzien.insight.facts.given import schema, write_facts

Row = dict[str, Any]
World = Mapping[str, Sequence[Row]]

MADE_AT = datetime(2021, 3, 1, 12, tzinfo=UTC)
PLACES = ("GM0450", "GM0114")
EDGES = (
    date(2018, 11, 30),
    date(2019, 1, 31),
    date(2019, 9, 30),
    date(2019, 12, 31),
    date(2020, 1, 1),
    date(2020, 2, 29),
    date(2020, 6, 30),
    date(2020, 12, 31),
    date(2021, 1, 1),
)


def snapshot_of(world: World, folder: Path, made_at: datetime = MADE_AT) -> Snapshot:
    """The facts of a world, as files in this folder."""
    return write_facts(folder, {name: _table(name, rows) for name, rows in world.items()}, made_at=made_at)


def _table(name: str, rows: Sequence[Row]) -> pa.Table:
    target = schema(TABLES[name])
    unknown = {column for row in rows for column in row} - set(target.names)
    assert not unknown, f"{name} has no columns {unknown}"
    return pa.Table.from_pylist(list(rows), schema=target)


def worlds(most: int = 9) -> st.SearchStrategy[World]:
    """Small worlds; a failing one shrinks to fewer rows."""
    return st.builds(small_world, st.integers(0, 2**32), st.integers(0, most))


def small_world(seed: int, size: int) -> World:
    """One world; the same seed and size give the same rows."""
    draw = _Draw(Random(seed))
    residents = [draw.resident(number) for number in range(1, max(2, size))]
    people = [row["resident"] for row in residents]
    registrations = [draw.registration(number, people) for number in range(1, size + 1)]
    interventions = [
        draw.intervention(number, draw.random.choice(registrations))
        for number in range(1, size + size // 2 + 1)
        if registrations
    ]
    sessions = [draw.session(number) for number in range(1, size + 1)]
    links, scores = draw.measurements(interventions)
    invitations, answers = draw.surveys(size)
    return {
        "settings": [SETTINGS],
        "codes": [
            {"list": "factor", "key": key, "name_nl": key, "name_en": key, "position": place}
            for place, key in enumerate(("schulden", "taal"))
        ],
        "items": [
            {"instrument": "zrm_2017", "key": key, "name_nl": key, "name_en": key, "position": place}
            for place, key in enumerate(("financien", "huisvesting"))
        ],
        "residents": residents,
        "registrations": registrations,
        "questions": draw.questions(registrations),
        "interventions": interventions,
        "factors": draw.factors(interventions),
        "goals": draw.hanging("goal", interventions, draw.goal),
        "contacts": [draw.contact(number, people, interventions) for number in range(size)],
        "referrals": [draw.referral(number, people) for number in range(size)],
        "measurement_links": links,
        "scores": scores,
        "follow_ups": draw.hanging("follow_up", interventions, draw.follow_up),
        "sessions": sessions,
        "attendances": draw.attendances(sessions, people),
        "walk_ins": [draw.walk_in(number, people) for number in range(size)],
        "partner_questions": [draw.partner_question(number) for number in range(size)],
        "survey_invitations": invitations,
        "survey_answers": answers,
        "safety_cases": [draw.safety_case(number) for number in range(size // 2)],
    }


SETTINGS: Row = {
    "name": "Stichting Omzien Demo",
    "exploration_norm_days": 14,
    "support_norm_days": 28,
    "return_window_months": 6,
    "public_threshold": 10,
    "internal_threshold": 5,
}


class _Draw:
    """Draws rows; what is drawn is often the same, so that rows meet."""

    def __init__(self, random: Random):
        self.random = random

    def day(self) -> date:
        return self.random.choice(EDGES) + timedelta(days=self.random.choice((0, 0, 0, 1, 20, 100)))

    def later(self, day: date, *, may_be_missing: bool = True) -> date | None:
        if may_be_missing and self.random.random() < 0.3:
            return None
        return day + timedelta(days=self.random.choice((0, 1, 14, 15, 28, 29, 90, 200)))

    def one(self, *values: Any) -> Any:
        return self.random.choice(values)

    def resident(self, number: int) -> Row:
        return {
            "resident": number,
            "birth_year": self.one(None, 1950, 1955, 1985, 2002, 2003),
            "gender": self.one("man", "vrouw", "x", "onbekend"),
            "municipality": self.one(*PLACES),
            "registered_on": self.day(),
        }

    def registration(self, number: int, people: Sequence[int]) -> Row:
        day = self.day()
        explored = self.later(day)
        return {
            "registration": number,
            "resident": self.one(*people),
            "municipality": self.one(*PLACES),
            "registered_on": day,
            "channel": self.one("eigen_initiatief", "verwezen"),
            "referral_source": self.one(None, "huisarts", "wijkteam"),
            "triage": self.one(None, "right_place", "right_place", "advice_done", "elsewhere"),
            "team": self.one(None, "noord"),
            "explored_on": explored,
            "over_norm_reason": self.one(None, "capaciteit", "onbereikbaar"),
            "support_over_norm_reason": self.one(None, "capaciteit"),
            "return_reason": self.one(None, "financien"),
            "closed_on": self.later(explored or day),
        }

    def questions(self, registrations: Sequence[Row]) -> list[Row]:
        asked = [
            (row, domain, subdomain)
            for row in registrations
            for domain, subdomain in (("financien", None), ("financien", "schulden"), ("wonen", "huur"))
            if self.random.random() < 0.4
        ]
        return [
            {
                "question": number,
                "registration": row["registration"],
                "registered_on": row["registered_on"],
                "domain": domain,
                "subdomain": subdomain,
                "is_main": False,
            }
            for number, (row, domain, subdomain) in enumerate(asked, 1)
        ]

    def intervention(self, number: int, registration: Row) -> Row:
        start = registration["registered_on"] + timedelta(days=self.one(0, 0, 5, 30, 60, 200))
        return {
            "intervention": number,
            "registration": registration["registration"],
            "resident": registration["resident"],
            "municipality": self.one(registration["municipality"], *PLACES),
            "service": self.one("AMW", "SJD", "SHV"),
            "kind": self.one(None, "begeleiding"),
            "form": self.one("trajectory", "trajectory", "light_support", "advice"),
            "team": self.one(None, "noord"),
            "started_on": start,
            "ended_on": self.later(start),
            "result": self.one(None, "gehaald"),
        }

    def factors(self, interventions: Sequence[Row]) -> list[Row]:
        return [
            {"intervention": row["intervention"], "factor": factor, "noted_on": row["started_on"]}
            for row in interventions
            for factor in ("schulden", "taal")
            if self.random.random() < 0.4
        ]

    def hanging(self, name: str, interventions: Sequence[Row], make: Any) -> list[Row]:
        """Rows that hang on an intervention: none, one or two of each."""
        owners = [row for row in interventions for _ in range(self.one(0, 1, 2))]
        return [
            {name: number, "intervention": row["intervention"]} | make(row)
            for number, row in enumerate(owners, 1)
        ]

    def goal(self, owner: Row) -> Row:
        return {
            "domain": self.one(None, "financien"),
            "set_on": owner["started_on"],
            "attainment": self.one(None, "met", "partly", "not_met"),
        }

    def follow_up(self, owner: Row) -> Row:
        due = self.day()
        return {"resident": owner["resident"], "due_on": due, "done_on": self.later(due), "outcome": None}

    def contact(self, number: int, people: Sequence[int], interventions: Sequence[Row]) -> Row:
        of = self.random.choice(interventions) if interventions and self.random.random() < 0.7 else None
        return {
            "contact": number,
            "resident": of["resident"] if of else self.one(*people),
            "intervention": of["intervention"] if of else None,
            "held_on": self.day(),
            "kind": self.one("huisbezoek", "telefoon"),
            "minutes": self.one(None, 0, 15, 60),
        }

    def referral(self, number: int, people: Sequence[int]) -> Row:
        direction = self.one("incoming", "outgoing", "internal")
        inside = direction == "internal"
        return {
            "referral": number,
            "resident": self.one(*people),
            "municipality": self.one(*PLACES),
            "direction": direction,
            "referred_on": self.day(),
            "partner": None if inside else self.one("huisarts", "ggz"),
            "partner_kind": None if inside else "zorg",
            "service": self.one("AMW", "SJD") if inside else None,
            "outcome": self.one(None, "aangekomen"),
        }

    def measurements(self, interventions: Sequence[Row]) -> tuple[list[Row], list[Row]]:
        links: list[Row] = []
        scores: list[Row] = []
        for row in interventions:
            for _ in range(self.one(0, 1, 2, 3, 4)):
                number = len(links) + 1
                links.append({"intervention": row["intervention"], "measurement": number})
                scores += self.scored(number, row, len(scores))
        return links, scores

    def scored(self, measurement: int, owner: Row, before: int) -> list[Row]:
        told = {
            "measurement": measurement,
            "resident": owner["resident"],
            "instrument": self.one("zrm_2017", "zrm_2017", "zrm_2013", "ander_instrument"),
            "moment": self.one("start", "end", "interim"),
            "view": self.one("professional", "professional", "professional", "resident"),
            "measured_on": owner["started_on"] + timedelta(days=self.one(0, 0, 10)),
        }
        return [
            told | {"score": before + place, "item": item, "level": self.one(None, 1, 2, 3, 4, 5)}
            for place, item in enumerate(("financien", "huisvesting"), 1)
            if self.random.random() < 0.8
        ]

    def session(self, number: int) -> Row:
        return {
            "session": number,
            "activity": self.one(1, 2),
            "kind": self.one("group", "group", "information_point"),
            "form": self.one("physical", "online"),
            "topic": self.one(None, "geld"),
            "municipality": self.one(*PLACES),
            "held_on": self.day(),
            "anonymous_heads": self.one(0, 10, 10, 3),
            "cancelled": self.one(False, False, False, True),
        }

    def attendances(self, sessions: Sequence[Row], people: Sequence[int]) -> list[Row]:
        came = [(session, person) for session in sessions for person in people if self.random.random() < 0.3]
        return [
            {
                "attendance": number,
                "session": session["session"],
                "resident": person,
                "held_on": session["held_on"],
            }
            for number, (session, person) in enumerate(came, 1)
        ]

    def walk_in(self, number: int, people: Sequence[int]) -> Row:
        return {
            "visit": number,
            "resident": self.one(None, *people),
            "municipality": self.one(*PLACES),
            "visited_on": self.day(),
            "hour": "geldzaken",
            "problematic_debt": self.one("ja", "nee", "onbekend"),
            "follow_up": self.one(None, "traject"),
        }

    def partner_question(self, number: int) -> Row:
        return {
            "question": number,
            "partner": self.one("huisarts", "ggz"),
            "partner_kind": "zorg",
            "municipality": self.one(*PLACES),
            "asked_on": self.day(),
            "domain": self.one(None, "financien"),
        }

    def surveys(self, size: int) -> tuple[list[Row], list[Row]]:
        """Invitations, some answered, some of these with a mark; every answer has a scale too."""
        invitations: list[Row] = []
        answers: list[Row] = []
        for number in range(1, size + 1):
            sent = self.day()
            row = {
                "invitation": number,
                "survey": "tevredenheid",
                "municipality": self.one(*PLACES),
                "service": self.one("AMW", "SJD"),
                "sent_on": sent,
                "answered_on": self.later(sent),
            }
            invitations.append(row)
            told = {
                name: row[name] for name in ("invitation", "survey", "municipality", "service", "answered_on")
            }
            kinds = {"mark": self.one(None, 1, 7, 8, 10), "scale": self.one(1, 5)}
            answers += [
                told
                | {
                    "answer": len(answers) + place,
                    "question": ("dagelijks_leven", "op_tijd")[number % 2] if kind == "scale" else kind,
                    "kind": kind,
                    "value": value,
                }
                for place, (kind, value) in enumerate(kinds.items(), 1)
                if row["answered_on"] and value
            ]
        return invitations, answers

    def safety_case(self, number: int) -> Row:
        return {
            "case": number,
            "municipality": self.one(*PLACES),
            "opened_on": self.day(),
            "report_needed": self.one(None, True, False),
            "help_possible": self.one(None, True, False),
        }

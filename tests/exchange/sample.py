"""A small package in which every table has rows: the start of most tests of import and export."""

from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa

from omzien.exchange.package.tables import BY_NAME
from omzien.exchange.package.writer import write_package

ON = date(2020, 3, 2)
Row = dict[str, Any]


def code(of_list: str, key: str, parent: str | None = None) -> Row:
    """One entry of a code list."""
    return {"list": of_list, "key": key, "name_nl": key, "name_en": key, "parent": parent, "order": 1}


CODES = [
    code("domain", "financien"),
    code("domain", "wonen"),
    code("subdomain", "schulden", "financien"),
    code("channel", "eigen_initiatief"),
    code("referral_source", "huisarts"),
    code("partner_kind", "zorg"),
    code("intervention_kind", "gesprek"),
    code("closing_result", "afgerond"),
    code("factor", "taal"),
    code("contact_kind", "huisbezoek"),
    code("referral_outcome", "aangenomen"),
    code("follow_up_outcome", "gaat_goed"),
    code("consent", "delen"),
    code("activity_topic", "koken"),
    code("walk_in_hour", "maandag"),
    code("walk_in_follow_up", "geen"),
    code("money_topic", "inkomen"),
    code("kinship", "ouder"),
    code("signal_source", "huur"),
    code("signal_result", "bereikt"),
]


def rows() -> dict[str, list[Row]]:
    """The rows of the package; columns that are not named are empty."""
    whose = {"resident": "r1"}
    return {
        "municipalities": [{"code": "GM0450", "name": "Uitgeest"}, {"code": "GM0114", "name": "Emmen"}],
        "neighbourhoods": [{"municipality": "GM0450", "code": "BU04500001", "year": 2020, "name": "Dorp"}],
        "organisation": [{"key": "demo", "name": "Stichting Omzien Demo", "exploration_norm_days": 10}],
        "codes": CODES,
        "partners": [{"key": "p1", "name": "Huisartsenpost", "kind": "zorg"}],
        "services": [{"key": "AMW", "name_nl": "Maatschappelijk werk", "name_en": "Social work"}],
        "teams": [{"key": "t1", "name": "Wijkteam"}],
        "workers": [{"key": "w1", "name": "Noor"}],
        "role_grants": [{"worker": "w1", "role": "worker", "valid_from": ON}],
        "team_memberships": [{"worker": "w1", "team": "t1", "valid_from": ON}],
        "absences": [
            {"key": "w1-weg", "worker": "w1", "starts_on": ON, "ends_on": date(2020, 3, 6)},
        ],
        "instruments": [
            {"key": "zrm_2017", "name": "ZRM", "version": "2017", "levels": '[{"level":1,"name_nl":"één"}]'}
        ],
        "items": [
            {
                "instrument": "zrm_2017",
                "key": "fin",
                "name_nl": "f",
                "name_en": "f",
                "order": 1,
                "domain": "financien",
            }
        ],
        "households": [{"key": "h1", "municipality": "GM0450"}],
        "residents": [
            {
                "key": "r1",
                "given_name": "Zoë",
                "family_name": 'Bérg, "de"',
                "birth_date": date(1980, 2, 29),
                "gender": "vrouw",
                "municipality": "GM0450",
                "neighbourhood": "BU04500001",
                "neighbourhood_year": 2020,
                "household": "h1",
                "registered_on": ON,
            },
            {"key": "r2", "municipality": "GM0114", "registered_on": ON},
        ],
        "household_stays": [
            {"key": "hs1", **whose, "household": "h1", "since": date(2018, 5, 1)},
            {"key": "hs2", "resident": "r2", "household": "h1", "since": date(2018, 5, 1), "until": ON},
        ],
        "kinships": [{"key": "ki1", **whose, "other": "r2", "kind": "ouder"}],
        "contact_details": [{"key": "c1", **whose, "phone": "06 0000 0000", "email": "zoe@example.org"}],
        "consents": [{"key": "k1", **whose, "kind": "delen", "given_on": ON}],
        "treatment_relations": [{"key": "tr1", **whose, "worker": "w1", "started_on": ON}],
        "registrations": [
            {
                "key": "a1",
                **whose,
                "municipality": "GM0450",
                "registered_on": ON,
                "channel": "eigen_initiatief",
                "referral_source": "huisarts",
                "triage": "right_place",
                "explored_on": date(2020, 3, 9),
            },
            {
                "key": "a2",
                "resident": "r2",
                "municipality": "GM0114",
                "registered_on": ON,
                "channel": "eigen_initiatief",
            },
        ],
        "questions": [
            {
                "key": "q1",
                "registration": "a1",
                "domain": "financien",
                "subdomain": "schulden",
                "is_main": True,
            },
            {"key": "q2", "registration": "a1", "domain": "wonen"},
        ],
        "stories": [
            {"key": "s1", **whose, "registration": "a1", "text": "Lange adem,\nen een tweede regel 🙂"}
        ],
        "interventions": [
            {
                "key": "i1",
                **whose,
                "registration": "a1",
                "municipality": "GM0450",
                "service": "AMW",
                "kind": "gesprek",
                "form": "trajectory",
                "worker": "w1",
                "team": "t1",
                "started_on": ON,
                "ended_on": date(2020, 9, 1),
                "result": "afgerond",
            }
        ],
        "factors": [{"key": "f1", "intervention": "i1", "factor": "taal", "noted_on": ON}],
        "goals": [
            {"key": "g1", **whose, "intervention": "i1", "text": "rust", "domain": "financien", "set_on": ON}
        ],
        "contacts": [
            {"key": "co1", **whose, "intervention": "i1", "held_on": ON, "kind": "huisbezoek", "minutes": 45},
            {"key": "co2", **whose, "held_on": ON, "kind": "huisbezoek"},
            {"key": "co3", "resident": "r2", "held_on": ON, "kind": "huisbezoek"},
        ],
        "household_notes": [{"key": "hn1", "text": 'Samen aan de keukentafel; "rust" is het woord.'}],
        "contact_notes": [
            {"key": "n1", **whose, "contact": "co1", "text": "=1+1 is geen formule"},
            {"key": "n2", **whose, "contact": "co2", "household_note": "hn1"},
            {"key": "n3", "resident": "r2", "contact": "co3", "household_note": "hn1"},
        ],
        "appointments": [
            {
                "key": "afspraak-1",
                **whose,
                "intervention": "i1",
                "worker": "w1",
                "day": date(2020, 3, 12),
                "starts": 870,
                "minutes": 45,
                "kind": "huisbezoek",
                "state": "planned",
            }
        ],
        "appointment_notes": [
            {"key": "an1", **whose, "appointment": "afspraak-1", "text": "Vraag naar de post."}
        ],
        "tasks": [
            {"key": "t-1", **whose, "worker": "w1", "due_on": date(2020, 3, 13), "text": 'Bel terug; "snel"'},
            {"key": "t-2", "team": "t1", "due_on": date(2020, 3, 14), "text": "Folders", "done_on": ON},
        ],
        "referrals": [
            {
                "key": "v1",
                **whose,
                "registration": "a1",
                "direction": "outgoing",
                "referred_on": ON,
                "partner": "p1",
            }
        ],
        "measurements": [
            {
                "key": "m1",
                **whose,
                "instrument": "zrm_2017",
                "measured_on": ON,
                "moment": "start",
                "assessor": "w1",
            }
        ],
        "scores": [
            {"key": "sc1", "measurement": "m1", "item": "fin", "item_instrument": "zrm_2017", "level": 2}
        ],
        "corrections": [
            {
                "key": "cr1",
                "measurement": "m1",
                "corrected_on": date(2020, 3, 4),
                "worker": "w1",
                "reason": "verkeerd gelezen",
                "before": '{"fin":1}',
            }
        ],
        "measurement_links": [{"key": "ml1", "intervention": "i1", "measurement": "m1"}],
        "follow_ups": [{"key": "fu1", **whose, "intervention": "i1", "due_on": ON}],
        "case_leads": [{"key": "cl1", **whose, "worker": "w1", "started_on": ON, "until": date(2020, 9, 1)}],
        "involved_partners": [
            {
                "key": "ip1",
                **whose,
                "partner": "p1",
                "person": "J. Verzonnen",
                "does_what": "medicijnen",
                "since": ON,
            }
        ],
        "partner_consultations": [
            {
                "key": "pc1",
                **whose,
                "intervention": "i1",
                "partner": "p1",
                "held_on": ON,
                "named": True,
                "consent": "k1",
                "asked": "Wie kijkt mee?",
                "answered": "De praktijk.",
                "worker": "w1",
            }
        ],
        "handovers": [
            {
                "key": "ho1",
                **whose,
                "from_worker": "w1",
                "to_team": "t1",
                "handed_on": ON,
                "summary": "Eerst de huur,\ndan de rest.",
            }
        ],
        "reopenings": [
            {
                "key": "ro1",
                **whose,
                "registration": "a1",
                "was_closed_on": ON,
                "reopened_on": ON,
                "reason": "te vroeg gesloten",
            }
        ],
        "surveys": [
            {
                "key": "su1",
                "name_nl": "Tevredenheid",
                "name_en": "Satisfaction",
                "questions": '[{"en":"Mark?","key":"cijfer","kind":"mark","nl":"Cijfer?"}]',
            }
        ],
        "invitations": [
            {
                "key": "i1",
                **whose,
                "survey": "su1",
                "municipality": "GM0450",
                "service": "AMW",
                "sent_on": ON,
                "expires_on": ON,
                "answered_on": ON,
            }
        ],
        "responses": [{"key": "re1", "invitation": "i1", "answered_on": ON}],
        "answers": [{"key": "an1", "response": "re1", "question": "cijfer", "kind": "mark", "value": 8}],
        "arrivals": [
            {
                "key": "ar1",
                "way": "phone",
                "received_on": ON,
                "municipality": "GM0450",
                "domain": "financien",
                "referral_source": "huisarts",
                "resident": "r1",
                "team": "t1",
                "worker": "w1",
                "assigned_by": "w1",
                "registration": "a1",
                "outcome": "registered",
                "handled_on": ON,
            },
            {"key": "ar2", "way": "signal", "received_on": ON},
            {
                "key": "ar3",
                "way": "veilig_thuis",
                "received_on": ON,
                "partner": "p1",
                "passed_to": "p1",
                "outcome": "passed_on",
                "handled_on": ON,
            },
        ],
        "arrival_words": [
            {
                "key": "aw1",
                "arrival": "ar1",
                "given_name": "Zoë",
                "family_name": "Bérg",
                "birth_date": date(1980, 2, 29),
                "phone": "06 0000 0000",
                "email": "zoe@example.org",
                "call_when": "na vieren",
                "story": "-2 is geen formule",
            },
            {"key": "aw2", "arrival": "ar2"},
        ],
        "arrival_attempts": [
            {
                "key": "aa1",
                "arrival": "ar1",
                "tried_on": ON,
                "part_of_day": "morning",
                "kind": "huisbezoek",
                "worker": "w1",
            }
        ],
        "arrears_signals": [
            {"key": "as1", "arrival": "ar2", "source": "huur", "arrears_euros": 412, "result": "bereikt"}
        ],
        "safety_reports": [
            {
                "key": "sr1",
                "arrival": "ar3",
                "text": "Gemeld door de buren",
                "screened_on": ON,
                "decision": "elsewhere",
            }
        ],
        "screening_partners": [{"key": "sp1", "report": "sr1", "partner": "p1"}],
        "safety_cases": [{"key": "sa1", **whose, "municipality": "GM0450", "opened_on": ON}],
        "safety_steps": [{"key": "ss1", "case": "sa1", "step": 1, "taken_on": ON, "text": "signaal"}],
        "safety_signals": [
            {
                "key": "sg1",
                "case": "sa1",
                "kind": "observed",
                "supports": True,
                "noticed_on": ON,
                "text": "gezien",
            }
        ],
        "safety_consultations": [
            {"key": "sc1", "case": "sa1", "whom": "colleague", "consulted_on": ON, "text": "advies"}
        ],
        "safety_answers": [{"key": "sw1", "case": "sa1", "question": 1, "answer": True}],
        "activities": [{"key": "ac1", "name": "Samen koken", "topic": "koken", "municipality": "GM0450"}],
        "sessions": [{"key": "se1", "activity": "ac1", "held_on": ON, "anonymous_heads": 10}],
        "attendances": [{"key": "at1", "session": "se1", **whose}],
        "walk_in_visits": [
            {"key": "wi1", "visited_on": ON, "hour": "maandag", "municipality": "GM0450"},
            {
                "key": "wi2",
                **whose,
                "visited_on": ON,
                "hour": "maandag",
                "municipality": "GM0450",
                "follow_up": "geen",
            },
        ],
        "money_findings": [{"key": "mf1", "visit": "wi2", "topic": "inkomen", "finding": "attention"}],
        "walk_in_agreements": [{"key": "wa1", "visit": "wi2", "follow_up": "geen"}],
        "partner_questions": [{"key": "pq1", "asked_on": ON, "partner": "p1", "municipality": "GM0450"}],
    }


def arrow(name: str, of: list[Row]) -> pa.Table:
    """Rows as an Arrow table with exactly the columns of the package."""
    table = BY_NAME[name]
    return pa.table(
        {
            column.name: pa.array([row.get(column.name) for row in of], column.arrow)
            for column in table.columns
        }
    )


def write(folder: Path, of: dict[str, list[Row]] | None = None) -> Path:
    """Write these rows (or the sample's) as a package."""
    write_package({name: arrow(name, found) for name, found in (of or rows()).items()}, folder)
    return folder

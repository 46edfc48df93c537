"""The organisation across the street: a worker and two residents, whom nobody of the demo may see."""

from datetime import date

import pyarrow as pa

from omzien.exchange.demo import columns as to
from omzien.exchange.demo import setup
from omzien.exchange.demo.columns import Columns
from omzien.exchange.demo.plan import data
from omzien.exchange.demo.tables import as_tables

PEOPLE = (("Kees", "", "Overdekant", date(1961, 5, 4)), ("Dina", "van", "Elders", date(1987, 9, 30)))
MET = date(2023, 10, 2)
HELPED: dict[str, object] = {"worker": "sven", "team": "overkant"}


def neighbour() -> dict[str, pa.Table]:
    """The whole package of the neighbours."""
    house = data("staff")["house"][1]
    [place] = house["municipalities"]
    rows = [_person(number, *person, place) for number, person in enumerate(PEOPLE, start=1)]
    people: dict[str, Columns] = {name: to.records([row[name] for row in rows]) for name in rows[0]}
    return as_tables(setup.setup_tables(house) | people)


def _person(
    number: int, given: str, prefix: str, family: str, born: date, municipality: str
) -> dict[str, dict[str, object]]:
    """One resident with one registration and one open trajectory: a row in each table, by table."""
    key: dict[str, object] = {"key": f"overkant-{number}"}
    of = {"resident": f"overkant-{number}"}
    asked = {"registration": f"overkant-{number}"}
    name = {"given_name": given, "name_prefix": prefix, "family_name": family}
    here = {"municipality": municipality}
    return {
        "residents": key | name | here | {"birth_date": born, "gender": "onbekend", "registered_on": MET},
        "treatment_relations": key | of | HELPED | {"started_on": MET},
        "registrations": key
        | of
        | here
        | HELPED
        | {"registered_on": MET, "explored_on": MET, "channel": "eigen_initiatief", "triage": "right_place"},
        "questions": key | asked | {"domain": "financien", "is_main": True},
        "stories": key | of | asked | {"text": "Verzonnen verhaal van de overkant van de straat."},
        "interventions": key
        | of
        | asked
        | here
        | HELPED
        | {"service": "AMW", "form": "trajectory", "started_on": MET},
    }

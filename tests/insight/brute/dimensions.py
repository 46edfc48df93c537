"""What a thing has of a dimension: one value, several, or none."""

from collections.abc import Callable
from datetime import date

from omzien.insight.figures import Figure
from tests.insight.brute.units import DAYS, Asked, Unit

OWN = {"item": "item", "meeting": "form", "contact_kind": "kind", "follow_up_outcome": "outcome"}


def values(figure: Figure, unit: Unit, dimension: str, asked: Asked) -> set[str]:
    """The values that this unit has; an empty set when it has none."""
    if dimension in SPECIAL:
        found = SPECIAL[dimension](figure, unit, asked)
    elif dimension in ("domain", "subdomain") and figure.base.name in ("registrations", *INTERVENTIONS):
        found = _asked_about(unit, dimension, asked)
    elif dimension == "service" and figure.base.name == "registrations":
        found = [
            row["service"]
            for row in asked.world["interventions"]
            if row["registration"] == unit["registration"]
        ]
    elif dimension == "factor" and figure.base.name != "factors":
        found = [
            row["factor"] for row in asked.world["factors"] if row["intervention"] == unit["intervention"]
        ]
    else:
        found = [unit[OWN.get(dimension, dimension)]]
    return {value for value in found if value is not None}


INTERVENTIONS = ("interventions", "levels", "factors")


def _asked_about(unit: Unit, column: str, asked: Asked) -> list[str | None]:
    return [row[column] for row in asked.world["questions"] if row["registration"] == unit["registration"]]


def _person(unit: Unit, asked: Asked) -> Unit:
    return next((dict(row) for row in asked.world["residents"] if row["resident"] == unit["resident"]), {})


def _day(figure: Figure, unit: Unit, asked: Asked) -> date:
    column = DAYS.get(figure.basis.name)
    return unit[column] if column else asked.period.last_day


def _age(figure: Figure, unit: Unit, asked: Asked) -> list[str | None]:
    born = _person(unit, asked).get("birth_year")
    if born is None:
        return []
    years = _day(figure, unit, asked).year - born
    bands = ((17, "0-17"), (34, "18-34"), (54, "35-54"), (64, "55-64"), (999, "65+"))
    return [next(name for last, name in bands if years <= last)]


SPECIAL: dict[str, Callable[[Figure, Unit, Asked], list[str | None]]] = {
    "year": lambda figure, unit, asked: [f"{_day(figure, unit, asked).year}"],
    "month": lambda figure, unit, asked: [_day(figure, unit, asked).isoformat()[:7]],
    "quarter": lambda figure, unit, asked: [
        f"{_day(figure, unit, asked).year}-Q{(_day(figure, unit, asked).month + 2) // 3}"
    ],
    "gender": lambda figure, unit, asked: [_person(unit, asked).get("gender")],
    "lives_in": lambda figure, unit, asked: [_person(unit, asked).get("municipality")],
    "age": _age,
}

"""What may be chosen on a day: entries of code lists, and services, teams, partners and municipalities."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Any

from django.db.models import BigIntegerField, DateField, F, QuerySet

from omzien.gate.refused import Problem
from omzien.gate.validity import valid_on
from omzien.gate.visit import Visit
from omzien.gate.written import QUESTIONS_KEPT, Open, Written
from omzien.organisation.models import Code, Municipality, Partner, Service, Team


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a code list as an action needs it: its id, and the key of the entry it is a part of."""

    id: int
    key: str
    parent: str | None


def choices(visit: Visit, *, lists: Iterable[str], on: date) -> dict[tuple[str, str], Choice]:
    """The entries of these code lists that may be chosen on a day, by list and key: one query."""
    asked = _code_lists(tuple(sorted(set(lists))))
    rows = asked.rows(organisation=visit.organisation_id, day=on)
    return {(list_name, key): Choice(pk, key, parent) for list_name, pk, key, _, _, parent in rows}


@lru_cache(maxsize=QUESTIONS_KEPT)
def _code_lists(lists: tuple[str, ...]) -> Written:
    """The entries of these lists on a day, in the order of the organisation."""
    mine = {"organisation_id": Open("organisation", BigIntegerField()), "list__in": lists}
    rows = Code.objects.filter(valid_on(Open("day", DateField())), **mine)
    ordered = rows.order_by("parent__order", "order", "name_nl")
    return Written(ordered.values_list("list", "pk", "key", "name_nl", "name_en", "parent__key"))


@dataclass(frozen=True, slots=True)
class Picked:
    """The choices that were found, by field; a field that was left empty is not among them."""

    found: Mapping[str, Choice]
    problems: tuple[Problem, ...]

    def id_of(self, field: str) -> int | None:
        """The id of what was chosen, None when the field was left empty."""
        choice = self.found.get(field)
        return choice.id if choice else None

    def must(self, field: str) -> int:
        """The id of what was chosen in a field that may not be left empty."""
        return self.found[field].id


Choices = Mapping[tuple[str, str], Choice]


def pick(visit: Visit, *, on: date, there: Choices | None = None, **wanted: tuple[str, str | None]) -> Picked:
    """Find each wanted `field=(code list, key)` among what may be chosen on that day: one query.

    Who picks more than once asks `choices` once, and hands over what is `there`.
    """
    filled = {field: (list_name, key) for field, (list_name, key) in wanted.items() if key}
    if there is None:
        lists = {list_name for list_name, _ in filled.values()}
        there = choices(visit, lists=lists, on=on) if lists else {}
    found = {field: there[entry] for field, entry in filled.items() if entry in there}
    unknown = [
        Problem("“%(key)s” is not in the list “%(list)s” on this day", field, {"key": key, "list": list_name})
        for field, (list_name, key) in filled.items()
        if field not in found
    ]
    return Picked(found, tuple(unknown))


@dataclass(frozen=True, slots=True)
class CodeCard:
    """One entry of a code list as a person chooses it; `parent` is the key of the whole, or empty."""

    id: int
    key: str
    name_nl: str
    name_en: str
    parent: str


def codes(visit: Visit, *, list: str, on: date | None = None) -> list[CodeCard]:  # noqa: A002
    """The entries of one list that are valid on a day (today), in the order of the organisation."""
    return codes_of(visit, lists=[list], on=on)[list]


def codes_of(visit: Visit, *, lists: Iterable[str], on: date | None = None) -> dict[str, list[CodeCard]]:
    """The same of several lists, by list (1 query)."""
    found: dict[str, list[CodeCard]] = {name: [] for name in lists}
    asked = _code_lists(tuple(sorted(found)))
    told = asked.rows(organisation=visit.organisation_id, day=on or visit.today)
    for name, pk, key, nl, en, parent in told:
        found[name].append(CodeCard(pk, key, nl, en, parent or ""))
    return found


@dataclass(frozen=True, slots=True)
class Offered:
    """A service, team, partner or municipality as a person chooses it."""

    id: int
    name_nl: str
    name_en: str


def offered(visit: Visit, *, of: str) -> list[Offered]:
    """Today's of these, by name (1 query): `service_id`, `team_id`, `partner_id`, `municipality_id`."""
    rows = _offered(of).rows(organisation=visit.organisation_id, day=visit.today)
    return [Offered(*row) for row in rows]


@cache
def _offered(of: str) -> Written:
    mine = {"organisation_id": Open("organisation", BigIntegerField())}
    tables: dict[str, QuerySet[Any]] = {
        "service_id": Service.objects.filter(valid_on(Open("day", DateField())), **mine),
        "team_id": Team.objects.filter(**mine),
        "partner_id": Partner.objects.filter(**mine),
        "municipality_id": Municipality.objects.all(),
    }
    nl, en = ("name_nl", "name_en") if of == "service_id" else ("name", "name")
    return Written(tables[of].order_by(nl).values_list("pk", nl, F(en)))

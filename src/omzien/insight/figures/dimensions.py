"""Dimensions: what figures can be split and filtered by, and how each base knows them.

On one base a dimension is a column (one row has one value, or none); on another a bridge (one row may have
several values): a registration has several domains, a goal has one.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from omzien.insight.figures.date_bases import DateBasis
from omzien.insight.figures.figure import Figure
from omzien.insight.figures.terms import FACTS, Column, Table, ibis, until

PERSONS = (
    "registrations",
    "interventions",
    "levels",
    "factors",
    "goals",
    "referrals",
    "contacts",
    "follow_ups",
    "attendances",
    "walk_ins",
)
OF_INTERVENTIONS = ("interventions", "levels", "factors")
AGES = {
    "0-17": ("0 tot en met 17 jaar", "0 to 17"),
    "18-34": ("18 tot en met 34 jaar", "18 to 34"),
    "35-54": ("35 tot en met 54 jaar", "35 to 54"),
    "55-64": ("55 tot en met 64 jaar", "55 to 64"),
    "65+": ("65 jaar en ouder", "65 and older"),
}
NO_NAMES: Mapping[str, tuple[str, str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Bridge:
    """Several values per row: `pairs` has the columns `unit` and `value`, a pair perhaps several times; `on`
    is the row's unit.
    """

    pairs: Callable[[], Table]
    on: str


@dataclass(frozen=True, slots=True)
class ByColumn:
    """By a column of the base (in this part of it): one value per row, or none."""

    column: Callable[[Table, DateBasis], Column]
    part: str | None = None


Way = ByColumn | Bridge


@dataclass(frozen=True, slots=True)
class Dimension:
    """What figures can be split by. `names` tells where its values are named: a code list, a table, or
    here.
    """

    name: str
    label_nl: str
    label_en: str
    names: str
    ways: Mapping[str, Way]
    own_names: Mapping[str, tuple[str, str]] = field(default_factory=lambda: NO_NAMES)

    def several(self, figure: Figure) -> bool:
        """May one row of this figure have several values?"""
        return isinstance(self.ways[figure.base.name], Bridge)

    def fits(self, figure: Figure) -> bool:
        """Can this figure be split by it?"""
        return figure.base.name in self.ways and (self.names != "days" or figure.basis.column is not None)


def _columns(column: str, *bases: str) -> dict[str, Way]:
    return {base: ByColumn(lambda table, basis: table[column]) for base in bases}


def _of_person(column: Callable[[Table, DateBasis], Column]) -> dict[str, Way]:
    return {base: ByColumn(column, part="person") for base in PERSONS}


def _over(bridge: Bridge, *bases: str) -> dict[str, Way]:
    return dict.fromkeys(bases, bridge)


def _asked(column: str) -> Callable[[], Table]:
    def pairs() -> Table:
        questions = FACTS.questions
        known = questions.filter(questions[column].notnull())
        return known.select(unit=known.registration, value=known[column])

    return pairs


def _served() -> Table:
    given = FACTS.interventions
    return given.select(unit=given.registration, value=given.service)


def _noted() -> Table:
    factors = FACTS.factors
    return factors.select(unit=factors.intervention, value=factors.factor)


def _age(table: Table, basis: DateBasis) -> Column:
    """The age that is reached in the year of the event (of its period, when the figure is about a moment)."""
    years = (table[basis.column] if basis.column else _last_day()).year() - table.birth_year
    return ibis.cases(
        (years < 18, "0-17"),
        (years < 35, "18-34"),
        (years < 55, "35-54"),
        (years < 65, "55-64"),
        (years >= 65, "65+"),
        else_=None,
    )


def _last_day() -> Column:
    return until() - ibis.interval(days=1)


def _by_day(form: str) -> dict[str, Way]:
    bases = (*PERSONS, "sessions", "partner_questions", "safety_cases", "surveys", "answers")
    return {base: ByColumn(lambda table, basis: table[basis.column].strftime(form)) for base in bases}


def _quarter(table: Table, basis: DateBasis) -> Column:
    day = table[basis.column]
    return day.strftime("%Y") + "-Q" + day.quarter().cast("string")


EVERY = (*PERSONS, "sessions", "partner_questions", "safety_cases", "surveys", "answers")
OF_REGISTRATION = Bridge(_asked("domain"), "registration")
SUB_OF_REGISTRATION = Bridge(_asked("subdomain"), "registration")
DIMENSIONS: Mapping[str, Dimension] = MappingProxyType(
    {
        dimension.name: dimension
        for dimension in (
            Dimension(
                "municipality", "Gemeente", "Municipality", "municipalities", _columns("municipality", *EVERY)
            ),
            Dimension("year", "Jaar", "Year", "days", _by_day("%Y")),
            Dimension("quarter", "Kwartaal", "Quarter", "days", {base: ByColumn(_quarter) for base in EVERY}),
            Dimension("month", "Maand", "Month", "days", _by_day("%Y-%m")),
            Dimension(
                "gender",
                "Geslacht",
                "Gender",
                "own",
                _of_person(lambda table, basis: table.gender),
                {
                    "man": ("man", "man"),
                    "vrouw": ("vrouw", "woman"),
                    "x": ("non-binair (X)", "non-binary (X)"),
                    "onbekend": ("onbekend", "unknown"),
                },
            ),
            Dimension("age", "Leeftijd", "Age", "own", _of_person(_age), AGES),
            Dimension(
                "lives_in",
                "Woongemeente",
                "Municipality of residence",
                "municipalities",
                _of_person(lambda table, basis: table.lives_in),
            ),
            Dimension(
                "domain",
                "Leefgebied",
                "Domain of life",
                "codes:domain",
                _over(OF_REGISTRATION, "registrations", *OF_INTERVENTIONS)
                | _columns("domain", "goals", "partner_questions"),
            ),
            Dimension(
                "subdomain",
                "Sub-leefgebied",
                "Subdomain",
                "codes:subdomain",
                _over(SUB_OF_REGISTRATION, "registrations", *OF_INTERVENTIONS),
            ),
            Dimension(
                "service",
                "Werksoort",
                "Service",
                "services",
                _over(Bridge(_served, "registration"), "registrations")
                | _columns(
                    "service",
                    *OF_INTERVENTIONS,
                    "goals",
                    "referrals",
                    "contacts",
                    "follow_ups",
                    "surveys",
                    "answers",
                ),
            ),
            Dimension(
                "kind",
                "Soort interventie",
                "Kind of intervention",
                "codes:intervention_kind",
                _columns("kind", *OF_INTERVENTIONS, "goals"),
            ),
            Dimension(
                "form",
                "Vorm van hulp",
                "Form of support",
                "own",
                _columns("form", *OF_INTERVENTIONS, "goals", "contacts", "follow_ups"),
                {
                    "trajectory": ("individueel traject", "trajectory"),
                    "light_support": ("leun- en steuncontact", "light support"),
                    "advice": ("informatie en advies", "advice"),
                },
            ),
            Dimension(
                "result", "Resultaat", "Result", "codes:closing_result", _columns("result", *OF_INTERVENTIONS)
            ),
            Dimension(
                "factor",
                "Beïnvloedende factor",
                "Factor",
                "codes:factor",
                _over(Bridge(_noted, "intervention"), "interventions", "levels", "goals", "follow_ups")
                | _columns("of_factor", "factors"),
            ),
            Dimension("item", "ZRM-leefgebied", "ZRM domain", "items", _columns("item", "levels")),
            Dimension(
                "team",
                "Team",
                "Team",
                "teams",
                _columns("team", "registrations", *OF_INTERVENTIONS, "goals", "contacts", "follow_ups"),
            ),
            Dimension("channel", "Kanaal", "Channel", "codes:channel", _columns("channel", "registrations")),
            Dimension(
                "referral_source",
                "Verwezen door",
                "Referred by",
                "codes:referral_source",
                _columns("referral_source", "registrations"),
            ),
            Dimension(
                "triage",
                "Eerste oordeel",
                "First judgement",
                "own",
                _columns("triage", "registrations"),
                {
                    "right_place": ("op het juiste adres", "right place"),
                    "advice_done": ("advies gegeven en klaar", "advice given, done"),
                    "elsewhere": ("hoort ergens anders", "belongs elsewhere"),
                },
            ),
            Dimension(
                "over_norm_reason",
                "Reden van late vraagverkenning",
                "Why the exploration was late",
                "codes:over_norm_reason",
                _columns("over_norm_reason", "registrations"),
            ),
            Dimension(
                "support_over_norm_reason",
                "Reden van late start",
                "Why support was late",
                "codes:over_norm_reason",
                _columns("support_over_norm_reason", "registrations"),
            ),
            Dimension(
                "return_reason",
                "Reden van her-aanmelding",
                "Reason of the return",
                "codes:domain",
                _columns("return_reason", "registrations"),
            ),
            Dimension(
                "partner",
                "Partner",
                "Partner",
                "partners",
                _columns("partner", "referrals", "partner_questions"),
            ),
            Dimension(
                "partner_kind",
                "Soort partner",
                "Kind of partner",
                "codes:partner_kind",
                _columns("partner_kind", "referrals", "partner_questions"),
            ),
            Dimension(
                "outcome",
                "Wat ervan kwam",
                "What became of it",
                "codes:referral_outcome",
                _columns("outcome", "referrals"),
            ),
            Dimension(
                "follow_up_outcome",
                "Hoe het nu gaat",
                "How it is now",
                "codes:follow_up_outcome",
                _columns("outcome", "follow_ups"),
            ),
            Dimension(
                "attainment",
                "Doel gehaald",
                "Goal met",
                "own",
                _columns("attainment", "goals"),
                {
                    "met": ("gehaald", "met"),
                    "partly": ("deels gehaald", "partly met"),
                    "not_met": ("niet gehaald", "not met"),
                },
            ),
            Dimension(
                "contact_kind",
                "Soort contact",
                "Kind of contact",
                "codes:contact_kind",
                {"contacts": ByColumn(lambda table, basis: table.kind)},
            ),
            Dimension(
                "topic",
                "Onderwerp",
                "Topic",
                "codes:activity_topic",
                _columns("topic", "sessions", "attendances"),
            ),
            Dimension(
                "meeting",
                "Vorm van bijeenkomst",
                "Form of meeting",
                "own",
                _columns("form", "sessions", "attendances"),
                {
                    "physical": ("fysiek", "physical"),
                    "online": ("online", "online"),
                    "blended": ("gemengd", "blended"),
                },
            ),
            Dimension(
                "hour", "Spreekuur", "Walk-in hour", "codes:walk_in_hour", _columns("hour", "walk_ins")
            ),
            Dimension(
                "follow_up",
                "Vervolg na het spreekuur",
                "What came of the visit",
                "codes:walk_in_follow_up",
                _columns("follow_up", "walk_ins"),
            ),
            Dimension(
                "problematic_debt",
                "Problematische schulden",
                "Problematic debt",
                "own",
                _columns("problematic_debt", "walk_ins"),
                {"ja": ("ja", "yes"), "nee": ("nee", "no"), "onbekend": ("onbekend", "unknown")},
            ),
        )
    }
)


def dimensions_of(figure: Figure) -> tuple[str, ...]:
    """The names of the dimensions that this figure can be split and filtered by."""
    return tuple(name for name, dimension in DIMENSIONS.items() if dimension.fits(figure))

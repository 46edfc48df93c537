"""Bases: the relations that figures are counted from. One row of a base is one thing that is counted.

A base starts from its root (one fact table, or two joined one to one), which has the municipality and the
days on which a selection is made. Only then are parts joined to it (who the person is, when the first
support was), and only those that a question needs; or the rows are expanded to a finer grain (one per
trajectory and ZRM domain).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from omzien.insight.figures.terms import FACTS, Column, Table, ibis, return_months, start, until

Attach = Callable[[Table, Table], Table]  # the rows with the parts so far, and the chosen rows without any
LEVELS_KNOWN = {"scored": "int64", "instrument": "string", "item": "string", "start": "int32", "end": "int32"}
FAR_AWAY = "9999-12-31"  # the last day of what still runs
DAY_ONE = date(1970, 1, 1)  # days are counted from here, where they must be a number
MOST_MEASUREMENTS = 2**40  # a day and the number of a measurement are one whole number, in their order
NOTHING: Mapping[str, Attach] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Base:
    """A relation to count from; `parts` are joined when asked for, by name. `anonymous`: a row may be of
    nobody known.
    """

    name: str
    unit_nl: str
    unit_en: str
    root: Callable[[], Table]
    parts: Mapping[str, Attach] = field(default_factory=lambda: NOTHING)
    expand: Callable[[Table], Table] | None = None
    anonymous: bool = False


def _with_person(rows: Table, chosen: Table) -> Table:
    people = FACTS.residents
    told = people.select(
        person=people.resident,
        birth_year=people.birth_year,
        gender=people.gender,
        lives_in=people.municipality,
    )
    return rows.left_join(told, rows.resident == told.person)


def _with_support(rows: Table, chosen: Table) -> Table:
    """`first_support_on`: the first day of the first intervention of the registration."""
    given = FACTS.interventions
    of_these = given.semi_join(chosen, given.registration == chosen.registration)
    first = of_these.group_by(supported=of_these.registration).aggregate(
        first_support_on=of_these.started_on.min()
    )
    return rows.left_join(first, rows.registration == first.supported)


def _with_earlier(rows: Table, chosen: Table) -> Table:
    """`is_return`: a trajectory of this resident ended before, at most the window of months ago (so it ended
    before the period did: no registration that is chosen is later).
    """
    given = FACTS.interventions
    closed = given.filter((given.form == "trajectory") & (given.ended_on < until()))
    closed = closed.select(of=closed.resident, closed_on_day=closed.ended_on)
    pairs = chosen.inner_join(closed, chosen.resident == closed.of)
    returned = pairs.filter(_comes_back(pairs.closed_on_day, pairs.registered_on))
    return _flagged(rows, returned, "registration", "is_return")


def _with_return(rows: Table, chosen: Table) -> Table:
    """`came_back`: the resident registered within the window after this intervention ended."""
    came = FACTS.registrations
    came = came.select(of=came.resident, came_on=came.registered_on)
    pairs = chosen.inner_join(came, chosen.resident == came.of)
    returned = pairs.filter(_comes_back(pairs.ended_on, pairs.came_on))
    return _flagged(rows, returned, "intervention", "came_back")


def _comes_back(ended: Column, came: Column) -> Column:
    return (ended < came) & (came <= ended + return_months().as_interval("M"))


def _with_parallel(rows: Table, chosen: Table) -> Table:
    """`is_parallel`: an intervention of another service for the same resident ran at the same time in the
    period.
    """
    given = FACTS.interventions
    running = given.filter(
        (given.started_on < until()) & (given.ended_on.isnull() | (given.ended_on >= start()))
    )
    other = running.select(
        by=running.service, of=running.resident, first=running.started_on, last=_last_day(running)
    )
    pairs = chosen.inner_join(other, chosen.resident == other.of)
    at_once = (pairs.first <= _last_day(pairs)) & (pairs.last >= pairs.started_on)
    beside = pairs.filter((pairs.service != pairs.by) & at_once)
    return _flagged(rows, beside, "intervention", "is_parallel")


def _last_day(rows: Table) -> Column:
    return ibis.coalesce(rows.ended_on, ibis.literal(FAR_AWAY).cast("date"))


def _flagged(rows: Table, found: Table, unit: str, flag: str) -> Table:
    """Add a column that tells of each row whether its unit is among those found (perhaps twice)."""
    marked = found.select(**{f"{unit}_flagged": found[unit]}).distinct()
    joined = rows.left_join(marked, rows[unit] == marked[f"{unit}_flagged"])
    return joined.mutate(**{flag: joined[f"{unit}_flagged"].notnull()}).drop(f"{unit}_flagged")


def start_and_end_by_view() -> Table:
    """Start and end per trajectory, instrument, view (professional or resident) and item.

    The earliest start and the latest end count; of two on one day, the one that was entered first and last.
    """
    links, scores = FACTS.measurement_links, FACTS.scores
    linked = links.select(scored=links.intervention, measurement=links.measurement)
    chosen = scores.filter(
        scores.instrument.startswith("zrm_"), scores.level.notnull(), scores.moment.isin(("start", "end"))
    )
    both = linked.inner_join(chosen, linked.measurement == chosen.measurement)
    entered = both.measured_on.delta(DAY_ONE, unit="day") * MOST_MEASUREMENTS + both.measurement
    return both.group_by("scored", "instrument", "view", "item").aggregate(
        start=both.level.argmin(entered, where=both.moment == "start"),
        end=both.level.argmax(entered, where=both.moment == "end"),
    )


def start_and_end() -> Table:
    """Derived: start and end per trajectory, instrument and item, by a professional."""
    each = start_and_end_by_view()
    return each.filter(each["view"] == "professional").drop("view")


def _levels(rows: Table) -> Table:
    known = ibis.table(LEVELS_KNOWN, name="start_and_end")
    return known.semi_join(rows, known.scored == rows.intervention)


def _with_pairs(rows: Table, chosen: Table) -> Table:
    """`is_paired`: at least one ZRM domain has a start and an end; `is_scored`: at least one has a level."""
    levels = _levels(chosen)
    pair = levels.start.notnull() & levels.end.notnull()
    found = levels.group_by("scored").aggregate(pairs=pair.cast("int32").sum())
    joined = rows.left_join(found, rows.intervention == found.scored)
    return joined.mutate(
        is_paired=ibis.coalesce(joined.pairs, 0) > 0, is_scored=joined.scored.notnull()
    ).drop("scored", "pairs")


def by_item(rows: Table) -> Table:
    """One row per trajectory and item; of several versions of an instrument the newest that these rows
    have.
    """
    levels = _levels(rows)
    joined = rows.inner_join(levels, rows.intervention == levels.scored).drop("scored")
    newest = joined.instrument.max().over(ibis.window(group_by=joined.item))
    chosen = joined.mutate(newest=newest, growth=joined.end - joined.start)
    return chosen.filter(chosen.instrument == chosen.newest).drop("newest")


def _by_factor(rows: Table) -> Table:
    """One row per intervention and factor of the code list; `has_factor` tells whether it has it."""
    codes = FACTS.codes
    factors = codes.filter(codes.list == "factor").select(of_factor=codes.key)
    noted = FACTS.factors.select(noted_of=FACTS.factors.intervention, noted_factor=FACTS.factors.factor)
    both = rows.cross_join(factors)
    joined = both.left_join(
        noted, [both.intervention == noted.noted_of, both.of_factor == noted.noted_factor]
    )
    return joined.mutate(has_factor=joined.noted_of.notnull()).drop("noted_of", "noted_factor")


def _with_named(rows: Table, chosen: Table) -> Table:
    """`named`: how many residents attended the session by name."""
    came = FACTS.attendances
    of_these = came.semi_join(chosen, came.session == chosen.session)
    counted = of_these.group_by(attended=of_these.session).aggregate(came_by_name=of_these.count())
    joined = rows.left_join(counted, rows.session == counted.attended)
    return joined.mutate(named=ibis.coalesce(joined.came_by_name, 0)).drop("attended", "came_by_name")


def _of_intervention(rows: Table, *columns: str) -> Table:
    """Rows joined to the intervention that they hang on, with these columns of it."""
    given = FACTS.interventions
    chosen = given.select(of_intervention=given.intervention, **{name: given[name] for name in columns})
    return rows.inner_join(chosen, rows.intervention == chosen.of_intervention).drop("of_intervention")


def _goals() -> Table:
    goals = FACTS.goals
    return _of_intervention(
        goals,
        "resident",
        "municipality",
        "service",
        "kind",
        "form",
        "team",
        "worker",
        "ended_on",
        "registration",
    )


def _follow_ups() -> Table:
    calls = FACTS.follow_ups
    return _of_intervention(calls, "municipality", "service", "form", "team")


def _contacts() -> Table:
    """A contact is in the municipality of its intervention; outside one, in that of the resident. Either is
    joined by itself, so that who asks for one municipality joins no others.
    """
    contacts, given, people = FACTS.contacts, FACTS.interventions, FACTS.residents
    of_one = given.select("municipality", "service", "form", "team", given_to=given.intervention)
    home = people.select("municipality", at_home=people.resident)
    inside, outside = (
        contacts.filter(contacts.intervention.notnull()),
        contacts.filter(contacts.intervention.isnull()),
    )
    inside = inside.left_join(of_one, inside.intervention == of_one.given_to).drop("given_to")
    outside = outside.left_join(home, outside.resident == home.at_home).drop("at_home")
    nothing = {name: ibis.null("string") for name in ("service", "form", "team")}
    return inside.union(outside.mutate(**nothing).select(inside.columns))


def _attendances() -> Table:
    came, met = FACTS.attendances.drop("held_on"), FACTS.sessions
    held = met.select(
        "kind", "form", "topic", "municipality", "held_on", "cancelled", "activity", met=met.session
    )
    return came.inner_join(held, came.session == held.met).drop("met")


def _surveys() -> Table:
    """One row per invitation, with `mark` when it was answered and a mark was given."""
    asked, answers = FACTS.survey_invitations, FACTS.survey_answers
    marks = answers.filter(answers.kind == "mark").select(marked=answers.invitation, mark=answers.value)
    return asked.left_join(marks, asked.invitation == marks.marked).drop("marked")


def _agreed() -> Table:
    """One row per statement that was answered, from 1 (fully disagree) to 5 (fully agree)."""
    answers = FACTS.survey_answers
    return answers.filter(answers.kind == "scale")


def _trajectories() -> Table:
    given = FACTS.interventions
    return given.filter(given.form == "trajectory")


def days(later: Column, earlier: Column) -> Column:
    """How many days later."""
    return later.delta(earlier, unit="day")


PERSON: Mapping[str, Attach] = MappingProxyType({"person": _with_person})

REGISTRATIONS = Base(
    "registrations",
    "aanmelding",
    "registration",
    lambda: FACTS.registrations,
    {**PERSON, "support": _with_support, "earlier": _with_earlier},
)
INTERVENTIONS = Base(
    "interventions",
    "interventie",
    "intervention",
    lambda: FACTS.interventions,
    {**PERSON, "return": _with_return, "parallel": _with_parallel, "pairs": _with_pairs},
)
LEVELS = Base("levels", "traject en leefgebied", "trajectory and domain", _trajectories, PERSON, by_item)
FACTORS = Base(
    "factors",
    "interventie en factor",
    "intervention and factor",
    lambda: FACTS.interventions,
    PERSON,
    _by_factor,
)
GOALS = Base("goals", "doel", "goal", _goals, PERSON)
REFERRALS = Base("referrals", "verwijzing", "referral", lambda: FACTS.referrals, PERSON)
CONTACTS = Base("contacts", "contact", "contact", _contacts, PERSON)
FOLLOW_UPS = Base("follow_ups", "nabelmoment", "follow-up", _follow_ups, PERSON)
SESSIONS = Base("sessions", "bijeenkomst", "session", lambda: FACTS.sessions, {"named": _with_named})
ATTENDANCES = Base("attendances", "deelname", "attendance", _attendances, PERSON)
WALK_INS = Base("walk_ins", "bezoek", "visit", lambda: FACTS.walk_ins, PERSON, anonymous=True)
PARTNER_QUESTIONS = Base(
    "partner_questions", "vraag van een partner", "partner's question", lambda: FACTS.partner_questions
)
SURVEYS = Base("surveys", "vragenlijst", "survey", _surveys)
ANSWERS = Base("answers", "antwoord", "answer", _agreed)
SAFETY_CASES = Base("safety_cases", "meldcode", "safety case", lambda: FACTS.safety_cases)

# Relations that many figures share: a store makes each once, when it is first asked for.
DERIVED: Mapping[str, Callable[[], Table]] = MappingProxyType({"start_and_end": start_and_end})

"""Few figures for each role, beside the same days of a year before; each opens its question and how it was
counted.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from omzien.gate.visit import Role, Visit
from omzien.insight.facts import Snapshot
from omzien.insight.figures import CATALOGUE, Against, Category, Period, Question, Value, categories, measure
from omzien.organisation import queries as organisation
from omzien.web.desks.figures.drawn import difference_in_words, written
from omzien.web.desks.figures.reach import years_of

QUALITY = (
    "registrations_judged_share",
    "goals_judged_share",
    "trajectories_measured_share",
    "follow_ups_done_share",
    "survey_response",
)
OF_GROUPS = (
    "group_sessions",
    "group_participants",
    "group_attendances",
    "walk_in_visits",
    "walk_in_residents",
)
OF_TEAM = (
    "registrations",
    "waiting_for_exploration",
    "waiting_for_support",
    "exploration_within_norm_share",
    "interventions_ended",
    "goals_met_share",
)
OF_MUNICIPALITY = (
    "residents_registered",
    "registrations",
    "exploration_within_norm_share",
    "goals_met_share",
    "return_rate",
)
MOST_TEAMS = 3  # who leads more has the explorer


@dataclass(frozen=True, slots=True)
class Line:
    """One figure: how it was a year before, whether few stand behind it, where it is asked and explained."""

    text: str
    figure: Any
    before: str
    few: str
    url: str
    explained: str


@dataclass(frozen=True, slots=True)
class Board:
    """The figures of one role under a title. `places` are the municipalities that can be chosen, `place` is
    the one that was.
    """

    title: Any
    lines: Sequence[Line]
    places: Sequence[Category] = ()
    place: str = ""


def has_board(visit: Visit) -> bool:
    """Is there a board for a role of this visit?"""
    leads = Role.TEAM_LEAD in visit.roles and bool(visit.team_ids)
    return leads or not visit.roles.isdisjoint((Role.ANALYST, Role.COORDINATOR))


def period_of(snapshot: Snapshot, visit: Visit) -> Period | None:
    """This year until today; or the last year of which there are records. None: there are none."""
    years = years_of(snapshot)
    if not years:
        return None
    if visit.today.year in years:
        return Period(visit.today.replace(month=1, day=1), visit.today + timedelta(days=1))
    return Period.year(max(years))


def boards_of(visit: Visit, snapshot: Snapshot, period: Period, municipality: str | None) -> list[Board]:
    """The boards of this visit; the municipality is that of a policy adviser's board."""
    return [_counted(visit, snapshot, *told) for told in _asked(visit, period, municipality)]


def _asked(
    visit: Visit, period: Period, municipality: str | None
) -> Iterator[tuple[Any, Question, Sequence[str]]]:
    everything = Question("registrations", period, against=Against("period", "year_before"))
    if Role.TEAM_LEAD in visit.roles:
        teams = [team for team in organisation.teams(visit) if team.pk in visit.team_ids]
        for team in teams[:MOST_TEAMS]:
            title = gettext("%(team)s in figures") % {"team": team.name}
            yield title, replace(everything, filters=(("team", team.key),)), OF_TEAM
    if Role.ANALYST in visit.roles:
        yield _("In figures"), replace(everything, municipality=municipality), OF_MUNICIPALITY
    if Role.COORDINATOR in visit.roles:
        yield _("Groups and walk-in in figures"), everything, OF_GROUPS
        yield _("How well is it written down?"), everything, QUALITY


def _counted(visit: Visit, snapshot: Snapshot, title: Any, asked: Question, names: Sequence[str]) -> Board:
    """Each figure now and a year before, in as few queries as there are bases (twice)."""
    before, is_chosen = asked.other() or asked, names is OF_MUNICIPALITY
    now, then = (measure(snapshot, one.selection(visit.organisation_id), names) for one in (asked, before))
    lines = [_line(asked, now[name], then[name]) for name in names]
    places = categories(snapshot, "municipality") if is_chosen else ()
    return Board(title, lines, places, asked.municipality or "")


def _line(asked: Question, now: Value, then: Value) -> Line:
    figure = CATALOGUE[now.name]
    question = replace(asked, figure=figure.name)
    difference = None if now.value is None or then.value is None else now.value - then.value
    said = {"before": written(figure, then.value), "difference": difference_in_words(figure, difference)}
    return Line(
        text=written(figure, now.value),
        figure=figure,
        before=gettext("%(before)s a year before (%(difference)s)") % said,
        few=gettext("counted from %(n)s: so few that it says little") % {"n": now.n} if now.thin else "",
        url=f"{reverse('figures')}?{replace(question, rows='quarter').fitted().to_query()}",
        explained=f"{reverse('explain')}?{replace(question, against=None).to_query()}",
    )

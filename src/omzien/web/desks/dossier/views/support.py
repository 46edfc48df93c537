"""Support: exploring the question, starting, the plan with its goals and factors, referrals."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from omzien.casework import queries as casework
from omzien.casework.actions import (
    change_goal,
    explore,
    judge_goal,
    refer,
    say_factors,
    set_goal,
    settle_referral,
    start_intervention,
)
from omzien.casework.policy import EXPLORE, FACTORS, GOALS, SUPPORT
from omzien.gate.desk import desk
from omzien.gate.visit import Visit
from omzien.organisation import queries as organisation
from omzien.people import queries as people
from omzien.web.desks.dossier.forms.support import (
    Explored,
    Factors,
    GoalText,
    Judged,
    NewGoal,
    Referred,
    Settled,
    Start,
)
from omzien.web.desks.dossier.views.sheet import Sheet, answer, codes_as_choices, rows_as_choices
from omzien.web.kit.page import page
from omzien.web.templatetags.omzien import in_words

EXPLORED = Sheet("explore", _("The question was explored"), _("Save"), _("The exploration is saved."))
START = Sheet(
    "start", _("Start support"), _("Start"), _("The support has started."), template="dossier/start.html"
)
GOAL = Sheet("goal", _("Change a goal"), _("Save the goal"), _("The goal is saved."))
JUDGED = Sheet(
    "judge", _("Was the goal reached?"), _("Save"), _("The goal is judged."), template="dossier/judge.html"
)
REFERRED = Sheet("refer", _("Refer"), _("Save the referral"), _("The referral is saved."))
SETTLED = Sheet(
    "settle",
    _("What became of the referral?"),
    _("Save"),
    _("The referral is up to date."),
    template="dossier/settle.html",
)


def _codes(visit: Visit, name: str, *, empty: bool = False) -> list[tuple[str, str]]:
    return codes_as_choices(organisation.codes(visit, list=name), empty=empty)


@desk(act=EXPLORE)
def explored(request: HttpRequest, visit: Visit, registration_id: int) -> HttpResponse:
    """The first talk that makes the question clear was held."""
    row = casework.registration(visit, registration_id=registration_id)
    person = people.resident(visit, resident_id=row.resident_id)
    form = Explored(request.POST or None, initial={"explored_on": visit.today})
    form.offer("over_norm_reason", _codes(visit, "over_norm_reason", empty=True))

    return answer(request, visit, person, EXPLORED, form, explore, {"registration_id": registration_id})


@desk(act=SUPPORT)
def start(request: HttpRequest, visit: Visit, registration_id: int) -> HttpResponse:
    """Start a trajectory, light support or advice."""
    row = casework.registration(visit, registration_id=registration_id)
    person = people.resident(visit, resident_id=row.resident_id)
    begun = {"started_on": visit.today, "form": "trajectory", "worker_id": visit.worker_id}
    form = Start(request.POST or None, initial=begun)
    form.offer("service_id", rows_as_choices(organisation.services(visit), in_words, empty=True))
    form.offer("kind", _codes(visit, "intervention_kind", empty=True))
    form.offer("worker_id", rows_as_choices(organisation.supporters(visit), lambda card: card.name))
    form.offer("over_norm_reason", _codes(visit, "over_norm_reason", empty=True))

    about = {"registration_id": registration_id}
    return answer(request, visit, person, START, form, start_intervention, about, registration=row)


@desk(act=GOALS)
def plan(request: HttpRequest, visit: Visit, intervention_id: int) -> HttpResponse:
    """The plan of one intervention: its goals, and one more."""
    support = casework.support(visit, intervention_id=intervention_id)
    person = people.resident(visit, resident_id=support.resident_id)
    form = NewGoal(request.POST or None, initial={"set_on": visit.today})
    form.offer("domain", _codes(visit, "domain", empty=True))
    if form.is_valid() and form.send(set_goal, visit, intervention_id=intervention_id) is not None:
        messages.success(request, gettext("The goal is saved."))
        return redirect("plan", intervention_id)
    goals = casework.goals_of(visit, resident_id=person.id)
    mine = [goal for goal in goals if goal.intervention_id == intervention_id]
    factors = _factors(visit, support)
    context = {"person": person, "support": support, "goals": mine, "form": form, "factors": factors}
    return page(request, "dossier/plan.html", context)


def _factors(visit: Visit, support: Any) -> Factors:
    form = Factors(initial={"factors": support.factors})
    form.offer("factors", _codes(visit, "factor"))
    return form


@desk(act=FACTORS)
def factors(request: HttpRequest, visit: Visit, intervention_id: int) -> HttpResponse:
    """Which factors play a part: what is ticked is named, what is not is taken away."""
    support = casework.support(visit, intervention_id=intervention_id)
    form = Factors(request.POST or None)
    form.offer("factors", _codes(visit, "factor"))
    if form.is_valid():
        form.send(say_factors, visit, intervention_id=support.id)
        messages.success(request, gettext("The factors are saved."))
    return redirect("plan", intervention_id)


@desk(act=GOALS)
def goal(request: HttpRequest, visit: Visit, goal_id: int) -> HttpResponse:
    """Say a goal better."""
    row = casework.goal(visit, goal_id=goal_id)
    person = people.resident(visit, resident_id=row.resident_id)
    shown = {"text": row.text, "domain": row.domain}
    form = GoalText(request.POST or None, shown=shown, changed_at=row.changed_at)
    form.offer("domain", _codes(visit, "domain", empty=True))

    return answer(request, visit, person, GOAL, form, change_goal, {"goal_id": goal_id})


@desk(act=GOALS)
def judge(request: HttpRequest, visit: Visit, goal_id: int) -> HttpResponse:
    """Say whether a goal was reached."""
    row = casework.goal(visit, goal_id=goal_id)
    person = people.resident(visit, resident_id=row.resident_id)
    shown = {"attainment": row.attainment, "judged_on": row.judged_on or visit.today}
    form = Judged(request.POST or None, shown=shown, changed_at=row.changed_at)

    return answer(request, visit, person, JUDGED, form, judge_goal, {"goal_id": goal_id}, goal=row)


@desk(act=EXPLORE)
def referral(request: HttpRequest, visit: Visit, registration_id: int) -> HttpResponse:
    """Refer to a partner or another service, or write down who referred to us."""
    row = casework.registration(visit, registration_id=registration_id)
    person = people.resident(visit, resident_id=row.resident_id)
    form = Referred(request.POST or None, initial={"direction": "outgoing", "referred_on": visit.today})
    form.offer("partner_id", rows_as_choices(organisation.partners(visit), lambda one: one.name, empty=True))
    form.offer("service_id", rows_as_choices(organisation.services(visit), in_words, empty=True))
    form.offer("outcome", _codes(visit, "referral_outcome", empty=True))

    return answer(request, visit, person, REFERRED, form, refer, {"registration_id": registration_id})


@desk(act=EXPLORE)
def settle(request: HttpRequest, visit: Visit, referral_id: int) -> HttpResponse:
    """What became of a referral."""
    row = casework.referral(visit, referral_id=referral_id)
    person = people.resident(visit, resident_id=row.resident_id)
    form = Settled(request.POST or None, shown={"outcome": row.outcome}, changed_at=row.changed_at)
    form.offer("outcome", _codes(visit, "referral_outcome"))

    return answer(
        request, visit, person, SETTLED, form, settle_referral, {"referral_id": referral_id}, referral=row
    )

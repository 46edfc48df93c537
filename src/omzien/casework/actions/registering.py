"""A resident comes to us: register, look first (triage), explore the question, close without support."""

from collections.abc import Iterator, Sequence
from datetime import date

from omzien.casework.models import Intervention, Question, Registration, Story
from omzien.casework.policy import EXPLORE, GIVE_ADVICE, QUESTIONS, REGISTER, TRIAGE, WRITE_STORY
from omzien.casework.rules import registering as rules
from omzien.casework.rules.closing import after_care_until
from omzien.casework.rules.states import AWAY, Step, must_allow
from omzien.casework.rules.waiting import Norms, WaitingFor, reason_problems, waits
from omzien.casework.standing import norms_in, standing_of
from omzien.gate.action import action, keep
from omzien.gate.refused import Problem, refuse_if, required
from omzien.gate.visit import Role, Visit
from omzien.organisation.queries import Picked, choices, must_be_ours, pick
from omzien.people.actions import let_go, relate
from omzien.people.queries import is_in_reach

LISTS = ("channel", "referral_source", "domain", "subdomain")
VERDICTS = ("right_place", "advice_done", "elsewhere")


@action
def register(
    visit: Visit,
    *,
    resident_id: int,
    municipality_id: int,
    registered_on: date,
    channel: str,
    questions: Sequence[tuple[str, str | None]],
    referral_source: str | None = None,
    story: str = "",
    triage: str = "",
    return_reason: str | None = None,
    team_id: int | None = None,
    worker_id: int | None = None,
    advice_by: int | None = None,
) -> int:
    """Register a resident with questions: (domain, subdomain) by key, the main one first; gives the
    id. `advice_by`: the service by which advice was given at once; then the registration closes.

    A worker who names nobody takes the registration; whoever takes it gets a treatment relation. Raises
    `Refused` with every problem at once, `Absent` when somebody or something is out of reach.
    """
    if team_id is None and worker_id is None and visit.roles & {Role.WORKER, Role.TEAM_LEAD}:
        worker_id = visit.worker_id
    must_be_ours(visit, municipality_id=municipality_id, team_id=team_id, worker_id=worker_id)
    there = choices(visit, lists=LISTS, on=registered_on)
    picked = pick(
        visit,
        on=registered_on,
        there=there,
        channel=("channel", channel),
        referral_source=("referral_source", referral_source),
        return_reason=("domain", return_reason),
    )
    asked = [
        pick(
            visit,
            on=registered_on,
            there=there,
            domain=("domain", domain),
            subdomain=("subdomain", subdomain),
        )
        for domain, subdomain in questions
    ]
    refuse_if(
        [
            *required(channel, "channel"),
            *picked.problems,
            *rules.channel_problems(channel, referral_source),
            *rules.order_problems(None, registered_on, today=visit.today, field="registered_on"),
            *_question_problems(questions, asked),
            *_verdict_problems(triage, allowed=("", *VERDICTS)),
        ]
    )
    _relate(visit, resident_id, worker_id=worker_id, team_id=team_id)
    if worker_id != visit.worker_id:
        _reach_today(visit, resident_id)
    registration = Registration(
        organisation_id=visit.organisation_id,
        resident_id=resident_id,
        municipality_id=municipality_id,
        registered_on=registered_on,
        channel_id=picked.must("channel"),
        referral_source_id=picked.id_of("referral_source"),
        return_reason_id=picked.id_of("return_reason"),
        team_id=team_id,
        worker_id=worker_id,
    )
    keep(visit, REGISTER, registration)
    _keep_questions(visit, registration, asked)
    _keep_story(visit, registration, story)
    if triage:
        judge(visit, registration, triage, on=registered_on)
    if advice_by is not None:
        advise(visit, registration, service_id=advice_by, on=registered_on)
    return registration.pk


@action
def triage(
    visit: Visit,
    *,
    registration_id: int,
    verdict: str,
    team_id: int | None = None,
    worker_id: int | None = None,
) -> None:
    """The first look: right place (and for whom), advice given and done, or elsewhere.

    The last two close it.
    """
    registration = Registration.objects.under(TRIAGE, visit).one(pk=registration_id)
    must_be_ours(visit, team_id=team_id, worker_id=worker_id)
    refuse_if(_verdict_problems(verdict, allowed=VERDICTS))
    must_allow(standing_of(registration), Step.TRIAGE_AWAY if verdict in AWAY else Step.TRIAGE_HERE)
    if team_id or worker_id:
        registration.team_id, registration.worker_id = team_id, worker_id
        _relate(visit, registration.resident_id, worker_id=worker_id, team_id=team_id)
    judge(visit, registration, verdict, on=visit.today)


@action
def explore(
    visit: Visit, *, registration_id: int, explored_on: date, over_norm_reason: str | None = None
) -> None:
    """The first exploration of the question was held: the waiting ends.

    Over the norm it says why it took so long.
    """
    registration = (
        Registration.objects.under(EXPLORE, visit).select_related("over_norm_reason").one(pk=registration_id)
    )
    must_allow(standing_of(registration), Step.EXPLORE)
    over_norm_reason = over_norm_reason or _said_while_waiting(registration, explored_on)
    picked = pick(visit, on=explored_on, over_norm_reason=("over_norm_reason", over_norm_reason))
    refuse_if(
        [
            *picked.problems,
            *rules.order_problems(
                registration.registered_on, explored_on, today=visit.today, field="explored_on"
            ),
        ]
    )
    refuse_if(exploration_problems(visit, registration, explored_on, over_norm_reason))
    registration.explored_on = explored_on
    registration.over_norm_reason_id = picked.id_of("over_norm_reason")
    registration.triage = registration.triage or "right_place"
    registration.worker_id = registration.worker_id or visit.worker_id
    keep(visit, EXPLORE, registration)


def _said_while_waiting(registration: Registration, explored_on: date) -> str | None:
    """Why it took longer than the norm, where the waiting list said so already."""
    said = registration.over_norm_reason
    is_late = (explored_on - registration.registered_on).days > norms_of(registration).exploration
    return said.key if said and is_late else None


@action
def close_registration(visit: Visit, *, registration_id: int, closed_on: date) -> None:
    """Close a registration without (more) support: the resident withdrew, or was referred to a partner."""
    registration = Registration.objects.under(EXPLORE, visit).one(pk=registration_id)
    must_allow(standing_of(registration), Step.CLOSE)
    after = registration.explored_on or registration.registered_on
    refuse_if(rules.order_problems(after, closed_on, today=visit.today, field="closed_on"))
    registration.closed_on = closed_on
    keep(visit, EXPLORE, registration)
    release(visit, registration)


def norms_of(registration: Registration) -> Norms:
    """The norms of the registration's organisation."""
    return norms_in(registration.organisation)


def exploration_problems(
    visit: Visit, registration: Registration, explored_on: date, reason: str | None
) -> Iterator[Problem]:
    """Does the wait for the exploration need a reason, or has it one that it should not have?"""
    for wait in waits(
        registered_on=registration.registered_on,
        explored_on=explored_on,
        supported_on=None,
        closed_on=None,
        norms=norms_of(registration),
    ):
        if wait.step is WaitingFor.EXPLORATION:
            yield from reason_problems(wait, reason=reason, today=visit.today, field="over_norm_reason")


def advise(visit: Visit, registration: Registration, *, service_id: int, on: date) -> int:
    """Advice was given, and the registration closes; gives the id of the advice."""
    must_be_ours(visit, service_id=service_id)
    judge(visit, registration, "advice_done", on=on)
    advice = Intervention(
        organisation_id=visit.organisation_id,
        resident_id=registration.resident_id,
        registration=registration,
        municipality_id=registration.municipality_id,
        service_id=service_id,
        form=Intervention.Form.ADVICE,
        worker_id=visit.worker_id,
        started_on=on,
        ended_on=on,
    )
    keep(visit, GIVE_ADVICE, advice)
    release(visit, registration)
    return advice.pk


def release(visit: Visit, registration: Registration) -> None:
    """End the treatment relation after the after-care period, unless other work is open: only who reaches
    all work with the resident knows.
    """
    if not EXPLORE.open_to(visit):
        return
    others = Registration.objects.under(EXPLORE, visit).filter(
        resident_id=registration.resident_id, closed_on=None
    )
    if registration.closed_on and not others.exists():
        let_go(visit, resident_id=registration.resident_id, until=after_care_until(registration.closed_on))


def _relate(visit: Visit, resident_id: int, *, worker_id: int | None, team_id: int | None) -> None:
    if worker_id is not None:
        relate(visit, resident_id=resident_id, worker_id=worker_id)
    if team_id is not None:
        relate(visit, resident_id=resident_id, team_id=team_id)


def _reach_today(visit: Visit, resident_id: int) -> None:
    """A worker who registers for others is done with it after today, and mends a mistake until then."""
    if visit.roles & {Role.WORKER, Role.TEAM_LEAD} and not is_in_reach(visit, resident_id=resident_id):
        relate(visit, resident_id=resident_id, worker_id=visit.worker_id, until=visit.today)


def judge(visit: Visit, registration: Registration, verdict: str, *, on: date) -> None:
    """Write down what the first look decided; a verdict that sends away closes the registration."""
    registration.triage = verdict
    if verdict in AWAY:
        registration.closed_on = on
    keep(visit, TRIAGE, registration)


def _verdict_problems(verdict: str, *, allowed: Sequence[str]) -> Iterator[Problem]:
    if verdict not in allowed:
        yield Problem("choose right place, advice and done, or elsewhere", "triage")


def _question_problems(
    questions: Sequence[tuple[str, str | None]], picked: Sequence[Picked]
) -> Iterator[Problem]:
    unknown = [problem for one in picked for problem in one.problems]
    asked = [
        rules.Asked(domain, subdomain or None, one.found["subdomain"].parent if subdomain else None)
        for (domain, subdomain), one in zip(questions, picked, strict=True)
        if not one.problems
    ]
    yield from unknown or rules.question_problems(asked)


def _keep_questions(visit: Visit, registration: Registration, picked: Sequence[Picked]) -> None:
    for number, one in enumerate(picked):
        question = Question(
            organisation_id=visit.organisation_id,
            registration=registration,
            domain_id=one.must("domain"),
            subdomain_id=one.id_of("subdomain"),
            is_main=number == 0,
        )
        keep(visit, QUESTIONS, question)


def _keep_story(visit: Visit, registration: Registration, story: str) -> None:
    if story.strip():
        told = Story(
            organisation_id=visit.organisation_id,
            resident_id=registration.resident_id,
            registration=registration,
            text=story.strip(),
        )
        keep(visit, WRITE_STORY, told)

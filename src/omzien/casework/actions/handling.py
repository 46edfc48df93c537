"""What is done with what came in: who it is, for whom, attempts to reach, and how it ended."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from omzien.casework.actions.registering import register
from omzien.casework.models import (
    ArrearsSignal,
    Arrival,
    ArrivalAttempt,
    ArrivalWords,
    Referral,
    SafetyReport,
    ScreeningPartner,
)
from omzien.casework.policy.arriving import (
    ASSIGN_ARRIVALS,
    ATTEMPTS,
    HANDLE_ARRIVALS,
    READ_ARRIVAL_WORDS,
    READ_SAFETY_REPORTS,
    READ_SIGNALS,
    RECEIVE_REFERRAL,
    SCREENING_PARTNERS,
)
from omzien.casework.rules import arriving as rules
from omzien.casework.rules.arriving import ENDS, Standing, Step
from omzien.casework.rules.registering import order_problems
from omzien.gate.action import action, keep, remove
from omzien.gate.clock import CIVIL
from omzien.gate.refused import Problem, refuse_if, required
from omzien.gate.visit import Visit
from omzien.organisation.queries import choices, must_be_ours, pick
from omzien.people.queries import found, must_be_resident_of_ours

SIGNAL, SAFETY, OTHER = "signal", "veilig_thuis", "overig"


@action
def match_arrival(visit: Visit, *, arrival_id: int, resident_id: int | None) -> None:
    """Say which resident it is who came in; None: it is not known after all."""
    arrival = _open_for(visit, arrival_id, Step.MATCH)
    if resident_id is not None:
        must_be_resident_of_ours(visit, resident_id=resident_id)
    arrival.resident_id = resident_id
    keep(visit, HANDLE_ARRIVALS, arrival)


@action
def assign_arrival(
    visit: Visit, *, arrival_id: int, team_id: int | None = None, worker_id: int | None = None
) -> None:
    """Give it to a team, a worker or both; to nobody: take that back. Who gave it away may take it back."""
    arrival = Arrival.objects.under(ASSIGN_ARRIVALS, visit).one(pk=arrival_id)
    rules.must_allow(_standing(arrival), Step.ASSIGN)
    must_be_ours(visit, team_id=team_id, worker_id=worker_id)
    arrival.team_id, arrival.worker_id = team_id, worker_id
    arrival.assigned_by_id = visit.worker_id
    keep(visit, ASSIGN_ARRIVALS, arrival)


@action
def try_to_reach(
    visit: Visit, *, arrival_id: int, kind: str, tried_on: date | None = None, part_of_day: str = ""
) -> None:
    """Write down an attempt that did not reach, now unless said otherwise. Said twice it is one attempt."""
    arrival = _open_for(visit, arrival_id, Step.TRY)
    day = tried_on or visit.today
    part = part_of_day or rules.part_of_day(visit.now.astimezone(CIVIL).hour)
    picked = pick(visit, on=day, kind=("contact_kind", kind))
    refuse_if(
        [
            *required(kind, "kind"),
            *picked.problems,
            *rules.part_problems(part),
            *order_problems(arrival.received_on, day, today=visit.today, field="tried_on"),
        ]
    )
    moment = {"tried_on": day, "part_of_day": part, "kind_id": picked.must("kind")}
    if not ArrivalAttempt.objects.under(ATTEMPTS, visit).filter(arrival_id=arrival_id, **moment).exists():
        attempt = ArrivalAttempt(
            organisation_id=visit.organisation_id, arrival=arrival, worker_id=visit.worker_id, **moment
        )
        keep(visit, ATTEMPTS, attempt)


@action
def end_arrival(visit: Visit, *, arrival_id: int, step: str, passed_to_id: int | None = None) -> None:
    """It ended without a registration: advise, pass_on (perhaps to a partner), give_up or withdraw.

    A signal ends with a result instead (`conclude_signal`), so that none stays without.
    """
    arrival = _open_for(visit, arrival_id, _end(step))
    must_be_ours(visit, partner_id=passed_to_id)
    refuse_if(_signal_problems(arrival))
    _end_as(visit, arrival, Step(step), passed_to_id)


@action
def conclude_signal(visit: Visit, *, arrival_id: int, result: str, passed_to_id: int | None = None) -> None:
    """An early signal ends with one of the results of the municipal data model."""
    signal = ArrearsSignal.objects.under(READ_SIGNALS, visit).one(arrival_id=arrival_id)
    picked = pick(visit, on=visit.today, result=("signal_result", result))
    refuse_if([*required(result, "result"), *picked.problems])
    ends = {state: step for step, state in ENDS.items()}
    step = ends[rules.outcome_of_signal(result)]
    arrival = _open_for(visit, arrival_id, step)
    signal.result_id = picked.must("result")
    keep(visit, READ_SIGNALS, signal)
    _end_as(visit, arrival, step, passed_to_id if step is Step.PASS_ON else None)


@action
def reopen_arrival(visit: Visit, *, arrival_id: int) -> None:
    """It ended by mistake, or somebody called back: it waits again, since the day that it came in."""
    arrival = _open_for(visit, arrival_id, Step.REOPEN)
    arrival.outcome, arrival.handled_on, arrival.passed_to_id = "", None, None
    keep(visit, HANDLE_ARRIVALS, arrival)
    for signal in ArrearsSignal.objects.under(READ_SIGNALS, visit).filter(arrival_id=arrival_id):
        signal.result_id = None
        keep(visit, READ_SIGNALS, signal)


@action
def register_arrival(
    visit: Visit,
    *,
    arrival_id: int,
    questions: Sequence[tuple[str, str | None]],
    municipality_id: int | None = None,
    triage: str = "",
) -> int:
    """What came in becomes a registration of the resident who was matched, since the day that it came in.

    Its channel, its referrer, who has it and the story are known, and a partner makes an incoming referral.
    Gives the id of the registration. Raises `Refused` when it is not known which resident it is.
    """
    arrival = _open_for(visit, arrival_id, Step.REGISTER)
    refuse_if([*_unknown_problems(arrival), *_unscreened_problems(visit, arrival)])
    resident_id = int(arrival.resident_id or 0)
    known = found(visit, resident_id=resident_id)
    channel, source = rules.channel_of(arrival.way, _source_of(visit, arrival))
    registration_id = register(
        visit,
        resident_id=resident_id,
        municipality_id=municipality_id or arrival.municipality_id or known.municipality_id,
        registered_on=arrival.received_on,
        channel=channel,
        referral_source=source,
        questions=questions,
        story=_story(visit, arrival),
        triage=triage,
        team_id=arrival.team_id,
        worker_id=arrival.worker_id,
    )
    _keep_referral(visit, arrival, resident_id, registration_id)
    arrival.registration_id = registration_id
    _end_as(visit, arrival, Step.REGISTER, None)
    _conclude_as_further_help(visit, arrival)
    return registration_id


@action
def screen_report(
    visit: Visit, *, arrival_id: int, screened_on: date, decision: str, partner_ids: Collection[int]
) -> None:
    """What the screening meeting decided about a report of Veilig Thuis, and which partners took part.

    "For us" leaves it open until it is registered; the other two end it.
    """
    report = SafetyReport.objects.under(READ_SAFETY_REPORTS, visit).one(arrival_id=arrival_id)
    arrival = _open_for(visit, arrival_id, Step.PASS_ON)
    for partner_id in partner_ids:
        must_be_ours(visit, partner_id=partner_id)
    refuse_if(
        rules.screening_problems(
            decision,
            partners=len(partner_ids),
            received_on=arrival.received_on,
            screened_on=screened_on,
            today=visit.today,
        )
    )
    report.screened_on, report.decision = screened_on, decision
    keep(visit, READ_SAFETY_REPORTS, report)
    _keep_partners(visit, report, partner_ids)
    if step := rules.DECISIONS[decision]:
        _end_as(visit, arrival, step, None)


def _open_for(visit: Visit, arrival_id: int, step: Step) -> Arrival:
    """The arrival, when this visit may handle it and this may be done with it now."""
    arrival = (
        Arrival.objects.under(HANDLE_ARRIVALS, visit)
        .select_related("referral_source", "partner__kind")
        .one(pk=arrival_id)
    )
    rules.must_allow(_standing(arrival), step)
    refuse_if(_attempt_problems(visit, arrival, step))
    return arrival


def _standing(arrival: Arrival) -> Standing:
    return Standing(
        outcome=arrival.outcome,
        resident_known=arrival.resident_id is not None,
        assigned=arrival.team_id is not None or arrival.worker_id is not None,
    )


def _end(step: str) -> Step:
    refuse_if([] if step in ENDS and step != Step.REGISTER else [Problem("choose how it ended", "step")])
    return Step(step)


def _end_as(visit: Visit, arrival: Arrival, step: Step, passed_to_id: int | None) -> None:
    if passed_to_id and step is not Step.PASS_ON:
        refuse_if([Problem("somebody else is named only when it is passed on", "passed_to_id")])
    arrival.outcome, arrival.handled_on = ENDS[step].value, visit.today
    arrival.passed_to_id = passed_to_id
    keep(visit, HANDLE_ARRIVALS, arrival)


def _attempt_problems(visit: Visit, arrival: Arrival, step: Step) -> Iterator[Problem]:
    if step is Step.GIVE_UP:
        tried = ArrivalAttempt.objects.under(ATTEMPTS, visit).filter(arrival_id=arrival.pk).count()
        yield from rules.give_up_problems(tried)


def _signal_problems(arrival: Arrival) -> Iterator[Problem]:
    if arrival.way == SIGNAL:
        yield Problem("a signal ends with a result: choose one", "result")


def _unknown_problems(arrival: Arrival) -> Iterator[Problem]:
    if arrival.resident_id is None:
        yield Problem("say first which resident this is", "resident_id")


def _unscreened_problems(visit: Visit, arrival: Arrival) -> Iterator[Problem]:
    """A report of Veilig Thuis is registered by who reads it, after the meeting decided that it is for us."""
    if arrival.way == SAFETY:
        reports = SafetyReport.objects.under(READ_SAFETY_REPORTS, visit)
        if not reports.filter(arrival_id=arrival.pk, decision="ours").exists():
            yield Problem("the screening meeting decides first that it is for us", "decision")


def _source_of(visit: Visit, arrival: Arrival) -> str | None:
    """The kind of referrer: as it was said, or the kind of the partner, where a referrer is called so too."""
    if arrival.referral_source:
        return str(arrival.referral_source.key)
    if arrival.partner is None:
        return None
    kind = str(arrival.partner.kind.key)
    known = choices(visit, lists=["referral_source"], on=arrival.received_on)
    return kind if ("referral_source", kind) in known else OTHER


def _story(visit: Visit, arrival: Arrival) -> str:
    """What was told goes along. What Veilig Thuis reports stays where it is."""
    words = ArrivalWords.objects.under(READ_ARRIVAL_WORDS, visit).filter(arrival_id=arrival.pk).first()
    return words.story if words else ""


def _keep_referral(visit: Visit, arrival: Arrival, resident_id: int, registration_id: int) -> None:
    if arrival.partner_id is None:
        return
    referral = Referral(
        organisation_id=visit.organisation_id,
        resident_id=resident_id,
        registration_id=registration_id,
        direction=Referral.Direction.INCOMING,
        referred_on=arrival.received_on,
        partner_id=arrival.partner_id,
    )
    keep(visit, RECEIVE_REFERRAL, referral)


def _conclude_as_further_help(visit: Visit, arrival: Arrival) -> None:
    for signal in ArrearsSignal.objects.under(READ_SIGNALS, visit).filter(arrival_id=arrival.pk):
        picked = pick(visit, on=visit.today, result=("signal_result", rules.FURTHER_HELP))
        signal.result_id = picked.id_of("result")
        keep(visit, READ_SIGNALS, signal)


def _keep_partners(visit: Visit, report: SafetyReport, partner_ids: Collection[int]) -> None:
    there = ScreeningPartner.objects.under(SCREENING_PARTNERS, visit).filter(report_id=report.pk)
    for row in there:
        remove(visit, SCREENING_PARTNERS, row)
    for partner_id in sorted(set(partner_ids)):
        row = ScreeningPartner(organisation_id=visit.organisation_id, report=report, partner_id=partner_id)
        keep(visit, SCREENING_PARTNERS, row)

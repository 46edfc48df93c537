"""The safety code: open a case, go through its steps, decide twice, have it confirmed, close it."""

from collections.abc import Mapping
from datetime import date, time

from omzien.casework.models import SafetyAnswer, SafetyCase, SafetyConsultation, SafetySignal, SafetyStep
from omzien.casework.policy import (
    CONFIRM_SAFETY,
    SAFETY_ANSWERS,
    SAFETY_CASE,
    SAFETY_CONSULTATIONS,
    SAFETY_SIGNALS,
    SAFETY_STEPS,
)
from omzien.casework.rules import safety as rules
from omzien.casework.rules.registering import order_problems
from omzien.gate.action import action, keep, remove
from omzien.gate.errors import Absent
from omzien.gate.refused import refuse_if, refused
from omzien.gate.visit import Role, Visit
from omzien.organisation.queries import must_be_ours
from omzien.people.actions import relate
from omzien.people.queries import is_in_reach

SIGNALS, CONSULTING, WEIGHING, DECIDING = 1, 2, 4, 5


@action
def open_safety_case(visit: Visit, *, resident_id: int, municipality_id: int, opened_on: date) -> int:
    """Open a case for one resident; gives its id. One case at a time: an open one goes on.

    Whose team supports the resident supports the resident oneself from here on.
    """
    if not is_in_reach(visit, resident_id=resident_id):
        raise Absent(f"resident {resident_id}")
    if Role.TEAM_LEAD not in visit.roles and resident_id not in visit.opened:
        relate(visit, resident_id=resident_id, worker_id=visit.worker_id)
    must_be_ours(visit, municipality_id=municipality_id)
    refuse_if(order_problems(None, opened_on, today=visit.today, field="opened_on"))
    running = SafetyCase.objects.under(SAFETY_CASE, visit).filter(resident_id=resident_id, closed_on=None)
    if running.exists():
        raise refused("a safety case of this resident is open: go on with that one")
    case = SafetyCase(
        organisation_id=visit.organisation_id,
        resident_id=resident_id,
        municipality_id=municipality_id,
        opened_on=opened_on,
    )
    return keep(visit, SAFETY_CASE, case).pk


@action
def take_safety_step(
    visit: Visit, *, case_id: int, step: int, taken_on: date, text: str = "", left_out_because: str = ""
) -> None:
    """Write down what was done in one of the five steps, or why it was left out.

    Written again, the newer text takes the place of the older.
    """
    case = _open_case(visit, case_id)
    refuse_if(
        [
            *rules.step_problems(step, text=text, left_out_because=left_out_because),
            *order_problems(case.opened_on, taken_on, today=visit.today, field="taken_on"),
        ]
    )
    _keep_step(visit, case, step, on=taken_on, text=text, left_out_because=left_out_because)


@action
def note_signal(
    visit: Visit,
    *,
    case_id: int,
    kind: str,
    supports: bool,
    noticed_on: date,
    text: str,
    noticed_at: time | None = None,
    place: str = "",
    said_by: str = "",
) -> int:
    """Step 1: write down one signal that supports the suspicion or speaks against it; gives its id.

    A signal may be older than the case.
    """
    case = _open_case(visit, case_id)
    refuse_if(
        [
            *rules.signal_problems(kind, said_by=said_by, text=text),
            *order_problems(None, noticed_on, today=visit.today, field="noticed_on"),
        ]
    )
    signal = SafetySignal(
        organisation_id=visit.organisation_id,
        case=case,
        kind=kind,
        supports=supports,
        noticed_on=noticed_on,
        noticed_at=f"{noticed_at:%H:%M}" if noticed_at else "",
        place=place.strip(),
        said_by=said_by.strip(),
        text=text.strip(),
        worker_id=visit.worker_id,
    )
    keep(visit, SAFETY_SIGNALS, signal)
    _consider(visit, case, SIGNALS, on=visit.today)
    return signal.pk


@action
def drop_signal(visit: Visit, *, signal_id: int) -> None:
    """A signal was written down by mistake, in a case that is open; the ledger keeps that it was there."""
    signal = SafetySignal.objects.under(SAFETY_SIGNALS, visit).one(pk=signal_id)
    _open_case(visit, signal.case_id)
    remove(visit, SAFETY_SIGNALS, signal)


@action
def consult_on_safety(
    visit: Visit, *, case_id: int, whom: str, anonymous: bool, consulted_on: date, text: str
) -> int:
    """Step 2: somebody was asked what they think of it, with or without the resident's name; gives its id."""
    case = _open_case(visit, case_id)
    refuse_if(
        [
            *rules.consultation_problems(whom, text=text),
            *order_problems(case.opened_on, consulted_on, today=visit.today, field="consulted_on"),
        ]
    )
    consultation = SafetyConsultation(
        organisation_id=visit.organisation_id,
        case=case,
        whom=whom,
        anonymous=anonymous,
        consulted_on=consulted_on,
        text=text.strip(),
        worker_id=visit.worker_id,
    )
    keep(visit, SAFETY_CONSULTATIONS, consultation)
    _consider(visit, case, CONSULTING, on=consulted_on)
    return consultation.pk


@action
def weigh_safety(visit: Visit, *, case_id: int, answers: Mapping[int, bool], text: str) -> None:
    """Step 4: answer the questions of the weighing, until they end in advice; `text` says on what they rest.

    Answers off the path are not kept. Weighing anew takes back the decisions that rest on it.
    """
    case = _open_case(visit, case_id)
    refuse_if(rules.weighing_problems(answers, grounds=text))
    there = {row.question: row for row in _answers(visit, case_id)}
    path = rules.path_of(answers)
    for question in sorted(there.keys() - set(path)):
        remove(visit, SAFETY_ANSWERS, there[question])
    for question in path:
        row = there.get(question) or SafetyAnswer(
            organisation_id=visit.organisation_id, case=case, question=question
        )
        row.answer = answers[question]
        keep(visit, SAFETY_ANSWERS, row)
    _keep_step(visit, case, WEIGHING, on=visit.today, text=text)
    if case.decided_by_id:
        case.report_needed = case.help_possible = None
        case.decided_by_id = case.confirmed_by_id = None
        keep(visit, SAFETY_CASE, case)


@action
def decide_safety(
    visit: Visit, *, case_id: int, report_needed: bool, help_possible: bool, text: str = ""
) -> None:
    """The two decisions of step 5, with who was told and what was agreed. Deciding anew asks for a new
    confirmation.
    """
    case = _open_case(visit, case_id)
    answers = {row.question: row.answer for row in _answers(visit, case_id)}
    refuse_if(rules.decision_problems(_advice(answers), report_needed=report_needed, text=text))
    case.report_needed, case.help_possible = report_needed, help_possible
    case.decided_by_id, case.confirmed_by_id = visit.worker_id, None
    keep(visit, SAFETY_CASE, case)
    _keep_step(visit, case, DECIDING, on=visit.today, text=text)


@action
def confirm_safety(visit: Visit, *, case_id: int) -> None:
    """Somebody else than who decided confirms the decisions; who decided does not reach this."""
    case = SafetyCase.objects.under(CONFIRM_SAFETY, visit).one(pk=case_id)
    refuse_if(rules.confirm_problems(decided_by=case.decided_by_id, confirmed_by=visit.worker_id))
    case.confirmed_by_id = visit.worker_id
    keep(visit, CONFIRM_SAFETY, case)


@action
def close_safety_case(visit: Visit, *, case_id: int, closed_on: date) -> None:
    """Close a case of which all steps were considered and both decisions were made and confirmed."""
    case = _open_case(visit, case_id)
    steps = SafetyStep.objects.under(SAFETY_STEPS, visit).filter(case_id=case_id)
    conclusion = rules.Conclusion(
        steps=frozenset(step.step for step in steps),
        report_needed=case.report_needed,
        help_possible=case.help_possible,
        decided_by=case.decided_by_id,
        confirmed_by=case.confirmed_by_id,
    )
    refuse_if(
        [
            *rules.closing_problems(conclusion),
            *order_problems(case.opened_on, closed_on, today=visit.today, field="closed_on"),
        ]
    )
    case.closed_on = closed_on
    keep(visit, SAFETY_CASE, case)


def _open_case(visit: Visit, case_id: int) -> SafetyCase:
    case = SafetyCase.objects.under(SAFETY_CASE, visit).one(pk=case_id)
    if case.closed_on:
        raise refused("this case was closed on %(day)s", day=case.closed_on)
    return case


def _answers(visit: Visit, case_id: int) -> list[SafetyAnswer]:
    return list(SafetyAnswer.objects.under(SAFETY_ANSWERS, visit).filter(case_id=case_id))


def _advice(answers: Mapping[int, bool]) -> rules.Advice | None:
    end = rules.weigh(answers)
    return end if isinstance(end, rules.Advice) else None


def _step(visit: Visit, case: SafetyCase, step: int) -> SafetyStep:
    there = SafetyStep.objects.under(SAFETY_STEPS, visit).filter(case_id=case.pk, step=step).first()
    return there or SafetyStep(organisation_id=visit.organisation_id, case=case, step=step)


def _keep_step(
    visit: Visit, case: SafetyCase, step: int, *, on: date, text: str = "", left_out_because: str = ""
) -> None:
    row = _step(visit, case, step)
    row.taken_on, row.text, row.left_out_because = on, text.strip(), left_out_because.strip()
    keep(visit, SAFETY_STEPS, row)


def _consider(visit: Visit, case: SafetyCase, step: int, *, on: date) -> None:
    """What is written down in a step shows that it was taken: it need not be said twice."""
    row = _step(visit, case, step)
    if row.pk is None or row.left_out_because:
        _keep_step(visit, case, step, on=on)

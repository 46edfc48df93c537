"""Safety cases, for whoever reaches them: of a resident, one whole, and those that wait for somebody."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date

from omzien.casework.models import SafetyAnswer, SafetyCase, SafetyConsultation, SafetySignal, SafetyStep
from omzien.casework.policy import (
    SAFETY_ANSWERS,
    SAFETY_CASE,
    SAFETY_CONSULTATIONS,
    SAFETY_SIGNALS,
    SAFETY_STEPS,
)
from omzien.casework.queries.naming import name_of, resident_name
from omzien.casework.rules.safety import steps_left
from omzien.gate.visit import Visit
from omzien.organisation.policy import READ_WORKERS
from omzien.people.policy import FIND_RESIDENT


@dataclass(frozen=True, slots=True)
class SafetyStepRow:
    """One step of a safety case: what was done, or why it was left out."""

    step: int
    taken_on: date
    text: str
    left_out_because: str


@dataclass(frozen=True, slots=True)
class SignalRow:
    """One signal; `kind` keeps apart what was seen, what others said, and what we make of it."""

    id: int
    kind: str
    supports: bool
    noticed_on: date
    noticed_at: str
    place: str
    said_by: str
    text: str
    worker: str


@dataclass(frozen=True, slots=True)
class ConsultationRow:
    """Who was consulted, with or without the resident's name, and what was advised."""

    id: int
    whom: str
    anonymous: bool
    consulted_on: date
    text: str
    worker: str


@dataclass(frozen=True, slots=True)
class SafetyCaseRow:
    """A safety case with its steps, its two decisions, and what it still misses before it may be closed."""

    id: int
    resident_id: int
    resident: str
    opened_on: date
    closed_on: date | None
    report_needed: bool | None
    help_possible: bool | None
    decided_by: str
    confirmed_by: str
    steps: tuple[SafetyStepRow, ...]
    steps_left: tuple[int, ...]
    may_confirm: bool
    waits_for_confirmation: bool
    signals: tuple[SignalRow, ...] = ()
    consultations: tuple[ConsultationRow, ...] = ()
    answers: tuple[tuple[int, bool], ...] = ()


def safety_cases_of(visit: Visit, *, resident_id: int) -> list[SafetyCaseRow]:
    """The safety cases of a resident with their steps, newest first (5 queries)."""
    return _cases(visit, resident_id=resident_id)


def safety_cases_open(visit: Visit) -> list[SafetyCaseRow]:
    """The open safety cases that this visit reaches, those that it may confirm first (5 queries)."""
    cases = _cases(visit, closed_on=None)
    return sorted(cases, key=lambda case: not (case.may_confirm and case.waits_for_confirmation))


def safety_case(visit: Visit, *, case_id: int) -> SafetyCaseRow:
    """One case whole: signals, consultations, answers of the weighing; or `Absent` (10 queries)."""
    SafetyCase.objects.under(SAFETY_CASE, visit).one(pk=case_id)
    [row] = _cases(visit, pk=case_id)
    answers = SafetyAnswer.objects.under(SAFETY_ANSWERS, visit).filter(case_id=case_id)
    return replace(
        row,
        signals=tuple(_signals(visit, case_id)),
        consultations=tuple(_consultations(visit, case_id)),
        answers=tuple((answer.question, answer.answer) for answer in answers.order_by("question")),
    )


def _signals(visit: Visit, case_id: int) -> list[SignalRow]:
    rows = SafetySignal.objects.under(SAFETY_SIGNALS, visit).filter(case_id=case_id)
    return [
        SignalRow(
            id=row.pk,
            kind=row.kind,
            supports=row.supports,
            noticed_on=row.noticed_on,
            noticed_at=row.noticed_at,
            place=row.place,
            said_by=row.said_by,
            text=row.text,
            worker=name_of(row.worker),
        )
        for row in rows.beside("worker", READ_WORKERS).order_by("noticed_on", "noticed_at", "pk")
    ]


def _consultations(visit: Visit, case_id: int) -> list[ConsultationRow]:
    rows = SafetyConsultation.objects.under(SAFETY_CONSULTATIONS, visit).filter(case_id=case_id)
    return [
        ConsultationRow(row.pk, row.whom, row.anonymous, row.consulted_on, row.text, name_of(row.worker))
        for row in rows.beside("worker", READ_WORKERS).order_by("consulted_on", "pk")
    ]


def _cases(visit: Visit, **which: int | None) -> list[SafetyCaseRow]:
    cases = list(
        SafetyCase.objects.under(SAFETY_CASE, visit)
        .filter(**which)
        .beside("resident", FIND_RESIDENT)
        .beside("decided_by", READ_WORKERS)
        .beside("confirmed_by", READ_WORKERS)
        .order_by("-opened_on", "-pk")
    )
    steps: defaultdict[int, list[SafetyStepRow]] = defaultdict(list)
    whose = {f"case__{name}": value for name, value in which.items()}
    taken = SafetyStep.objects.under(SAFETY_STEPS, visit).filter(**whose)
    for step in taken.order_by("step"):
        row = SafetyStepRow(step.step, step.taken_on, step.text, step.left_out_because)
        steps[step.case_id].append(row)
    return [_row(case, steps[case.pk], visit) for case in cases]


def _row(case: SafetyCase, steps: list[SafetyStepRow], visit: Visit) -> SafetyCaseRow:
    waits = case.confirmed_by_id is None and case.decided_by_id is not None
    return SafetyCaseRow(
        id=case.pk,
        resident_id=case.resident_id,
        resident=resident_name(case.resident),
        opened_on=case.opened_on,
        closed_on=case.closed_on,
        report_needed=case.report_needed,
        help_possible=case.help_possible,
        decided_by=name_of(case.decided_by),
        confirmed_by=name_of(case.confirmed_by),
        steps=tuple(steps),
        steps_left=tuple(steps_left(step.step for step in steps)),
        may_confirm=waits and case.decided_by_id != visit.worker_id,
        waits_for_confirmation=waits,
    )

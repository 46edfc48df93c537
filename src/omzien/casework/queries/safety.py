"""The safety cases of a resident, for whoever reaches them."""

from collections import defaultdict

from omzien.casework.models import SafetyCase, SafetyStep
from omzien.casework.policy import SAFETY_CASE, SAFETY_STEPS
from omzien.casework.queries.naming import name_of
from omzien.casework.queries.rows import SafetyCaseRow, SafetyStepRow
from omzien.casework.rules.safety import steps_left
from omzien.gate.visit import Visit
from omzien.organisation.policy import READ_WORKERS


def safety_cases_of(visit: Visit, *, resident_id: int) -> list[SafetyCaseRow]:
    """The safety cases of a resident with their steps, newest first (4 queries)."""
    cases = (
        SafetyCase.objects.under(SAFETY_CASE, visit)
        .filter(resident_id=resident_id)
        .beside("decided_by", READ_WORKERS)
        .beside("confirmed_by", READ_WORKERS)
        .order_by("-opened_on", "-pk")
    )
    steps: defaultdict[int, list[SafetyStepRow]] = defaultdict(list)
    taken = SafetyStep.objects.under(SAFETY_STEPS, visit).filter(case__resident_id=resident_id)
    for step in taken.order_by("step"):
        row = SafetyStepRow(step.step, step.taken_on, step.text, step.left_out_because)
        steps[step.case_id].append(row)
    return [_row(case, steps[case.pk], visit) for case in cases]


def _row(case: SafetyCase, steps: list[SafetyStepRow], visit: Visit) -> SafetyCaseRow:
    return SafetyCaseRow(
        id=case.pk,
        opened_on=case.opened_on,
        closed_on=case.closed_on,
        report_needed=case.report_needed,
        help_possible=case.help_possible,
        decided_by=name_of(case.decided_by),
        confirmed_by=name_of(case.confirmed_by),
        steps=tuple(steps),
        steps_left=tuple(steps_left(step.step for step in steps)),
        may_confirm=case.confirmed_by_id is None
        and case.decided_by_id is not None
        and case.decided_by_id != visit.worker_id,
    )

"""The safety code: open a case, take or leave out its steps, decide twice, have it confirmed, close it."""

from datetime import date

from omzien.casework.models import SafetyCase, SafetyStep
from omzien.casework.policy import CONFIRM_SAFETY, SAFETY_CASE, SAFETY_STEPS
from omzien.casework.rules import safety as rules
from omzien.casework.rules.registering import order_problems
from omzien.gate.action import action, keep
from omzien.gate.refused import refuse_if, refused
from omzien.gate.visit import Visit
from omzien.organisation.queries import must_be_ours


@action
def open_safety_case(visit: Visit, *, resident_id: int, municipality_id: int, opened_on: date) -> int:
    """Open a case for one resident; gives its id."""
    must_be_ours(visit, municipality_id=municipality_id)
    refuse_if(order_problems(None, opened_on, today=visit.today, field="opened_on"))
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
    there = SafetyStep.objects.under(SAFETY_STEPS, visit).filter(case_id=case_id, step=step).first()
    row = there or SafetyStep(organisation_id=visit.organisation_id, case=case, step=step)
    row.taken_on, row.text, row.left_out_because = taken_on, text.strip(), left_out_because.strip()
    keep(visit, SAFETY_STEPS, row)


@action
def decide_safety(visit: Visit, *, case_id: int, report_needed: bool, help_possible: bool) -> None:
    """The two decisions of step 5. Deciding anew asks for a new confirmation."""
    case = _open_case(visit, case_id)
    case.report_needed, case.help_possible = report_needed, help_possible
    case.decided_by_id, case.confirmed_by_id = visit.worker_id, None
    keep(visit, SAFETY_CASE, case)


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
        raise refused("this case was closed on %(day)s", day=case.closed_on.isoformat())
    return case

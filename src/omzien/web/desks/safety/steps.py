"""What the pages of a safety case show: the five steps, what each holds, and what is still to do."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from omzien.casework import queries as casework
from omzien.casework.rules import ADVICE_TO_REPORT, STEP_NAMES, Advice, StepName, weigh
from omzien.gate.visit import Visit
from omzien.people import queries as people
from omzien.web.desks.safety.forms import ANSWER, KINDS, WHOM

ROUTES = {
    1: "safety_signals",
    2: "safety_consultations",
    3: "safety_talk",
    4: "safety_weighing",
    5: "safety_decisions",
}
ADVICE = {
    Advice.RECORD_AND_CLOSE: _("Write down what you did, and close: there is no suspicion any more."),
    Advice.REPORT: _("Report to Veilig Thuis."),
    Advice.REPORT_WITH_HELP: _("Report to Veilig Thuis, and look together at what help is possible."),
    Advice.AGREE_AND_CLOSE: _("Do not report. Close with agreements about who follows the safety, and how."),
}


@dataclass(frozen=True, slots=True)
class StepLink:
    """One of the five steps as the wizard shows it."""

    name: StepName
    route: str
    row: casework.SafetyStepRow | None
    is_here: bool

    @property
    def is_done(self) -> bool:
        """Was it considered: taken, or left out with a reason?"""
        return self.row is not None


def links(case: casework.SafetyCaseRow, here: int) -> list[StepLink]:
    """The five steps of a case."""
    rows = {row.step: row for row in case.steps}
    return [StepLink(name, ROUTES[name.step], rows.get(name.step), name.step == here) for name in STEP_NAMES]


def shown(visit: Visit, case_id: int, here: int = 0) -> dict[str, Any]:
    """What every page of a case needs; `Absent` when it is out of reach."""
    case = casework.safety_case(visit, case_id=case_id)
    steps = links(case, here)
    return {
        "case": case,
        "person": people.resident(visit, resident_id=case.resident_id),
        "steps": steps,
        "step": next((step for step in steps if step.is_here), None),
        "next_route": ROUTES.get(here + 1, "safety_case"),
        "signals": list(_by_kind(case)),
        "consulted": [(WHOM[row.whom], row) for row in case.consultations],
        "advice": advice(case),
    }


def _by_kind(case: casework.SafetyCaseRow) -> Iterator[tuple[Any, list[casework.SignalRow]]]:
    for kind, label in KINDS.items():
        yield label, [row for row in case.signals if row.kind == kind]


def advice(case: casework.SafetyCaseRow) -> dict[str, Any] | None:
    """Where the weighing ended; None while it has not."""
    end = weigh(dict(case.answers))
    if not isinstance(end, Advice):
        return None
    return {"text": ADVICE[end], "reports": end in ADVICE_TO_REPORT}


def as_weighed(case: casework.SafetyCaseRow) -> dict[str, Any]:
    """The weighing as it was filled in before."""
    answers = {f"{ANSWER}{number}": "yes" if answer else "no" for number, answer in case.answers}
    return answers | {"text": text_of(case, 4)}


def as_decided(case: casework.SafetyCaseRow) -> dict[str, Any]:
    """The decisions as they were made before."""
    made = {"report_needed": case.report_needed, "help_possible": case.help_possible}
    said = {name: "yes" if value else "no" for name, value in made.items() if value is not None}
    return said | {"text": text_of(case, 5)}


def text_of(case: casework.SafetyCaseRow, step: int) -> str:
    """What was written in a step."""
    return next((row.text for row in case.steps if row.step == step), "")

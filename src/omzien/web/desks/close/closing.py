"""What the page of a closing shows and does, between the view and the rooms."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from omzien.casework import actions as casework
from omzien.casework.queries import Closing
from omzien.casework.rules import Missing, follow_up_due, still_missing
from omzien.gate.action import action
from omzien.gate.visit import Visit
from omzien.organisation import queries as organisation
from omzien.outcomes import queries as outcomes
from omzien.web.desks.close.forms import NEW, Close, EndScores, proposed
from omzien.web.desks.measure import asking
from omzien.web.templatetags.omzien import in_words

LABELS = {
    Missing.GOAL: _("a goal"),
    Missing.JUDGEMENT: _("whether each goal was reached"),
    Missing.END_MEASUREMENT: _("the end measurement"),
    Missing.RESULT: _("the result"),
}


@dataclass(frozen=True)
class Page:
    """The two forms of one page: the closing, and the rows of the end measurement when there are any."""

    closing: Closing
    form: Close
    scores: EndScores | None
    what: asking.Asking | None

    def is_valid(self) -> bool:
        """Both, so that every error is said at once."""
        return all([self.form.is_valid(), self.scores is None or self.scores.is_valid()])


def opened(visit: Visit, closing: Closing, data: QueryDict | None) -> Page:
    """The page as it opens, or as it was sent."""
    days = closing.call_after_days
    codes = organisation.codes_of(visit, lists=("closing_result", "factor"))
    form = Close(
        data,
        closing=closing,
        initial=proposed(closing, visit.today, follow_up_due(visit.today, days)),
        results=[(code.key, in_words(code)) for code in codes["closing_result"]],
        factors=[(code.key, in_words(code)) for code in codes["factor"]],
        partners=[(str(one.id), in_words(one)) for one in organisation.offered(visit, of="partner_id")],
    )
    what = _to_measure(visit, closing)
    return Page(closing, form, EndScores(data, instrument=what.instrument) if what else None, what)


def _to_measure(visit: Visit, closing: Closing) -> asking.Asking | None:
    """With what the end is measured: what its start was measured with, when that is in use."""
    if closing.form != "trajectory" or closing.end_measured:
        return None
    return asking.asking_at_the_end(visit, resident_id=closing.resident_id, intervention_id=closing.id)


def shown(visit: Visit, page: Page) -> dict[str, Any]:
    """Everything that the template needs."""
    closing = page.closing
    attained = [goal.attainment for goal in closing.goals]
    missing = still_missing(closing.demands, closing.form, attained, end_measured=closing.end_measured)
    return {
        **(_rows(visit, page.what, page.scores) if page.what and page.scores else {}),
        "scores": page.scores,
        "form": page.form,
        "closing": closing,
        "missing": [{"what": what.value, "label": LABELS[what]} for what in missing],
    }


def _rows(visit: Visit, what: asking.Asking, scores: EndScores) -> dict[str, Any]:
    """The rows of the end measurement, with what was scored last beside them."""
    last = what.last(view="professional")
    texts = outcomes.licensed_texts(visit, instrument_key=what.instrument.key)
    return {
        "instrument": what.instrument,
        "rows": list(scores.rows(last, texts)),
        "none_key": "0" if what.instrument.lowest else "-",
        "has_last": bool(last),
    }


@action
def close(visit: Visit, /, *, page: Page) -> int:
    """One action: what was still missing, and then the closing; gives the id of the resident.

    Refused, nothing is kept: not the goals, and not the measurement either.
    """
    said, closing = page.form.cleaned_data, page.closing
    _judge(visit, page)
    if page.scores and not said["broken_off"]:
        _measure(visit, page, page.scores)
    for factor in set(said["factors"]) - set(closing.factors):
        casework.name_factor(visit, intervention_id=closing.id, factor=factor, noted_on=said["ended_on"])
    if said["partner_id"]:
        casework.refer(
            visit,
            registration_id=closing.registration_id,
            intervention_id=closing.id,
            direction="outgoing",
            referred_on=said["ended_on"],
            partner_id=said["partner_id"],
        )
    casework.close_intervention(
        visit,
        intervention_id=closing.id,
        ended_on=said["ended_on"],
        result=said["result"] or None,
        broken_off=said["broken_off"],
        keep_open=said["keep_open"],
        plans_call=said["call_on"] is not None and not said["broken_off"],
        call_on=said["call_on"],
    )
    return closing.resident_id


@action
def withdraw(visit: Visit, /, *, registration_id: int, closed_on: date, partner_id: int | None) -> int:
    """One action: a registration ends without support; a partner goes on when one was chosen."""
    if partner_id:
        to: dict[str, Any] = {"direction": "outgoing", "referred_on": closed_on, "partner_id": partner_id}
        casework.refer(visit, registration_id=registration_id, **to)
    casework.close_registration(visit, registration_id=registration_id, closed_on=closed_on)
    return registration_id


def _judge(visit: Visit, page: Page) -> None:
    said, judgements = page.form.cleaned_data, page.form.judgements
    if text := said.get("new_goal"):
        new = casework.set_goal(visit, intervention_id=page.closing.id, set_on=said["ended_on"], text=text)
        judgements[str(new)] = judgements.pop(NEW, "")
    judgements.pop(NEW, None)
    before = {str(goal.id): goal.attainment for goal in page.closing.goals}
    for goal_id, attainment in judgements.items():
        if attainment and attainment != before.get(goal_id):
            casework.judge_goal(
                visit, goal_id=int(goal_id), attainment=attainment, judged_on=said["ended_on"]
            )


def _measure(visit: Visit, page: Page, scores: EndScores) -> None:
    levels = scores.cleaned_data["scores"]
    if any(level is not None for level in levels.values()):
        casework.measure(
            visit,
            intervention_id=page.closing.id,
            instrument_key=scores.instrument.key,
            moment="end",
            measured_on=page.form.cleaned_data["ended_on"],
            scores=levels,
        )

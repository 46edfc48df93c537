"""What is asked of an absence, and of handing work over."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from omzien.casework.queries import Work
from omzien.gate.visit import Visit
from omzien.organisation import queries as organisation
from omzien.web.kit.forms import Form, Select

DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def colleagues(visit: Visit) -> list[tuple[str, str]]:
    """Who can take work over: everybody here who supports residents."""
    return [(str(card.id), card.name) for card in organisation.supporters(visit)]


class AbsenceForm(Form):
    """Who is away, until when, and who covers."""

    worker_id = forms.TypedChoiceField(label=_("Who is away"), coerce=int, widget=Select)
    starts_on = forms.DateField(label=_("First day"), widget=DATE)
    ends_on = forms.DateField(label=_("Last day"), widget=DATE)
    covered_by_id = forms.TypedChoiceField(
        label=_("Who covers"),
        help_text=_("This colleague reads the records of these residents in this time, and no day longer."),
        coerce=int,
        empty_value=None,
        required=False,
        widget=Select,
    )

    @classmethod
    def of(cls, visit: Visit, data: Any = None) -> "AbsenceForm":
        """The form for the own team."""
        form = cls(data, initial={"starts_on": visit.today, "ends_on": visit.today})
        form.offer(
            "worker_id", [("", "–"), *((str(card.id), card.name) for card in organisation.team_of(visit))]
        )
        form.offer("covered_by_id", [("", _("nobody")), *colleagues(visit)])
        return form


class HandOverForm(Form):
    """To whom, and the work for which residents."""

    to_worker_id = forms.TypedChoiceField(label=_("To"), coerce=int, widget=Select)
    resident_ids = forms.TypedMultipleChoiceField(
        label=_("Residents"), coerce=int, widget=forms.CheckboxSelectMultiple
    )

    @classmethod
    def of(cls, visit: Visit, worker_id: int, work: list[Work], data: Any = None) -> "HandOverForm":
        """The form for the work of one worker: all of it, unless something is taken out."""
        form = cls(data, initial={"resident_ids": [one.resident_id for one in work]})
        others = [pair for pair in colleagues(visit) if pair[0] != str(worker_id)]
        form.offer("to_worker_id", [("", "–"), *others])
        form.offer("resident_ids", [(one.resident_id, str(one.resident_id)) for one in work])
        return form

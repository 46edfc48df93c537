"""What is asked of an appointment and of a task."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from omzien.casework import queries as casework
from omzien.casework.policy import SUPPORT
from omzien.gate.visit import Visit
from omzien.organisation import queries as organisation
from omzien.web.kit.edits import Edit
from omzien.web.kit.forms import Form, Select
from omzien.web.kit.support import name_of_support, running
from omzien.web.templatetags.omzien import in_words

NOT_TO_PLAN = {"niet_verschenen"}  # what is written down afterwards
DATE = {"type": "date"}
TIME = {"type": "time", "step": "300"}
OUTCOMES = [
    ("held", _("it took place")),
    ("no_show", _("the resident did not come")),
    ("cancelled", _("it was cancelled")),
]


class AppointmentForm(Form):
    """When, how, for how long, and about which support."""

    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs=DATE, format="%Y-%m-%d"))
    time = forms.TimeField(label=_("Time"), widget=forms.TimeInput(attrs=TIME))
    minutes = forms.IntegerField(label=_("Minutes"), initial=60)
    kind = forms.ChoiceField(label=_("How"), widget=Select)
    intervention_id = forms.TypedChoiceField(
        label=_("For which support"), coerce=int, empty_value=None, required=False, widget=Select
    )
    note = forms.CharField(
        label=_("To think of"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )

    @classmethod
    def of(cls, visit: Visit, resident_id: int, data: Any = None) -> "AppointmentForm":
        """The form about a resident; one's own support that runs is chosen already."""
        support = open_support(visit, resident_id)
        first = support[0][0] if support else ""
        form = cls(data, initial={"day": visit.today, "intervention_id": first})
        kinds = organisation.codes(visit, list="contact_kind")
        form.offer("kind", [(code.key, in_words(code)) for code in kinds if code.key not in NOT_TO_PLAN])
        form.offer("intervention_id", [("", "–"), *support])
        return form


def open_support(visit: Visit, resident_id: int) -> list[tuple[str, str]]:
    """The support of a resident that runs, to choose from, one's own first."""
    if not SUPPORT.open_to(visit):
        return []
    rows = casework.interventions_of(visit, resident_id=resident_id)
    return [(str(row.id), name_of_support(row)) for row in running(visit, rows)]


class SettleForm(Edit):
    """What became of an appointment."""

    outcome = forms.ChoiceField(
        label=_("What became of it?"), choices=OUTCOMES, initial="held", widget=forms.RadioSelect
    )
    minutes = forms.IntegerField(label=_("Minutes"), required=False)
    note = forms.CharField(
        label=_("What was said"), required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 6})
    )


class MoveForm(Edit):
    """Another time."""

    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs=DATE, format="%Y-%m-%d"))
    time = forms.TimeField(label=_("Time"), widget=forms.TimeInput(attrs=TIME))


class TaskForm(Form):
    """What has to be done, by when, by whom."""

    text = forms.CharField(label=_("What has to be done?"), max_length=200)
    due_on = forms.DateField(label=_("By when"), widget=forms.DateInput(attrs=DATE, format="%Y-%m-%d"))
    team_id = forms.TypedChoiceField(
        label=_("For whom"), coerce=int, empty_value=None, required=False, widget=Select
    )
    resident_id = forms.IntegerField(required=False, widget=forms.HiddenInput)

    @classmethod
    def of(cls, visit: Visit, data: Any = None, *, resident_id: int | None = None) -> "TaskForm":
        """The form for oneself or for a team of one's own."""
        form = cls(data, initial={"due_on": visit.today, "resident_id": resident_id})
        mine = [team for team in organisation.teams(visit) if team.pk in visit.team_ids]
        form.offer("team_id", [("", _("myself")), *((team.pk, team.name) for team in mine)])
        return form

"""The form of a closing, made from what its service demands; and the reason for opening again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from omzien.casework.queries import Closing
from omzien.web.desks.measure.forms import MeasureForm
from omzien.web.kit.forms import Form, Select
from omzien.web.words import ATTAINMENTS

GOAL = "goal."
NEW = "new"
JUDGED = [(key, label) for key, label in ATTAINMENTS.items() if key]
Choices = Sequence[tuple[str, str]]


class EndScores(MeasureForm):
    """The rows of the end measurement; when, of whose view and for which support is known here."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("moment", "view", "measured_on"):
            del self.fields[name]


class Close(Form):
    """What a closing asks. Which goals there are is known only when somebody asks."""

    result = forms.ChoiceField(label=_("Result"), required=False, widget=forms.RadioSelect)
    new_goal = forms.CharField(
        label=_("What the resident wanted to reach"),
        help_text=_("No goal was written down yet. One is enough."),
        required=False,
        max_length=500,
    )
    call_on = forms.DateField(
        label=_("Follow-up call on"),
        help_text=_("Empty: no call."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    ended_on = forms.DateField(
        label=_("Closed on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    factors = forms.MultipleChoiceField(
        label=_("What made it heavier or longer"), required=False, widget=forms.CheckboxSelectMultiple
    )
    partner_id = forms.TypedChoiceField(
        label=_("Referred to a partner"), coerce=int, empty_value=None, required=False, widget=Select
    )
    broken_off = forms.BooleanField(
        label=_("Broken off: moved, died, or out of sight"),
        help_text=_("Then only the result is asked, and no call is planned."),
        required=False,
    )
    keep_open = forms.BooleanField(
        label=_("More support follows: leave the registration open"), required=False
    )

    def __init__(
        self,
        *args: Any,
        closing: Closing,
        results: Choices,
        factors: Choices,
        partners: Choices,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer("result", results)
        self.offer("factors", factors)
        self.offer("partner_id", [("", "–"), *partners])
        for goal in closing.goals:
            self._ask(f"{GOAL}{goal.id}", goal.text, goal.attainment)
        if closing.goals or closing.form != "trajectory":
            del self.fields["new_goal"]
        else:
            self._ask(GOAL + NEW, _("Was it reached?"), "")

    def _ask(self, name: str, label: Any, attainment: str) -> None:
        self.fields[name] = forms.ChoiceField(
            label=label or _("Goal"),
            choices=JUDGED,
            initial=attainment,
            required=False,
            widget=forms.RadioSelect,
        )

    @property
    def goals(self) -> list["Choosing"]:
        """The goals as rows with a key for each answer."""
        return [Choosing(field) for field in self if field.name.startswith(GOAL)]

    @property
    def results(self) -> "Choosing":
        """The result as such a row."""
        return Choosing(self["result"])

    @property
    def judgements(self) -> dict[str, str]:
        """What was said of each goal: its id, or NEW."""
        said = {name.removeprefix(GOAL): value for name, value in self.cleaned_data.items() if GOAL in name}
        return {name: value for name, value in said.items() if value}

    @property
    def more_wrong(self) -> bool:
        """Must the fold open?"""
        return any(self[name].errors for name in ("ended_on", "factors", "partner_id"))


@dataclass(frozen=True, slots=True)
class Option:
    """One answer of a row, with its key."""

    value: str
    label: Any
    key: str
    id: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Choosing:
    """A field as a row of answers with one key each; after the key the next row has its turn."""

    field: BoundField

    def __iter__(self) -> Iterator[Option]:
        chosen = self.field.value()
        choices = self.field.field.choices  # type: ignore[attr-defined]
        for place, (value, label) in enumerate(choices):
            key = str(place + 1) if place < 9 else ""
            yield Option(str(value), label, key, f"{self.field.auto_id}_{place}", str(value) == chosen)


class Withdrawn(Form):
    """A registration that ends without support: when, and perhaps who goes on."""

    closed_on = forms.DateField(
        label=_("Closed on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    partner_id = forms.TypedChoiceField(
        label=_("Referred to a partner"), coerce=int, empty_value=None, required=False, widget=Select
    )


class Reopening(Form):
    """Why something is opened again."""

    reason = forms.CharField(
        label=_("Why is it opened again?"),
        help_text=_("At least ten characters. It stands on the time line."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=500,
    )


def proposed(closing: Closing, today: date, call_on: date | None) -> dict[str, Any]:
    """What is filled in already."""
    return {"ended_on": today, "call_on": call_on, "factors": list(closing.factors)}

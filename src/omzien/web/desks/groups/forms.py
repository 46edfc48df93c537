"""A new activity, and the roll of a session."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from omzien.web.kit.forms import Form, Select
from omzien.web.words import MEETS

KINDS = (("group", _("group")), ("information_point", _("volunteer information point")))
MOST_HEADS = 2000


class NewActivity(Form):
    """What a new activity is."""

    name = forms.CharField(label=_("Name of the activity"), max_length=120)
    municipality_id = forms.TypedChoiceField(label=_("Municipality"), coerce=int, widget=Select)
    topic = forms.ChoiceField(label=_("What it is about"), required=False, widget=Select)
    form = forms.ChoiceField(
        label=_("How people meet"), choices=list(MEETS.items()), initial="physical", widget=forms.RadioSelect
    )
    kind = forms.ChoiceField(
        label=_("Counted as"),
        choices=KINDS,
        initial="group",
        widget=forms.RadioSelect,
        help_text=_("Group work and the information point are counted apart."),
    )


class Roll(Form):
    """Who came to one session: residents by name, and a number of people without a name."""

    held_on = forms.DateField(
        label=_("Held on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    present = forms.TypedMultipleChoiceField(label=_("Present"), coerce=int, required=False)
    anonymous_heads = forms.IntegerField(
        label=_("People without a name"),
        help_text=_("How many more came. They are counted, not known."),
        min_value=0,
        max_value=MOST_HEADS,
        required=False,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "data-keys": "0"}),
    )

    def __init__(self, data: Any, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.offer("present", [(value, value) for value in _whole_numbers(data.getlist("present"))])

    def clean_anonymous_heads(self) -> int:
        """Nothing filled in is nobody."""
        return int(self.cleaned_data["anonymous_heads"] or 0)


def _whole_numbers(values: list[str]) -> list[str]:
    return [value for value in values if value.isdecimal()]

"""Which answers are looked at."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from omzien.web.kit.forms import Form, Select

Choices = Sequence[tuple[str, str]]


class Which(Form):
    """A survey (its version is part of it), a year, and perhaps a municipality."""

    survey = forms.TypedChoiceField(label=_("Survey"), coerce=int, widget=Select)
    year = forms.TypedChoiceField(label=_("Sent in"), coerce=int, widget=Select)
    municipality = forms.ChoiceField(label=_("Municipality"), required=False, widget=Select)

    def __init__(
        self, *args: Any, surveys: Choices, years: Sequence[int], municipalities: Choices, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer("survey", surveys)
        self.offer("year", [(str(year), str(year)) for year in years])
        self.offer("municipality", [("", _("all municipalities")), *municipalities])

    @property
    def period(self) -> tuple[date, date]:
        """The first day, and the day after the last."""
        year = self.cleaned_data["year"]
        return date(year, 1, 1), date(year + 1, 1, 1)

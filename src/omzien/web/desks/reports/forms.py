"""What a report is about, and which publications are looked at."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from omzien.web.kit.forms import Form, Select

Choices = Sequence[tuple[str, str]]


class ReportForm(Form):
    """A municipality and a year, and whether it is a concept."""

    municipality_id = forms.TypedChoiceField(label=_("Municipality"), coerce=int)
    year = forms.TypedChoiceField(label=_("Year"), coerce=int)
    final = forms.BooleanField(
        label=_("This report is final"),
        help_text=_("What it shows is kept, so that no later report gives away what it hides."),
        required=False,
    )

    def __init__(self, *args: Any, municipalities: Choices, years: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("municipality_id", municipalities)
        self.offer("year", [(str(year), str(year)) for year in years])


class Which(Form):
    """Which publications are looked at: of a municipality, of a year, or all of them."""

    municipality = forms.ChoiceField(label=_("Municipality"), required=False, widget=Select)
    year = forms.ChoiceField(label=_("Year"), required=False, widget=Select)

    def __init__(self, *args: Any, municipalities: Choices, years: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("municipality", [("", _("all")), *municipalities])
        self.offer("year", [("", _("all")), *((str(year), str(year)) for year in years)])

    def fits(self, municipality: str | None, year: int) -> bool:
        """Is this one looked at? What is not offered is not asked."""
        asked = self.cleaned_data if self.is_valid() else {}
        wanted = {"municipality": municipality, "year": str(year)}
        return all(asked.get(name) in (None, "", value) for name, value in wanted.items())

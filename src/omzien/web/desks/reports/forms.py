"""What a report is about."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from omzien.web.kit.forms import Form


class ReportForm(Form):
    """A municipality and a year, and whether it is a concept."""

    municipality_id = forms.TypedChoiceField(label=_("Municipality"), coerce=int)
    year = forms.TypedChoiceField(label=_("Year"), coerce=int)
    final = forms.BooleanField(
        label=_("This report is final"),
        help_text=_("What it shows is kept, so that no later report gives away what it hides."),
        required=False,
    )

    def __init__(
        self, *args: Any, municipalities: Sequence[tuple[str, str]], years: Sequence[int], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer("municipality_id", municipalities)
        self.offer("year", [(str(year), str(year)) for year in years])

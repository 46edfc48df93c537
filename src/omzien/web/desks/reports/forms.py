"""What a report is about."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from omzien.web.kit.forms import Form


class ReportForm(Form):
    """A municipality and a year."""

    municipality_id = forms.TypedChoiceField(label=_("Municipality"), coerce=int)
    year = forms.TypedChoiceField(label=_("Year"), coerce=int)

    def __init__(
        self, *args: Any, municipalities: Sequence[tuple[str, str]], years: Sequence[int], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer("municipality_id", municipalities)
        self.offer("year", [(str(year), str(year)) for year in years])

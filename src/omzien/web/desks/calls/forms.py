"""What came of a call, and what was said in one to somebody who was not seen for long."""

from django import forms
from django.utils.translation import gettext_lazy as _

from omzien.web.kit.forms import Form

WEEKS = (2, 4, 6, 8, 13, 26)


class Outcome(Form):
    """What came of a follow-up call."""

    outcome = forms.CharField(max_length=64)


class Said(Form):
    """A call to somebody whose support runs."""

    minutes = forms.IntegerField(label=_("Minutes"), required=False, min_value=0, max_value=1440)
    note = forms.CharField(
        label=_("What was said"), required=False, widget=forms.Textarea(attrs={"rows": 2}), max_length=20000
    )


def weeks_asked(text: str | None, *, default: int) -> int:
    """How many weeks without contact is long: what was chosen, or what the organisation set."""
    return int(text) if text and text.isdecimal() and 1 <= int(text) <= 260 else default

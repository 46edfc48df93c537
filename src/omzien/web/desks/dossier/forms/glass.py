"""Why a record is opened outside the treatment relation."""

from django import forms
from django.utils.translation import gettext_lazy as _

from omzien.web.kit.forms import Form


class Reason(Form):
    """The reason, for the privacy officer."""

    reason = forms.CharField(
        label=_("Why do you need this record now?"),
        help_text=_("At least ten characters. Write no details about the person here."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=500,
    )

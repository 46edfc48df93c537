"""Which opening was looked at, and on what ground a resident is erased."""

from django import forms
from django.utils.translation import gettext_lazy as _

from omzien.web.kit.forms import Form


class Glass(Form):
    """One record that was opened by break-glass."""

    glass_id = forms.IntegerField(widget=forms.HiddenInput)


class Erasure(Form):
    """Why what is kept of a resident is erased."""

    ground = forms.CharField(
        label=_("On what ground"),
        help_text=_("For example: the resident asked for it on 3 March, and nothing must be kept."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

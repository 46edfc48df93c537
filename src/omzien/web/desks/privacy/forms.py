"""Which opening was looked at."""

from django import forms

from omzien.web.kit.forms import Form


class Glass(Form):
    """One record that was opened by break-glass."""

    glass_id = forms.IntegerField(widget=forms.HiddenInput)

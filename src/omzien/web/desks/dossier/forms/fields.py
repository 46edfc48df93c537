"""Fields that many forms of a dossier have."""

from typing import Any

from django import forms

from omzien.web.kit.forms import Select


def day(label: Any, **more: Any) -> forms.DateField:
    """A date, by the picker of the browser or typed."""
    return forms.DateField(
        label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more
    )


def text(label: Any, *, rows: int = 4, first: bool = False, **more: Any) -> forms.CharField:
    """Text of several lines; `first`: the page opens with the cursor in it."""
    attributes: dict[str, Any] = {"rows": rows}
    if first:
        attributes["data-takes-focus"] = ""
    return forms.CharField(label=label, widget=forms.Textarea(attrs=attributes), **more)


def line(label: Any, longest: int = 200, **more: Any) -> forms.CharField:
    """Text of one line, not asked unless `required` is given."""
    return forms.CharField(label=label, max_length=longest, **{"required": False, **more})


def pick(label: Any, **more: Any) -> forms.ChoiceField:
    """One of a long list."""
    return forms.ChoiceField(label=label, widget=Select, **more)


def number(label: Any, **more: Any) -> forms.TypedChoiceField:
    """One of a long list of rows, by id; None when nothing was chosen."""
    return forms.TypedChoiceField(label=label, widget=Select, coerce=int, empty_value=None, **more)


def radios(label: Any, **more: Any) -> forms.ChoiceField:
    """One of a few, all in sight."""
    return forms.ChoiceField(label=label, widget=forms.RadioSelect, **more)

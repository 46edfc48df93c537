"""What templates need beside Django's own tags: icons, numbers as people read them, words for keys."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django import template
from django.forms import BoundField
from django.utils.dateparse import parse_date
from django.utils.formats import date_format, number_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime
from django.utils.translation import get_language

from omzien.web import words
from omzien.web.components.icons import ICONS

register = template.Library()
_ICON = (
    '<svg class="icon" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75" '
    'stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">{}</svg>'
)


@register.simple_tag
def icon(name: str) -> SafeString:
    """A line drawing beside a word; never instead of one."""
    return mark_safe(_ICON.format(ICONS[name]))  # noqa: S308  # our own drawings, no input


@register.filter
def in_words(row: Any) -> str:
    """The name of a code, service or figure in the language of the page (`name_nl`, `label_en`, ...)."""
    language = (get_language() or "nl")[:2]
    for stem in ("name", "label", "definition"):
        if hasattr(row, f"{stem}_nl"):
            return str(getattr(row, f"{stem}_{language}", "") or getattr(row, f"{stem}_nl"))
    return str(getattr(row, "name", row or ""))


@register.filter
def told(version: Any, stem: str) -> str:
    """A text of a version of a definition (`label`, `definition`, `date_basis`, `what`), in this language."""
    return str(getattr(version, f"{stem}_{(get_language() or 'nl')[:2]}"))


@register.filter
def quantity(value: float | None, decimals: int = 0) -> str:
    """A number in the notation of the page (1.234,5 in Dutch); an en dash where there is none.

    Halves go away from zero, as in the report; Django's own notation cuts digits off.
    """
    if value is None:
        return "–"
    rounded = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return number_format(rounded, decimals, use_l10n=True, force_grouping=True)


@register.filter
def plain(value: object) -> str:
    """As it is, without thousands separators: years and ids."""
    return str(value)


@register.filter
def entry(mapping: Mapping[Any, Any], key: object) -> Any:
    """`mapping[key]`, or nothing."""
    return mapping.get(key, "")


@register.filter
def widget(field: BoundField) -> SafeString:
    """The input itself, in our look."""
    kind = getattr(field.field.widget, "input_type", "")
    return (
        field.as_widget()
        if kind in ("checkbox", "radio", "hidden")
        else field.as_widget(attrs={"class": "input"})
    )


@register.filter
def waits_for(step: str) -> Any:
    """What somebody waits for."""
    return words.WAITS_FOR.get(step, step)


@register.filter
def form_in_words(form: str) -> Any:
    """Trajectory, light support or advice."""
    return words.FORMS.get(form, form)


@register.filter
def attained(attainment: str) -> Any:
    """Was a goal met?"""
    return words.ATTAINMENTS.get(attainment, attainment)


@register.filter
def moment_kind(kind: str) -> Any:
    """What happened, on the time line."""
    return words.KINDS.get(kind, kind)


@register.filter
def days(number: int) -> str:
    """A number of days, in words."""
    return str(words.DAYS % {"count": number})


@register.filter
def state_in_words(state: str) -> Any:
    """Where a registration stands."""
    return words.STATES.get(state, state)


@register.filter
def appointment_state(state: str) -> Any:
    """What became of an appointment."""
    return words.APPOINTMENTS.get(state, state)


@register.filter
def day(when: date | None) -> str:
    """12 mrt 2026, and in English 12 Mar 2026."""
    return date_format(when, "j b Y" if get_language() == "nl" else "j M Y") if when else ""


@register.filter
def moment(when: datetime) -> str:
    """12 mrt 2026, 14:05, on the clock of the Netherlands."""
    return f"{day(localtime(when))}, {localtime(when):%H:%M}"


@register.filter
def deed(name: str) -> Any:
    """What somebody did with a record."""
    return words.DEEDS.get(name, name)


@register.filter
def topic(activity: Any) -> str:
    """What an activity is about, in the language of the page; empty when nobody said."""
    return str(activity.topic_en if (get_language() or "nl").startswith("en") else activity.topic_nl)


@register.filter
def meets(form: str) -> Any:
    """How people meet."""
    return words.MEETS.get(form, form)


@register.filter
def moment_in_words(moment: str) -> Any:
    """Start, in between or end."""
    return words.MOMENTS.get(moment, moment)


@register.filter
def view_in_words(view: str) -> Any:
    """Whose judgement a measurement is."""
    return words.VIEWS.get(view, view)


@register.filter
def day_of(value: Any) -> str:
    """A date, or the text of one that was sent back by a form, as 12 mrt 2026."""
    if isinstance(value, str):
        value = parse_date(value) if value[:4].isdecimal() else None
    return day(value)


@register.filter
def whose(key: str) -> Any:
    """Of two people who changed one field: whose text this is."""
    return words.WHOSE[key]


@register.filter
def survey_in_words(state: str) -> Any:
    """What became of a survey that was sent."""
    return words.SURVEY_STATES.get(state, state)


@register.filter
def draft_in_words(form: str) -> Any:
    """The name of a form that is kept as a draft."""
    return words.DRAFTS.get(form, form)

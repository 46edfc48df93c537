"""What templates need beside Django's own tags: icons, numbers as people read them, words for keys."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Any

from django import template
from django.forms import BoundField
from django.utils.dateparse import parse_date
from django.utils.formats import date_format, number_format
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext

from omzien.web import words
from omzien.web.components.icons import ICONS

register = template.Library()
IN_WORDS: dict[str, Mapping[str, Any]] = {  # filters that say in words what a key means
    "waits_for": words.WAITS_FOR,  # what somebody waits for
    "form_in_words": words.FORMS,  # trajectory, light support or advice
    "attained": words.ATTAINMENTS,  # was a goal met?
    "moment_kind": words.KINDS,  # what happened, on the time line
    "way_in": words.WAYS,  # how something came in
    "state_in_words": words.STATES,  # where a registration stands
    "appointment_state": words.APPOINTMENTS,  # what became of an appointment
    "deed": words.DEEDS,  # what somebody did with a record
    "channel_in_words": words.CHANNELS,  # by what door, where no worker is named
    "record_in_words": words.RECORDS,  # with which part of a record
    "meets": words.MEETS,  # how people meet
    "moment_in_words": words.MOMENTS,  # start, in between or end
    "survey_in_words": words.SURVEY_STATES,  # what became of a survey that was sent
    "draft_in_words": words.DRAFTS,  # the name of a form that is kept as a draft
}
SHORT = 12  # characters that a narrow field holds
_SELECTED = mark_safe(" selected")
_ICON = (
    '<svg class="icon" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75" '
    'stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">{}</svg>'
)


@register.simple_tag
def icon(name: str) -> SafeString:
    """A line drawing beside a word; never instead of one."""
    return mark_safe(_ICON.format(ICONS[name]))  # noqa: S308  # our own drawings, no input


@register.filter
def as_options(options: Iterable[Any], chosen: str) -> SafeString:
    """The options (`value`, `label`) of a long select, drawn at once: the explorer has some five hundred."""
    drawn = ((one.value, _SELECTED if one.value == chosen else "", one.label) for one in options)
    return format_html_join("\n", '<option value="{}"{}>{}</option>', drawn)


@register.filter
def in_words(row: Any) -> str:
    """The name of a code, service or figure in the language of the page (`name_nl`, `label_en`, ...)."""
    language = (get_language() or "nl")[:2]
    for stem in ("name", "label", "definition"):
        if hasattr(row, f"{stem}_nl"):
            return str(getattr(row, f"{stem}_{language}", "") or getattr(row, f"{stem}_nl"))
    return str(getattr(row, "name", row or ""))


@register.filter
def told(row: Any, stem: str) -> str:
    """A text that is there in each language (`definition_nl` and `definition_en`), in that of the page."""
    return str(getattr(row, f"{stem}_{(get_language() or 'nl')[:2]}"))


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
    """The input itself, in our look: narrow where little is asked (a number, a postcode, a house number)."""
    kind = getattr(field.field.widget, "input_type", "")
    if kind in ("checkbox", "radio", "hidden"):
        return field.as_widget()
    longest = getattr(field.field, "max_length", None) or SHORT + 1
    is_short = kind == "number" or longest <= SHORT
    return field.as_widget(attrs={"class": "input input--short" if is_short else "input"})


@register.filter
def days(number: int) -> str:
    """A number of days that passed, in words."""
    return str(words.DAYS % {"count": number}) if number else gettext("today")


@register.filter
def day(when: date | None) -> str:
    """12 mrt 2026, and in English 12 Mar 2026; it is never broken over two lines."""
    return _day(when.toordinal(), get_language()) if when else ""


@lru_cache(maxsize=4096)
def _day(ordinal: int, language: str | None) -> str:
    """Said once: a page draws some fifty days, most of them the same as the page before."""
    text = date_format(date.fromordinal(ordinal), "j b Y" if language == "nl" else "j M Y")
    return text.replace(" ", "\u00a0")


@register.filter
def moment(when: datetime) -> str:
    """12 mrt 2026, 14:05, on the clock of the Netherlands."""
    return f"{day(localtime(when))}, {localtime(when):%H:%M}"


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


def _said(table: Mapping[str, Any]) -> Callable[[str], Any]:
    """The words of a key; of a key without words the key itself."""
    return lambda key: table.get(key, key)


for _name, _table in IN_WORDS.items():
    register.filter(_name, _said(_table))

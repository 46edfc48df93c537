"""What the office fills in: what the organisation agreed, and the instruments that it measures with."""

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from omzien.outcomes.queries import InstrumentCard
from omzien.outcomes.rules import Described, NamedItem, NamedLevel
from omzien.web.kit.edits import Edit
from omzien.web.kit.forms import Form
from omzien.web.templatetags.omzien import in_words

TIMES = {
    "exploration_norm_days": _("From registration to exploration, at most (days)"),
    "support_norm_days": _("From registration to support, at most (days)"),
    "unseen_weeks": _("Give a call when there was no contact for (weeks)"),
}
FIGURES = {
    "return_window_months": _("Coming back counts within (months)"),
    "public_threshold": _("Smallest number that is published"),
    "internal_threshold": _("Smallest number that is shown inside"),
}
KEPT = {
    "ended_arrival_days": _("Who asked, and did not become a resident (days)"),
    "keep_years": _("A registration without support (years)"),
}
NUMBERS = TIMES | FIGURES | KEPT
SERVICE = "service-"
NO = ("", "nee", "no")
SCORINGS = [("", _("no total")), ("sum", _("sum")), ("mean", _("mean"))]


class Terms(Form):
    """A number for each norm, threshold and term, and how long each service keeps a record."""

    takes_requests = forms.BooleanField(
        label=_("The public form is open"),
        help_text=_("Everybody may ask for support by it. Shut, it asks people to call or to come."),
        required=False,
    )

    def __init__(self, *args: Any, services: Iterable[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.of_services = {f"{SERVICE}{one.pk}": one.pk for one in services}
        labels = NUMBERS | {f"{SERVICE}{one.pk}": in_words(one) for one in services}
        for name, label in labels.items():
            self.fields[name] = forms.IntegerField(label=label, min_value=1, max_value=9999)

    def drawn(self) -> list[tuple[Any, list[BoundField]]]:
        """The numbers in groups, each under its title."""
        groups = (
            (_("Time"), TIMES),
            (_("Figures"), FIGURES),
            (_("How long it is kept after its end"), KEPT),
            (_("Support by each service (years)"), self.of_services),
        )
        return [(title, [self[name] for name in names]) for title, names in groups]


class OfSetUp(Edit):
    """A form over the set-up, which keeps no moment of change: the values are compared."""

    def send(self, action: Any, *args: Any, **more: Any) -> Any:
        """As every form: without `seen`, for there is no such moment."""
        return Form.send(self, action, *args, **more)


class Agreed(OfSetUp, Terms):
    """The same over what was agreed before."""


def shown(house: Any, services: Iterable[Any]) -> dict[str, Any]:
    """What was agreed, by field."""
    mine = {name: getattr(house, name) for name in ("takes_requests", *NUMBERS)}
    return mine | {f"{SERVICE}{one.pk}": one.keep_years for one in services}


class Instrument(Form):
    """An instrument as data: levels and items are lines of text, which also come out of a spreadsheet."""

    name = forms.CharField(label=_("Name"), max_length=120)
    version = forms.CharField(label=_("Version"), max_length=20, help_text=_("For example the year."))
    key = forms.CharField(
        label=_("Key"), max_length=64, required=False, help_text=_("Empty: made of the name and the version.")
    )
    lowest = forms.IntegerField(label=_("Lowest level"), initial=1)
    highest = forms.IntegerField(label=_("Highest level"), initial=5)
    levels = forms.CharField(
        label=_("What the levels are called"),
        help_text=_("A line for each: number; Dutch; English."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    items = forms.CharField(
        label=_("Items"),
        help_text=_("A line for each: Dutch; English; key; reversed. Only the Dutch name is needed."),
        widget=forms.Textarea(attrs={"rows": 13}),
    )
    scoring = forms.ChoiceField(label=_("Total"), choices=SCORINGS, required=False, widget=forms.RadioSelect)
    times = forms.IntegerField(label=_("The total is multiplied by"), initial=1)
    least_answered = forms.IntegerField(label=_("Items that must have a level"), initial=1)
    measures_impact = forms.BooleanField(
        label=_("It measures growth"),
        help_text=_("Off: an aid to conversation, which no figure counts."),
        required=False,
        initial=True,
    )
    attribution = forms.CharField(
        label=_("Who made it, and who may use it"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def clean_levels(self) -> tuple[NamedLevel, ...]:
        """The lines as levels."""
        return tuple(_level(line) for line in _lines(self.cleaned_data["levels"]))

    def clean_items(self) -> tuple[NamedItem, ...]:
        """The lines as items; a key that is not given is made of the Dutch name."""
        return tuple(_item(line) for line in _lines(self.cleaned_data["items"]))

    def clean(self) -> dict[str, Any]:
        """All of it as one description."""
        cleaned = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        key = cleaned["key"] or _key(f"{cleaned['name']} {cleaned['version']}")
        return {"new": Described(**cleaned | {"key": key})}


def described(card: InstrumentCard) -> dict[str, Any]:
    """What a new version begins with."""
    names = (
        "name",
        "lowest",
        "highest",
        "scoring",
        "times",
        "least_answered",
        "measures_impact",
        "attribution",
    )
    items = [[one.name_nl, one.name_en, one.key, *(["x"] if one.is_reversed else [])] for one in card.items]
    levels = [[str(one.level), one.name_nl, one.name_en] for one in card.levels]
    texts = {"items": _as_text(items), "levels": _as_text(levels)}
    return {name: getattr(card, name) for name in names} | texts


def _as_text(rows: Iterable[Iterable[str]]) -> str:
    return "\n".join("; ".join(row) for row in rows)


def _lines(text: str) -> Iterator[list[str]]:
    """The cells of each line that is not empty, parted by ; or by a tab."""
    for line in text.splitlines():
        if line.strip():
            yield [cell.strip() for cell in line.replace("\t", ";").split(";")]


def _level(cells: list[str]) -> NamedLevel:
    number, dutch, english = (*cells, "", "")[:3]
    if not number.isdecimal() or not dutch:
        raise forms.ValidationError(_("“%(line)s”: a number, ; and a name") % {"line": "; ".join(cells)})
    return NamedLevel(int(number), dutch, english or dutch)


def _item(cells: list[str]) -> NamedItem:
    dutch, english, key, is_reversed = (*cells, "", "", "")[:4]
    return NamedItem(key or _key(dutch), dutch, english or dutch, is_reversed.casefold() not in NO)


def _key(name: str) -> str:
    return slugify(name).replace("-", "_")[:64]

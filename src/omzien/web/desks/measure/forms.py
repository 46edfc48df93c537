"""The form of a measurement, made from its instrument: a row of levels for each item."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from omzien.outcomes.queries import InstrumentCard
from omzien.web.kit.edits import SEEN, Edit
from omzien.web.kit.forms import Form, Select
from omzien.web.templatetags.omzien import in_words
from omzien.web.words import MOMENTS, VIEWS

SCORES = "scores."
TALK = {"moment": "interim", "view": "resident"}  # a talk has no start and end, and is the resident's own


@dataclass(frozen=True, slots=True)
class Level:
    """One level that can be chosen on one row. `name` and `text` are shown while it is chosen."""

    value: str
    sign: str
    name: Any
    text: str
    id: str
    is_chosen: bool
    was_chosen: bool


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """One item of the instrument as the page shows it; `last` is the level of last time, if there was one."""

    name: str
    auto_id: str
    label: str
    last: int | None
    levels: Sequence[Level]
    errors: Sequence[Any]


class MeasureForm(Form):
    """When, of whose view, for which support, and the levels. What is known is filled in already."""

    moment = forms.ChoiceField(label=_("Moment"), choices=list(MOMENTS.items()), widget=forms.RadioSelect)
    view = forms.ChoiceField(label=_("Whose view"), choices=list(VIEWS.items()), widget=forms.RadioSelect)
    measured_on = forms.DateField(
        label=_("Measured on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    intervention_id = forms.TypedChoiceField(
        label=_("For which support"), coerce=int, empty_value=None, required=False, widget=Select
    )
    reason = forms.CharField(
        label=_("Why is it put right?"),
        help_text=_("What stood there before is kept, with this reason."),
        max_length=500,
    )

    def __init__(
        self,
        *args: Any,
        instrument: InstrumentCard,
        support: Sequence[tuple[str, str]] = (),
        is_correction: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.instrument = instrument
        self.offer("intervention_id", [("", _("none")), *support])
        if is_correction or not support:
            del self.fields["intervention_id"]
        if not is_correction:
            del self.fields["reason"]
        if not instrument.measures_impact:
            self._is_a_talk()
        for item in instrument.items:
            self.fields[SCORES + item.key] = self._levels(in_words(item))

    def _is_a_talk(self) -> None:
        """Of a talk the moment, the view and the support are not asked: see TALK."""
        for name in ("moment", "view", "intervention_id"):
            self.fields.pop(name, None)

    def _levels(self, label: str) -> forms.Field:
        numbers = [(n, n) for n in range(self.instrument.lowest, self.instrument.highest + 1)]
        return forms.TypedChoiceField(
            label=label,
            required=False,
            choices=[("", self.none_key), *numbers],
            coerce=int,
            empty_value=None,
            widget=forms.RadioSelect,
        )

    @property
    def none_key(self) -> str:
        """The key, and the sign, of an item that was not discussed."""
        return "0" if self.instrument.lowest else "-"

    @property
    def circumstances(self) -> list[BoundField]:
        """The fields above the rows."""
        others = ("reason", SEEN)
        return [field for field in self if not field.name.startswith(SCORES) and field.name not in others]

    @property
    def circumstances_wrong(self) -> bool:
        """Must the fold with the circumstances be open?"""
        return any(field.errors for field in self.circumstances)

    def clean(self) -> dict[str, Any]:
        """The keyword arguments of the action: the levels by item."""
        cleaned = super().clean() or {}
        said = {name: value for name, value in cleaned.items() if not name.startswith(SCORES)}
        if not self.instrument.measures_impact:
            said |= TALK
        scores = {
            name.removeprefix(SCORES): value for name, value in cleaned.items() if name.startswith(SCORES)
        }
        return {**said, "scores": scores}

    def rows(
        self, last: Mapping[str, int | None], texts: Mapping[str, Mapping[int, str]]
    ) -> Iterator[ScoreRow]:
        """The rows with what was chosen, last time's level, and the organisation's own texts."""
        names = {str(level.level): in_words(level) for level in self.instrument.levels}
        for item in self.instrument.items:
            field = self[SCORES + item.key]
            yield ScoreRow(
                name=field.html_name,
                auto_id=field.auto_id,
                label=str(field.label),
                last=last.get(item.key),
                levels=list(_levels_of(field, names, last.get(item.key), texts.get(item.key, {}))),
                errors=list(field.errors),
            )


class CorrectionForm(Edit, MeasureForm):
    """The same over a measurement that was made before, with the reason why it is put right."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, is_correction=True, **kwargs)


def _levels_of(
    field: BoundField, names: Mapping[str, str], last: int | None, texts: Mapping[int, str]
) -> Iterator[Level]:
    chosen = field.value()
    for place, (value, sign) in enumerate(field.field.choices):  # type: ignore[attr-defined]
        yield Level(
            value=str(value),
            sign=str(sign),
            name=names.get(str(value), "") if value != "" else _("not discussed"),
            text=texts.get(value, "") if value != "" else "",
            id=f"{field.auto_id}_{place}",
            is_chosen=str(value) == str("" if chosen is None else chosen),
            was_chosen=value != "" and value == last,
        )

"""A form that changes what exists: it carries what was shown, and asks when somebody else was first."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext

from omzien.gate.errors import Changed
from omzien.web.kit.forms import Form

T = TypeVar("T")
SEEN = "seen"
PICK = "pick-"
Texts = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Option:
    """One of the texts that a field may get: whose it is, and how it reads."""

    value: str
    text: str
    is_on: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that somebody else changed while it was shown here, with what there is to choose from."""

    field: BoundField
    options: tuple[Option, ...]

    @property
    def name(self) -> str:
        """The name under which the choice is sent."""
        return PICK + self.field.name


class Edit(Form):
    """A form over a row that exists. Its action takes `seen`, and gives it to `gate.action.keep`.

    `shown`: the row's values now, by field; `changed_at`: when it was changed last, None when it is not there
    yet, or is of the set-up, which keeps none: there the values are compared. `{{ form }}` draws the form;
    a template that draws its fields itself has `{{ form.seen }}` and includes `components/merge.html`, which
    shows yours, theirs and what it was when the row was changed since.
    """

    data: Any
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, data: Any = None, *, shown: Mapping[str, Any], changed_at: datetime | None, **kwargs: Any
    ) -> None:
        super().__init__(data, initial=dict(shown), **kwargs)
        self.changed_at = changed_at.isoformat() if changed_at else ""
        self.initial[SEEN] = self._written(self._now())
        self.carried = _read(self.data.get(SEEN, "")) if self.is_bound else {}
        if self.is_bound:
            self.data = self._picked()

    @property
    def is_overtaken(self) -> bool:
        """Was the row changed after it was shown?"""
        if not self.is_bound:
            return False
        kept_up = self.changed_at or self.carried.get("was") == self._now()
        return self.carried.get("at") != self.changed_at or not kept_up

    def clean(self) -> dict[str, Any]:
        """When somebody else was first, nothing is written: the page shows what there is to choose from."""
        cleaned = super().clean() or self.cleaned_data
        cleaned.pop(SEEN, None)
        if self.is_overtaken:
            self.data[SEEN] = self._written(self._now(), before=self.carried.get("was", {}))
            self.add_error(
                None, gettext("Somebody else changed this while you were typing. Choose what it must be.")
            )
        return cleaned

    def send(self, action: Callable[..., T], *args: Any, **more: Any) -> T | None:
        """As every form, with what was seen; when somebody saves at this very moment, nothing is written."""
        at = self.carried.get("at")
        try:
            return super().send(action, *args, seen=datetime.fromisoformat(at) if at else None, **more)
        except Changed:
            self.add_error(
                None, gettext("Somebody else saved this at the same moment. Save again to see both.")
            )
            return None

    @property
    def differences(self) -> list[Difference]:
        """The fields to choose for: those that somebody else changed, and not to the same as here."""
        return list(self._differences()) if self.is_overtaken else []

    def _differences(self) -> Iterator[Difference]:
        theirs, was = self._now(), self.carried.get("was", {})
        for field in self.visible_fields():
            mine = _sent(self.data, field)
            if theirs[field.name] in (was.get(field.name), mine):
                continue
            texts = {"yours": mine, "theirs": theirs[field.name], "was": was.get(field.name, [])}
            best = "theirs" if mine == was.get(field.name) else "yours"
            if isinstance(field.field.widget, forms.Textarea):
                texts["both"] = [_both(texts)]
            yield Difference(
                field,
                tuple(Option(whose, _in_words(field, text), whose == best) for whose, text in texts.items()),
            )

    def _picked(self) -> Any:
        """What was sent, with the choices that were made instead of what was typed."""
        data = self.data.copy()
        for name in self.fields:
            texts = {"theirs": self.carried.get("was", {}), "was": self.carried.get("before", {})}
            pick = data.get(PICK + name, "")
            if pick == "both":
                both = _both({"theirs": texts["theirs"].get(name, []), "yours": data.getlist(name)})
                data.setlist(name, [both])
            elif pick in texts and name in texts[pick]:
                data.setlist(name, texts[pick][name])
        return data

    def _now(self) -> Texts:
        return {field.name: _as_sent(field) for field in self.visible_fields()}

    def _written(self, was: Texts, before: Texts | None = None) -> str:
        return json.dumps({"at": self.changed_at, "was": was, "before": before or {}}, ensure_ascii=False)


def _read(text: str) -> dict[str, Any]:
    """What the page carried; nonsense is nothing."""
    try:
        carried = json.loads(text)
    except ValueError:
        return {}
    return carried if isinstance(carried, dict) else {}


def _as_sent(field: BoundField) -> list[str]:
    """The value of the row as the browser would send it."""
    widget = field.field.widget
    value = field.field.prepare_value(field.initial)
    if isinstance(widget, forms.CheckboxInput):
        return ["on"] if value else []
    if isinstance(widget, forms.SelectMultiple | forms.MultipleHiddenInput | forms.CheckboxSelectMultiple):
        return [str(each) for each in value or ()]
    text = value if isinstance(field.field, forms.ChoiceField) else widget.format_value(value)
    return ["" if text is None else str(text)]


def _sent(data: Any, field: BoundField) -> list[str]:
    sent = [text.replace("\r\n", "\n").strip() for text in data.getlist(field.html_name)]
    return sent or ([] if isinstance(field.field.widget, forms.CheckboxInput) else [""])


def _both(texts: Mapping[str, list[str]]) -> str:
    return "\n\n".join(text for whose in ("theirs", "yours") for text in texts[whose] if text)


def _in_words(field: BoundField, sent: list[str]) -> str:
    """As a person reads it: the label of a choice, yes or no, the text itself."""
    if isinstance(field.field.widget, forms.CheckboxInput):
        return gettext("yes") if sent else gettext("no")
    labels = {str(value): str(label) for value, label in getattr(field.field, "choices", ())}
    return ", ".join(labels.get(text, text) for text in sent if text) or "–"

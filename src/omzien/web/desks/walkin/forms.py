"""The forms of the walk-in hour."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from omzien.web.desks.inbox import lists
from omzien.web.desks.inbox.forms import Register as Asked
from omzien.web.desks.inbox.forms import number
from omzien.web.kit.forms import Form, Select

FINDINGS = [("in_order", _("in order")), ("attention", _("needs attention")), ("unknown", _("unknown"))]
DEBTS = [("ja", _("yes")), ("nee", _("no")), ("onbekend", _("unknown"))]


class Visitor(Form):
    """One line of the morning: where, what about, and who, or nobody by name."""

    hour = forms.ChoiceField(label=_("Walk-in hour"), widget=Select)
    municipality_id = number(_("Municipality"), required=True)
    domain = forms.ChoiceField(label=_("About"), required=False, widget=Select)
    resident_id = forms.IntegerField(required=False, min_value=1)

    def __init__(
        self, data: Any, *, hours: lists.Choices, municipalities: lists.Choices, domains: lists.Choices
    ) -> None:
        super().__init__(data)
        self.offer("hour", hours)
        self.offer("municipality_id", lists.first(_("Choose one"), municipalities))
        self.offer("domain", lists.first(_("Not said"), domains))
        if data.get("resident_id"):  # where a resident lives is known
            self.fields["municipality_id"].required = False


class Named(Form):
    """Who a visitor turns out to be."""

    resident_id = forms.IntegerField(min_value=1)


class Exploration(Form):
    """The integral money exploration: per topic one choice, then what was agreed."""

    problematic_debt = forms.ChoiceField(
        label=_("Is the debt problematic?"), choices=DEBTS, widget=forms.RadioSelect
    )
    agreed = forms.MultipleChoiceField(
        label=_("What was agreed"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self, data: Any = None, *, topics: lists.Choices, ways: lists.Choices, **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        self.offer("agreed", ways)
        for key, name in topics:
            self.fields[_of(key)] = forms.ChoiceField(
                label=name, choices=FINDINGS, required=False, widget=forms.RadioSelect
            )
        self.topics = [_of(key) for key, _name in topics]

    def clean(self) -> dict[str, Any]:
        """What the action asks: a topic that was not discussed is left out."""
        said = self.cleaned_data
        found = {name: said[name] for name in self.topics if said.get(name)}
        return {
            "findings": {name.removeprefix("topic-"): finding for name, finding in found.items()},
            "agreed": said.get("agreed", []),
            "problematic_debt": said.get("problematic_debt", "onbekend"),
        }

    def topic_fields(self) -> list[forms.BoundField]:
        """The rows of the checklist."""
        return [self[name] for name in self.topics]


def _of(key: str) -> str:
    return f"topic-{key}"


class Register(Asked):
    """A visitor becomes a registration: what it is about, and perhaps to which partner it goes."""

    partner_id = number(_("Refer to a partner as well"))

    def __init__(self, data: Any = None, *, partners: lists.Choices, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.offer("partner_id", lists.first(_("No partner"), partners))

    def clean(self) -> dict[str, Any]:
        """The questions, the verdict and the partner."""
        partner_id = self.cleaned_data.get("partner_id")
        return super().clean() | {"partner_id": partner_id}

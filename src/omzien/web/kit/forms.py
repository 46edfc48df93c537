"""Forms: plain, one per action, rendered by our own field component."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from django import forms
from django.forms.renderers import TemplatesSetting
from django.forms.utils import ErrorDict

from omzien.gate.refused import Refused
from omzien.web.kit.drafts import ending_draft
from omzien.web.kit.refusals import said

T = TypeVar("T")


class Renderer(TemplatesSetting):
    """Every form of the house, allauth's too, is drawn with our components."""

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"


class Select(forms.Select):
    """A select of which all options are drawn by one template: Django's own takes three for each option."""

    template_name = "components/select.html"


class Form(forms.Form):
    """A form whose cleaned data are the keyword arguments of one action."""

    required_css_class = "field--required"

    def send(self, action: Callable[..., T], *args: Any, **more: Any) -> T | None:
        """Call the action with the cleaned data; a refusal becomes errors at the fields, and None."""
        try:
            with ending_draft(args[0], self.data):
                return action(*args, **{**self.cleaned_data, **more})
        except Refused as refusal:
            self.take(refusal)
            return None

    def did(self, action: Callable[..., object], *args: Any, **more: Any) -> bool:
        """Was it sent, right, and not refused? Then the action is done."""
        if self.is_valid():
            self.send(action, *args, **more)
        return self.is_valid()

    def offer(self, name: str, choices: Sequence[Any]) -> None:
        """Set what can be chosen in a field: known only when somebody asks."""
        self.fields[name].choices = list(choices)  # type: ignore[attr-defined]

    def quiet(self) -> None:
        """Show what was filled in so far without judging it: a step of the form, not its end."""
        self._errors = ErrorDict(renderer=self.renderer)

    def take(self, refusal: Refused) -> None:
        """Show every problem at its field, or above the form when the form has no such field."""
        for problem in refusal.problems:
            self.add_error(problem.field if problem.field in self.fields else None, said(problem))

"""The forms of the five steps."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from omzien.casework.rules import QUESTIONS
from omzien.web.kit.forms import Form
from omzien.web.templatetags.omzien import told

KINDS = {
    "observed": _("Seen or heard by myself"),
    "told": _("Told by somebody else"),
    "interpreted": _("What I make of it"),
}
WEIGHT = {"yes": _("supports the suspicion"), "no": _("speaks against it")}
WHOM = {
    "veilig_thuis": _("Veilig Thuis"),
    "colleague": _("a colleague"),
    "attention_officer": _("the attention officer"),
    "injury_expert": _("an expert on injuries"),
}
YES_NO = [("yes", _("yes")), ("no", _("no"))]
ANSWER = "answer_"


def _yes(value: str) -> bool:
    return value == "yes"


class DayInput(forms.DateInput):
    """A day, as the browser asks for it."""

    def __init__(self) -> None:
        super().__init__(attrs={"type": "date"}, format="%Y-%m-%d")


class Signal(Form):
    """One signal. What was seen, what others said and what one makes of it are told apart."""

    kind = forms.ChoiceField(
        label=_("What is it?"), choices=list(KINDS.items()), initial="observed", widget=forms.RadioSelect
    )
    said_by = forms.CharField(label=_("Who said it?"), required=False, max_length=120)
    text = forms.CharField(
        label=_("The signal"),
        help_text=_("Plain facts: what happened, who was there. One signal at a time."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=8000,
    )
    supports = forms.TypedChoiceField(
        label=_("This signal"), choices=list(WEIGHT.items()), coerce=_yes, widget=forms.RadioSelect
    )
    noticed_on = forms.DateField(label=_("On"), widget=DayInput())
    noticed_at = forms.TimeField(
        label=_("Time"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    place = forms.CharField(label=_("Place"), required=False, max_length=120)


class Consultation(Form):
    """Who was asked, and what they advised."""

    whom = forms.ChoiceField(label=_("Consulted"), choices=list(WHOM.items()), widget=forms.RadioSelect)
    anonymous = forms.TypedChoiceField(
        label=_("Was the resident's name given?"),
        choices=[("yes", _("no, anonymous")), ("no", _("yes, by name"))],
        coerce=_yes,
        initial="yes",
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=_("What they advised"), widget=forms.Textarea(attrs={"rows": 4}), max_length=8000
    )
    consulted_on = forms.DateField(label=_("On"), widget=DayInput())


class Talk(Form):
    """The talk with those involved."""

    text = forms.CharField(
        label=_("The talk"),
        help_text=_("Who was there, what was said about the worries, and how they reacted."),
        widget=forms.Textarea(attrs={"rows": 7}),
        max_length=20000,
    )
    taken_on = forms.DateField(label=_("On"), widget=DayInput())


class LeftOut(Form):
    """Why a step is left out."""

    step = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=5)
    left_out_because = forms.CharField(
        label=_("Why is this step left out?"),
        help_text=_("For example: the talk would be dangerous now."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2000,
    )


class Answer(forms.TypedChoiceField):
    """Yes or no. Not optional, but whether it is asked at all depends on the answers before it."""

    def __init__(self, *, label: str) -> None:
        super().__init__(label=label, choices=YES_NO, coerce=_yes, empty_value=None, widget=forms.RadioSelect)

    def validate(self, value: Any) -> None:
        """What must be answered is a rule of the weighing; here only what was answered is looked at."""
        if value:
            super().validate(value)


class Weighing(Form):
    """The five questions; only those on the path of the answers count."""

    text = forms.CharField(
        label=_("On what do these answers rest?"),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=20000,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, question in QUESTIONS.items():
            self.fields[f"{ANSWER}{number}"] = Answer(label=f"{number}. {told(question, 'text')}")

    def clean(self) -> dict[str, Any]:
        """The keyword arguments of the action: the answers by number."""
        cleaned = super().clean() or {}
        said = {number: cleaned.get(f"{ANSWER}{number}") for number in QUESTIONS}
        answers = {number: answer for number, answer in said.items() if answer is not None}
        return {"text": cleaned.get("text", ""), "answers": answers}

    @property
    def questions(self) -> list[Any]:
        """The fields of the questions, in order."""
        return [self[f"{ANSWER}{number}"] for number in QUESTIONS]


class Decisions(Form):
    """The two decisions of step 5, each made apart."""

    report_needed = forms.TypedChoiceField(
        label=_("Decision 1: is it necessary to report?"),
        choices=YES_NO,
        coerce=_yes,
        widget=forms.RadioSelect,
    )
    help_possible = forms.TypedChoiceField(
        label=_("Decision 2: can we (also) give or arrange help?"),
        choices=YES_NO,
        coerce=_yes,
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=_("What follows"),
        help_text=_("Who was told and how they reacted, what was agreed, and who watches over safety."),
        widget=forms.Textarea(attrs={"rows": 6}),
        required=False,
        max_length=20000,
    )

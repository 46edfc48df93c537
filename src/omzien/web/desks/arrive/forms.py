"""The one form of a registration: for a known or a new resident, with questions picked by typing."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from omzien.web.desks.arrive.questions import as_pair
from omzien.web.kit.forms import Form, Select
from omzien.web.words import GENDERS

REFERRED = "verwezen"
Choices = Sequence[tuple[str, str]]


class Entry(Form):
    """What quick entry asks. Who it is about is one of: `resident_id`, or the fields of a new resident."""

    resident_text = forms.CharField(
        label=_("Search by name or birth date"),
        help_text=_("Type a part of the name, or a birth date such as 12-03-1981."),
        required=False,
        max_length=120,
    )
    resident_id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    is_new = forms.BooleanField(required=False, widget=forms.HiddenInput)
    is_somebody_else = forms.BooleanField(label=_("No, this is somebody else"), required=False)
    given_name = forms.CharField(label=_("First name"), required=False, max_length=80)
    name_prefix = forms.CharField(label=_("Prefix"), required=False, max_length=20)
    family_name = forms.CharField(label=_("Family name"), max_length=120)
    birth_date = forms.DateField(
        label=_("Born on"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    phone = forms.CharField(label=_("Telephone"), required=False, max_length=20)
    municipality_id = forms.TypedChoiceField(label=_("Municipality"), coerce=int, widget=Select)
    gender = forms.ChoiceField(
        label=_("Gender"), choices=list(GENDERS.items()), required=False, initial="onbekend"
    )
    language = forms.CharField(label=_("Language, when not Dutch"), required=False, max_length=40)
    needs_interpreter = forms.BooleanField(label=_("Needs an interpreter"), required=False)
    channel = forms.ChoiceField(label=_("Came to us by"), widget=forms.RadioSelect)
    referral_source = forms.ChoiceField(
        label=_("Referred by"),
        required=False,
        widget=Select,
        help_text=_("Only when somebody else referred the resident."),
    )
    question_text = forms.CharField(
        label=_("Search a domain of life"),
        help_text=_("Type a word, such as money, rent or divorce. More than one is possible."),
        required=False,
        max_length=60,
    )
    questions = forms.TypedMultipleChoiceField(
        label=_("Question"), coerce=as_pair, widget=forms.MultipleHiddenInput
    )
    story = forms.CharField(
        label=_("Note"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The story in the words of the resident. Only who supports this person can read it."),
    )
    registered_on = forms.DateField(
        label=_("Date of registration"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    RESIDENT_FIELDS = (
        "given_name",
        "name_prefix",
        "family_name",
        "birth_date",
        "gender",
        "language",
        "needs_interpreter",
    )

    def __init__(
        self,
        *args: Any,
        channels: Choices,
        sources: Choices,
        questions: Choices,
        municipalities: Choices,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer("channel", channels)
        self.offer("referral_source", [("", "–"), *sources])
        self.offer("questions", questions)
        self.offer(
            "municipality_id", [("", "–"), *municipalities] if len(municipalities) > 1 else municipalities
        )
        if self.data.get("resident_id"):
            for name in ("family_name", "municipality_id"):
                self.fields[name].required = False
        self.fields["questions"].error_messages["required"] = gettext("Choose at least one domain of life.")

    def clean(self) -> dict[str, Any]:
        """Somebody must have been chosen, or be new."""
        cleaned = super().clean() or {}
        if not cleaned.get("resident_id") and not cleaned.get("is_new"):
            for name in ("family_name", "municipality_id"):
                self.errors.pop(name, None)
            self.add_error("resident_text", gettext("Choose a resident from the list, or “New resident”."))
        return cleaned

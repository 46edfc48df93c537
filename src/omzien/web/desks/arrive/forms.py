"""The one form of a registration: for a known or a new resident, with questions picked by typing."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from omzien.people.rules import date_in
from omzien.web.desks.arrive.questions import as_pair
from omzien.web.kit.forms import Form, Select
from omzien.web.words import GENDERS

Choices = Sequence[tuple[str, str]]
LONGEST_STORY = 20_000


class TypedDate(forms.DateField):
    """A date as people type it: 12-03-1981, 12 mrt 81, 12031981. `today` says of which century 81 is."""

    today = date.max
    widget = forms.TextInput(
        attrs={"inputmode": "numeric", "autocomplete": "off", "placeholder": "dd-mm-jjjj"}
    )

    def to_python(self, value: Any) -> date | None:
        """The date; what is none is an error."""
        text = str(value or "").strip()
        return (date_in(text[:40], self.today) if text else None) or super().to_python(value)


class Entry(Form):
    """What quick entry asks. Who it is about is one of: `resident_id`, or the fields of a new resident."""

    resident_text = forms.CharField(
        label=_("Search by name, birth date or address"),
        help_text=_("Type all that you know, such as “anna jansen 12-03-1981”. It is never asked again."),
        required=False,
        max_length=200,
    )
    resident_id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    is_new = forms.BooleanField(required=False, widget=forms.HiddenInput)
    is_somebody_else = forms.BooleanField(label=_("No, this is somebody else"), required=False)
    given_name = forms.CharField(label=_("First name"), required=False, max_length=80)
    name_prefix = forms.CharField(label=_("Prefix"), required=False, max_length=20)
    family_name = forms.CharField(label=_("Family name"), max_length=120)
    birth_date = TypedDate(label=_("Born on"), required=False)
    phone = forms.CharField(
        label=_("Telephone"),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )
    municipality_id = forms.TypedChoiceField(label=_("Municipality"), coerce=int, widget=Select)
    gender = forms.ChoiceField(
        label=_("Gender"), choices=list(GENDERS.items()), required=False, initial="onbekend"
    )
    language = forms.CharField(label=_("Language, when not Dutch"), required=False, max_length=40)
    needs_interpreter = forms.BooleanField(label=_("Needs an interpreter"), required=False)
    street = forms.CharField(label=_("Street"), required=False, max_length=120)
    house_number = forms.CharField(label=_("House number"), required=False, max_length=10)
    postcode = forms.CharField(label=_("Postcode"), required=False, max_length=7)
    email = forms.EmailField(label=_("E-mail"), required=False, max_length=254)
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
        max_length=LONGEST_STORY,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The story in the words of the resident. Only who supports this person can read it."),
    )
    registered_on = forms.DateField(
        label=_("Date of registration"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    service_id = forms.TypedChoiceField(
        label=_("Advice by"), coerce=int, required=False, empty_value=None, widget=Select
    )
    team_id = forms.TypedChoiceField(
        label=_("Waiting list of"), coerce=int, required=False, empty_value=None, widget=Select
    )
    partner_id = forms.TypedChoiceField(
        label=_("Refer to"), coerce=int, required=False, empty_value=None, widget=Select
    )

    RESIDENT_FIELDS = (
        "given_name",
        "name_prefix",
        "family_name",
        "birth_date",
        "gender",
        "language",
        "needs_interpreter",
        "municipality_id",
        "phone",
        "street",
        "house_number",
        "postcode",
        "email",
    )
    # Where Enter stops when it is still open, in the order of the page.
    STOPS = (
        "resident_text",
        "is_somebody_else",
        "given_name",
        "family_name",
        "birth_date",
        "phone",
        "municipality_id",
        "channel",
        "referral_source",
        "story",
    )
    # What one ending cannot do without.
    NEEDED: Mapping[str, tuple[str, Any]] = {
        "advice": ("service_id", _("Choose by which service the advice was given.")),
        "refer": ("partner_id", _("Choose to which partner you refer.")),
    }

    def __init__(
        self, *args: Any, lists: Mapping[str, Choices], today: date, then: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.then = then
        for name, choices in lists.items():
            self.offer(name, choices)
        for name in self.STOPS:
            self.fields[name].widget.attrs["data-stop"] = ""
        self.fields["birth_date"].today = today  # type: ignore[attr-defined]
        if self.data.get("resident_id"):
            for name in ("family_name", "municipality_id"):
                self.fields[name].required = False
        self.fields["questions"].error_messages["required"] = gettext("Choose at least one domain of life.")

    def clean(self) -> dict[str, Any]:
        """Somebody must have been chosen, or be new; and the ending has what it needs."""
        cleaned = super().clean() or {}
        if not cleaned.get("resident_id") and not cleaned.get("is_new"):
            for name in ("family_name", "municipality_id"):
                self.errors.pop(name, None)
            self.add_error("resident_text", gettext("Choose a resident from the list, or “New resident”."))
        name, why = self.NEEDED.get(self.then, ("", ""))
        if name and name not in self.errors and not cleaned.get(name):
            self.add_error(name, why)
        return cleaned

"""The public form: who you are, how we reach you, what it is about. Plain words, few questions."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from omzien.casework.rules import LONGEST_STORY, Told
from omzien.people.rules import date_in, person_in
from omzien.web.kit.forms import Form, Select
from omzien.web.templatetags.omzien import day

OLDEST = 120
OTHER = "other"
ADDED = 500  # signs of the story that are ours: who filled in the form, and the age
KNOWS = (("yes", _("Yes")), ("no", _("No, not yet")))


def _text(label: Any, *, most: int, required: bool = False, hint: Any = "", **attrs: str) -> forms.CharField:
    widget = forms.TextInput(attrs=attrs)
    return forms.CharField(label=label, max_length=most, required=required, help_text=hint, widget=widget)


class AskForm(Form):
    """What somebody tells who asks for support: for oneself, or for somebody else."""

    website = forms.CharField(required=False, max_length=1000)  # no person sees it
    for_whom = forms.ChoiceField(
        label=_("For whom do you ask this?"),
        choices=[("me", _("For myself")), (OTHER, _("For somebody else"))],
        initial="me",
        widget=forms.RadioSelect,
    )
    sender = _text(
        _("Your own name, and who you are"),
        most=120,
        hint=_("For example: Anna Jansen, the neighbour."),
        autocomplete="name",
    )
    knows = forms.ChoiceField(
        label=_("Does this person know that you ask this?"),
        choices=KNOWS,
        required=False,
        widget=forms.RadioSelect,
    )
    name = _text(_("Name of who needs support"), most=200, required=True)
    phone = _text(
        _("Telephone"),
        most=20,
        hint=_("A telephone number or an e-mail address: one of the two is enough."),
        inputmode="tel",
        autocomplete="tel",
    )
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    call_when = _text(_("When can we best call?"), most=120, hint=_("For example: in the morning."))
    born = _text(
        _("Date of birth, or age"), most=40, hint=_("For example 12-03-1981, or 45. You may leave it empty.")
    )
    municipality_id = forms.TypedChoiceField(
        label=_("Where does this person live?"), coerce=int, required=False, empty_value=None, widget=Select
    )
    domain = forms.ChoiceField(label=_("What is it about?"), required=False, widget=Select)
    story = forms.CharField(
        label=_("What can we help with?"),
        required=False,
        max_length=LONGEST_STORY - ADDED,
        help_text=_("In your own words. A few lines are enough."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    language = _text(_("Which language do you want to speak, when not Dutch?"), most=40)
    agreed = forms.BooleanField(
        label=_("You may use this to contact me and to help."),
        error_messages={"required": _("Tick this box: otherwise we may not help you.")},
    )

    def __init__(
        self, *args: Any, lists: Mapping[str, Sequence[tuple[str, str]]], today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        for name, choices in lists.items():
            self.offer(name, choices)
        if self.data.get("for_whom") == OTHER:
            self.fields["sender"].required = True

    @property
    def is_of_a_robot(self) -> bool:
        """Was the field filled in that no person sees?"""
        return bool(self.data.get("website"))

    def clean_born(self) -> str:
        """A date, an age in years, or nothing."""
        said: str = self.cleaned_data["born"].strip()
        born = date_in(said, self.today)
        if born and born > self.today:
            raise forms.ValidationError(gettext("%(day)s is in the future") % {"day": day(born)})
        if said and not born and not (said.isdecimal() and int(said) <= OLDEST):
            raise forms.ValidationError(gettext("Fill in a date such as 12-03-1981, or an age such as 45."))
        return said

    def clean(self) -> dict[str, Any]:
        """A way to reach somebody is needed; which one is free."""
        cleaned = super().clean() or {}
        if not {"phone", "email"} & set(self.errors) and not (cleaned.get("phone") or cleaned.get("email")):
            self.add_error(
                "phone", gettext("Fill in a telephone number or an e-mail address, so that we can reach you.")
            )
        return cleaned

    def told(self) -> Told:
        """What was told, as the inbox keeps it."""
        said = self.cleaned_data
        name = person_in(said["name"], self.today)
        return Told(
            given_name=str(name["given_name"]),
            name_prefix=str(name["name_prefix"]),
            family_name=str(name["family_name"]) or said["name"].strip()[:120],
            birth_date=date_in(said["born"], self.today) if said["born"] else None,
            phone=said["phone"],
            email=said["email"],
            language=said["language"],
            call_when=said["call_when"],
            story=self._story(),
        )

    def _story(self) -> str:
        """The words as they came, under what the record has no field for, in the language of the house."""
        said, lines = self.cleaned_data, []
        with translation.override("nl"):
            if said["for_whom"] == OTHER:
                knows = dict(KNOWS).get(said["knows"], gettext("not said"))
                lines.append(gettext("Asked by somebody else: %(sender)s") % {"sender": said["sender"]})
                lines.append(gettext("Does the resident know? %(answer)s") % {"answer": knows})
            if said["born"].isdecimal() and date_in(said["born"]) is None:
                lines.append(gettext("Age: %(age)s") % {"age": said["born"]})
        return "\n\n".join(part for part in ("\n".join(lines), said["story"]) if part)

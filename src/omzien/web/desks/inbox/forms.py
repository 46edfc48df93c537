"""The forms of the inbox: each is what one action asks."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from omzien.casework.rules import Told
from omzien.web.desks.arrive.questions import as_pair
from omzien.web.desks.inbox import lists
from omzien.web.kit.forms import Form, Select
from omzien.web.words import WAYS

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
TEL = forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"})


def number(label: Any, *, required: bool = False) -> forms.TypedChoiceField:
    """A choice of a row by its id; nothing chosen is None."""
    return forms.TypedChoiceField(label=label, coerce=int, empty_value=None, required=required, widget=Select)


class TeamOrWorker(Form):
    """For whom it is."""

    team_id = number(_("Team"))
    worker_id = number(_("Worker"))

    def __init__(
        self, data: Any = None, *, teams: lists.Choices, workers: lists.Choices, **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        self.offer("team_id", lists.first(_("No team"), teams))
        self.offer("worker_id", lists.first(_("Nobody yet"), workers))


class Match(Form):
    """Which resident it is."""

    resident_id = forms.IntegerField(required=False, min_value=1)


class NewResident(Form):
    """The resident who came in is new: filled in from what was told."""

    given_name = forms.CharField(label=_("First name"), required=False, max_length=80)
    name_prefix = forms.CharField(label=_("Prefix"), required=False, max_length=20)
    family_name = forms.CharField(label=_("Family name"), max_length=120)
    birth_date = forms.DateField(label=_("Born on"), required=False, widget=DAY)
    municipality_id = number(_("Municipality"), required=True)
    phone = forms.CharField(label=_("Telephone"), required=False, max_length=20, widget=TEL)
    email = forms.EmailField(label=_("E-mail"), required=False, max_length=254)
    street = forms.CharField(label=_("Street"), required=False, max_length=120)
    house_number = forms.CharField(label=_("House number"), required=False, max_length=10)
    postcode = forms.CharField(label=_("Postcode"), required=False, max_length=7)
    place = forms.CharField(label=_("Place"), required=False, max_length=80)
    language = forms.CharField(label=_("Language, when not Dutch"), required=False, max_length=40)

    def __init__(self, data: Any = None, *, municipalities: lists.Choices, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.offer("municipality_id", lists.first(_("Choose one"), municipalities))


class Tried(Form):
    """An attempt that did not reach."""

    kind = forms.ChoiceField(label=_("How"), widget=Select)
    tried_on = forms.DateField(label=_("On"), widget=DAY)
    part_of_day = forms.ChoiceField(label=_("Part of the day"), required=False, widget=Select)

    def __init__(self, data: Any = None, *, kinds: lists.Choices, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.offer("kind", kinds)
        self.offer("part_of_day", lists.first(_("Now"), lists.PARTS.items()))


class End(Form):
    """How it ended without a registration; the button says which way."""

    step = forms.CharField(max_length=20, required=False)
    passed_to_id = number(_("Passed on to"))

    def __init__(self, data: Any = None, *, partners: lists.Choices, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.offer("passed_to_id", lists.first(_("Nobody in the list"), partners))


class Result(Form):
    """With which result a signal ended."""

    result = forms.ChoiceField(label=_("Result"), widget=Select)

    def __init__(self, data: Any = None, *, results: lists.Choices, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.offer("result", lists.first(_("Choose one"), results))


class Register(Form):
    """What it is about; the button says what was decided."""

    question = forms.ChoiceField(label=_("What is the question about?"), widget=Select)
    second = forms.ChoiceField(label=_("Also about"), required=False, widget=Select)
    triage = forms.CharField(max_length=20, required=False)

    def __init__(self, data: Any = None, *, topics: lists.Choices, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.offer("question", lists.first(_("Choose one"), topics))
        self.offer("second", lists.first(_("Nothing else"), topics))

    def clean(self) -> dict[str, Any]:
        """What the action asks: the questions as pairs, the main one first."""
        said = self.cleaned_data
        chosen = dict.fromkeys(value for value in (said.get("question"), said.get("second")) if value)
        return {"questions": [as_pair(value) for value in chosen], "triage": said.get("triage", "")}


class Screen(Form):
    """What the screening meeting decided."""

    screened_on = forms.DateField(label=_("Day of the screening meeting"), widget=DAY)
    partner_ids = forms.TypedMultipleChoiceField(
        label=_("Who took part"), coerce=int, widget=forms.CheckboxSelectMultiple
    )
    decision = forms.ChoiceField(
        label=_("Decision"), choices=list(lists.DECISIONS.items()), widget=forms.RadioSelect
    )

    def __init__(self, data: Any = None, *, partners: lists.Choices, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.offer("partner_ids", partners)


class TakeIn(Form):
    """What every way in asks: who, how to reach, where, when, and what was told."""

    given_name = forms.CharField(label=_("First name"), required=False, max_length=80)
    name_prefix = forms.CharField(label=_("Prefix"), required=False, max_length=20)
    family_name = forms.CharField(label=_("Family name"), max_length=120)
    birth_date = forms.DateField(label=_("Born on"), required=False, widget=DAY)
    phone = forms.CharField(label=_("Telephone"), required=False, max_length=20, widget=TEL)
    email = forms.EmailField(label=_("E-mail"), required=False, max_length=254)
    street = forms.CharField(label=_("Street"), required=False, max_length=120)
    house_number = forms.CharField(label=_("House number"), required=False, max_length=10)
    municipality_id = number(_("Municipality"))
    received_on = forms.DateField(label=_("Came in on"), widget=DAY)

    def __init__(self, data: Any = None, *, municipalities: lists.Choices, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.offer("municipality_id", lists.first(_("Not known"), municipalities))

    def clean(self) -> dict[str, Any]:
        """What the action asks: the words apart."""
        said = dict(self.cleaned_data)
        words = {name: said.pop(name) for name in Told.__slots__ if name in said}
        return said | {"told": Told(**words)}


class Note(TakeIn):
    """A telephone call, or a note from a partner."""

    way = forms.ChoiceField(
        label=_("How did it come in?"),
        choices=[("phone", WAYS["phone"]), ("partner", WAYS["partner"])],
        widget=forms.RadioSelect,
    )
    partner_id = number(_("Which partner"))
    story = forms.CharField(
        label=_("What is asked"),
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, data: Any = None, *, partners: lists.Choices, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.offer("partner_id", lists.first(_("No partner"), partners))


class Signal(TakeIn):
    """An early signal of arrears."""

    source = forms.ChoiceField(label=_("Sender"), widget=Select)
    arrears_euros = forms.IntegerField(label=_("Arrears in euros"), required=False, min_value=1)

    def __init__(self, data: Any = None, *, sources: lists.Choices, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.offer("source", lists.first(_("Choose one"), sources))


class Report(TakeIn):
    """A report from Veilig Thuis."""

    text = forms.CharField(
        label=_("What was reported"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 6})
    )


class Filter(Form):
    """What of the inbox, or of the waiting list, is shown."""

    way = forms.ChoiceField(label=_("Way in"), required=False, widget=Select)
    step = forms.ChoiceField(label=_("Waits for"), required=False, widget=Select)
    team = number(_("Team"))
    municipality = number(_("Municipality"))
    late = forms.BooleanField(label=_("Only over the norm"), required=False)
    unexplained = forms.BooleanField(label=_("Without a reason"), required=False)

    def __init__(
        self, data: Any, *, teams: lists.Choices, municipalities: lists.Choices, steps: lists.Choices
    ) -> None:
        super().__init__(data)
        self.offer("way", lists.first(_("Every way in"), WAYS.items()))
        self.offer("step", lists.first(_("Every step"), steps))
        self.offer("team", lists.first(_("Every team"), [(lists.NOBODY, _("Nobody yet")), *teams]))
        self.offer("municipality", lists.first(_("Everywhere"), municipalities))

    def asked(self, *names: str) -> dict[str, Any]:
        """What was asked for; nonsense asks for everything."""
        self.is_valid()
        return {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}


class Reason(Form):
    """Why somebody waits longer than the norm."""

    registration_id = forms.IntegerField(min_value=1)
    reason = forms.CharField(max_length=64, required=False)

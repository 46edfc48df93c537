"""Who a resident is, how to reach that person, with whom that person lives, and consents."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from omzien.web.desks.dossier.forms.fields import day, line, number, pick
from omzien.web.kit.edits import Edit
from omzien.web.kit.forms import Form
from omzien.web.words import GENDERS


class Changes(Edit):
    """A form whose fields go to its action as one: `changes`."""

    def clean(self) -> dict[str, Any]:
        """All that was filled in, under that name."""
        return {"changes": super().clean()}


class Person(Changes):
    """Who somebody is."""

    given_name = line(_("First name"), 80)
    name_prefix = line(_("Prefix"), 20)
    family_name = line(_("Family name"), 120)
    birth_date = day(_("Born on"), required=False)
    gender = pick(_("Gender"), choices=list(GENDERS.items()))
    municipality_id = number(_("Municipality"))
    language = line(_("Language, when not Dutch"), 40)
    needs_interpreter = forms.BooleanField(label=_("Needs an interpreter"), required=False)


class Reach(Changes):
    """How somebody is reached."""

    phone = line(_("Telephone"), 20)
    email = line(_("E-mail"), 254)
    street = line(_("Street"), 120)
    house_number = line(_("House number"), 10)
    postcode = line(_("Postcode"), 7)
    place = line(_("Place"), 80)


class MoveIn(Form):
    """Who lives together with somebody else."""

    with_resident_id = number(_("Lives with"))
    since = day(_("Since"), required=False)


class Related(Form):
    """What somebody is of somebody else."""

    other_id = number(_("Who?"))
    kind = pick(_("Is of this person"))


class Allowed(Form):
    """A consent."""

    kind = pick(_("Consent to"))
    given_on = day(_("Given on"))

"""What is asked about a contact."""

from django import forms
from django.utils.translation import gettext_lazy as _

from omzien.web.desks.dossier.forms.fields import day, line, number, radios, text
from omzien.web.kit.edits import Edit
from omzien.web.kit.forms import Form


class Note(Form):
    """A contact: what was said first, for that is what somebody comes to write; the rest is filled in."""

    note = text(
        _("What was said and agreed?"),
        rows=7,
        first=True,
        required=False,
        help_text=_("Only who supports this person can read it."),
    )
    kind = radios(_("How was the contact?"))
    minutes = forms.IntegerField(
        label=_("Minutes"),
        required=False,
        min_value=0,
        max_value=1440,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    held_on = day(_("Day"))
    intervention_id = number(_("Part of"), required=False)
    with_resident_ids = forms.TypedMultipleChoiceField(
        label=_("Who of the household was there too?"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The note is one text, in the dossier of each. The minutes are counted once."),
    )
    also_there = line(_("Who else was there?"), help_text=_("For example a neighbour, or an interpreter."))

    def without_household(self) -> None:
        """Nobody to choose from: not asked."""
        del self.fields["with_resident_ids"]


class NoteText(Edit):
    """The text of a contact, to correct."""

    text = text(_("What was said and agreed?"), rows=10, first=True)

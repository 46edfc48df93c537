"""What is asked about working together: the lead, partners, consultations, handing on."""

from django import forms
from django.utils.translation import gettext_lazy as _

from omzien.web.desks.dossier.forms.fields import day, line, number, text
from omzien.web.kit.forms import Form


class Lead(Form):
    """Who has the lead."""

    worker_id = number(_("Who has the lead?"))
    started_on = day(_("From"))


class Involved(Form):
    """A partner that works with the resident too."""

    partner_id = number(_("Partner"))
    person = line(_("Whom to call there"), 120)
    does_what = line(_("What do they do?"))
    since = day(_("Since"))


class Consulted(Form):
    """What a partner was asked."""

    partner_id = number(_("Partner"))
    held_on = day(_("Day"))
    named = forms.BooleanField(
        label=_("The partner heard who it is about"),
        required=False,
        help_text=_("Leave it off when you asked without a name."),
    )
    ground = line(
        _("On what ground was the name told?"),
        help_text=_("Only when the resident gave no consent to share information."),
    )
    asked = text(_("What did you ask?"), rows=3)
    answered = text(_("What was the answer?"), rows=3, required=False)


class Answered(Form):
    """What the partner answered later."""

    answered = text(_("What was the answer?"), rows=5, first=True)


class HandOn(Form):
    """To whom the work goes, and what that person should know."""

    worker_id = number(_("To a colleague"), required=False)
    team_id = number(_("Or to a team"), required=False)
    stay = forms.BooleanField(label=_("I stay involved"), required=False)
    summary = text(
        _("What should the next one know?"),
        rows=18,
        help_text=_("Made from the record; change what you like. The resident need not tell it all again."),
    )

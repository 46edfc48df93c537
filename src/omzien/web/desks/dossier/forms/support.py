"""What is asked about support: its start, its plan, its factors, and referrals."""

from django import forms
from django.utils.translation import gettext_lazy as _

from omzien.web.desks.dossier.forms.fields import day, number, pick, radios, text
from omzien.web.kit.edits import Edit
from omzien.web.kit.forms import Form
from omzien.web.words import ATTAINMENTS, FORMS


class Start(Form):
    """The start of a trajectory, of light support, or of advice."""

    service_id = number(_("Service"))
    form = radios(_("What kind of support?"), choices=list(FORMS.items()))
    kind = pick(_("Intervention"), required=False)
    started_on = day(_("Started on"))
    worker_id = number(_("By whom"))
    over_norm_reason = pick(
        _("Why did it take so long?"),
        required=False,
        help_text=_("Only when the wait was longer than the norm."),
    )


class Explored(Form):
    """The first exploration of the question."""

    explored_on = day(_("Explored on"))
    over_norm_reason = pick(
        _("Why did it take so long?"),
        required=False,
        help_text=_("Only when the wait was longer than the norm."),
    )


class GoalWords(Form):
    """What the resident wants to reach."""

    text = text(_("What does the resident want to reach?"), rows=3, help_text=_("In the resident's words."))
    domain = pick(_("Domain of life"), required=False)


class GoalText(Edit, GoalWords):
    """A goal, to say it better."""


class NewGoal(GoalWords):
    """The same, on a day."""

    set_on = day(_("Agreed on"))


class Judged(Edit):
    """Was a goal met?"""

    attainment = radios(
        _("Was it reached?"), choices=[(key, label) for key, label in ATTAINMENTS.items() if key]
    )
    judged_on = day(_("Judged on"))


class Factors(Form):
    """What makes an intervention longer or heavier."""

    factors = forms.MultipleChoiceField(
        label=_("What makes this support longer or heavier?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("It belongs to this support, not to the person: take it away when it is over."),
    )


class Referred(Form):
    """A referral, to a partner, from a partner, or to another service of the house."""

    direction = radios(
        _("Which way?"),
        choices=[
            ("outgoing", _("to a partner")),
            ("internal", _("to another service of ours")),
            ("incoming", _("from a partner to us")),
        ],
    )
    partner_id = number(_("Partner"), required=False)
    service_id = number(_("Service"), required=False)
    referred_on = day(_("Referred on"))
    outcome = pick(_("What became of it?"), required=False, help_text=_("Leave empty: it can be said later."))


class Settled(Edit):
    """What became of a referral."""

    outcome = radios(_("What became of it?"))

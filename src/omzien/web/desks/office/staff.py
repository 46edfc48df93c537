"""Who works here: a new worker, with a key to the house; roles, teams and the last day of those who do."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.password_validation import validate_password
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from omzien.gate.action import action
from omzien.gate.desk import desk
from omzien.gate.visit import Role, Visit
from omzien.organisation import queries as organisation
from omzien.organisation.actions import dismiss, give_key, hire, place
from omzien.organisation.policy import CHANGE_WORKERS
from omzien.web.accounts import ROLES
from omzien.web.desks.office.forms import OfSetUp
from omzien.web.kit.forms import Form
from omzien.web.kit.page import page


class Placing(Form):
    """With what a worker signs in, in which roles and teams."""

    username = forms.CharField(
        label=_("Name to sign in with"),
        max_length=150,
        required=False,
        help_text=_("Empty: somebody who works here and does not sign in."),
    )
    password = forms.CharField(
        label=_("New password"),
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least 12 characters. Tell it in person; it can be changed after signing in."),
    )
    roles = forms.TypedMultipleChoiceField(
        label=_("Roles"),
        coerce=Role,
        choices=[(role.value, label) for role, label in ROLES.items()],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    team_ids = forms.TypedMultipleChoiceField(
        label=_("Teams"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )

    def clean_password(self) -> str:
        """One that is not guessed."""
        password: str = self.cleaned_data["password"]
        if password:
            validate_password(password)
        return password

    def offer_teams(self, visit: Visit) -> None:
        """The teams that there are."""
        self.offer("team_ids", [(str(team.pk), team.name) for team in organisation.teams(visit)])


class NewWorker(Placing):
    """Who begins today."""

    name = forms.CharField(label=_("Name"), max_length=120)
    field_order = ("name",)


class Placed(OfSetUp, Placing):
    """Who works here already."""

    last_day = forms.DateField(
        label=_("Last day at work"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Roles and teams end with it. What this worker wrote stays."),
    )


@desk(act=CHANGE_WORKERS)
def worker_new(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Somebody begins here."""
    form = NewWorker(request.POST or None)
    form.offer_teams(visit)
    if form.did(add_worker, visit):
        messages.success(request, gettext("%(name)s works here from today.") % form.cleaned_data)
        return redirect("office")
    return page(request, "office/worker.html", {"form": form, "card": None})


@desk(act=CHANGE_WORKERS)
def worker(request: HttpRequest, visit: Visit, worker_id: int) -> HttpResponse:
    """Somebody works here in other roles, or no more."""
    card = organisation.staff_card(visit, worker_id=worker_id)
    form = Placed(request.POST or None, shown=_shown(card), changed_at=None)
    form.offer_teams(visit)
    form.fields["username"].disabled = bool(card.username)
    if form.did(change_worker, visit, worker_id=worker_id):
        messages.success(request, gettext("Saved."))
        return redirect("office")
    return page(request, "office/worker.html", {"form": form, "card": card})


def _shown(card: organisation.StaffCard) -> dict[str, Any]:
    return {
        "username": card.username,
        "password": "",
        "roles": sorted(card.roles),
        "team_ids": sorted(map(str, card.team_ids)),
        "last_day": card.last_day,
    }


@action
def add_worker(visit: Visit, /, *, name: str, username: str, password: str, **placed: Any) -> None:
    """All of the page, or nothing of it."""
    worker_id = hire(visit, name=name, username=username)
    if password:
        give_key(visit, worker_id=worker_id, password=password)
    place(visit, worker_id=worker_id, **placed)


@action
def change_worker(
    visit: Visit, /, *, worker_id: int, username: str, password: str, last_day: date | None, **placed: Any
) -> None:
    """All of the page, or nothing of it."""
    if username or password:
        give_key(visit, worker_id=worker_id, username=username, password=password)
    place(visit, worker_id=worker_id, **placed)
    if last_day:
        dismiss(visit, worker_id=worker_id, on=last_day)

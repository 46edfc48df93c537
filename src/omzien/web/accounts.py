"""Accounts are made by the organisation, never by a passer-by; on demo data the sign-in page names them."""

import json
from dataclasses import dataclass
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import ChangePasswordForm, LoginForm
from django import forms
from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.password_validation import MinimumLengthValidator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from omzien.gate.visit import Role
from omzien.web.kit.page import asked_for_part

ROLES = {
    Role.WORKER: _("social worker"),
    Role.FRONT_DESK: _("front desk"),
    Role.TEAM_LEAD: _("team lead"),
    Role.COORDINATOR: _("coordinator of groups and volunteers"),
    Role.ANALYST: _("policy adviser"),
    Role.PRIVACY_OFFICER: _("privacy officer"),
    Role.ADMINISTRATOR: _("administrator"),
}


class SignedIn(LoginRequiredMiddleware):
    """Who is not signed in goes to the page for that; htmx would draw it in another, and gets 401."""

    def handle_no_permission(  # type: ignore[override]  # not only ways on
        self, request: HttpRequest, view_func: Any
    ) -> HttpResponseBase:
        """A way on, or a word."""
        if asked_for_part(request):
            return HttpResponse(status=401)
        return super().handle_no_permission(request, view_func)


class StaffOnly(DefaultAccountAdapter):  # type: ignore[misc]
    """No open sign-up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Always closed."""
        return False


class LongEnough(MinimumLengthValidator):
    """As Django's own, in whose Dutch the sentence is missing."""

    def get_error_message(self) -> str:
        """What is wrong with a short one."""
        return gettext("This password is too short: use at least %(least)s characters.") % {
            "least": self.min_length
        }


class _Plain(forms.Form):
    """Fields with labels, and no link to a password by mail: a lost one is the administrator's work."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
            field.help_text = ""


class SignIn(_Plain, LoginForm):  # type: ignore[misc]
    """Two fields."""


class NewPassword(_Plain, ChangePasswordForm):  # type: ignore[misc]
    """The old one, and the new one twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = gettext("At least 12 characters.")


def by_mail(request: HttpRequest) -> HttpResponse:
    """Accounts have no e-mail address, so what allauth does by mail is not here."""
    raise Http404


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """Somebody of the made-up organisation; `fills` is what a click puts into the form."""

    name: str
    does: Any
    fills: str


def demo_accounts() -> list[DemoAccount]:
    """The accounts of demo data (the data folder's `demo-accounts.json`); anywhere else none."""
    if not settings.DEMO:
        return []
    try:
        listed = json.loads((settings.DATA / "demo-accounts.json").read_text())
    except FileNotFoundError:
        return []
    return [
        DemoAccount(
            name=account["name"],
            does=ROLES.get(account["role"], ""),
            fills=json.dumps({"login": account["username"], "password": account["password"]}),
        )
        for account in listed
    ]

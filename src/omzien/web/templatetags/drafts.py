"""The tag by which a form is a draft: `{% draft_of "register" %}` inside the form."""

from typing import Any

from django import template
from django.template.context import Context
from django.urls import reverse
from django.utils.translation import gettext as _

from omzien.people import queries as people

register = template.Library()


@register.inclusion_tag("components/draft.html", takes_context=True)
def draft_of(
    context: Context, form: str, *, resident_id: int | None = None, about: object = "", redraw: bool = False
) -> dict[str, Any]:
    """Keep the form around this tag as a draft, and say when it was saved.

    `form` is the form's name in `words.DRAFTS`. `resident_id`: whose record the page is of; `about`: what it
    is of beside that. Both are taken from the address of the page when they are not given, so that is rarely
    needed. `redraw`: a form of steps, which the server draws from what was typed.
    """
    request = context["request"]
    visit = request.visit
    sent = request.POST.get("draft", "")
    named = request.resolver_match.kwargs
    return {
        "form": form,
        "resident_id": str(resident_id or named.get("resident_id") or request.GET.get("resident_id", "")),
        "about": str(about) or ".".join(str(named[name]) for name in named if name != "resident_id"),
        "redraw": redraw,
        "worker_id": visit.worker_id,
        "spare": people.spare_key(visit),
        "is_sent": request.method == "POST",
        "key": sent if sent and people.is_draft(visit, key=sent) else "",
        "urls": {name: reverse(name) for name in ("drafts", "draft_elsewhere", "throw_draft_away")},
        "sign_in": f"{reverse('account_login')}?next={reverse('draft_back')}",
        "says": _says(),
    }


def _says() -> dict[str, str]:
    """What the line beside the form says, by how it stands with the draft; %s: how long ago."""
    return {
        "typing": _("Saving the draft"),
        "saved": _("Draft saved %s"),
        "unsaved": _("Not saved yet: no connection. What you type stays here and is tried again."),
        "out": _("Not saved yet: you are signed out."),
        "somebody": _("Not saved: somebody else signed in."),
        "refused": _("Not saved as a draft: it is too long, or not about somebody here."),
    }

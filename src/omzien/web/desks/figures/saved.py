"""Saved questions: kept under a name, opened by a link, shared, renamed, deleted and put back."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from omzien.gate.desk import desk
from omzien.gate.sealed import Absent
from omzien.gate.visit import Visit
from omzien.organisation.actions import change_view, delete_view, save_view
from omzien.organisation.policy import READ_VIEWS
from omzien.organisation.queries import SavedQuestion, saved_views
from omzien.web.kit.forms import Form
from omzien.web.kit.page import page


class Name(Form):
    """How a saved question is called, and whether others find it."""

    name = forms.CharField(label=_("Name"), max_length=80)
    is_shared = forms.BooleanField(label=_("Share with everybody here who sees figures"), required=False)


class Saving(Name):
    """A question with its name."""

    query = forms.CharField(widget=forms.HiddenInput, max_length=1000)


@desk(act=READ_VIEWS)
def saved(request: HttpRequest, visit: Visit) -> HttpResponse:
    """One's own saved questions and those that others share; and the place to save one."""
    form = Saving(request.POST) if request.method == "POST" else None
    if form and form.is_valid() and form.send(save_view, visit):
        messages.success(request, gettext("Saved as “%(name)s”.") % {"name": form.cleaned_data["name"]})
        return redirect("saved_figures")
    return _shown(request, visit, wrong=form, status=422 if form else 200)


@desk(act=READ_VIEWS)
def saved_one(request: HttpRequest, visit: Visit, view_id: int) -> HttpResponse:
    """The link of a saved question leads to the explorer. Sent to, it is renamed, shared or deleted."""
    view = next((one for one in saved_views(visit) if one.id == view_id), None)
    if view is None:
        raise Absent(f"saved question {view_id}")
    if request.method != "POST":
        return redirect(f"{reverse('figures')}?{view.query}")
    if "delete" in request.POST:
        delete_view(visit, view_id=view_id)
        return _shown(request, visit, gone=view)
    form = Name(request.POST, prefix=str(view_id))
    if form.is_valid():
        form.send(change_view, visit, view_id=view_id)
    if form.errors:
        return _shown(request, visit, wrong=form, status=422)
    return redirect("saved_figures")


def _shown(
    request: HttpRequest,
    visit: Visit,
    *,
    wrong: Form | None = None,
    gone: SavedQuestion | None = None,
    status: int = 200,
) -> HttpResponse:
    views = saved_views(visit)
    context: dict[str, Any] = {
        "mine": [(view, _form_of(view, wrong)) for view in views if not view.by],
        "others": [view for view in views if view.by],
        "saving": wrong if isinstance(wrong, Saving) else None,
        "gone": gone,
    }
    return page(request, "figures/saved.html", context, status=status)


def _form_of(view: SavedQuestion, wrong: Form | None) -> Form:
    """The form of a saved question: as it was sent, when something is wrong with it."""
    prefix = str(view.id)
    if wrong is not None and wrong.prefix == prefix:
        return wrong
    return Name(initial={"name": view.name, "is_shared": view.is_shared}, prefix=prefix)

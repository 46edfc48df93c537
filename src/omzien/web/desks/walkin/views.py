"""The list of the morning, and one visitor with the money exploration."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from omzien.community import actions
from omzien.community import queries as community
from omzien.community.policy import MONEY_FINDINGS, RECORD_WALK_IN
from omzien.community.queries import VisitorRow
from omzien.gate.desk import desk
from omzien.gate.visit import Visit
from omzien.people import queries as people
from omzien.people.rules import person_in
from omzien.web.desks.arrive.remembered import remember, remembered
from omzien.web.desks.inbox import lists
from omzien.web.desks.inbox.forms import NewResident
from omzien.web.desks.walkin import forms
from omzien.web.desks.walkin.registering import add_visitor, record_visitor, register_visitor
from omzien.web.kit.forms import Form
from omzien.web.kit.page import page

FEW = 6
LAST = ("hour", "municipality_id", "domain")  # what the next visitor begins with


@desk(act=RECORD_WALK_IN)
def morning(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Who came today; or, sent, one visitor more: by name, or without."""
    said = request.POST if request.method == "POST" else _as_before(request)
    form = forms.Visitor(
        said,
        hours=lists.codes(visit, "walk_in_hour"),
        municipalities=lists.municipalities(visit),
        domains=lists.codes(visit, "domain"),
    )
    if request.method != "POST":
        form.quiet()
    elif form.did(record_visitor, visit):
        return _for_the_next(request, form)
    return _list(request, visit, form)


def _for_the_next(request: HttpRequest, form: forms.Visitor) -> HttpResponse:
    kept = {name: request.POST.get(name, "") for name in LAST}
    answer = redirect(f"{request.path}?{urlencode(kept)}")
    remember(answer, form.cleaned_data)
    return answer


def _as_before(request: HttpRequest) -> QueryDict:
    """As the last line was, or where somebody registered last at this computer."""
    said = request.GET.copy()
    said.setdefault("municipality_id", remembered(request).get("municipality_id", ""))
    return said


def _list(request: HttpRequest, visit: Visit, form: forms.Visitor) -> HttpResponse:
    text = (request.POST or request.GET).get("text", "").strip()
    context = {
        "form": form,
        "rows": community.visitors(visit, day=visit.today),
        "text": text,
        "found": people.search(visit, text=text, limit=FEW) if text else [],
        "today": visit.today,
        "debts": dict(forms.DEBTS),
    }
    return page(request, "walkin/page.html", context, fragment="found")


@dataclass(frozen=True)
class Doing:
    """A form, its action, and what is said when it is done."""

    form: Callable[..., Form]
    act: Callable[..., Any]
    says: Any
    offers: Mapping[str, Callable[[Visit], lists.Choices]]


DOINGS: Mapping[str, Doing] = {
    "explore": Doing(
        forms.Exploration,
        actions.explore_money,
        _("The money exploration is saved."),
        {
            "topics": lambda visit: lists.codes(visit, "money_topic"),
            "ways": lambda visit: [
                way for way in lists.codes(visit, "walk_in_follow_up") if way[0] != "combinatie"
            ],
        },
    ),
    "name": Doing(forms.Named, actions.name_visitor, _("It is known who it is."), {}),
    "add": Doing(
        NewResident, add_visitor, _("The new resident is saved."), {"municipalities": lists.municipalities}
    ),
    "register": Doing(
        forms.Register,
        register_visitor,
        _("The registration is saved."),
        {"topics": lists.topics, "partners": lists.partners},
    ),
    "remove": Doing(Form, actions.take_back_walk_in, _("Taken back: it was never there."), {}),
}


@desk(act=RECORD_WALK_IN)
def one(request: HttpRequest, visit: Visit, visit_id: int) -> HttpResponse:
    """One visitor; or, sent, what was found, who it is, or a registration."""
    row = community.visitor(visit, visit_id=visit_id)
    name = request.POST.get("do", "")
    if request.method != "POST" or name not in DOINGS:
        return _shown(request, visit, row, {})
    doing = DOINGS[name]
    form = doing.form(request.POST, **_offered(visit, doing))
    if form.is_valid():
        form.send(doing.act, visit, visit_id=visit_id)
    if not form.is_valid():
        return _shown(request, visit, row, {name: form})
    messages.success(request, str(doing.says))
    return redirect("walk_in") if name in ("remove", "register") else redirect("walk_in_visit", visit_id)


def _offered(visit: Visit, doing: Doing) -> dict[str, lists.Choices]:
    return {name: ask(visit) for name, ask in doing.offers.items()}


def _shown(request: HttpRequest, visit: Visit, row: VisitorRow, wrong: dict[str, Form]) -> HttpResponse:
    text = request.GET.get("text", "").strip()
    known = {
        "explore": {f"topic-{topic}": finding for topic, finding in row.findings.items()}
        | {"agreed": [one.key for one in row.agreed], "problematic_debt": row.problematic_debt},
        "register": {"question": row.domain.key if row.domain else ""},
        "add": person_in(text, visit.today) | {"municipality_id": row.municipality_id},
    }
    blank = {name: DOINGS[name].form(initial=known[name], **_offered(visit, DOINGS[name])) for name in known}
    context = {
        "row": row,
        "forms": blank | wrong,
        "form": next(iter(wrong.values()), None),
        "wrong": next(iter(wrong), ""),
        "may_explore": MONEY_FINDINGS.open_to(visit),
        "text": text,
        "found": people.search(visit, text=text, limit=FEW) if text else [],
    }
    return page(request, "walkin/visitor.html", context, fragment="found")

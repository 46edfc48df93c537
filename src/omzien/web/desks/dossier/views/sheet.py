"""A page with one form about a resident: fill in, one action, back to the dossier."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from omzien.gate.visit import Visit
from omzien.people.queries import ResidentCard
from omzien.web.kit.forms import Form
from omzien.web.kit.page import page
from omzien.web.templatetags.omzien import in_words


@dataclass(frozen=True, slots=True)
class Sheet:
    """The words around a form, the name under which it is drafted, its template, and the page after it."""

    name: str
    title: Any
    button: Any
    done: Any
    intro: Any = ""
    template: str = "dossier/sheet.html"
    then: str = "dossier"


def answer(
    request: HttpRequest,
    visit: Visit,
    person: ResidentCard,
    sheet: Sheet,
    form: Form,
    act: Callable[..., object],
    about: Mapping[str, Any],
    **shown: Any,
) -> HttpResponse:
    """Show the form; sent and right, do the act about what it is of, and go on to the page after it."""
    if form.did(act, visit, **about):
        messages.success(request, str(sheet.done))
        return redirect(sheet.then, person.id)
    back = reverse(sheet.then, args=[person.id])
    context = {"person": person, "sheet": sheet, "form": form, "back": back, **shown}
    return page(request, sheet.template, context)


def pressed(
    request: HttpRequest,
    resident_id: int,
    do: Callable[[], object],
    done: str,
    *,
    then: str,
    is_asked: bool = False,
) -> HttpResponse:
    """A button beside a row: do it when it was pressed (and confirmed, when that `is_asked`), and go back."""
    if request.POST.get("confirm") or (request.method == "POST" and not is_asked):
        do()
        messages.success(request, done)
    return redirect(then, resident_id)


def codes_as_choices(cards: Any, *, empty: bool = False) -> list[tuple[str, str]]:
    """Entries of a code list as a form offers them, in the language of the page."""
    found = [(card.key, in_words(card)) for card in cards]
    return [("", "–"), *found] if empty else found


def rows_as_choices(rows: Any, name: Callable[[Any], str], *, empty: bool = False) -> list[tuple[Any, str]]:
    """Rows as a form offers them, by id."""
    found = [(getattr(row, "id", None) or row.pk, name(row)) for row in rows]
    return [("", "–"), *found] if empty else found

"""A page with one form about a resident: fill in, one action, back to the dossier."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from omzien.people.queries import ResidentCard
from omzien.web.kit.forms import Form
from omzien.web.kit.page import page
from omzien.web.templatetags.omzien import in_words


@dataclass(frozen=True, slots=True)
class Sheet:
    """The words around a form, and the name under which it is drafted."""

    name: str
    title: Any
    button: Any
    done: Any
    intro: Any = ""


def answer(
    request: HttpRequest,
    person: ResidentCard,
    sheet: Sheet,
    form: Form,
    do: Callable[[], object],
    *,
    template: str = "dossier/sheet.html",
    then: str = "dossier",
    **shown: Any,
) -> HttpResponse:
    """Show the form; when it was sent and nothing is wrong, do it and go on to the page `then`."""
    if form.is_valid():
        do()
        if form.is_valid():
            messages.success(request, str(sheet.done))
            return redirect(then, person.id)
    back = reverse(then, args=[person.id])
    return page(request, template, {"person": person, "sheet": sheet, "form": form, "back": back, **shown})


def codes_as_choices(cards: Any, *, empty: bool = False) -> list[tuple[str, str]]:
    """Entries of a code list as a form offers them, in the language of the page."""
    found = [(card.key, in_words(card)) for card in cards]
    return [("", "–"), *found] if empty else found


def rows_as_choices(rows: Any, name: Callable[[Any], str], *, empty: bool = False) -> list[tuple[Any, str]]:
    """Rows as a form offers them, by id."""
    found = [(getattr(row, "id", None) or row.pk, name(row)) for row in rows]
    return [("", "–"), *found] if empty else found

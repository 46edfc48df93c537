"""Who may be one person, side by side; a merge is confirmed on the page that says what it does."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from omzien.gate.desk import desk
from omzien.gate.refused import Refused
from omzien.gate.visit import Visit
from omzien.people import queries as people
from omzien.people.actions import merge_residents, undo_merge
from omzien.people.policy import KEEP_MERGE, MERGE_RESIDENTS
from omzien.web.kit.page import page
from omzien.web.kit.refusals import sentences
from omzien.web.words import GENDERS, TABLES


@desk(act=MERGE_RESIDENTS)
def doubles(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The pairs that may be one person, and the merges that can be undone."""
    return page(
        request, "doubles/page.html", {"pairs": people.duplicates(visit), "merges": people.merges(visit)}
    )


@desk(act=MERGE_RESIDENTS)
def merge(request: HttpRequest, visit: Visit, survivor_id: int, merged_id: int) -> HttpResponse:
    """Two residents side by side, with what merging does; confirmed, they are one."""
    told = people.merge_preview(visit, survivor_id=survivor_id, merged_id=merged_id)
    problems: list[str] = []
    if request.POST.get("confirm"):
        pair = {"survivor_id": survivor_id, "merged_id": merged_id}
        problems = _told(lambda: merge_residents(visit, **pair))
        if not problems:
            messages.success(request, gettext("The two are one resident now. You can undo this."))
            return redirect("doubles")
    context = {"told": told, "problems": problems, "rows": _side_by_side(visit, told)}
    return page(request, "doubles/merge.html", context | _counted(moves=told.moves, aside=told.aside))


@desk(act=KEEP_MERGE)
def undo(request: HttpRequest, visit: Visit, merge_id: int) -> HttpResponse:
    """What undoing a merge does; confirmed, they are two again."""
    told = people.undo_preview(visit, merge_id=merge_id)
    problems: list[str] = []
    if request.POST.get("confirm"):
        problems = _told(lambda: undo_merge(visit, merge_id=merge_id))
        if not problems:
            messages.success(request, gettext("They are two residents again."))
            return redirect("doubles")
    counted = _counted(back=told.back, stays=told.stays, gone=told.gone, aside=told.aside)
    return page(request, "doubles/undo.html", {"told": told, "problems": problems} | counted)


def _told(work: Callable[[], object]) -> list[str]:
    """What the room refused, in the reader's language."""
    try:
        work()
    except Refused as refusal:
        return sentences(refusal)
    return []


def _counted(**tables: Mapping[str, int]) -> dict[str, list[tuple[Any, int]]]:
    """Counts by table in words; what a name is found by is nobody's work."""
    return {
        name: [(TABLES[label], number) for label, number in counts.items() if label in TABLES]
        for name, counts in tables.items()
    }


def _side_by_side(visit: Visit, told: Any) -> Iterable[tuple[str, Any, Any]]:
    """What is compared: a word, and what it is for each of the two."""
    one, other = told.survivor, told.merged
    here, there = (people.contact_details(visit, resident_id=each.id) for each in (one, other))
    yield gettext("Gender"), GENDERS[one.gender], GENDERS[other.gender]
    yield gettext("Municipality"), one.municipality, other.municipality
    for word, names in (
        (gettext("Address"), ("street", "house_number")),
        (gettext("Postcode and place"), ("postcode", "place")),
        (gettext("Telephone"), ("phone",)),
        (gettext("E-mail"), ("email",)),
    ):
        left, right = (
            " ".join(filter(None, (getattr(card, name, "") for name in names))) for card in (here, there)
        )
        yield word, left, right

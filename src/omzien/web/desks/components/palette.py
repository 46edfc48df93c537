"""What the palette finds as one types: what can be done here, residents, and a thing to do for one."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from omzien.gate.visit import Visit
from omzien.people import queries as people
from omzien.people.policy import FIND_RESIDENT, READ_RESIDENT
from omzien.web.desks.dossier.doings import DOINGS, About, Doing, address_of, doings_of
from omzien.web.shell import Command, Group, commands, fits
from omzien.web.templatetags.omzien import day

SHORTEST_NAME, MOST = 2, 5
FOR = {"voor", "for", "van", "of", "met", "with"}  # between a thing to do and a name


def palette(request: HttpRequest, visit: Visit, *, text: str, resident_id: int | None) -> list[Group]:
    """All that fits what was typed, by kind: this page's first."""
    here = doings_of(visit, resident_id=resident_id) if resident_id else []
    found = [Group(_("On this page"), [link for link in here if fits(link.label, text)])]
    found += commands(request, visit, text=text)
    if FIND_RESIDENT.open_to(visit) and READ_RESIDENT.open_to(visit):
        found += _about_residents(visit, text)
    return [group for group in found if group.commands]


def _about_residents(visit: Visit, text: str) -> Iterator[Group]:
    wanted = [(doing, rest) for doing in DOINGS if (rest := for_whom(doing, text))]
    if not wanted:
        yield Group(_("Residents"), _records(visit, text))
        return
    doable: dict[str, list[people.FoundResident]] = {}
    for _doing, rest in wanted:
        if rest not in doable:
            doable[rest] = people.search_circle(visit, text=rest, limit=MOST)
    yield Group(
        _("For a resident"),
        [_command(doing, one) for doing, rest in wanted if doing.act.open_to(visit) for one in doable[rest]],
    )


def for_whom(doing: Doing, text: str) -> str:
    """The name in "note for jansen", when the words before it call this thing to do; else nothing."""
    if doing.about not in (About.RESIDENT, About.RESIDENT_ASKED):
        return ""
    words, label = text.casefold().split(), str(doing.label).casefold().split()
    called = 0
    while called < len(words) and any(word.startswith(words[called]) for word in label):
        called += 1
    rest = words[called + 1 :] if called < len(words) and words[called] in FOR else words[called:]
    name = " ".join(rest)
    return name if called and len(name) >= SHORTEST_NAME else ""


def _named(visit: Visit, text: str) -> list[people.FoundResident]:
    if len(text.strip()) < SHORTEST_NAME:
        return []
    return people.search(visit, text=text, limit=MOST)


def _records(visit: Visit, text: str) -> list[Command]:
    return [
        Command(one.name, "residents", url=reverse("dossier", args=[one.id]), about=_about(one))
        for one in _named(visit, text)
    ]


def _command(doing: Doing, one: people.FoundResident) -> Command:
    return Command(f"{doing.label}: {one.name}", doing.icon, url=address_of(doing, one.id), about=_about(one))


def _about(one: people.FoundResident) -> str:
    return ", ".join(filter(None, [day(one.birth_date), one.municipality]))

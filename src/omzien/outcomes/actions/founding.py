"""Giving an organisation the instruments that ship, those of its own, and licensed texts beside them."""

import tomllib
from collections.abc import Iterator
from dataclasses import asdict, fields
from importlib.resources import files
from typing import Any

from omzien.gate.action import action, keep_setup, remove_setup
from omzien.gate.errors import Absent
from omzien.gate.refused import Problem, refuse_if
from omzien.gate.visit import Visit
from omzien.organisation.queries import choices
from omzien.outcomes import rules
from omzien.outcomes.models import Instrument, Item, LicensedText
from omzien.outcomes.policy import SET_UP_INSTRUMENTS, SET_UP_TEXTS
from omzien.outcomes.queries import instruments

PLAIN = tuple(column.name for column in fields(rules.Described) if column.name not in ("items", "levels"))
STARTER = ("zrm_2017", "zrm_2017_ouderschap", "positieve_gezondheid", "omzien_effect_2026")


def starter(key: str) -> dict[str, Any]:
    """One instrument or survey that ships with Omzien, as written in starter/<key>.toml."""
    return tomllib.loads(files("omzien.outcomes").joinpath(f"starter/{key}.toml").read_text(encoding="utf-8"))


@action
def found_instruments(visit: Visit) -> list[str]:
    """Give the organisation the starter instruments that it does not have yet; their keys. Nothing is
    overwritten.

    An item is tied to the domain of life that the starter names, when the organisation's code list has it.
    """
    if not SET_UP_INSTRUMENTS.open_to(visit):  # also when there is nothing left to found
        raise Absent(SET_UP_INSTRUMENTS.name)
    there = Instrument.objects.filter(organisation_id=visit.organisation_id)
    new = [key for key in STARTER if key not in set(there.values_list("key", flat=True))]
    for key in new:
        _found(visit, starter(key))
    return new


def _found(visit: Visit, described: dict[str, Any]) -> None:
    items = described.pop("items")
    ours = visit.organisation_id
    founded = Instrument(organisation_id=ours, **described)
    keep_setup(visit, SET_UP_INSTRUMENTS, founded, organisation_id=ours)
    domains = choices(visit, lists=["domain"], on=visit.today)
    for order, named in enumerate(items, start=1):
        domain = domains.get(("domain", named.pop("domain", "")))
        item = Item(instrument=founded, order=order, domain_id=domain.id if domain else None, **named)
        keep_setup(visit, SET_UP_INSTRUMENTS, item, organisation_id=ours)


@action
def set_up_instrument(visit: Visit, *, new: rules.Described, replaces: str = "") -> int:
    """Give the organisation an instrument of its own, or a new version; gives its id.

    What it replaces stays readable and is offered no more; an item with the same key keeps its domain of
    life. Raises `Refused` with everything that is wrong with it.
    """
    if not SET_UP_INSTRUMENTS.open_to(visit):
        raise Absent(SET_UP_INSTRUMENTS.name)
    ours = visit.organisation_id
    mine = Instrument.objects.filter(organisation_id=ours)
    refuse_if([*rules.instrument_problems(new), *_key_problems(new.key, mine.filter(key=new.key).exists())])
    plain = {name: getattr(new, name) for name in PLAIN}
    row = Instrument(organisation_id=ours, levels=[asdict(level) for level in new.levels], **plain)
    keep_setup(visit, SET_UP_INSTRUMENTS, row, organisation_id=ours)
    old = mine.filter(key=replaces).first() if replaces else None
    domains = dict(Item.objects.filter(instrument=old).values_list("key", "domain_id")) if old else {}
    for order, item in enumerate(new.items, start=1):
        named = Item(instrument=row, order=order, domain_id=domains.get(item.key), **asdict(item))
        keep_setup(visit, SET_UP_INSTRUMENTS, named, organisation_id=ours)
    if old:
        offer_instrument(visit, instrument_key=old.key, in_use=False)
    return row.pk


def _key_problems(key: str, is_taken: bool) -> Iterator[Problem]:
    if is_taken:
        yield Problem("there is an instrument %(key)s already", "key", {"key": key})


@action
def offer_instrument(visit: Visit, *, instrument_key: str, in_use: bool) -> None:
    """Offer an instrument for new measurements, or no more; what was measured with it stays."""
    ours = visit.organisation_id
    row = Instrument.objects.filter(organisation_id=ours, key=instrument_key).first()
    if row is None:
        raise Absent(f"instrument {instrument_key}")
    row.in_use = in_use
    keep_setup(visit, SET_UP_INSTRUMENTS, row, organisation_id=ours)


@action
def add_texts(visit: Visit, *, content: bytes) -> int:
    """Add licensed texts from an uploaded file (CSV or JSON); how many. They replace what the same
    instruments had. Raises `Refused` with everything that is wrong in the file, and adds nothing then.
    """
    if not SET_UP_TEXTS.open_to(visit):
        raise Absent(SET_UP_TEXTS.name)
    cards = {card.key: card for card in instruments(visit)}
    cells = rules.cells_of(content, {key: card.scale for key, card in cards.items()})
    for key in {cell.instrument for cell in cells}:
        remove_texts(visit, instrument_key=key)
    items = {(key, item.key): item.id for key, card in cards.items() for item in card.items}
    ours = visit.organisation_id
    for cell in cells:
        row = LicensedText(
            organisation_id=ours,
            item_id=items[cell.instrument, cell.item],
            level=cell.level,
            text=cell.text,
            added_on=visit.today,
        )
        keep_setup(visit, SET_UP_TEXTS, row, organisation_id=ours)
    return len(cells)


@action
def remove_texts(visit: Visit, *, instrument_key: str) -> None:
    """Take the licensed texts of one instrument away."""
    if not SET_UP_TEXTS.open_to(visit):
        raise Absent(SET_UP_TEXTS.name)
    ours = visit.organisation_id
    for row in LicensedText.objects.filter(organisation_id=ours, item__instrument__key=instrument_key):
        remove_setup(visit, SET_UP_TEXTS, row, organisation_id=ours)

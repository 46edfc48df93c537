"""Drafts come and go while somebody types: kept by the page, ended by the action of their form.

The ledger has a line when a draft is begun (C), opened again (R) and thrown away (D), not one for each burst
of keys: what was typed is the worker's own until it is sent, and then the action has its line. Decision 0016.
"""

from contextlib import suppress
from datetime import timedelta

from django.db import IntegrityError
from django.db.models import Q

from omzien.gate.action import action, keep, remove, revise, rub_out
from omzien.gate.visit import Visit
from omzien.people import cipher
from omzien.people.farewell import forget_drafts
from omzien.people.models import Draft
from omzien.people.policy import KEEP_DRAFT
from omzien.people.queries import must_be_resident_of_ours
from omzien.people.rules.drafting import KEPT_DAYS, Kept, Typed


def keep_draft(visit: Visit, *, typed: Typed) -> Kept:
    """Keep what was typed. KEPT; or ELSEWHERE: another page went on with this draft, which is left alone; or
    GONE: it was sent or thrown away meanwhile. Raises `Absent` for a resident who is not of the house.
    """
    for _ in range(2):
        with suppress(IntegrityError):  # the first save was sent twice, and the other has just been written
            return write_draft(visit, typed=typed)
    return Kept.GONE  # the key is somebody else's: the page takes another one


@action
def throw_draft_away(visit: Visit, *, key: str) -> None:
    """Throw an own draft away."""
    remove(visit, KEEP_DRAFT, Draft.objects.under(KEEP_DRAFT, visit).one(key=key))


@action
def end_draft(visit: Visit, *, key: str) -> None:
    """The form was sent: its draft goes, in the transaction and under the line of the action that took it."""
    rub_out(visit, KEEP_DRAFT, Q(key=key))


@action
def write_draft(visit: Visit, *, typed: Typed) -> Kept:
    """Write once what `keep_draft` keeps; raises `IntegrityError` when the same key was just begun."""
    sealed = cipher.seal_draft(typed.content, worker_id=visit.worker_id or 0, key=typed.key)
    rest = {"sealed_content": sealed, "resident_id": _of_the_house(visit, typed.resident_id)}
    follows = Q(version=typed.base) | Q(device=typed.device, version__lt=typed.version)
    written = {"version": typed.version, "device": typed.device, "page": typed.page, **rest}
    if revise(visit, KEEP_DRAFT, Q(key=typed.key) & follows, **written):
        return Kept.KEPT
    if (there := _there(visit, typed)) or typed.base:
        return there or Kept.GONE
    _begin(visit, Draft(form=typed.form, about=typed.about, key=typed.key, **written))
    return Kept.KEPT


def _there(visit: Visit, typed: Typed) -> Kept | None:
    """What stands under this key; a save that was overtaken by a later one of its own page is kept by it."""
    rows = Draft.objects.under(KEEP_DRAFT, visit).filter(key=typed.key)
    if rows.filter(device=typed.device).exists():
        return Kept.KEPT
    return Kept.ELSEWHERE if rows.exists() else None


def _begin(visit: Visit, row: Draft) -> None:
    row.organisation_id = visit.organisation_id
    row.worker_id = visit.worker_id or 0
    keep(visit, KEEP_DRAFT, row)
    forget_drafts(before=visit.now - timedelta(days=KEPT_DAYS))


def _of_the_house(visit: Visit, resident_id: int | None) -> int | None:
    if resident_id:
        must_be_resident_of_ours(visit, resident_id=resident_id)
    return resident_id or None

"""The own drafts, to go on with."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from omzien.gate.sealed import SightQuerySet
from omzien.gate.visit import Visit
from omzien.people import cipher, rules
from omzien.people.models import Draft, Resident
from omzien.people.policy import FIND_RESIDENT, KEEP_DRAFT
from omzien.people.rules.drafting import KEPT_DAYS

FEW = 20


@dataclass(frozen=True, slots=True)
class OpenDraft:
    """A draft with what was typed: `content` is the form as it would be sent (urlencoded)."""

    key: str
    version: int
    device: str
    content: str
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class DraftCard:
    """One line of the own drafts. `resident` is a name, or empty; `page` the address to go on at."""

    key: str
    form: str
    resident: str
    page: str
    changed_at: datetime


def draft_to_open(
    visit: Visit, *, form: str, about: str = "", resident_id: int | None = None, key: str = ""
) -> OpenDraft | None:
    """The draft with this key, or else the newest of this form (about this resident, when one is given)."""
    rows = _own(visit)
    if key:
        return _opened(rows.filter(key=key, form=form).first())
    rows = rows.filter(form=form, about=about)
    rows = rows.filter(resident_id=resident_id) if resident_id else rows
    return _opened(rows.order_by("-changed_at", "-pk").first())


def went_on_elsewhere(visit: Visit, *, key: str, device: str, version: int) -> bool:
    """Did another page go on with this draft after that version?"""
    return _own(visit).filter(key=key, version__gt=version).exclude(device=device).exists()


def is_draft(visit: Visit, *, key: str) -> bool:
    """Is there still an own draft with this key?"""
    return _own(visit).filter(key=key).exists()


def my_drafts(visit: Visit, *, limit: int = FEW) -> Sequence[DraftCard]:
    """The own drafts, the latest first."""
    rows = _own(visit).beside("resident", FIND_RESIDENT).order_by("-changed_at", "-pk")
    return [
        DraftCard(row.key, row.form, _name(row.resident), row.page, row.changed_at) for row in rows[:limit]
    ]


def spare_key(visit: Visit) -> str:
    """The key (base64) by which a page of this worker encrypts what the server does not have yet."""
    return cipher.spare_key(visit.worker_id or 0)


def _own(visit: Visit) -> SightQuerySet[Draft]:
    since = visit.now - timedelta(days=KEPT_DAYS)
    return Draft.objects.under(KEEP_DRAFT, visit).filter(changed_at__gte=since)


def _opened(row: Draft | None) -> OpenDraft | None:
    if row is None:
        return None
    content = cipher.unseal_draft(row.sealed_content, worker_id=row.worker_id, key=row.key)
    return OpenDraft(row.key, row.version, row.device, content, row.changed_at)


def _name(who: Resident | None) -> str:
    if who is None:
        return ""
    return rules.full_name(
        given_name=who.given_name, name_prefix=who.name_prefix, family_name=who.family_name
    )

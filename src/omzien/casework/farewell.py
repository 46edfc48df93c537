"""What casework holds of one resident: told on inspection, erased on request. Only privacy calls it.

Erasing takes every word away and leaves the bare rows of an unnamed resident: dates, codes and counts, so
that the figures of a year do not change because somebody was forgotten.

The safety code is not told here: it may be shielded from inspection, which somebody decides by hand. Nor are
other people's names told, but those of the workers.
"""

from typing import Any

from django.db.models import QuerySet

from omzien.casework.models import (
    Contact,
    ContactNote,
    Factor,
    FollowUp,
    Goal,
    Intervention,
    Question,
    Referral,
    Registration,
    SafetyCase,
    Story,
)
from omzien.gate.farewell import Farewell
from omzien.gate.sealed import SealedModel
from omzien.gate.visit import Visit

TOLD: dict[str, tuple[type[SealedModel], tuple[str, ...]]] = {
    "registrations": (
        Registration,
        (
            "key",
            "registered_on",
            "municipality__name",
            "channel__name_nl",
            "referral_source__name_nl",
            "triage",
            "explored_on",
            "over_norm_reason__name_nl",
            "support_over_norm_reason__name_nl",
            "closed_on",
            "worker__name",
        ),
    ),
    "questions": (Question, ("registration__key", "domain__name_nl", "subdomain__name_nl", "is_main")),
    "stories": (Story, ("registration__key", "text")),
    "interventions": (
        Intervention,
        (
            "key",
            "registration__key",
            "service__name_nl",
            "kind__name_nl",
            "form",
            "started_on",
            "ended_on",
            "result__name_nl",
            "worker__name",
        ),
    ),
    "factors": (Factor, ("intervention__key", "factor__name_nl", "noted_on")),
    "goals": (Goal, ("intervention__key", "text", "domain__name_nl", "set_on", "attainment", "judged_on")),
    "contacts": (Contact, ("key", "held_on", "kind__name_nl", "minutes", "worker__name")),
    "contact_notes": (ContactNote, ("contact__key", "text")),
    "referrals": (
        Referral,
        ("direction", "referred_on", "partner__name", "service__name_nl", "outcome__name_nl"),
    ),
    "follow_ups": (FollowUp, ("intervention__key", "due_on", "done_on", "outcome__name_nl")),
}
ERASED: tuple[type[SealedModel], ...] = (SafetyCase, Story, ContactNote)  # the steps hang below the case


def _of(model: type[SealedModel], visit: Visit, resident_id: int, reason: str) -> QuerySet[Any, Any]:
    whose = {str(model.resident_path): resident_id}
    return model.objects.unsealed(reason).filter(organisation_id=visit.organisation_id, **whose)


def _export(visit: Visit, resident_id: int) -> dict[str, list[dict[str, Any]]]:
    return {
        name: list(_of(model, visit, resident_id, "farewell: inspection").order_by("pk").values(*columns))
        for name, (model, columns) in TOLD.items()
    }


def _erase(visit: Visit, resident_id: int) -> int:
    gone = sum(_of(model, visit, resident_id, "farewell: erasure").delete()[0] for model in ERASED)
    worded = _of(Goal, visit, resident_id, "farewell: erasure").exclude(text="")
    return gone + worded.update(text="", changed_at=visit.now)


FAREWELL = Farewell(room="casework", export=_export, erase=_erase)

"""What outcomes hold of one resident: told on inspection, erased on request. Only privacy calls it.

Of a survey erasing takes the words and the link; marks stay, of an unnamed resident, so that the figures of a
year do not change.
"""

from typing import Any

from django.db.models import QuerySet

from omzien.gate.farewell import Farewell
from omzien.gate.sealed import SealedModel
from omzien.gate.visit import Visit
from omzien.outcomes.models import Answer, Correction, Invitation, Measurement, Score

TOLD: dict[str, tuple[type[SealedModel], tuple[str, ...]]] = {
    "measurements": (
        Measurement,
        (
            "key",
            "instrument__name",
            "instrument__version",
            "measured_on",
            "moment",
            "view",
            "assessor__name",
        ),
    ),
    "scores": (Score, ("measurement__key", "item__name_nl", "level")),
    "measurement_corrections": (
        Correction,
        ("measurement__key", "corrected_on", "worker__name", "reason", "before"),
    ),
    "survey_invitations": (
        Invitation,
        ("key", "survey__name_nl", "sent_on", "reminded_on", "answered_on", "declined_on"),
    ),
    "survey_answers": (
        Answer,
        ("response__invitation__key", "question", "value", "text", "may_publish"),
    ),
}
ORDER = {"measurements": "measured_on", "survey_invitations": "sent_on"}


def _of(model: type[SealedModel], visit: Visit, resident_id: int, reason: str) -> QuerySet[Any, Any]:
    whose = {str(model.resident_path): resident_id}
    return model.objects.unsealed(reason).filter(organisation_id=visit.organisation_id, **whose)


def _export(visit: Visit, resident_id: int) -> dict[str, list[dict[str, Any]]]:
    return {
        name: list(
            _of(model, visit, resident_id, "farewell: inspection")
            .order_by(ORDER.get(name, "pk"), "pk")
            .values(*columns)
        )
        for name, (model, columns) in TOLD.items()
    }


def _erase(visit: Visit, resident_id: int) -> int:
    reason = "farewell: erasure"
    gone: int = _of(Measurement, visit, resident_id, reason).delete()[0]
    gone += _of(Answer, visit, resident_id, reason).filter(value=None).delete()[0]
    linked = _of(Invitation, visit, resident_id, reason).exclude(link_hash=None)
    return gone + linked.update(link_hash=None, changed_at=visit.now)


FAREWELL = Farewell(room="outcomes", export=_export, erase=_erase)

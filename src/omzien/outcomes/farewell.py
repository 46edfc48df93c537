"""What outcomes hold of one resident: told on inspection, erased on request. Only privacy calls it."""

from typing import Any

from omzien.gate.farewell import Farewell
from omzien.gate.visit import Visit
from omzien.outcomes.models import Answer, Invitation, Measurement, Score


def _export(visit: Visit, resident_id: int) -> dict[str, list[dict[str, Any]]]:
    measurements = Measurement.objects.unsealed("farewell: inspection").filter(
        organisation_id=visit.organisation_id, resident_id=resident_id
    )
    scores = Score.objects.unsealed("farewell: inspection").filter(
        organisation_id=visit.organisation_id, measurement__resident_id=resident_id
    )
    invitations = Invitation.objects.unsealed("farewell: inspection").filter(
        organisation_id=visit.organisation_id, resident_id=resident_id
    )
    answers = Answer.objects.unsealed("farewell: inspection").filter(
        organisation_id=visit.organisation_id, response__invitation__resident_id=resident_id
    )
    facts = (
        "key",
        "instrument__name",
        "instrument__version",
        "measured_on",
        "moment",
        "view",
        "assessor__name",
    )
    return {
        "measurements": list(measurements.order_by("measured_on", "pk").values(*facts)),
        "scores": list(scores.order_by("pk").values("measurement__key", "item__name_nl", "level")),
        "survey_invitations": list(
            invitations.order_by("sent_on", "pk").values(
                "key", "survey__name_nl", "sent_on", "reminded_on", "answered_on", "declined_on"
            )
        ),
        "survey_answers": list(
            answers.order_by("pk").values(
                "response__invitation__key", "question", "value", "text", "may_publish"
            )
        ),
    }


def _erase(visit: Visit, resident_id: int) -> int:
    measurements = Measurement.objects.unsealed("farewell: erasure").filter(
        organisation_id=visit.organisation_id, resident_id=resident_id
    )
    invitations = Invitation.objects.unsealed("farewell: erasure").filter(
        organisation_id=visit.organisation_id, resident_id=resident_id
    )
    return measurements.delete()[0] + invitations.delete()[0]


FAREWELL = Farewell(room="outcomes", export=_export, erase=_erase)

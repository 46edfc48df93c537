"""What was closed too early, and why it was opened again."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from omzien.casework.models.registering import Registration
from omzien.casework.models.supporting import Intervention
from omzien.gate.sealed import SealedModel


class Reopening(SealedModel):
    """A registration, or one intervention of it, was opened again: on which day, and for what reason."""

    resident = models.ForeignKey("people.Resident", on_delete=models.CASCADE, related_name="+")
    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="reopenings")
    intervention = models.ForeignKey(
        Intervention, null=True, blank=True, on_delete=models.CASCADE, related_name="reopenings"
    )
    was_closed_on = models.DateField()
    reopened_on = models.DateField()
    reason = models.TextField()
    worker = models.ForeignKey(
        "organisation.Worker", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta(SealedModel.Meta):
        constraints: ClassVar = [
            *SealedModel.Meta.constraints,
            models.CheckConstraint(
                condition=Q(reopened_on__gte=F("was_closed_on")), name="casework_reopened_after_closing"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="casework_reopened_for_a_reason"),
        ]

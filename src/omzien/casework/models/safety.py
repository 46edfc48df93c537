"""The safety code (meldcode)."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from omzien.gate.sealed import SealedModel


class SafetyCase(SealedModel):
    """The safety code (meldcode) for one resident.

    Sealed under its own act; statistics need not open it. Who decided does not confirm: four eyes.
    """

    resident = models.ForeignKey("people.Resident", on_delete=models.CASCADE, related_name="+")
    municipality = models.ForeignKey("organisation.Municipality", on_delete=models.PROTECT, related_name="+")
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    report_needed = models.BooleanField(null=True, help_text="step 5, decision 1: is reporting necessary?")
    help_possible = models.BooleanField(
        null=True, help_text="step 5, decision 2: can we (also) give or arrange help?"
    )
    decided_by = models.ForeignKey(
        "organisation.Worker", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    confirmed_by = models.ForeignKey(
        "organisation.Worker", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta(SealedModel.Meta):
        constraints: ClassVar = [
            *SealedModel.Meta.constraints,
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")),
                name="casework_safety_period",
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True)
                | Q(report_needed__isnull=False, help_possible__isnull=False),
                name="casework_safety_two_decisions",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True)
                | Q(decided_by__isnull=False) & ~Q(confirmed_by=F("decided_by")),
                name="casework_safety_four_eyes",
            ),
        ]


class SafetyStep(SealedModel):
    """One of the five steps, taken on a day, or left out with a reason."""

    resident_path = "case__resident_id"

    case = models.ForeignKey(SafetyCase, on_delete=models.CASCADE, related_name="steps")
    step = models.PositiveSmallIntegerField()
    taken_on = models.DateField()
    text = models.TextField(blank=True)
    left_out_because = models.TextField(blank=True)

    class Meta(SealedModel.Meta):
        constraints: ClassVar = [
            *SealedModel.Meta.constraints,
            models.UniqueConstraint(fields=["case", "step"], name="casework_safety_step_once"),
            models.CheckConstraint(condition=Q(step__range=(1, 5)), name="casework_safety_five_steps"),
            models.CheckConstraint(
                condition=Q(text="") | Q(left_out_because=""), name="casework_safety_taken_or_left_out"
            ),
        ]

"""Who has the lead, who else is involved, whom we consulted, and how work goes over to a colleague."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from omzien.casework.models.supporting import Intervention
from omzien.gate.sealed import SealedModel


class CaseLead(SealedModel):
    """Who has the lead in the work with a resident (casusregie), from when, and until when. One at a time."""

    resident = models.ForeignKey("people.Resident", on_delete=models.CASCADE, related_name="case_leads")
    worker = models.ForeignKey("organisation.Worker", on_delete=models.PROTECT, related_name="+")
    started_on = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta(SealedModel.Meta):
        constraints: ClassVar = [
            *SealedModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["resident"], condition=Q(until__isnull=True), name="casework_one_lead"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("started_on")), name="casework_lead_period"
            ),
        ]


class InvolvedPartner(SealedModel):
    """A partner that works with the resident too: for what, and whom to call there."""

    resident = models.ForeignKey("people.Resident", on_delete=models.CASCADE, related_name="+")
    partner = models.ForeignKey("organisation.Partner", on_delete=models.PROTECT, related_name="+")
    person = models.CharField(max_length=120, blank=True, help_text="whom to call there")
    does_what = models.CharField(max_length=200, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta(SealedModel.Meta):
        constraints: ClassVar = [
            *SealedModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["resident", "partner"],
                condition=Q(until__isnull=True),
                name="casework_partner_involved_once",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="casework_involved_period"
            ),
        ]


class PartnerConsultation(SealedModel):
    """A partner was asked for advice. Named: the partner heard who it is about, so a consent or a ground."""

    resident = models.ForeignKey("people.Resident", on_delete=models.CASCADE, related_name="+")
    intervention = models.ForeignKey(
        Intervention, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    partner = models.ForeignKey("organisation.Partner", on_delete=models.PROTECT, related_name="+")
    held_on = models.DateField()
    named = models.BooleanField(help_text="was the resident's name told?")
    consent = models.ForeignKey(
        "people.Consent", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    ground = models.CharField(max_length=200, blank=True, help_text="why named without a consent")
    asked = models.TextField()
    answered = models.TextField(blank=True)
    worker = models.ForeignKey(
        "organisation.Worker", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta(SealedModel.Meta):
        constraints: ClassVar = [
            *SealedModel.Meta.constraints,
            models.CheckConstraint(
                condition=Q(named=True) | Q(consent__isnull=True, ground=""),
                name="casework_consultation_nameless",
            ),
        ]


class Handover(SealedModel):
    """The work with a resident went over to a colleague or a team, with a summary of what was told so far."""

    resident = models.ForeignKey("people.Resident", on_delete=models.CASCADE, related_name="handovers")
    from_worker = models.ForeignKey(
        "organisation.Worker", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    to_worker = models.ForeignKey(
        "organisation.Worker", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    to_team = models.ForeignKey(
        "organisation.Team", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    handed_on = models.DateField()
    summary = models.TextField(blank=True)

    class Meta(SealedModel.Meta):
        constraints: ClassVar = [
            *SealedModel.Meta.constraints,
            models.CheckConstraint(
                condition=Q(to_worker__isnull=False, to_team__isnull=True)
                | Q(to_worker__isnull=True, to_team__isnull=False),
                name="casework_handover_to_one",
            ),
        ]

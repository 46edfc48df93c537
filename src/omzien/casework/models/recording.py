"""What happens on the way: contacts with their notes, and referrals."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from omzien.casework.models.coded import code
from omzien.casework.models.registering import Registration
from omzien.casework.models.supporting import Intervention
from omzien.gate.sealed import SealedModel


class Contact(SealedModel):
    """A contact with, or about, a resident. The note is a row of its own."""

    resident = models.ForeignKey("people.Resident", on_delete=models.CASCADE, related_name="contacts")
    intervention = models.ForeignKey(
        Intervention, null=True, blank=True, on_delete=models.CASCADE, related_name="contacts"
    )
    held_on = models.DateField()
    kind = code("contact_kind")
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    also_there = models.CharField(
        max_length=200, blank=True, help_text="who else was there, but for the household"
    )
    worker = models.ForeignKey(
        "organisation.Worker", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta(SealedModel.Meta):
        constraints: ClassVar = [
            *SealedModel.Meta.constraints,
            models.CheckConstraint(
                condition=Q(minutes__isnull=True) | Q(minutes__lte=1440), name="casework_contact_within_a_day"
            ),
        ]


class HouseholdNote(SealedModel):
    """What was said with several members of a household at once: one text, that is of each of them.

    Each member has a contact with a note, and the note points here instead of holding a copy. The text goes
    when the last of those notes goes.
    """

    resident_path = None

    text = models.TextField()


class ContactNote(SealedModel):
    """What was said: reached under its own act. The text is the resident's own, or that of a household."""

    resident = models.ForeignKey("people.Resident", on_delete=models.CASCADE, related_name="+")
    contact = models.OneToOneField(Contact, on_delete=models.CASCADE, related_name="note")
    text = models.TextField(blank=True)
    household_note = models.ForeignKey(
        HouseholdNote, null=True, blank=True, on_delete=models.PROTECT, related_name="shares"
    )

    class Meta(SealedModel.Meta):
        constraints: ClassVar = [
            *SealedModel.Meta.constraints,
            models.CheckConstraint(
                condition=Q(household_note__isnull=True) | Q(text=""), name="casework_note_in_one_place"
            ),
        ]


class Referral(SealedModel):
    """A resident is referred to us, to a partner, or to another service of the house, and what came of it."""

    class Direction(models.TextChoices):
        """Incoming and outgoing name a partner (or its kind); internal names a service."""

        INCOMING = "incoming", "incoming"
        OUTGOING = "outgoing", "outgoing"
        INTERNAL = "internal", "internal"

    resident = models.ForeignKey("people.Resident", on_delete=models.CASCADE, related_name="referrals")
    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="referrals")
    intervention = models.ForeignKey(
        Intervention, null=True, blank=True, on_delete=models.CASCADE, related_name="referrals"
    )
    direction = models.CharField(max_length=8, choices=Direction.choices)
    referred_on = models.DateField()
    partner = models.ForeignKey(
        "organisation.Partner", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    service = models.ForeignKey(
        "organisation.Service", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    outcome = code("referral_outcome", null=True)

    class Meta(SealedModel.Meta):
        constraints: ClassVar = [
            *SealedModel.Meta.constraints,
            models.CheckConstraint(
                condition=Q(direction="internal", service__isnull=False, partner__isnull=True)
                | Q(direction__in=["incoming", "outgoing"], partner__isnull=False, service__isnull=True),
                name="casework_referral_to_whom",
            ),
        ]

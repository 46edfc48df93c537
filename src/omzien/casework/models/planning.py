"""What is still to happen: appointments with residents, and tasks."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from omzien.casework.models.coded import code
from omzien.casework.models.recording import Contact
from omzien.casework.models.supporting import Intervention
from omzien.gate.sealed import SealedModel


class Appointment(SealedModel):
    """A worker and a resident will meet, or speak; `kind` says how and where. Held, it has become a contact.

    The time is what the clock on the wall will say: people agree on two o'clock, summer or winter.
    """

    class State(models.TextChoices):
        """What became of it."""

        PLANNED = "planned", "planned"
        HELD = "held", "held"
        NO_SHOW = "no_show", "no show"
        CANCELLED = "cancelled", "cancelled"

    resident = models.ForeignKey("people.Resident", on_delete=models.CASCADE, related_name="appointments")
    intervention = models.ForeignKey(
        Intervention, null=True, blank=True, on_delete=models.SET_NULL, related_name="appointments"
    )
    worker = models.ForeignKey("organisation.Worker", on_delete=models.PROTECT, related_name="appointments")
    day = models.DateField()
    starts = models.PositiveSmallIntegerField(help_text="minutes after midnight, on the Dutch clock")
    minutes = models.PositiveSmallIntegerField(default=60)
    kind = code("contact_kind")
    state = models.CharField(max_length=9, choices=State.choices, default=State.PLANNED)
    contact = models.OneToOneField(
        Contact, null=True, blank=True, on_delete=models.SET_NULL, related_name="appointment"
    )

    class Meta(SealedModel.Meta):
        indexes: ClassVar = [
            models.Index(fields=["worker", "day"], name="casework_appointment_worker"),
        ]
        constraints: ClassVar = [
            *SealedModel.Meta.constraints,
            models.CheckConstraint(
                condition=Q(state__in=["planned", "held", "no_show", "cancelled"]),
                name="casework_appointment_state",
            ),
            models.CheckConstraint(
                condition=Q(starts__lte=1439, minutes__range=(5, 1440)),
                name="casework_appointment_within_a_day",
            ),
            models.CheckConstraint(
                condition=Q(contact__isnull=True) | Q(state="held"), name="casework_contact_of_what_was_held"
            ),
        ]


class AppointmentNote(SealedModel):
    """What to think of at an appointment. A row of its own: who sees the day does not see the note."""

    resident = models.ForeignKey("people.Resident", on_delete=models.CASCADE, related_name="+")
    appointment = models.OneToOneField(Appointment, on_delete=models.CASCADE, related_name="note")
    text = models.TextField()


class Task(SealedModel):
    """Something to do by a day, by one worker or by whoever of a team; often about a resident."""

    resident = models.ForeignKey(
        "people.Resident", null=True, blank=True, on_delete=models.CASCADE, related_name="tasks"
    )
    worker = models.ForeignKey(
        "organisation.Worker", null=True, blank=True, on_delete=models.PROTECT, related_name="tasks"
    )
    team = models.ForeignKey(
        "organisation.Team", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    due_on = models.DateField()
    text = models.CharField(max_length=200)
    done_on = models.DateField(null=True, blank=True)

    class Meta(SealedModel.Meta):
        indexes: ClassVar = [
            models.Index(
                fields=["worker", "due_on"], condition=Q(done_on__isnull=True), name="casework_task_open"
            ),
            models.Index(
                fields=["team", "due_on"], condition=Q(done_on__isnull=True), name="casework_task_open_team"
            ),
        ]
        constraints: ClassVar = [
            *SealedModel.Meta.constraints,
            models.CheckConstraint(
                condition=Q(worker__isnull=False, team__isnull=True)
                | Q(worker__isnull=True, team__isnull=False),
                name="casework_task_of_one",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="casework_task_says_what"),
        ]

"""The one thing that the people's door remembers itself: reports that are being made, or were made."""

from typing import ClassVar

from django.db import models


class ReportJob(models.Model):
    """The making of one annual report. It holds no personal data: a municipality, a year, and how far it is.

    `touched_at` is moved on while somebody works on it, so that a job whose process died is known as such.
    """

    class State(models.TextChoices):
        """Where it is."""

        WAITING = "waiting", "waiting"
        RUNNING = "running", "running"
        DONE = "done", "done"
        FAILED = "failed", "failed"

    organisation = models.ForeignKey("organisation.Organisation", on_delete=models.CASCADE, related_name="+")
    municipality = models.ForeignKey("organisation.Municipality", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    asked_by = models.BigIntegerField(null=True, help_text="the worker's id")
    asked_at = models.DateTimeField()
    touched_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    percent = models.PositiveSmallIntegerField(default=0)
    problem = models.CharField(
        max_length=500, blank=True, help_text="why it failed, for the person who asked"
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(percent__lte=100), name="web_job_percent"),
        ]

"""A resident comes to us with questions, and tells a story."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from omzien.casework.models.coded import code
from omzien.gate.sealed import SealedModel


class Registration(SealedModel):
    """A resident comes to us with questions (aanmelding). One person may register more than once."""

    class Triage(models.TextChoices):
        """What the first look decided. Empty: nobody has looked yet."""

        RIGHT_PLACE = "right_place", "right place"
        ADVICE_DONE = "advice_done", "advice given, done"
        ELSEWHERE = "elsewhere", "elsewhere"

    resident = models.ForeignKey("people.Resident", on_delete=models.CASCADE, related_name="registrations")
    municipality = models.ForeignKey("organisation.Municipality", on_delete=models.PROTECT, related_name="+")
    registered_on = models.DateField()
    channel = code("channel")
    referral_source = code("referral_source", null=True)
    triage = models.CharField(max_length=12, choices=Triage.choices, blank=True)
    team = models.ForeignKey(
        "organisation.Team", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    worker = models.ForeignKey(
        "organisation.Worker", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    explored_on = models.DateField(
        null=True, blank=True, help_text="first exploration of the question (vraagverkenning)"
    )
    over_norm_reason = code("over_norm_reason", null=True)  # why the exploration took longer than the norm
    support_over_norm_reason = code("over_norm_reason", null=True)  # why the first support did
    return_reason = code("domain", null=True)
    closed_on = models.DateField(null=True, blank=True)

    class Meta(SealedModel.Meta):
        indexes: ClassVar = [
            models.Index(fields=["organisation", "registered_on"], name="casework_registration_on"),
            models.Index(fields=["worker", "closed_on"], name="casework_registration_worker"),
            models.Index(
                fields=["organisation", "registered_on"],
                condition=Q(closed_on__isnull=True),
                name="casework_registration_open",
            ),
        ]
        constraints: ClassVar = [
            *SealedModel.Meta.constraints,
            models.CheckConstraint(
                condition=Q(explored_on__isnull=True) | Q(explored_on__gte=F("registered_on")),
                name="casework_explored_after_registered",
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("registered_on")),
                name="casework_registration_closed_after",
            ),
            models.CheckConstraint(
                condition=Q(triage__in=["", "right_place", "advice_done", "elsewhere"]),
                name="casework_triage",
            ),
        ]


class Question(SealedModel):
    """What somebody asks support with: a domain of life, and within it a subdomain.

    A registration has one or more.
    """

    resident_path = "registration__resident_id"

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="questions")
    domain = code("domain")
    subdomain = code("subdomain", null=True)
    is_main = models.BooleanField(default=False)

    class Meta(SealedModel.Meta):
        constraints: ClassVar = [
            *SealedModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["registration", "domain", "subdomain"], name="casework_question_once"
            ),
            models.UniqueConstraint(
                fields=["registration", "domain"],
                condition=Q(subdomain__isnull=True),
                name="casework_question_without_subdomain_once",
            ),
            models.UniqueConstraint(
                fields=["registration"], condition=Q(is_main=True), name="casework_one_main_question"
            ),
        ]


class Story(SealedModel):
    """The resident's story, as told at registration.

    A row of its own, so that who sees the list does not see the story.
    """

    resident = models.ForeignKey("people.Resident", on_delete=models.CASCADE, related_name="+")
    registration = models.OneToOneField(Registration, on_delete=models.CASCADE, related_name="story")
    text = models.TextField()

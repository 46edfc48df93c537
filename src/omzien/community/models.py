"""Work with groups: activities, sessions, attendance, walk-in visits, questions of partners.

Attendance is by name, or a head count: heads are never persons.
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from omzien.gate.sealed import SealedModel


class Activity(SealedModel):
    """A group, training, open activity, or the volunteer information point; it has sessions."""

    resident_path = None

    class Kind(models.TextChoices):
        """Group work and the information point are counted apart."""

        GROUP = "group", "group"
        INFORMATION_POINT = "information_point", "information point"

    class Form(models.TextChoices):
        """How people meet."""

        PHYSICAL = "physical", "physical"
        ONLINE = "online", "online"
        BLENDED = "blended", "blended"

    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.GROUP)
    form = models.CharField(max_length=10, choices=Form.choices, default=Form.PHYSICAL)
    topic = models.ForeignKey(
        "organisation.Code",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"list": "activity_topic"},
    )
    municipality = models.ForeignKey("organisation.Municipality", on_delete=models.PROTECT, related_name="+")


class Session(SealedModel):
    """One meeting of an activity. `anonymous_heads` counts people without a name: heads, never persons."""

    resident_path = None

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="sessions")
    held_on = models.DateField()
    anonymous_heads = models.PositiveIntegerField(default=0)
    cancelled = models.BooleanField(default=False)

    class Meta(SealedModel.Meta):
        constraints: ClassVar = [
            *SealedModel.Meta.constraints,
            models.CheckConstraint(
                condition=Q(cancelled=False) | Q(anonymous_heads=0), name="community_cancelled_is_empty"
            ),
        ]


class Attendance(SealedModel):
    """A resident, by name, at a session."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="attendances")
    resident = models.ForeignKey("people.Resident", on_delete=models.CASCADE, related_name="attendances")

    class Meta(SealedModel.Meta):
        constraints: ClassVar = [
            *SealedModel.Meta.constraints,
            models.UniqueConstraint(fields=["session", "resident"], name="community_attendance_once"),
        ]


class WalkInVisit(SealedModel):
    """A visit to a walk-in hour (inloopspreekuur): a resident by name, or one anonymous person."""

    class Debt(models.TextChoices):
        """Is the debt problematic? Unknown is an honest answer."""

        YES = "ja", "ja"
        NO = "nee", "nee"
        UNKNOWN = "onbekend", "onbekend"

    visited_on = models.DateField()
    hour = models.ForeignKey(
        "organisation.Code",
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"list": "walk_in_hour"},
    )
    municipality = models.ForeignKey("organisation.Municipality", on_delete=models.PROTECT, related_name="+")
    resident = models.ForeignKey(
        "people.Resident", null=True, blank=True, on_delete=models.CASCADE, related_name="walk_in_visits"
    )
    domain = models.ForeignKey(
        "organisation.Code",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"list": "domain"},
        help_text="what it was about",
    )
    problematic_debt = models.CharField(max_length=10, choices=Debt.choices, default=Debt.UNKNOWN)
    follow_up = models.ForeignKey(
        "organisation.Code",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"list": "walk_in_follow_up"},
    )


class MoneyFinding(SealedModel):
    """What the integral money exploration at a walk-in visit found, about one of its topics."""

    resident_path = "visit__resident_id"

    class Finding(models.TextChoices):
        """Is this in order? A topic that was not discussed has no row."""

        IN_ORDER = "in_order", "in order"
        ATTENTION = "attention", "needs attention"
        UNKNOWN = "unknown", "unknown"

    visit = models.ForeignKey(WalkInVisit, on_delete=models.CASCADE, related_name="findings")
    topic = models.ForeignKey(
        "organisation.Code",
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"list": "money_topic"},
    )
    finding = models.CharField(max_length=9, choices=Finding.choices)

    class Meta(SealedModel.Meta):
        constraints: ClassVar = [
            *SealedModel.Meta.constraints,
            models.UniqueConstraint(fields=["visit", "topic"], name="community_finding_once"),
            models.CheckConstraint(
                condition=Q(finding__in=["in_order", "attention", "unknown"]), name="community_finding"
            ),
        ]


class WalkInAgreement(SealedModel):
    """One thing that was agreed at a walk-in visit; several make `WalkInVisit.follow_up` a combination."""

    resident_path = "visit__resident_id"

    visit = models.ForeignKey(WalkInVisit, on_delete=models.CASCADE, related_name="agreements")
    follow_up = models.ForeignKey(
        "organisation.Code",
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"list": "walk_in_follow_up"},
    )

    class Meta(SealedModel.Meta):
        constraints: ClassVar = [
            *SealedModel.Meta.constraints,
            models.UniqueConstraint(fields=["visit", "follow_up"], name="community_agreement_once"),
        ]


class PartnerQuestion(SealedModel):
    """A question that a partner asked us (netwerkvraag): not a resident's question, counted apart."""

    resident_path = None

    asked_on = models.DateField()
    partner = models.ForeignKey("organisation.Partner", on_delete=models.PROTECT, related_name="+")
    municipality = models.ForeignKey("organisation.Municipality", on_delete=models.PROTECT, related_name="+")
    domain = models.ForeignKey(
        "organisation.Code",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"list": "domain"},
    )

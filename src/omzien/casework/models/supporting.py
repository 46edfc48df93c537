"""Support by a service, with its goals and factors, and the call afterwards."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from omzien.casework.models.coded import code
from omzien.casework.models.registering import Registration
from omzien.gate.sealed import SealedModel


class Intervention(SealedModel):
    """Support by one service. `form` tells the counting unit: trajectory, light support, or advice.

    Factors, goals, contacts and measurements hang here, not on the person.
    """

    class Form(models.TextChoices):
        """A trajectory has a plan and goals, light support keeps an eye, advice is one conversation."""

        TRAJECTORY = "trajectory", "trajectory"
        LIGHT_SUPPORT = "light_support", "light support"
        ADVICE = "advice", "advice"

    resident = models.ForeignKey("people.Resident", on_delete=models.CASCADE, related_name="interventions")
    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="interventions")
    municipality = models.ForeignKey("organisation.Municipality", on_delete=models.PROTECT, related_name="+")
    service = models.ForeignKey("organisation.Service", on_delete=models.PROTECT, related_name="+")
    kind = code("intervention_kind", null=True)
    form = models.CharField(max_length=14, choices=Form.choices)
    team = models.ForeignKey(
        "organisation.Team", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    worker = models.ForeignKey(
        "organisation.Worker", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    result = code("closing_result", null=True)

    class Meta(SealedModel.Meta):
        indexes: ClassVar = [
            models.Index(fields=["organisation", "started_on"], name="casework_intervention_on"),
            models.Index(fields=["worker", "ended_on"], name="casework_intervention_worker"),
            models.Index(
                fields=["organisation", "started_on"],
                condition=Q(ended_on__isnull=True),
                name="casework_intervention_open",
            ),
        ]
        constraints: ClassVar = [
            *SealedModel.Meta.constraints,
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="casework_intervention_period",
            ),
            models.CheckConstraint(
                condition=Q(result__isnull=True) | Q(ended_on__isnull=False),
                name="casework_result_at_the_end",
            ),
            models.CheckConstraint(
                condition=Q(form__in=["trajectory", "light_support", "advice"]), name="casework_form"
            ),
        ]


class Factor(SealedModel):
    """Something that makes the support longer or heavier.

    It hangs on the intervention, not on the person: it changes, and is no stigma.
    """

    resident_path = "intervention__resident_id"

    intervention = models.ForeignKey(Intervention, on_delete=models.CASCADE, related_name="factors")
    factor = code("factor")
    noted_on = models.DateField()

    class Meta(SealedModel.Meta):
        constraints: ClassVar = [
            *SealedModel.Meta.constraints,
            models.UniqueConstraint(fields=["intervention", "factor"], name="casework_factor_once"),
        ]


class Goal(SealedModel):
    """What a resident wants to reach. `text` is the resident's own; attainment is judged at the end."""

    class Attainment(models.TextChoices):
        """Empty: not judged yet."""

        MET = "met", "met"
        PARTLY = "partly", "partly"
        NOT_MET = "not_met", "not met"

    resident = models.ForeignKey("people.Resident", on_delete=models.CASCADE, related_name="+")
    intervention = models.ForeignKey(Intervention, on_delete=models.CASCADE, related_name="goals")
    text = models.TextField(blank=True)
    domain = code("domain", null=True)
    set_on = models.DateField()
    attainment = models.CharField(max_length=8, choices=Attainment.choices, blank=True)
    judged_on = models.DateField(null=True, blank=True)

    class Meta(SealedModel.Meta):
        constraints: ClassVar = [
            *SealedModel.Meta.constraints,
            models.CheckConstraint(
                condition=Q(attainment="", judged_on__isnull=True)
                | Q(
                    attainment__in=["met", "partly", "not_met"],
                    judged_on__isnull=False,
                    judged_on__gte=F("set_on"),
                ),
                name="casework_goal_judged",
            ),
        ]


class MeasurementOf(SealedModel):
    """Which intervention a measurement belongs to: what makes a start and an end a pair."""

    resident_path = "intervention__resident_id"

    intervention = models.ForeignKey(Intervention, on_delete=models.CASCADE, related_name="measurements")
    measurement = models.OneToOneField("outcomes.Measurement", on_delete=models.CASCADE, related_name="+")


class FollowUp(SealedModel):
    """The call some weeks after closing (vinger aan de pols)."""

    resident = models.ForeignKey("people.Resident", on_delete=models.CASCADE, related_name="follow_ups")
    intervention = models.ForeignKey(Intervention, on_delete=models.CASCADE, related_name="follow_ups")
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    outcome = code("follow_up_outcome", null=True)

    class Meta(SealedModel.Meta):
        indexes: ClassVar = [
            models.Index(
                fields=["organisation", "due_on"],
                name="casework_follow_up_due",
                condition=models.Q(done_on__isnull=True),
            ),
        ]
        constraints: ClassVar = [
            *SealedModel.Meta.constraints,
            models.CheckConstraint(
                condition=Q(outcome__isnull=True) | Q(done_on__isnull=False),
                name="casework_follow_up_outcome",
            ),
        ]

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


class SafetySignal(SealedModel):
    """One signal: what it is, on which day, and whether it supports or refutes the suspicion.

    What somebody saw or heard, what others said, and what we make of it are rows of their own: never mixed.
    """

    class Kind(models.TextChoices):
        """Own observation, the view of others (who said it is named), or interpretation."""

        OBSERVED = "observed", "observed"
        TOLD = "told", "told"
        INTERPRETED = "interpreted", "interpreted"

    resident_path = "case__resident_id"

    case = models.ForeignKey(SafetyCase, on_delete=models.CASCADE, related_name="signals")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    supports = models.BooleanField(help_text="False: it speaks against the suspicion")
    noticed_on = models.DateField()
    noticed_at = models.CharField(max_length=5, blank=True, help_text="HH:MM; empty: not known")
    place = models.CharField(max_length=120, blank=True)
    said_by = models.CharField(max_length=120, blank=True, help_text="of what others said: who said it")
    text = models.TextField()
    worker = models.ForeignKey(
        "organisation.Worker", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta(SealedModel.Meta):
        constraints: ClassVar = [
            *SealedModel.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind="told") & ~Q(said_by="")
                | Q(kind__in=["observed", "interpreted"], said_by=""),
                name="casework_signal_said_by",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="casework_signal_says_something"),
        ]


class SafetyConsultation(SealedModel):
    """Somebody was asked what they think of it; with Veilig Thuis that may be without saying who it is."""

    class Whom(models.TextChoices):
        """Who was consulted."""

        VEILIG_THUIS = "veilig_thuis", "Veilig Thuis"
        COLLEAGUE = "colleague", "colleague"
        ATTENTION_OFFICER = "attention_officer", "attention officer"
        INJURY_EXPERT = "injury_expert", "injury expert"

    resident_path = "case__resident_id"

    case = models.ForeignKey(SafetyCase, on_delete=models.CASCADE, related_name="consultations")
    whom = models.CharField(max_length=20, choices=Whom.choices)
    anonymous = models.BooleanField(default=True, help_text="the resident's name was not given")
    consulted_on = models.DateField()
    text = models.TextField(help_text="what was advised")
    worker = models.ForeignKey(
        "organisation.Worker", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta(SealedModel.Meta):
        constraints: ClassVar = [
            *SealedModel.Meta.constraints,
            models.CheckConstraint(
                condition=Q(whom__in=["veilig_thuis", "colleague", "attention_officer", "injury_expert"]),
                name="casework_consultation_whom",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="casework_consultation_says_something"),
        ]


class SafetyAnswer(SealedModel):
    """The answer to one of the five questions of the weighing; the grounds are the text of step 4."""

    resident_path = "case__resident_id"

    case = models.ForeignKey(SafetyCase, on_delete=models.CASCADE, related_name="answers")
    question = models.PositiveSmallIntegerField()
    answer = models.BooleanField()

    class Meta(SealedModel.Meta):
        constraints: ClassVar = [
            *SealedModel.Meta.constraints,
            models.UniqueConstraint(fields=["case", "question"], name="casework_safety_answer_once"),
            models.CheckConstraint(condition=Q(question__range=(1, 5)), name="casework_safety_questions"),
        ]

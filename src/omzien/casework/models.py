"""From registration through exploration and intervention to closing: one state machine, one vocabulary."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from omzien.gate.sealed import SealedModel


def _code(list_name: str, **options: object) -> models.ForeignKey:  # type: ignore[type-arg]
    """A reference to one code list; `null=True` where nobody may have said it."""
    return models.ForeignKey(
        "organisation.Code",
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"list": list_name},
        blank=bool(options.get("null")),
        **options,  # type: ignore[arg-type]
    )


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
    channel = _code("channel")
    referral_source = _code("referral_source", null=True)
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
    over_norm_reason = _code("over_norm_reason", null=True)  # why the exploration took longer than the norm
    support_over_norm_reason = _code("over_norm_reason", null=True)  # why the first support did
    return_reason = _code("domain", null=True)
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
    domain = _code("domain")
    subdomain = _code("subdomain", null=True)
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
    kind = _code("intervention_kind", null=True)
    form = models.CharField(max_length=14, choices=Form.choices)
    team = models.ForeignKey(
        "organisation.Team", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    worker = models.ForeignKey(
        "organisation.Worker", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    result = _code("closing_result", null=True)

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
    factor = _code("factor")
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
    domain = _code("domain", null=True)
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


class Contact(SealedModel):
    """A contact with, or about, a resident. The note is a row of its own."""

    resident = models.ForeignKey("people.Resident", on_delete=models.CASCADE, related_name="contacts")
    intervention = models.ForeignKey(
        Intervention, null=True, blank=True, on_delete=models.CASCADE, related_name="contacts"
    )
    held_on = models.DateField()
    kind = _code("contact_kind")
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
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


class ContactNote(SealedModel):
    """What was said: reached under its own act."""

    resident = models.ForeignKey("people.Resident", on_delete=models.CASCADE, related_name="+")
    contact = models.OneToOneField(Contact, on_delete=models.CASCADE, related_name="note")
    text = models.TextField()


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
    outcome = _code("referral_outcome", null=True)

    class Meta(SealedModel.Meta):
        constraints: ClassVar = [
            *SealedModel.Meta.constraints,
            models.CheckConstraint(
                condition=Q(direction="internal", service__isnull=False, partner__isnull=True)
                | Q(direction__in=["incoming", "outgoing"], partner__isnull=False, service__isnull=True),
                name="casework_referral_to_whom",
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
    outcome = _code("follow_up_outcome", null=True)

    class Meta(SealedModel.Meta):
        indexes: ClassVar = [models.Index(fields=["organisation", "due_on"], name="casework_follow_up_due")]
        constraints: ClassVar = [
            *SealedModel.Meta.constraints,
            models.CheckConstraint(
                condition=Q(outcome__isnull=True) | Q(done_on__isnull=False),
                name="casework_follow_up_outcome",
            ),
        ]


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

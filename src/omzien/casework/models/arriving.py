"""What came in and is no registration yet: by the form, the phone, a partner, a signal, the walk-in hour."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from omzien.casework.models.coded import code
from omzien.casework.models.registering import Registration
from omzien.gate.sealed import SealedModel


class Arrival(SealedModel):
    """Somebody knocks (melding). It waits in the inbox until it became a registration, or ended otherwise.

    The row says that something came in, and nothing of what was told: that is `ArrivalWords`. The resident is
    empty until somebody found out who it is.
    """

    class Way(models.TextChoices):
        """The way in."""

        PUBLIC_FORM = "public_form", "public form"
        PHONE = "phone", "telephone or front desk"
        PARTNER = "partner", "note from a partner"
        SIGNAL = "signal", "early signal of arrears"
        VEILIG_THUIS = "veilig_thuis", "report from Veilig Thuis"
        WALK_IN = "walk_in", "walk-in hour"

    class Outcome(models.TextChoices):
        """How it ended. Empty: it waits."""

        REGISTERED = "registered", "became a registration"
        ADVISED = "advised", "advice given, done"
        PASSED_ON = "passed_on", "passed on to somebody else"
        NOT_REACHED = "not_reached", "could not be reached"
        WITHDRAWN = "withdrawn", "withdrawn, or not for us"

    way = models.CharField(max_length=12, choices=Way.choices)
    received_on = models.DateField()
    municipality = models.ForeignKey(
        "organisation.Municipality", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    domain = code("domain", null=True)
    partner = models.ForeignKey(
        "organisation.Partner", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    referral_source = code("referral_source", null=True)
    resident = models.ForeignKey(
        "people.Resident", null=True, blank=True, on_delete=models.CASCADE, related_name="arrivals"
    )
    team = models.ForeignKey(
        "organisation.Team", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    worker = models.ForeignKey(
        "organisation.Worker", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    assigned_by = models.ForeignKey(
        "organisation.Worker", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    registration = models.ForeignKey(
        Registration, null=True, blank=True, on_delete=models.CASCADE, related_name="arrivals"
    )
    passed_to = models.ForeignKey(
        "organisation.Partner", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    outcome = models.CharField(max_length=12, choices=Outcome.choices, blank=True)
    handled_on = models.DateField(null=True, blank=True)
    link_hash = models.CharField(
        max_length=64,
        blank=True,
        db_default="",
        editable=False,
        help_text="of the guest who sent the form, who reaches it",
    )

    class Meta(SealedModel.Meta):
        indexes: ClassVar = [
            models.Index(
                fields=["organisation", "received_on"],
                condition=Q(handled_on__isnull=True),
                name="casework_arrival_open",
            ),
        ]
        constraints: ClassVar = [
            *SealedModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation", "link_hash"],
                condition=~Q(link_hash=""),
                name="casework_arrival_sent_once",
            ),
            models.CheckConstraint(
                condition=Q(way__in=["public_form", "phone", "partner", "signal", "veilig_thuis", "walk_in"]),
                name="casework_arrival_way",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", handled_on__isnull=True)
                | Q(
                    outcome__in=["registered", "advised", "passed_on", "not_reached", "withdrawn"],
                    handled_on__isnull=False,
                    handled_on__gte=F("received_on"),
                ),
                name="casework_arrival_handled",
            ),
            models.CheckConstraint(
                condition=Q(outcome="registered", registration__isnull=False, resident__isnull=False)
                | ~Q(outcome="registered") & Q(registration__isnull=True),
                name="casework_arrival_registered",
            ),
            models.CheckConstraint(
                condition=Q(passed_to__isnull=True) | Q(outcome="passed_on"),
                name="casework_arrival_passed_on",
            ),
        ]


class ArrivalWords(SealedModel):
    """Who it is, how to reach that person, and what was told: as it came in, seen only by who triages."""

    resident_path = "arrival__resident_id"

    arrival = models.OneToOneField(Arrival, on_delete=models.CASCADE, related_name="words")
    given_name = models.CharField(max_length=80, blank=True)
    name_prefix = models.CharField(max_length=20, blank=True)
    family_name = models.CharField(max_length=120, blank=True)
    birth_date = models.DateField(null=True, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    street = models.CharField(max_length=120, blank=True)
    house_number = models.CharField(max_length=10, blank=True)
    postcode = models.CharField(max_length=7, blank=True)
    place = models.CharField(max_length=80, blank=True)
    language = models.CharField(max_length=40, blank=True, help_text="to be spoken to in, when not Dutch")
    call_when = models.CharField(max_length=120, blank=True, help_text="when to call, in the person's words")
    story = models.TextField(blank=True, help_text="what was told, or what a partner asked")


class ArrivalAttempt(SealedModel):
    """One attempt to reach who came in, that did not reach."""

    resident_path = "arrival__resident_id"

    class PartOfDay(models.TextChoices):
        """Before twelve, from twelve to six, after six: trying again is trying at another time of the day."""

        MORNING = "morning", "morning"
        AFTERNOON = "afternoon", "afternoon"
        EVENING = "evening", "evening"

    arrival = models.ForeignKey(Arrival, on_delete=models.CASCADE, related_name="attempts")
    tried_on = models.DateField()
    part_of_day = models.CharField(max_length=9, choices=PartOfDay.choices)
    kind = code("contact_kind")
    worker = models.ForeignKey(
        "organisation.Worker", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta(SealedModel.Meta):
        constraints: ClassVar = [
            *SealedModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["arrival", "tried_on", "part_of_day", "kind"], name="casework_attempt_once"
            ),
            models.CheckConstraint(
                condition=Q(part_of_day__in=["morning", "afternoon", "evening"]),
                name="casework_attempt_part_of_day",
            ),
        ]


class ArrearsSignal(SealedModel):
    """What an early signal of arrears says: who sent it, how much, and with which result it was closed.

    Senders and results are code lists after the Gemeentelijk Gegevensmodel.
    """

    resident_path = "arrival__resident_id"

    arrival = models.OneToOneField(Arrival, on_delete=models.CASCADE, related_name="signal")
    source = code("signal_source")
    arrears_euros = models.PositiveIntegerField(null=True, blank=True)
    result = code("signal_result", null=True)


class SafetyReport(SealedModel):
    """A report from Veilig Thuis, and what the screening meeting decided. The front desk does not read it."""

    resident_path = "arrival__resident_id"

    class Decision(models.TextChoices):
        """What the meeting decided. Empty: it was not held yet."""

        OURS = "ours", "for us"
        ELSEWHERE = "elsewhere", "for somebody else"
        NO_ACTION = "no_action", "no action"

    arrival = models.OneToOneField(Arrival, on_delete=models.CASCADE, related_name="safety_report")
    text = models.TextField()
    screened_on = models.DateField(null=True, blank=True)
    decision = models.CharField(max_length=9, choices=Decision.choices, blank=True)

    class Meta(SealedModel.Meta):
        constraints: ClassVar = [
            *SealedModel.Meta.constraints,
            models.CheckConstraint(
                condition=Q(decision="", screened_on__isnull=True)
                | Q(decision__in=["ours", "elsewhere", "no_action"], screened_on__isnull=False),
                name="casework_screening_decides",
            ),
        ]


class ScreeningPartner(SealedModel):
    """A partner that took part in the screening meeting about a report."""

    resident_path = "report__arrival__resident_id"

    report = models.ForeignKey(SafetyReport, on_delete=models.CASCADE, related_name="partners")
    partner = models.ForeignKey("organisation.Partner", on_delete=models.PROTECT, related_name="+")

    class Meta(SealedModel.Meta):
        constraints: ClassVar = [
            *SealedModel.Meta.constraints,
            models.UniqueConstraint(fields=["report", "partner"], name="casework_screening_partner_once"),
        ]

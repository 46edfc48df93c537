"""Organisations and how they are set up: teams, workers, services, partners, municipalities, code lists."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from omzien.gate.sealed import SealedModel
from omzien.gate.visit import STAFF_ROLES

PERIOD = Q(valid_until__isnull=True) | Q(valid_from__isnull=True) | Q(valid_until__gte=F("valid_from"))


class Organisation(models.Model):
    """One organisation for social work, with the norms and thresholds that its figures use."""

    key = models.SlugField(unique=True)
    name = models.CharField(max_length=200)
    kvk = models.CharField(max_length=8, blank=True, help_text="Chamber of Commerce number")
    exploration_norm_days = models.PositiveSmallIntegerField(default=14)
    support_norm_days = models.PositiveSmallIntegerField(default=28)
    return_window_months = models.PositiveSmallIntegerField(default=15)
    public_threshold = models.PositiveSmallIntegerField(default=10)
    internal_threshold = models.PositiveSmallIntegerField(default=5)
    unseen_weeks = models.PositiveSmallIntegerField(
        default=6, help_text="after so many weeks without contact we give a call"
    )
    takes_requests = models.BooleanField(
        default=True, help_text="the public form is open: everybody may ask for support by it"
    )
    keep_years = models.PositiveSmallIntegerField(
        default=15, help_text="how long a record is kept after its end, where no service says otherwise"
    )
    ended_arrival_days = models.PositiveSmallIntegerField(
        default=42, help_text="how long the words are kept of who came in and did not become a resident"
    )


class Municipality(models.Model):
    """A municipality, by its CBS code (GM + four digits)."""

    code = models.CharField(max_length=6, unique=True)
    name = models.CharField(max_length=100, unique=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(code__regex=r"^GM\d{4}$"), name="organisation_municipality_code"
            )
        ]


class Neighbourhood(models.Model):
    """A district (WK) or neighbourhood (BU) of a municipality in one year's CBS division."""

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="neighbourhoods")
    code = models.CharField(max_length=10)
    year = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=100)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code", "year"], name="organisation_neighbourhood_code")
        ]


class Code(models.Model):
    """One entry of one code list of an organisation, with its validity; the starter set ships with Omzien."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="codes")
    list = models.CharField(max_length=40)
    key = models.CharField(max_length=64)
    name_nl = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    order = models.PositiveSmallIntegerField(default=0)
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    standard = models.CharField(max_length=80, blank=True, help_text="the code in a national standard")
    origin = models.CharField(
        max_length=40, default="omzien-2026.1", help_text="who made this entry, in which version"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "list", "key"], name="organisation_code_key"),
            models.CheckConstraint(condition=PERIOD, name="organisation_code_period"),
        ]


class Partner(models.Model):
    """An organisation in the chain that refers residents to us, or that we refer to."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="partners")
    key = models.CharField(max_length=64)
    name = models.CharField(max_length=120)
    kind = models.ForeignKey(
        Code, on_delete=models.PROTECT, related_name="+", limit_choices_to={"list": "partner_kind"}
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "key"], name="organisation_partner_key")
        ]


class Service(models.Model):
    """A kind of work (werksoort), and what closing an intervention of it demands."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="services")
    key = models.CharField(max_length=64)
    name_nl = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    needs_goal = models.BooleanField(default=False)
    needs_end_measurement = models.BooleanField(default=False)
    needs_result = models.BooleanField(default=True)
    plans_follow_up_days = models.PositiveSmallIntegerField(null=True, blank=True)
    citizen_number_basis = models.CharField(
        max_length=200, blank=True, help_text="the law that allows the BSN; empty = the BSN is off"
    )
    keep_years = models.PositiveSmallIntegerField(
        default=15, help_text="how long a record is kept after support by this service ended"
    )
    societal_task = models.ForeignKey(
        Code,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"list": "societal_task"},
    )
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "key"], name="organisation_service_key"),
            models.CheckConstraint(condition=PERIOD, name="organisation_service_period"),
        ]


class Team(models.Model):
    """A team of workers."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="teams")
    key = models.CharField(max_length=64)
    name = models.CharField(max_length=120)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "key"], name="organisation_team_key")
        ]


class Worker(SealedModel):
    """Somebody who works here (paid or not), with the account that opens the house."""

    resident_path = None

    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    name = models.CharField(max_length=120)
    active_from = models.DateField(null=True, blank=True)
    active_until = models.DateField(null=True, blank=True)


class RoleGrant(models.Model):
    """A role of a worker, from a day until a day."""

    worker = models.ForeignKey(Worker, on_delete=models.CASCADE, related_name="grants")
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in STAFF_ROLES])
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["worker", "role", "valid_from"], name="organisation_grant_once"),
            models.CheckConstraint(condition=PERIOD, name="organisation_grant_period"),
        ]


class TeamMembership(models.Model):
    """A worker's place in a team, from a day until a day."""

    worker = models.ForeignKey(Worker, on_delete=models.CASCADE, related_name="memberships")
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="memberships")
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["worker", "team", "valid_from"], name="organisation_membership_once"
            ),
            models.CheckConstraint(condition=PERIOD, name="organisation_membership_period"),
        ]


class Absence(SealedModel):
    """A worker is away, from a first up to and including a last day; a colleague may cover in that time.

    Why is nobody's business here. While it lasts, who covers reaches the residents of who is away.
    """

    resident_path = None

    worker = models.ForeignKey(Worker, on_delete=models.CASCADE, related_name="absences")
    starts_on = models.DateField()
    ends_on = models.DateField()
    covered_by = models.ForeignKey(
        Worker, null=True, blank=True, on_delete=models.SET_NULL, related_name="covers"
    )

    class Meta(SealedModel.Meta):
        indexes: ClassVar = [
            models.Index(fields=["covered_by", "ends_on"], name="organisation_absence_cover"),
            models.Index(fields=["worker", "ends_on"], name="organisation_absence_worker"),
        ]
        constraints: ClassVar = [
            *SealedModel.Meta.constraints,
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="organisation_absence_period"
            ),
            models.CheckConstraint(
                condition=Q(covered_by__isnull=True) | ~Q(covered_by=F("worker")),
                name="organisation_absence_by_somebody_else",
            ),
        ]


class CalendarLink(SealedModel):
    """The link by which a worker's own calendar program reads the appointments. Only its hash is kept."""

    resident_path = None

    worker = models.OneToOneField(Worker, on_delete=models.CASCADE, related_name="calendar_link")
    link_hash = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField()


class SavedView(SealedModel):
    """A question to the figures that a worker keeps under a name; when shared, all who see figures find it.

    `query` is the question as an address has it (`insight.figures.Question`); it holds no number.
    """

    resident_path = None

    worker = models.ForeignKey(Worker, on_delete=models.CASCADE, related_name="saved_views")
    name = models.CharField(max_length=80)
    query = models.CharField(max_length=1000)
    is_shared = models.BooleanField(default=False)

    class Meta(SealedModel.Meta):
        constraints: ClassVar = [
            *SealedModel.Meta.constraints,
            models.UniqueConstraint(fields=["worker", "name"], name="organisation_saved_view_name"),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(query=""), name="organisation_saved_view_whole"
            ),
        ]

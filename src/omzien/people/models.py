"""Residents and what belongs to a person: household, contact details, consent, relations, the BSN."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from omzien.gate.sealed import SealedModel


class Household(SealedModel):
    """People who live together; the municipality is where."""

    resident_path = None

    municipality = models.ForeignKey("organisation.Municipality", on_delete=models.PROTECT, related_name="+")


class Resident(SealedModel):
    """A person who asked for support, or for whom it was asked.

    `pseudonym` is what facts call this person: a keyed hash per installation, made once when the row is made.
    """

    resident_path = "id"

    class Gender(models.TextChoices):
        """As in the starter lists of the field; unknown is an honest answer."""

        MAN = "man", "man"
        WOMAN = "vrouw", "vrouw"
        NON_BINARY = "x", "non-binair (X)"
        UNKNOWN = "onbekend", "onbekend"

    pseudonym = models.BigIntegerField(unique=True, editable=False)
    given_name = models.CharField(max_length=80, blank=True)
    name_prefix = models.CharField(max_length=20, blank=True, help_text="tussenvoegsel: van der, de, ...")
    family_name = models.CharField(max_length=120, blank=True)
    birth_date = models.DateField(null=True, blank=True)
    gender = models.CharField(max_length=10, choices=Gender.choices, default=Gender.UNKNOWN)
    municipality = models.ForeignKey("organisation.Municipality", on_delete=models.PROTECT, related_name="+")
    neighbourhood = models.ForeignKey(
        "organisation.Neighbourhood", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    household = models.ForeignKey(
        Household, null=True, blank=True, on_delete=models.SET_NULL, related_name="members"
    )
    language = models.CharField(max_length=40, blank=True, help_text="spoken language, when not Dutch")
    needs_interpreter = models.BooleanField(default=False)
    registered_on = models.DateField(help_text="first known here")
    search_name = models.CharField(
        max_length=200, editable=False, help_text="lower case, no accents: rules.search_name"
    )

    class Meta(SealedModel.Meta):
        indexes: ClassVar = [
            models.Index(fields=["organisation", "search_name"], name="people_resident_search"),
            models.Index(fields=["organisation", "birth_date"], name="people_resident_birth"),
        ]


class HouseholdStay(SealedModel):
    """When a resident came to live in a household, and left it. What was before it was written down is not
    known: a resident may be in a household without a stay.
    """

    resident = models.ForeignKey(Resident, on_delete=models.CASCADE, related_name="+")
    household = models.ForeignKey(Household, on_delete=models.CASCADE, related_name="stays")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta(SealedModel.Meta):
        constraints: ClassVar = [
            *SealedModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["resident"], condition=Q(until__isnull=True), name="people_one_household_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="people_stay_period"
            ),
        ]


class Kinship(SealedModel):
    """What one resident is of another: `resident` is the parent, partner, carer, ... of `other`."""

    resident = models.ForeignKey(Resident, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Resident, on_delete=models.CASCADE, related_name="+")
    kind = models.ForeignKey(
        "organisation.Code", on_delete=models.PROTECT, related_name="+", limit_choices_to={"list": "kinship"}
    )

    class Meta(SealedModel.Meta):
        constraints: ClassVar = [
            *SealedModel.Meta.constraints,
            models.UniqueConstraint(fields=["resident", "other"], name="people_kinship_once"),
            models.CheckConstraint(condition=~Q(resident=F("other")), name="people_kinship_of_two"),
        ]


class NameKey(SealedModel):
    """What a resident's name is found by: two of its words as they sound (`rules.name_keys`).

    Made from `Resident.search_name` by the actions and the import, and never exchanged; it has no key of its
    own. One index answers every search by name, so the text is compared by its bytes in both databases.
    """

    key = None  # type: ignore[assignment]
    changed_at = None  # type: ignore[assignment]

    organisation = models.ForeignKey(
        "organisation.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    resident = models.ForeignKey(Resident, on_delete=models.CASCADE, related_name="+")
    text = models.CharField(max_length=50)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["organisation", "text", "resident"], name="people_name_key_text")
        ]


class NameSound(models.Model):
    """The sounds that occur in names here, each under all its variants: how a typing error finds its way.

    A word of a list, not of a person: nothing leads from here to a resident.
    """

    organisation = models.ForeignKey("organisation.Organisation", on_delete=models.CASCADE, related_name="+")
    variant = models.CharField(max_length=20)
    sound = models.CharField(max_length=20)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "variant", "sound"], name="people_name_sound_variant"
            )
        ]


class ContactDetails(SealedModel):
    """How to reach a resident: a row of its own, so that a coordinator reaches this and not the story."""

    resident = models.OneToOneField(Resident, on_delete=models.CASCADE, related_name="contact_details")
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    street = models.CharField(max_length=120, blank=True)
    house_number = models.CharField(max_length=10, blank=True)
    postcode = models.CharField(max_length=7, blank=True)
    place = models.CharField(max_length=80, blank=True)
    search_address = models.CharField(
        max_length=120, editable=False, blank=True, help_text="as it sounds: rules.address_key"
    )

    class Meta(SealedModel.Meta):
        indexes: ClassVar = [
            models.Index(fields=["organisation", "postcode"], name="people_contact_postcode"),
            models.Index(fields=["organisation", "search_address"], name="people_contact_address"),
        ]


class CitizenNumber(SealedModel):
    """The BSN: off unless a service has a legal basis (UAVG art. 46); encrypted, and in no export."""

    resident = models.OneToOneField(Resident, on_delete=models.CASCADE, related_name="citizen_number")
    sealed_number = models.BinaryField()
    legal_basis = models.CharField(max_length=200)

    class Meta(SealedModel.Meta):
        constraints: ClassVar = [
            *SealedModel.Meta.constraints,
            models.CheckConstraint(condition=~Q(legal_basis=""), name="people_citizen_number_basis"),
        ]


class Consent(SealedModel):
    """A resident's consent, what it is for, and when it was withdrawn."""

    resident = models.ForeignKey(Resident, on_delete=models.CASCADE, related_name="consents")
    kind = models.ForeignKey(
        "organisation.Code", on_delete=models.PROTECT, related_name="+", limit_choices_to={"list": "consent"}
    )
    given_on = models.DateField()
    withdrawn_on = models.DateField(null=True, blank=True)

    class Meta(SealedModel.Meta):
        constraints: ClassVar = [
            *SealedModel.Meta.constraints,
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gte=F("given_on")),
                name="people_consent_period",
            ),
        ]


class TreatmentRelation(SealedModel):
    """Who supports whom: what lets a worker or a team reach a resident's record (behandelrelatie)."""

    resident = models.ForeignKey(Resident, on_delete=models.CASCADE, related_name="treatment_relations")
    worker = models.ForeignKey(
        "organisation.Worker", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    team = models.ForeignKey(
        "organisation.Team", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    started_on = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta(SealedModel.Meta):
        indexes: ClassVar = [
            models.Index(fields=["worker", "until"], name="people_relation_worker"),
            models.Index(fields=["team", "until"], name="people_relation_team"),
        ]
        constraints: ClassVar = [
            *SealedModel.Meta.constraints,
            models.CheckConstraint(
                condition=Q(worker__isnull=False) | Q(team__isnull=False),
                name="people_relation_with_somebody",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("started_on")), name="people_relation_period"
            ),
        ]


class Merge(SealedModel):
    """Two residents turned out to be one: what it takes to make them two again.

    The row of the merged resident itself is set aside here, with what the survivor could not have twice; all
    else points to the survivor since, and `moved` says which rows those are (`merging.moving.Moved`).
    """

    resident_path = "survivor_id"

    survivor = models.ForeignKey(Resident, on_delete=models.CASCADE, related_name="+")
    merged_id = models.BigIntegerField(help_text="the id that the merged resident had, and gets back")
    merged_at = models.DateTimeField()
    merged_by = models.ForeignKey(
        "organisation.Worker", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    moved = models.JSONField(default=dict)
    aside = models.JSONField(default=dict)
    made = models.JSONField(default=dict, help_text="what was made for the survivor, and goes when undone")


class Draft(SealedModel):
    """What a worker is typing in a form and has not sent yet; nobody else reaches it (decision 0016).

    `key` is chosen by the page. `about` says what the form is of beside the resident ("intervention-7").
    `version` is numbered by the page that types, `device` names that page: so a late save is known from one
    that came from elsewhere. `page` is the address to go on at.
    """

    worker = models.ForeignKey("organisation.Worker", on_delete=models.CASCADE, related_name="+")
    resident = models.ForeignKey(
        Resident, null=True, blank=True, on_delete=models.CASCADE, related_name="drafts"
    )
    form = models.CharField(max_length=60)
    about = models.CharField(max_length=60, blank=True)
    page = models.CharField(max_length=300)
    sealed_content = models.TextField(help_text="the fields, encrypted: cipher.seal_draft")
    version = models.PositiveIntegerField()
    device = models.CharField(max_length=32)

    class Meta(SealedModel.Meta):
        indexes: ClassVar = [
            models.Index(fields=["worker", "form", "changed_at"], name="people_draft_of_worker"),
            models.Index(fields=["changed_at"], name="people_draft_age"),
        ]
        constraints: ClassVar = [
            *SealedModel.Meta.constraints,
            models.CheckConstraint(condition=Q(version__gte=1), name="people_draft_version"),
        ]

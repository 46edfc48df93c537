"""Instruments and surveys, and what was measured and answered: the version always beside the score."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from omzien.gate.sealed import SealedModel


class Instrument(models.Model):
    """One version of a measuring instrument: names of items and levels only, never licensed criteria."""

    organisation = models.ForeignKey(
        "organisation.Organisation", on_delete=models.CASCADE, related_name="instruments"
    )
    key = models.CharField(max_length=64, help_text="with the version in it: zrm_2017")
    name = models.CharField(max_length=120)
    version = models.CharField(max_length=20)
    lowest = models.SmallIntegerField(default=1)
    highest = models.SmallIntegerField(default=5)
    levels = models.JSONField(default=list, help_text="[{level, name_nl, name_en}]")
    measures_impact = models.BooleanField(
        default=True, help_text="False for conversation aids: never aggregated"
    )
    attribution = models.TextField(blank=True)
    scoring = models.CharField(
        max_length=4,
        choices=[("", "no total"), ("sum", "sum"), ("mean", "mean")],
        blank=True,
        help_text="what the levels add up to; empty: nothing",
    )
    times = models.PositiveSmallIntegerField(default=1, help_text="what the total is multiplied by")
    least_answered = models.PositiveSmallIntegerField(
        default=1, help_text="how many items must have a level before there is a total"
    )
    in_use = models.BooleanField(default=True, help_text="False for an older version: read, not offered")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "key"], name="outcomes_instrument_key"),
            models.CheckConstraint(
                condition=Q(highest__gt=models.F("lowest")), name="outcomes_instrument_scale"
            ),
            models.CheckConstraint(
                condition=Q(lowest__gte=0) & Q(highest__lte=10), name="outcomes_instrument_range"
            ),
            models.CheckConstraint(condition=Q(scoring__in=["", "sum", "mean"]), name="outcomes_scoring"),
            models.CheckConstraint(
                condition=Q(times__gte=1) & Q(least_answered__gte=1), name="outcomes_total"
            ),
        ]


class Item(models.Model):
    """One domain or question of an instrument."""

    instrument = models.ForeignKey(Instrument, on_delete=models.CASCADE, related_name="items")
    key = models.CharField(max_length=64)
    name_nl = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    order = models.PositiveSmallIntegerField()
    domain = models.ForeignKey(
        "organisation.Code",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"list": "domain"},
    )
    is_reversed = models.BooleanField(default=False, help_text="a high level is bad: turned round in a total")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["instrument", "key"], name="outcomes_item_key")
        ]


class LicensedText(models.Model):
    """What a level of an item means, in words that this organisation has a licence for.

    It stays in this installation: no table of the data package, no fact, no report holds it.
    """

    organisation = models.ForeignKey("organisation.Organisation", on_delete=models.CASCADE, related_name="+")
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="texts")
    level = models.SmallIntegerField()
    text = models.TextField()
    added_on = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["item", "level"], name="outcomes_text_once"),
            models.CheckConstraint(condition=Q(level__range=(0, 10)), name="outcomes_text_level"),
        ]


class Measurement(SealedModel):
    """One filling-in of an instrument for a resident, at one moment, from one view.

    Views are never averaged.
    """

    class Moment(models.TextChoices):
        """Where in the support the measurement was taken."""

        START = "start", "start"
        INTERIM = "interim", "interim"
        END = "end", "end"

    class View(models.TextChoices):
        """Whose judgement it is."""

        PROFESSIONAL = "professional", "professional"
        RESIDENT = "resident", "resident"

    resident = models.ForeignKey("people.Resident", on_delete=models.CASCADE, related_name="measurements")
    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="+")
    measured_on = models.DateField()
    moment = models.CharField(max_length=10, choices=Moment.choices)
    view = models.CharField(max_length=12, choices=View.choices, default=View.PROFESSIONAL)
    assessor = models.ForeignKey(
        "organisation.Worker", null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta(SealedModel.Meta):
        constraints: ClassVar = [
            *SealedModel.Meta.constraints,
            models.CheckConstraint(
                condition=Q(moment__in=["start", "interim", "end"]), name="outcomes_moment"
            ),
            models.CheckConstraint(condition=Q(view__in=["professional", "resident"]), name="outcomes_view"),
        ]


class Score(SealedModel):
    """The level on one item. An item that was not discussed has no score row, or level null."""

    resident_path = "measurement__resident_id"

    measurement = models.ForeignKey(Measurement, on_delete=models.CASCADE, related_name="scores")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    level = models.SmallIntegerField(null=True, blank=True)

    class Meta(SealedModel.Meta):
        constraints: ClassVar = [
            *SealedModel.Meta.constraints,
            models.UniqueConstraint(fields=["measurement", "item"], name="outcomes_score_once"),
            models.CheckConstraint(
                condition=Q(level__isnull=True) | Q(level__range=(0, 10)), name="outcomes_score_range"
            ),
        ]


class Correction(SealedModel):
    """That a measurement was put right: by whom, why, and what stood there before."""

    resident_path = "measurement__resident_id"

    measurement = models.ForeignKey(Measurement, on_delete=models.CASCADE, related_name="corrections")
    corrected_on = models.DateField()
    worker = models.ForeignKey("organisation.Worker", null=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.TextField()
    before = models.JSONField(help_text="{moment, view, measured_on, levels: {item: level}}")

    class Meta(SealedModel.Meta):
        constraints: ClassVar = [
            *SealedModel.Meta.constraints,
            models.CheckConstraint(condition=~Q(reason=""), name="outcomes_correction_reason"),
        ]


class Survey(models.Model):
    """One version of a questionnaire about satisfaction and effect, sent to residents after their support.

    `questions` are data: [{key, kind, nl, en}], and kind is mark, scale, text or quote (rules.KINDS).
    """

    organisation = models.ForeignKey(
        "organisation.Organisation", on_delete=models.CASCADE, related_name="surveys"
    )
    key = models.CharField(max_length=64, help_text="with the version in it: tevredenheid_effect_2026")
    name_nl = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    levels = models.JSONField(default=list, help_text="what 1 to 5 of a scale are called: [{level, nl, en}]")
    questions = models.JSONField(default=list, help_text="[{key, kind, nl, en}]")
    in_use = models.BooleanField(default=True, help_text="the one that is sent")
    open_days = models.PositiveSmallIntegerField(default=42, help_text="how long a link works")
    remind_after_days = models.PositiveSmallIntegerField(default=14, help_text="one reminder, then no more")
    origin = models.CharField(max_length=40, default="omzien-2026.1", help_text="who wrote it")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "key"], name="outcomes_survey_key"),
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(in_use=True), name="outcomes_one_survey_in_use"
            ),
        ]


class Invitation(SealedModel):
    """A resident is asked to answer a survey, by a link that works once and not for ever.

    `key` is the key of the intervention that ended: there is one invitation for it at most. Of the link only
    a hash is kept, so that who reads this table cannot answer in somebody's place.
    """

    resident = models.ForeignKey("people.Resident", on_delete=models.CASCADE, related_name="+")
    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="+")
    municipality = models.ForeignKey("organisation.Municipality", on_delete=models.PROTECT, related_name="+")
    service = models.ForeignKey("organisation.Service", on_delete=models.PROTECT, related_name="+")
    link_hash = models.CharField(max_length=64, null=True, unique=True, editable=False)  # noqa: DJ001
    sent_on = models.DateField()
    expires_on = models.DateField(help_text="the last day on which the link works")
    reminded_on = models.DateField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    declined_on = models.DateField(null=True, blank=True, help_text="wants no survey: never asked again")

    class Meta(SealedModel.Meta):
        indexes: ClassVar = [
            models.Index(fields=["organisation", "sent_on"], name="outcomes_invitation_sent")
        ]
        constraints: ClassVar = [
            *SealedModel.Meta.constraints,
            models.CheckConstraint(
                condition=Q(expires_on__gte=models.F("sent_on")), name="outcomes_invitation_period"
            ),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True) | Q(answered_on__gte=models.F("sent_on")),
                name="outcomes_answered_after_sent",
            ),
        ]


class Response(SealedModel):
    """That an invitation was answered: kept apart, so that who sees the resident does not see the answers."""

    resident_path = "invitation__resident_id"

    invitation = models.OneToOneField(Invitation, on_delete=models.CASCADE, related_name="response")
    answered_on = models.DateField()


class Answer(SealedModel):
    """The answer to one question. A question that was skipped has no row.

    `value` is a mark (1-10) or a level of a scale (1-5); `text` is what was written. Words may be published
    only when the resident said so with these words.
    """

    resident_path = "response__invitation__resident_id"

    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="answers")
    question = models.CharField(max_length=64, help_text="the key of the question in the survey")
    kind = models.CharField(max_length=5)
    value = models.SmallIntegerField(null=True, blank=True)
    text = models.TextField(blank=True)
    may_publish = models.BooleanField(default=False)
    chosen_on = models.DateField(
        null=True, blank=True, help_text="read, gives nobody away, and chosen for the report"
    )
    chosen_by = models.ForeignKey(
        "organisation.Worker", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta(SealedModel.Meta):
        constraints: ClassVar = [
            *SealedModel.Meta.constraints,
            models.UniqueConstraint(fields=["response", "question"], name="outcomes_answer_once"),
            models.CheckConstraint(
                condition=Q(kind="mark", value__isnull=False, value__range=(1, 10), text="")
                | Q(kind="scale", value__isnull=False, value__range=(1, 5), text="")
                | Q(kind__in=["text", "quote"], value__isnull=True),
                name="outcomes_answer_fits",
            ),
            models.CheckConstraint(
                condition=Q(may_publish=False) | Q(kind="quote"), name="outcomes_publish_quotes_only"
            ),
            models.CheckConstraint(
                condition=Q(chosen_on__isnull=True) | Q(may_publish=True), name="outcomes_choose_with_consent"
            ),
        ]

"""Instruments and what was measured with them: version, moment, assessor and view always beside the score."""

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

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "key"], name="outcomes_instrument_key"),
            models.CheckConstraint(
                condition=Q(highest__gt=models.F("lowest")), name="outcomes_instrument_scale"
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

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["instrument", "key"], name="outcomes_item_key")
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

"""The gate's own rows: accounts (keys, not people), the ledger with its seals, and opened glass."""

from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models

from omzien.gate import clock


class Account(AbstractUser):
    """A key to the house. Whose key it is, and what it opens, the organisation room knows."""

    language = models.CharField(max_length=5, default="nl", choices=[("nl", "Nederlands"), ("en", "English")])
    theme = models.CharField(
        max_length=6, default="system", choices=[("system", "system"), ("light", "light"), ("dark", "dark")]
    )


class LedgerLine(models.Model):
    """Who saw or changed whose record, under which act, for which purpose (fields after NEN 7513).

    Append-only: triggers refuse UPDATE and DELETE on SQLite and PostgreSQL. `residents` and `objects` are
    lists of ids: a list of fifty people is one line that names the fifty.
    """

    at = models.DateTimeField(default=clock.now)
    organisation_id = models.BigIntegerField()
    account_id = models.BigIntegerField(null=True)
    worker_id = models.BigIntegerField(null=True)
    roles = models.CharField(max_length=200)
    purpose = models.CharField(max_length=200)
    channel = models.CharField(max_length=20)
    act = models.CharField(max_length=80)
    code = models.CharField(max_length=1, help_text="C create, R read, U update, D delete, E execute")
    model = models.CharField(max_length=80)
    residents = models.JSONField(default=list)
    objects_seen = models.JSONField(default=list)
    broke_glass = models.BooleanField(default=False)
    detail = models.JSONField(default=dict)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["organisation_id", "at"], name="gate_ledger_at")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(code__in=list("CRUDE")), name="gate_ledger_code")
        ]


class LedgerSeal(models.Model):
    """One link of the chain: a keyed hash over a batch of lines and over the link before it."""

    at = models.DateTimeField(default=clock.now)
    first_line = models.BigIntegerField()
    last_line = models.BigIntegerField()
    lines = models.IntegerField()
    previous = models.CharField(max_length=64, unique=True)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(last_line__gte=models.F("first_line"), lines__gte=1),
                name="gate_seal_range",
            )
        ]


class BrokenGlass(models.Model):
    """A resident's record opened outside the treatment relation: with a reason, for a limited time."""

    organisation_id = models.BigIntegerField()
    worker_id = models.BigIntegerField()
    resident_id = models.BigIntegerField()
    reason = models.TextField()
    opened_at = models.DateTimeField()
    until = models.DateTimeField()
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.BigIntegerField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["worker_id", "until"], name="gate_glass_worker")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="gate_glass_reason"),
            models.CheckConstraint(
                condition=models.Q(until__gt=models.F("opened_at")), name="gate_glass_limited"
            ),
        ]

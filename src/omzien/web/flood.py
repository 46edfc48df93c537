"""A dam before the public pages: so many knocks at a door in a minute, counted in the database."""

from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.db.models import F

from omzien.gate import clock
from omzien.web.models import Knock

KEPT = timedelta(hours=1)


MINUTE = timedelta(minutes=1)
EPOCH = datetime(2020, 1, 1, tzinfo=UTC)


@transaction.atomic
def too_many(door: str, *, most: int, span: timedelta = MINUTE) -> bool:
    """Count one knock at this door; were there `most` in this minute already? Then nothing is written.

    `span`: another length of time than a minute, of at most an hour.
    """
    now = clock.now()
    minute = now - (now - EPOCH) % span
    knock, is_new = Knock.objects.get_or_create(door=door, minute=minute)
    if is_new:
        Knock.objects.filter(minute__lt=minute - KEPT).delete()
    if knock.times >= most:
        return True
    Knock.objects.filter(pk=knock.pk).update(times=F("times") + 1)
    return False

"""A dam before the public pages: so many knocks at a door in a minute, counted in the database."""

from datetime import timedelta

from django.db import transaction
from django.db.models import F

from omzien.gate import clock
from omzien.web.models import Knock

KEPT = timedelta(hours=1)


@transaction.atomic
def too_many(door: str, *, most: int) -> bool:
    """Count one knock at this door; were there `most` in this minute already? Then nothing is written."""
    minute = clock.now().replace(second=0, microsecond=0)
    knock, is_new = Knock.objects.get_or_create(door=door, minute=minute)
    if is_new:
        Knock.objects.filter(minute__lt=minute - KEPT).delete()
    if knock.times >= most:
        return True
    Knock.objects.filter(pk=knock.pk).update(times=F("times") + 1)
    return False

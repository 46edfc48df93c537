"""A made-up organisation of a few hundred registrations, and its report, without a database."""

from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from omzien.insight.facts import Snapshot
from omzien.insight.reports import Document, Signed, report_from
from tests.insight.worlds import SETTINGS, small_world, snapshot_of

PLACE, YEAR, ORGANISATION = "GM0450", 2020, 1
SIGNED = Signed(7, datetime(2021, 3, 2, 9, tzinfo=UTC))
MUNICIPALITIES = [{"code": "GM0450", "name": "Uitgeest"}, {"code": "GM0114", "name": "Emmen"}]


@cache
def snapshot(threshold: int = 10, size: int = 700, seed: int = 4) -> Snapshot:
    """Facts as files; `threshold` is what the organisation set for what is published."""
    settings = [{**SETTINGS, "public_threshold": threshold, "name": "=Stichting <Omzien> & Demo"}]
    world = {**small_world(seed, size), "settings": settings, "municipalities": MUNICIPALITIES}
    return snapshot_of(world, Path(mkdtemp()), datetime(2021, 3, 1, 12, tzinfo=UTC))


@cache
def report(threshold: int = 10, size: int = 700, language: str = "nl") -> Document:
    """The annual report of Uitgeest 2020."""
    return report_from(snapshot(threshold, size), ORGANISATION, PLACE, YEAR, language=language)

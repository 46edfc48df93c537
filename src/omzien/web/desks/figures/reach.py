"""The facts that pages count from, and of which years there are records."""

from datetime import timedelta

from omzien.insight.facts import Snapshot, fresh

MAX_AGE = timedelta(seconds=2)  # to see that nothing changed takes a millisecond

TABLES = ("registrations", "interventions", "sessions", "walk_ins")


def facts_of(organisation_id: int) -> Snapshot:
    """Facts that are at most MAX_AGE old."""
    return fresh(organisation_id, max_age=MAX_AGE)


def years_of(snapshot: Snapshot) -> list[int]:
    """The calendar years in which something was recorded, the newest first."""
    reaches = [reach for table in TABLES if (reach := snapshot.reach(table))]
    if not reaches:
        return []
    first, last = min(start for start, _ in reaches), max(end for _, end in reaches)
    return list(range(last.year, first.year - 1, -1))

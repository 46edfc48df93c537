"""Of which years there are records."""

from omzien.insight.facts import Snapshot

TABLES = ("registrations", "interventions", "sessions", "walk_ins")


def years_of(snapshot: Snapshot) -> list[int]:
    """The calendar years in which something was recorded, the newest first."""
    reaches = [reach for table in TABLES if (reach := snapshot.reach(table))]
    if not reaches:
        return []
    first, last = min(start for start, _ in reaches), max(end for _, end in reaches)
    return list(range(last.year, first.year - 1, -1))

"""The floor of facts: what the rooms declare, as Parquet files that together are a snapshot with a digest.

`fresh(organisation_id)` brings the facts of one organisation up to date; `given.write_facts` writes given
tables (for tests and measurements); `Snapshot.open` reads an older one. Everything above reads snapshots,
never the database.
"""

from omzien.insight.facts.build import fresh
from omzien.insight.facts.older import earlier
from omzien.insight.facts.snapshots import Part, Snapshot
from omzien.insight.facts.tables import TABLES, types_of

__all__ = ["TABLES", "Part", "Snapshot", "earlier", "fresh", "types_of"]

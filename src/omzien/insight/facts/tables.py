"""All fact tables of all rooms."""

import hashlib
from collections.abc import Mapping
from types import MappingProxyType

from omzien.casework import facts as casework
from omzien.community import facts as community
from omzien.gate.facts import FactTable
from omzien.organisation import facts as organisation
from omzien.outcomes import facts as outcomes
from omzien.people import facts as people

ROOMS = (organisation, people, outcomes, casework, community)
TABLES: Mapping[str, FactTable] = MappingProxyType(
    {table.name: table for room in ROOMS for table in room.FACTS}
)


def types_of(table: FactTable) -> dict[str, str]:
    """The columns of a fact table with their types."""
    return {name: column.type for name, column in table.columns.items()}


def shape_of(table: FactTable) -> str:
    """A short hash over the columns of a table: another shape means that its files are written anew."""
    told = repr([(name, column.path, column.type) for name, column in table.columns.items()])
    return hashlib.sha256(f"{told}{table.period}".encode()).hexdigest()[:16]

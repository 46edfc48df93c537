"""All fact tables of all rooms, and how their columns look in Arrow."""

import hashlib
from collections.abc import Mapping
from types import MappingProxyType

import pyarrow as pa

from omzien.casework import facts as casework
from omzien.community import facts as community
from omzien.gate.facts import FactTable
from omzien.insight.extraction import read
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


def schema(table: FactTable) -> pa.Schema:
    """The Arrow schema of a fact table: its own columns, and the organisation."""
    return read.schema(types_of(table))


def shape_of(table: FactTable) -> str:
    """A short hash over the columns of a table: another shape means that its files are written anew."""
    told = repr([(name, column.path, column.type) for name, column in table.columns.items()])
    return hashlib.sha256(f"{told}{table.period}".encode()).hexdigest()[:16]

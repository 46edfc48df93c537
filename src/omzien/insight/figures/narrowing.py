"""What a figure can be narrowed by besides its dimensions, and all of that by name."""

from collections.abc import Mapping
from types import MappingProxyType

from omzien.insight.figures.dimensions import DIMENSIONS, EVERY, OF_INTERVENTIONS, ByColumn, Dimension

# What only a pool of many organisations can be split by (insight/pooling): of one it would say nothing.
POOLED: Mapping[str, Dimension] = MappingProxyType(
    {
        "organisation": Dimension(
            "organisation",
            "Organisatie",
            "Organisation",
            "organisations",
            {base: ByColumn(lambda table, basis: table.organisation.cast("string")) for base in EVERY},
        )
    }
)

# What a figure is filtered by and never split by: a worker's own work, told to that worker and nobody else.
FILTERS: Mapping[str, Dimension] = MappingProxyType(
    {
        "worker": Dimension(
            "worker",
            "Medewerker",
            "Worker",
            "own",
            {
                base: ByColumn(lambda table, basis: table.worker.cast("string"))
                for base in ("registrations", *OF_INTERVENTIONS, "goals")
            },
        )
    }
)


def narrowing(name: str) -> Dimension:
    """What a figure can be filtered by under this name; KeyError when there is no such dimension."""
    return {**FILTERS, **POOLED, **DIMENSIONS}[name]

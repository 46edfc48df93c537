"""What was said at the walk-in hour: what was agreed, and what the exploration of somebody's money found.

Nothing is drawn here: it follows from the visits that were drawn, so no figure moves because of it.
"""

from itertools import product
from typing import Any

from omzien.exchange.demo import columns as to
from omzien.exchange.demo.columns import Columns

PARTS_OF = {"combinatie": ("schuldregeling", "cursus")}
TOPICS = ("inkomen", "toeslagen", "vaste_lasten", "schulden", "administratie")
FINDINGS = ("in_order", "attention", "in_order", "unknown")
EXPLORED = 4  # of the visits by name, one in four has an exploration of somebody's money


def walk_in_talks(visits: Columns) -> dict[str, Columns]:
    """What was agreed at each visit by name, and the findings of some."""
    led_to = zip(visits["key"].to_pylist(), visits["follow_up"].to_pylist(), strict=True)
    named = [(visit, said) for visit, said in led_to if said]
    return {
        "walk_in_agreements": to.records([row for visit, said in named for row in _agreed(visit, said)]),
        "money_findings": to.records(_found([visit for visit, _ in named[::EXPLORED]])),
    }


def _agreed(visit: str, said: str) -> list[dict[str, Any]]:
    """One thing, or the parts of a combination."""
    parts = PARTS_OF.get(said, (said,))
    return [{"key": f"afspraak-{visit}-{one}", "visit": visit, "follow_up": one} for one in parts]


def _found(visits: list[str]) -> list[dict[str, Any]]:
    """One topic needs attention where another is in order."""
    return [
        {
            "key": f"bevinding-{visit}-{topic}",
            "visit": visit,
            "topic": topic,
            "finding": FINDINGS[(place + at) % len(FINDINGS)],
        }
        for (place, visit), (at, topic) in product(enumerate(visits), enumerate(TOPICS))
    ]

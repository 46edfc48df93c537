"""Examples of the components of measuring: an instrument of two items, made up."""

from datetime import date
from typing import Any

from omzien.outcomes.queries import InstrumentCard, ItemCard, LevelName
from omzien.web.desks.dossier.progress import Spark
from omzien.web.desks.measure.forms import MeasureForm
from omzien.web.desks.measure.picture import Growth, GrowthRow, web

LEVELS = tuple(LevelName(level, f"level {level}", f"level {level}") for level in range(1, 6))
ITEMS = tuple(ItemCard(place, key, key, key) for place, key in enumerate(("Money", "Housing", "Contacts")))


def measured_examples() -> dict[str, Any]:
    """A row to score, a growth of two items, and a web of three."""
    card = InstrumentCard(
        id=0,
        key="example",
        name="Example",
        version="1",
        lowest=1,
        highest=5,
        measures_impact=True,
        attribution="",
        scoring="",
        times=1,
        least_answered=1,
        in_use=True,
        levels=LEVELS,
        items=ITEMS,
    )
    form = MeasureForm(initial={"scores.Money": 3}, instrument=card, prefix="example")
    rows = [GrowthRow("Money", 2, 4, "40.0", "80.0", 2), GrowthRow("Housing", 3, 3, "60.0", "60.0", 0)]
    return {
        "score_rows": list(form.rows({"Money": 2}, {})),
        "growth": Growth(
            view="professional",
            sentence="On 1 of 2 items it goes better, on 0 worse",
            caption="Example, as seen by the professional",
            heads=("start, 3 Mar 2026", "end, 1 Sep 2026"),
            rows=rows,
            total=(None, None),
        ),
        "spark": Spark(
            "Example 1",
            "On 1 of 2 items it goes better, on 0 worse",
            date(2026, 3, 3),
            date(2026, 9, 1),
            rows,
        ),
        "web": web(
            card, {"Money": 4, "Housing": 2, "Contacts": 5}, {"Money": 2, "Housing": 2, "Contacts": 3}
        ),
    }

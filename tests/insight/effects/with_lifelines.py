"""What lifelines says of some made-up follow-ups: writes `lifelines.json`, which the tests compare with.

    uv run --no-project --with lifelines python tests/insight/effects/with_lifelines.py

Apart from the tests, and run by hand, because lifelines holds pandas back a whole version for all of Omzien
and brings 300 MB with it. It cannot follow two people who come back on one day for different reasons (it
moves them apart), so by cause there is one a day.
"""

import json
from importlib import import_module
from pathlib import Path
from random import Random
from typing import Any

SEEDS = {1: (12, 20), 2: (70, 40)}  # how many people, followed for at most how many days
CAUSES = (1, 2, 3)


def main() -> None:
    """Draw, ask, write."""
    lifelines = import_module("lifelines")
    told = [_told(lifelines, seed, *size) for seed, size in SEEDS.items()]
    target = Path(__file__).with_suffix("").with_name("lifelines.json")
    target.write_text(json.dumps({"lifelines": lifelines.__version__, "samples": told}) + "\n")


def _told(lifelines: Any, seed: int, people: int, longest: int) -> dict[str, Any]:
    random = Random(seed)
    days = [random.randrange(1, longest) for _ in range(people)]
    apart = random.sample(range(1, 20 * longest), people)
    cause = [random.randrange(4) for _ in range(people)]
    curve = lifelines.KaplanMeierFitter().fit(days, [one > 0 for one in cause])
    table = curve.survival_function_.join(curve.confidence_interval_survival_function_)
    told = {"days": days, "apart": apart, "cause": cause, "kaplan_meier": _rows(table)}
    by_cause = {one: _rows(_of_cause(lifelines, apart, cause, one)) for one in CAUSES}
    return told | {"aalen_johansen": by_cause}


def _of_cause(lifelines: Any, days: list[int], cause: list[int], one: int) -> Any:
    fitter = lifelines.AalenJohansenFitter().fit(days, cause, event_of_interest=one)
    return fitter.cumulative_density_.join(fitter.confidence_interval_)


def _rows(table: Any) -> list[list[float]]:
    """Day, value, low and high; a band that is not a number is negative, for JSON has no word for it."""
    return [
        [float(day), *map(float, row)] for day, row in zip(table.index, table.fillna(-1).values, strict=True)
    ]


if __name__ == "__main__":
    main()

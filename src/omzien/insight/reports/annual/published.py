"""The annual reports that are final: frozen, so that no later one gives away what they hide, nor they it.

A report prints its own year and the year before. So it is weighed together with the final reports of its own
year (one that was corrected since), of the year before and of the year after.
"""

from collections.abc import Mapping
from pathlib import Path

from django.conf import settings

from omzien.insight.disclosure import Evidence, Publication, Shown
from omzien.insight.reports.annual.gather import BEFORE


def weigh(evidence: Evidence, folder: Path, municipality: str, year: int) -> None:
    """Say in the evidence of a report what the final reports in a folder have of the same counts."""
    counts = [key for key, raw in evidence.numbers.items() if raw.counted]
    for then in (year - 1, year, year + 1):
        for path in sorted(folder.glob(f"{municipality}-{then}-*.json")):
            earlier = Publication.read(path)
            there = {key: _there(key, then - year) for key in counts}
            evidence.after(earlier, same={key: at for key, at in there.items() if at in earlier.counts})


def _there(key: str, years_later: int) -> str:
    """The key of the same count in a report of so many years later; empty when it is not in that."""
    if years_later < 0:
        return key.removesuffix(BEFORE) if key.endswith(BEFORE) else ""
    if years_later > 0:
        return "" if key.endswith(BEFORE) else key + BEFORE
    return key


def freeze(folder: Path, name: str, evidence: Evidence, shown: Mapping[str, Shown]) -> None:
    """Keep what is published now. The same report from the same facts is one publication."""
    Publication.of(name, evidence, shown).write(folder / f"{name}.json")


def shelf(organisation_id: int) -> Path:
    """Where the final reports of an organisation are kept."""
    return Path(settings.PUBLICATIONS_FOLDER) / str(organisation_id)

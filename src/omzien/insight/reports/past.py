"""What was published, for who looks back: what each publication says of itself, and what it holds back."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from omzien.insight.disclosure import Publication, State
from omzien.insight.figures import Period
from omzien.insight.reports.published import shelf


@dataclass(frozen=True, slots=True)
class Held:
    """One figure in a publication: the version of its definition, and how many of its counts are printed and
    withheld.
    """

    figure: str
    version: int
    printed: int
    withheld: int


@dataclass(frozen=True, slots=True)
class Past:
    """One publication. `name` is that of its file.

    `title` is in the language that it was published in; `municipality` is a code, None: of all. `by` is the
    number of a worker, None: a command. `facts`: the digest of the snapshot. `question`: what was asked of
    the explorer, as an address has it; `report`: the number of the report with its files, None: these are
    not kept.
    """

    name: str
    title: str
    municipality: str | None
    period: Period
    by: int | None
    at: datetime
    facts: str
    question: str
    report: int | None
    figures: tuple[Held, ...]

    @property
    def printed(self) -> int:
        """How many counts a reader sees."""
        return sum(each.printed for each in self.figures)

    @property
    def withheld(self) -> int:
        """How many counts a reader may not find out: what is published later is weighed with them."""
        return sum(each.withheld for each in self.figures)


def past(organisation_id: int) -> list[Past]:
    """Every publication of an organisation, the newest first."""
    found = map(_told, shelf(organisation_id).glob("*.json"))
    return sorted(found, key=lambda each: (each.at, each.name), reverse=True)


@lru_cache(maxsize=1024)
def _told(path: Path) -> Past:
    """What a file tells: it never changes."""
    publication = Publication.read(path)
    about = publication.about
    return Past(
        name=publication.name,
        title=about["title"],
        municipality=about["municipality"],
        period=Period(date.fromisoformat(about["start"]), date.fromisoformat(about["until"])),
        by=about["by"],
        at=datetime.fromisoformat(about["at"]),
        facts=publication.facts,
        question=about["question"],
        report=about["report"],
        figures=tuple(_held(publication)),
    )


def _held(publication: Publication) -> list[Held]:
    printed, withheld = Counter[str](), Counter[str]()
    for raw in publication.printed.values():
        (printed if raw.earlier is State.SHOWN else withheld)[raw.figure] += 1
    versions = publication.about["definitions"]
    return [Held(name, versions[name], printed[name], withheld[name]) for name in sorted(versions)]

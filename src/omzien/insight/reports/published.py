"""What was published: kept for good, so that nothing that is published later gives away what it hides.

An annual report that is final and a download to publish are kept alike: every count as it was shown, of whom
and when it is, from which facts, by which worker and at what moment. No names; the true counts stay inside.
"""

import fcntl
import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from omzien.insight.disclosure import Evidence, Publication, Shown, release, weigh
from omzien.insight.figures import CATALOGUE, Selection, version_of

LETTERS = 16  # of a digest in the name of a file


def shelf(organisation_id: int) -> Path:
    """Where the publications of an organisation are kept."""
    return Path(settings.PUBLICATIONS_FOLDER) / str(organisation_id)


@dataclass(frozen=True, slots=True)
class Signed:
    """Who publishes (the number of the worker; None: a command), when, and the number of the report that
    keeps the files (None: they are not kept).
    """

    by: int | None
    at: datetime
    report: int | None = None


def about_of(title: str, selection: Selection, signed: Signed, question: str = "") -> dict[str, Any]:
    """What a publication says of itself: its title, of whom and when it is, who made it and when, and how the
    explorer was asked.
    """
    return {
        "title": title,
        "municipality": selection.municipality,
        "start": selection.period.start.isoformat(),
        "until": selection.period.until.isoformat(),
        "question": question,
        "by": signed.by,
        "at": signed.at.isoformat(),
        "report": signed.report,
    }


def publish(
    evidence: Evidence,
    threshold: int,
    folder: Path | None,
    *,
    name: str,
    about: Mapping[str, Any] | None,
    language: str = "nl",
) -> dict[str, Shown]:
    """Every number as it may be published beside all that was published before (in `folder`; None: nothing).

    `about` says what it is, for who looks back, and has it kept; a concept has none, and is not. The same
    again, from the same facts, is one publication. Raises NotReleased when a hidden count could be worked
    out from it, or from what was published before.
    """
    if folder is None:
        return release(evidence, threshold, language, _names(evidence, language))
    with _alone_at(folder):
        weigh(evidence, _of_these_days(evidence, folder), threshold)
        shown = release(evidence, threshold, language, _names(evidence, language))
        if about is not None:
            _keep(folder, name, evidence, shown, about)
    return shown


def _of_these_days(evidence: Evidence, folder: Path) -> Iterator[Publication]:
    """What was published about any of the days that this is about, the newest first."""
    days = [(place.start, place.until) for place in evidence.places.values()]
    first, last = min(start for start, _ in days), max(until for _, until in days)
    every = sorted(map(_read, folder.glob("*.json")), key=_moment, reverse=True)
    for earlier in every:
        if any(place.start < last and first < place.until for place in earlier.places.values()):
            yield earlier


def _moment(publication: Publication) -> tuple[str, str]:
    return publication.about.get("at", ""), publication.name


@lru_cache(maxsize=1024)
def _read(path: Path) -> Publication:
    """One that is kept: it never changes."""
    return Publication.read(path)


def _keep(
    folder: Path, name: str, evidence: Evidence, shown: Mapping[str, Shown], about: Mapping[str, Any]
) -> None:
    """Under a name that says what was shown: the same again is there already. With the versions of the
    definitions that hold now.
    """
    signs = sorted((key, each.state, each.value) for key, each in shown.items())
    digest = hashlib.sha256(json.dumps(signs).encode()).hexdigest()[:LETTERS]
    path = folder / f"{name}-{digest}.json"
    if not path.exists():
        used = sorted({raw.figure for raw in evidence.numbers.values() if raw.figure in CATALOGUE})
        versions = {figure: version_of("figure", figure).number for figure in used}
        Publication.of(path.stem, evidence, shown, {**about, "definitions": versions}).write(path)


@contextmanager
def _alone_at(folder: Path) -> Iterator[None]:
    """One at a time: of two that are published at once, the second is weighed with the first."""
    folder.mkdir(parents=True, exist_ok=True)
    held = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
    finally:
        os.close(held)


def _names(evidence: Evidence, language: str) -> dict[str, str]:
    """What every number is about, for who must hear why it may not be published."""
    labels = {name: getattr(figure, f"label_{language}") for name, figure in CATALOGUE.items()}
    return {
        key: f"{labels[raw.figure]} ({key})" for key, raw in evidence.numbers.items() if raw.figure in labels
    }

"""The texts of reports, read from `texts/<language>`: chapters in Markdown, sentences and words in TOML."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from omzien.insight.reports.notation import Notation
from omzien.insight.reports.prose import Prose, read

TEXTS = Path(__file__).parent / "texts"


@dataclass(frozen=True, slots=True)
class Library:
    """All texts of the annual report in one language."""

    language: str
    notation: Notation
    words: Mapping[str, str]
    sentences: Mapping[str, Mapping[str, str]]
    chapters: Mapping[str, Prose]


@cache
def library(language: str) -> Library:
    """The texts in one language (`nl` or `en`). Raises FileNotFoundError for a language that has none."""
    folder = TEXTS / language
    fixed = tomllib.loads((folder / "words.toml").read_text(encoding="utf-8"))
    return Library(
        language=language,
        notation=Notation(
            language=language,
            thousands=fixed["notation"]["thousands"],
            decimal=fixed["notation"]["decimal"],
            nouns=fixed["nouns"],
            months=tuple(fixed["notation"]["months"]),
            phrases=fixed["phrases"],
        ),
        words=fixed["words"],
        sentences=tomllib.loads((folder / "sentences.toml").read_text(encoding="utf-8")),
        chapters={path.stem: read(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.md"))},
    )

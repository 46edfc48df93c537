"""The type that a page carries: Source Sans with only the letters of our alphabets.

To pick these letters out takes half a second of processor, a fifth of a whole report. What comes of it hangs
on no data, so it is kept beside the compiled questions, as these are (decision 0012).
"""

import base64
import hashlib
import io
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path

from django.conf import settings

from omzien.insight.reports.drawing import FONTS
from omzien.insight.whole import whole

LETTERS = [*range(0x20, 0x7F), *range(0xA0, 0x180), *map(ord, "–—‘’“”•…€−→≤≥‑")]
FEATURES = ["kern", "liga", "tnum", "lnum", "pnum"]
WEIGHTS = {400: "Regular", 600: "Semibold"}
MAKERS = ("fonttools", "font-source-sans-pro")


@cache
def font(weight: int) -> str:
    """The letters of this weight (of WEIGHTS) as a WOFF in base64, for a `data:` address."""
    file = Path(settings.FACTS_FOLDER) / "fonts" / f"{WEIGHTS[weight]}-{_version()}.woff"
    with suppress(OSError):
        return _as_text(file.read_bytes())
    made = _picked(WEIGHTS[weight])
    with suppress(OSError), whole(file) as beside:  # a disk that is full costs time, not letters
        beside.write_bytes(made)
    return _as_text(made)


def _as_text(made: bytes) -> str:
    return base64.b64encode(made).decode("ascii")


def _version() -> str:
    told = [LETTERS, FEATURES, *(version(maker) for maker in MAKERS)]
    return hashlib.sha256(repr(told).encode()).hexdigest()[:16]


def _picked(name: str) -> bytes:
    from fontTools import subset  # by who makes it first, not by every report

    options = subset.Options(flavor="woff", layout_features=FEATURES, hinting=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=LETTERS)
    out = io.BytesIO()
    with subset.load_font(str(FONTS / f"SourceSansPro-{name}.ttf"), options) as letters:
        subsetter.subset(letters)
        subset.save_font(letters, out, options)
    return out.getvalue()

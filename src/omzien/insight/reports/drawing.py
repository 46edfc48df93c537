"""Charts drawn to SVG on the server, with a role, a title and a description for who listens to them."""

import re
from collections.abc import Mapping
from functools import cache
from html import escape
from pathlib import Path
from threading import Thread
from typing import Literal

import font_source_sans_pro
import vl_convert

from omzien.insight.reports.document import Chart

FONTS = Path(font_source_sans_pro.__file__).parent / "files"
LOCALES: Mapping[str, Literal["nl-NL", "en-GB"]] = {"nl": "nl-NL", "en": "en-GB"}
PATTERN = (
    '<defs><pattern id="{id}" width="5" height="5" patternUnits="userSpaceOnUse"'
    ' patternTransform="rotate(45)"><rect width="5" height="5" fill="#FFFFFF"/>'
    '<rect width="1.6" height="5" fill="#87929C"/></pattern></defs>'
)
ROOT = re.compile(r"<svg ([^>]*)>")
INNER = re.compile(
    r'\s(?:role|aria-roledescription)="[^"]*"'
)  # inside a picture nothing has a role of its own
CLIP = re.compile(r"\bclip\d+\b")  # numbered by the process: the same chart must give the same drawing
SIZE = re.compile(r'\s(?:width|height)="[\d.]+"')


def draw(chart: Chart, language: str) -> str:
    """The chart as SVG. Its size is that of its container; its colours can be turned by a style sheet."""
    _know_the_fonts()
    svg = vl_convert.vegalite_to_svg(dict(chart.spec), format_locale=LOCALES[language])
    name = f"chart-{chart.key}"
    hatch = f"{name}-hatch"
    svg = _renumbered(INNER.sub("", svg), name)
    svg = ROOT.sub(lambda found: _root(found, chart, name, hatch), svg, count=1)
    return svg.replace("url(#hatch)", f"url(#{hatch})")


def _renumbered(svg: str, name: str) -> str:
    order = {clip: f"{name}-clip-{place}" for place, clip in enumerate(dict.fromkeys(CLIP.findall(svg)))}
    return CLIP.sub(lambda found: order[found[0]], svg)


def _root(found: re.Match[str], chart: Chart, name: str, hatch: str) -> str:
    attributes = SIZE.sub("", " " + found[1])
    return (
        f'<svg{attributes} role="img" aria-labelledby="{name}-title {name}-desc">'
        f'<title id="{name}-title">{escape(chart.title)}</title>'
        f'<desc id="{name}-desc">{escape(chart.alt)}</desc>' + PATTERN.format(id=hatch)
    )


@cache
def warm_up() -> None:
    """Start the drawing engine beside the counting: the first chart takes half a second."""
    simplest = {"data": {"values": []}, "mark": "bar"}
    Thread(target=lambda: (_know_the_fonts(), vl_convert.vegalite_to_svg(simplest))).start()


@cache
def _know_the_fonts() -> None:
    vl_convert.register_font_directory(str(FONTS))

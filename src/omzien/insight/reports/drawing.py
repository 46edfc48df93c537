"""Charts drawn to SVG on the server, with a role, a title and a description for who listens to them."""

import atexit
import json
import re
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Mapping
from html import escape
from pathlib import Path

import font_source_sans_pro

from omzien.insight.reports.document import Chart, Document

Drawings = Callable[[], Mapping[str, str]]  # the SVG of each chart by its key; asking may mean waiting
FONTS = Path(font_source_sans_pro.__file__).parent / "files"
LOCALES: Mapping[str, str] = {"nl": "nl-NL", "en": "en-GB"}
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


class DrawingFailed(RuntimeError):
    """The drawing process could not draw a chart; the message is what it said."""


def drawings_of(document: Document) -> Mapping[str, str]:
    """The charts of a document as SVG, by key."""
    return draw(document.charts, document.language)


def draw(charts: Iterable[Chart], language: str) -> Mapping[str, str]:
    """Charts as SVG, by key. Their size is that of their container; a style sheet can turn their colours."""
    by_key = {chart.key: chart for chart in charts}
    asked = {"locale": LOCALES[language], "charts": {key: dict(chart.spec) for key, chart in by_key.items()}}
    process = _engine()
    told, problem = process.communicate(json.dumps(asked))
    if process.returncode:
        raise DrawingFailed(problem.strip()[-2000:] or f"stopped with {process.returncode}")
    return {key: _finished(svg, by_key[key]) for key, svg in json.loads(told).items()}


def alone(svg: str, background: str = "#FFFFFF") -> str:
    """A drawn chart as a file of its own: on paper, as large as it was drawn."""
    box = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)
    size = f' width="{box[1]}" height="{box[2]}"' if box else ""
    paper = f'<rect width="100%" height="100%" fill="{background}"/>'
    return svg.replace("<svg ", f"<svg{size} ", 1).replace("<defs>", f"{paper}<defs>", 1)


def as_png(svg: str) -> bytes:
    """A drawn chart as pixels, two for each of its own. Needs no drawing process: nothing is computed."""
    import vl_convert  # by who asks for pixels, not by every page

    vl_convert.register_font_directory(str(FONTS))
    return bytes(vl_convert.svg_to_png(svg, scale=2))


def _finished(svg: str, chart: Chart) -> str:
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


_waiting: list[subprocess.Popen[str]] = []
_lock = threading.Lock()


def warm_up() -> None:
    """Start the drawing process beside the counting; who draws next has it."""
    with _lock:
        if not _waiting:
            _waiting.append(_started())


def _engine() -> subprocess.Popen[str]:
    with _lock:
        return _waiting.pop() if _waiting else _started()


def _started() -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "omzien.insight.drawing"]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True)  # our own program


@atexit.register
def _nothing_to_draw() -> None:
    while _waiting:
        _waiting.pop().communicate()

"""What is estimated, as pictures: intervals on one scale, and a curve over time with its band.

Coordinates are in percent of the picture, with a point for the decimals: they go into SVG. Each picture has
its table beside it, and a title that says what one sees.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Span:
    """A value with its interval, as places on the scale. Without an interval the three are one."""

    low: str
    value: str
    high: str


@dataclass(frozen=True, slots=True)
class IntervalRow:
    """One row: what was counted (grey) and what is compared (accent, may be absent), and the latter in
    words.
    """

    label: str
    counted: Span | None
    compared: Span | None
    text: str
    thin: bool = False


@dataclass(frozen=True, slots=True)
class Intervals:
    """Rows of intervals on one scale from `first` to `last`; `mark` is the place of a thin line for the
    whole.
    """

    title: str
    rows: Sequence[IntervalRow]
    first: str
    last: str
    mark: str = ""
    said: Any = ""


@dataclass(frozen=True, slots=True)
class CurvePicture:
    """A curve that steps up, with its band, from 0 to `top`; `ticks` are places on the axis of time, in
    words.
    """

    label: str
    line: str
    band: str
    top: str
    ticks: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Curves:
    """One curve, or small pictures side by side on the same scale; `axis` says what the ticks are, `alt` what
    is read from them.
    """

    title: str
    pictures: Sequence[CurvePicture]
    axis: Any = ""
    alt: str = ""


Estimated = tuple[float | None, float | None, float | None]  # value, low, high


def intervals(
    title: str,
    rows: Sequence[tuple[str, Estimated, Estimated, str, bool]],
    whole: float | None,
    write: Callable[[float], str],
    said: Any = "",
) -> Intervals:
    """Rows of (label, counted, compared, text, thin) on a scale that holds all values, and the intervals of
    all that are not thin.
    """
    seen = [one for _, *both, _, thin in rows for each in both for one in (each[:1] if thin else each)]
    known = [one for one in (*seen, whole) if one is not None]
    first, last = (min(known), max(known)) if known else (0.0, 1.0)
    width = (last - first) or 1.0

    def place(value: float) -> str:
        return f"{max(0.0, min(100.0, 100 * (value - first) / width)):.2f}"

    def span(each: Estimated) -> Span | None:
        value, low, high = each
        if value is None:
            return None
        return Span(*(place(value if one is None else one) for one in (low, value, high)))

    told = [
        IntervalRow(label, span(counted), span(compared), text, thin)
        for label, counted, compared, text, thin in rows
    ]
    mark = "" if whole is None else place(whole)
    return Intervals(title, told, write(first), write(last), mark, said)


def curve(
    label: str,
    points: Sequence[tuple[float, float, float, float]],
    longest: float,
    top: float,
    ticks: Sequence[tuple[float, str]],
    write: Callable[[float], str],
    until: float,
) -> CurvePicture:
    """A curve of (day, share, low, high), each holding from its day on, drawn `until` a day on an axis as
    long as `longest`, up to the share `top`.
    """
    end_of_line = min(until, longest)
    inside = [point for point in points if point[0] <= end_of_line]

    def steps(places: Sequence[Point]) -> list[str]:
        drawn = [(0.0, 0.0), *places]
        ends = [day for day, _ in drawn[1:]] + [end_of_line]
        pairs = zip(drawn, ends, strict=True)
        return [_at(x, share, longest, top) for (day, share), end in pairs for x in (day, end)]

    low = steps([(day, low) for day, _, low, _ in inside])
    high = steps([(day, high) for day, _, _, high in inside])
    return CurvePicture(
        label,
        " ".join(steps([(day, share) for day, share, _, _ in inside])),
        " ".join([*low, *reversed(high)]),
        write(top),
        [(f"{100 * day / longest:.2f}", text) for day, text in ticks],
    )


def estimated_examples() -> dict[str, Any]:
    """Made-up values for the living page."""
    goals = (
        ("Social work", (0.62, 0.55, 0.69), (0.64, 0.56, 0.72)),
        ("Debts", (0.71, 0.5, 0.86), (0.6, 0.4, 0.8)),
    )
    rows = [(label, counted, alike, f"{100 * alike[0]:.0f}%", False) for label, counted, alike in goals]
    steps = [(90.0, 0.1, 0.07, 0.14), (180.0, 0.2, 0.15, 0.26), (365.0, 0.3, 0.23, 0.38)]
    months = ((0.0, "0"), (365.0, "12"), (730.0, "24"))
    picture = curve("", steps, 730, 0.5, months, "{:.0%}".format, 600)
    said = "By the curve: 6 months 20% (15% to 26%); 12 months 30% (23% to 38%)"
    return {
        "intervals": intervals("Goals met by service", rows, 0.65, "{:.0%}".format, "Grey: as counted."),
        "curves": Curves("Who came back", [picture], "Months. The band is the interval.", said),
    }


def _at(day: float, share: float, longest: float, top: float) -> str:
    return f"{100 * day / longest:.2f},{100 - 100 * min(share / top, 1):.2f}"

"""Who came back, and how long people waited: curves, and what is read from them."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from django.utils.translation import gettext

from omzien.insight.effects import Curve, Returns, Waiting, Window, returns, waiting
from omzien.insight.facts import Snapshot
from omzien.web.components.estimated import CurvePicture, Curves, curve
from omzien.web.components.shown import Cell, Table, TableRow, Tile
from omzien.web.desks.effects.answers import Answer, Line, amount, count, estimated, numbers_of
from omzien.web.desks.effects.asking import STEP_NAMES, Group
from omzien.web.templatetags.omzien import in_words, quantity

TWO_YEARS, YEAR = 731, 365
MONTHS = ((0, "0"), (TWO_YEARS / 4, "6"), (TWO_YEARS / 2, "12"), (3 * TWO_YEARS / 4, "18"), (TWO_YEARS, "24"))
MOST_REASONS = 6  # small pictures; the table has them all
TOPS = (0.05, 0.1, 0.2, 0.25, 0.5, 0.75, 1.0)


def answer_returns(snapshot: Snapshot, organisation_id: int, form: Group) -> Answer:
    """Who came back after support that ended."""
    found = returns(snapshot, form.selection(organisation_id))
    title, top = _returned(found), _top([found.curve], TWO_YEARS)
    reasons = sorted(found.reasons, key=lambda pair: -(pair[1].at(YEAR).value or 0))
    highest = _top([one for _, one in reasons[:MOST_REASONS]], TWO_YEARS)
    small = [_months(in_words(category), one, highest) for category, one in reasons[:MOST_REASONS]]
    tables = [_windows(found, form.of_whom), _reasons(found, form.of_whom)]
    whole, axis = (
        gettext("Who came back, by months since the support ended"),
        gettext("Months. The band is the interval."),
    )
    pictures = [Curves(whole, [_months("", found.curve, top)], axis, _read_from(tables[0]))]
    if small:
        by_reason = gettext("By reason, on one scale; together they are the whole")
        pictures.append(Curves(by_reason, small, alt=_read_from(tables[1])))
    return Answer(
        title,
        tables if found.interventions else (),
        curves=pictures if found.interventions else (),
        sure=[
            gettext(
                "Coming back is not failing: people may return with something else, or because they know "
                "where to find us."
            )
        ],
        method=_method_of_returns(found),
        heads=("months",),
        lines=[_window_line(window) for window in found.windows],
    )


def _read_from(table: Table) -> str:
    """What a curve shows, for who does not see it: the last column of its table."""
    told = "; ".join(f"{row.label} {row.cells[-1].text}" for row in table.rows)
    return f"{table.heads[-1]}: {told}"


def _returned(found: Returns) -> str:
    within = found.curve.at(YEAR)
    if within.value is None:
        return gettext("Too short ago to say how many came back")
    return gettext("After %(share)s of the interventions the resident came back within a year") % {
        "share": amount(within.value, "share")
    }


def _months(label: str, found: Curve, top: float) -> CurvePicture:
    return curve(label, _points(found), TWO_YEARS, top, MONTHS, _percent, found.steady)


def _percent(share: float) -> str:
    return f"{quantity(100 * share)}%"


def _points(found: Curve) -> list[tuple[float, float, float, float]]:
    """The steps of a curve; without a band it is as narrow as the line."""
    low = np.where(np.isnan(found.low), found.share, found.low)
    high = np.where(np.isnan(found.high), found.share, found.high)
    steps = zip(found.days, found.share, low, high, strict=True)
    return [(float(day), float(share), float(low), float(high)) for day, share, low, high in steps]


def _top(curves: Sequence[Curve], longest: int) -> float:
    """The top of the scale: a round share that holds all bands."""
    ends = [high for one in curves for day, _, _, high in _points(one) if day <= min(longest, one.steady)]
    return next((top for top in TOPS if top >= max(ends, default=0)), 1.0)


def _windows(found: Returns, group: str) -> Table:
    heads = [
        gettext("Within"),
        gettext("Window is over"),
        gettext("Came back"),
        gettext("Of these (95%)"),
        gettext("By the curve, of all (95%)"),
    ]
    rows = [TableRow(_span(window.months), _window_cells(window)) for window in found.windows]
    return Table(gettext("Coming back by number of months, %(group)s") % {"group": group}, heads, rows)


def _span(months: int) -> str:
    return gettext("%(months)s months") % {"months": months}


def _window_cells(window: Window) -> list[Cell]:
    rate = window.rate
    back = None if rate.value is None else round(rate.value * rate.n)
    return [count(rate.n), Cell(quantity(back)), estimated(rate, "share"), estimated(window.curve, "share")]


def _reasons(found: Returns, group: str) -> Table:
    heads = [gettext("Reason"), gettext("Came back, ever"), *(_span(months) for months in (6, 12, 24))]
    rows = [
        TableRow(
            in_words(category),
            [count(one.events), *(estimated(one.at(day), "share") for day in (183, YEAR, TWO_YEARS - 1))],
        )
        for category, one in found.reasons
    ]
    return Table(gettext("Coming back by reason (95%%), %(group)s") % {"group": group}, heads, rows)


def _method_of_returns(found: Returns) -> list[str]:
    said = {"interventions": quantity(found.interventions), "residents": quantity(found.residents)}
    return [
        gettext(
            "%(interventions)s interventions of %(residents)s residents ended in the period. Each counts; "
            "coming back is the "
            "first registration after it."
        )
        % said,
        gettext(
            "“Of these” looks only at support that ended so long ago that the whole window is over. The "
            "curve uses the "
            "rest too, for as long as it was followed (Kaplan and Meier, 1958; band: Greenwood, 1926)."
        ),
        gettext(
            "By reason: who came back for one thing cannot come back first for another (Aalen and Johansen, "
            "1978). A reason is "
            "mostly noted within the organisation's own window."
        ),
    ]


def _window_line(window: Window) -> Line:
    rate = window.rate
    counts = {"known": rate.n}
    if rate.value is not None:
        counts["of_which"] = round(rate.value * rate.n)
    numbers = numbers_of(rate) | numbers_of(window.curve, "curve")
    return Line((str(window.months),), counts, numbers, tuple(counts))


def answer_waiting(snapshot: Snapshot, organisation_id: int, form: Group) -> Answer:
    """How long people waited for a step."""
    found = waiting(snapshot, form.selection(organisation_id), form.cleaned_data["step"])
    step, title = str(STEP_NAMES[found.step]), _waited(found)
    longest = _longest(found)
    picture = curve(
        "",
        _points(found.curve),
        longest,
        1.0,
        [(longest * part / 4, quantity(longest * part / 4)) for part in range(5)],
        _percent,
        found.curve.steady,
    )
    table = _waits(found, form.in_words)
    return Answer(
        title,
        [table] if found.registrations else (),
        curves=[_of_days(step, picture, table)] if found.registrations else (),
        tiles=_tiles(found) if found.registrations else (),
        method=[
            gettext(
                "Who still waits counts as waiting until today; a registration that was closed without "
                "%(step)s until that "
                "day. So the wait is not made to look shorter than it is (Kaplan and Meier, 1958)."
            )
            % {"step": step}
        ],
        heads=("step",),
        lines=[_waiting_line(found)],
    )


def _of_days(step: str, picture: CurvePicture, table: Table) -> Curves:
    title = gettext("Who had %(step)s, by days waited") % {"step": step}
    return Curves(title, [picture], gettext("Days. The band is the interval."), _read_from(table))


def _longest(found: Waiting) -> int:
    """As far as the picture goes: three norms, or until nine in ten had it, in steps of four days."""
    days = max(3 * found.norm, found.most.value or 0)
    return int(-(-days // 4) * 4)


def _waited(found: Waiting) -> str:
    if found.within.value is None:
        return gettext("Nobody waited long enough yet to say how long it takes")
    return gettext("%(share)s had %(step)s within %(days)s days") % {
        "share": amount(found.within.value, "share"),
        "step": str(STEP_NAMES[found.step]),
        "days": found.norm,
    }


def _tiles(found: Waiting) -> list[Tile]:
    norm = gettext("of these longer than %(days)s days: %(late)s") % {
        "days": found.norm,
        "late": quantity(found.late),
    }
    return [
        Tile(found.half.value, gettext("days: half had it by then")),
        Tile(found.most.value, gettext("days: nine in ten had it by then")),
        Tile(found.still, gettext("wait still"), norm, attention=found.late > 0),
    ]


def _waits(found: Waiting, caption: str) -> Table:
    rows: list[tuple[Any, Cell]] = [
        (gettext("Registrations that were to have it"), count(found.registrations)),
        (gettext("Wait still"), count(found.still)),
        (gettext("of these longer than the norm"), count(found.late)),
        (gettext("Closed without it"), count(found.without)),
        (gettext("Within the norm (95%)"), estimated(found.within, "share")),
        (gettext("Half had it by day (95%)"), estimated(found.half, "days")),
        (gettext("Nine in ten had it by day (95%)"), estimated(found.most, "days")),
    ]
    return Table(caption, [gettext("What"), gettext("Number")], [TableRow(str(a), [b]) for a, b in rows])


def _waiting_line(found: Waiting) -> Line:
    counts = {
        "registrations": found.registrations,
        "still": found.still,
        "late": found.late,
        "without": found.without,
    }
    numbers = (
        numbers_of(found.within, "within_norm")
        | numbers_of(found.half, "half")
        | numbers_of(found.most, "nine_in_ten")
    )
    return Line((found.step,), counts, numbers, ("registrations",))

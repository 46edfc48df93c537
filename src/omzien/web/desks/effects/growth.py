"""Growth on the ZRM, domain by domain: each version and each view apart, with and without a question on
it.
"""

from collections.abc import Mapping, Sequence
from itertools import groupby

from django.utils.translation import gettext

from omzien.insight.effects import Growth, growth, instrument_names
from omzien.insight.facts import Snapshot
from omzien.web.components.estimated import intervals
from omzien.web.components.shown import Cell, Table, TableRow
from omzien.web.desks.effects.answers import Answer, Line, amount, count, ends, estimated, numbers_of
from omzien.web.desks.effects.asking import Group
from omzien.web.templatetags.omzien import in_words, quantity, view_in_words

NOTHING = (None, None, None)


def answer(snapshot: Snapshot, organisation_id: int, form: Group) -> Answer:
    """Growth in the support that ended."""
    found = [one for one in growth(snapshot, form.selection(organisation_id)) if one.ended]
    drawn = [one for one in found if one.view == "professional" and one.is_asked and one.pairs]
    title, names = _title(drawn), instrument_names(snapshot)
    rows = [(in_words(one.item), NOTHING, ends(one.growth), _points(one), one.growth.thin) for one in drawn]
    picture = intervals(
        gettext("Mean growth by domain, with its interval"),
        rows,
        0.0,
        lambda value: amount(value, "points"),
        gettext(
            "As the professional scored it, in points on a scale of 1 to 5, on domains with a question. The "
            "thin line is no growth."
        ),
    )
    return Answer(
        title,
        [_table(list(lines), names, form.of_whom) for _, lines in groupby(found, key=_kind)],
        [picture] if rows else (),
        sure=[
            gettext(
                "This is no proof. There is no group that had no support: part of the growth would have "
                "come by itself, also because "
                "people come when it goes worst."
            )
        ],
        method=_method(),
        heads=("instrument", "view", "item", "label", "question"),
        lines=[_line(one) for one in found],
    )


def _kind(one: Growth) -> tuple[str, str, bool]:
    return one.instrument, one.view, one.is_asked


def _title(drawn: Sequence[Growth]) -> str:
    sure = [one for one in drawn if not one.growth.thin]
    if not sure:
        return gettext("Too few trajectories have a start and an end to say how much people grew")
    best = max(sure, key=lambda one: one.growth.value or 0)
    return gettext("People grew most on %(domain)s: %(points)s points") % {
        "domain": in_words(best.item),
        "points": _points(best),
    }


def _points(one: Growth) -> str:
    return amount(one.growth.value, "points")


def _table(lines: Sequence[Growth], names: Mapping[str, str], group: str) -> Table:
    heads = [
        gettext("Domain"),
        gettext("Ended"),
        gettext("Pairs"),
        gettext("Coverage"),
        gettext("Level at the start"),
        gettext("At the end"),
        gettext("Growth (95%)"),
        gettext("Spread"),
        gettext("Better"),
        gettext("Same"),
        gettext("Worse"),
        gettext("At the top already"),
    ]
    return Table(
        _caption(lines[0], names, group), heads, [TableRow(in_words(one.item), _cells(one)) for one in lines]
    )


def _caption(one: Growth, names: Mapping[str, str], group: str) -> str:
    said = {
        "view": view_in_words(one.view),
        "instrument": names.get(one.instrument, one.instrument),
        "group": group,
    }
    if one.is_asked:
        return gettext("Domains with a question: %(view)s, %(instrument)s, %(group)s") % said
    return gettext("Spill-over, domains without a question: %(view)s, %(instrument)s, %(group)s") % said


def _cells(one: Growth) -> list[Cell]:
    coverage = "–" if one.coverage is None else f"{quantity(100 * one.coverage)}%"
    return [
        count(one.ended),
        count(one.pairs),
        Cell(coverage),
        Cell(amount(one.start, "points")),
        Cell(amount(one.end, "points")),
        estimated(one.growth, "points"),
        Cell(amount(one.deviation, "points")),
        *(count(number) for number in (one.better, one.same, one.worse, one.at_the_top)),
    ]


def _method() -> list[str]:
    return [
        gettext(
            "A pair is the first start and the last end of one trajectory on one domain. What the "
            "professional scored and what the "
            "resident scored stand apart, and so do versions of the ZRM: they are never mixed."
        ),
        gettext("Who started at the top could not grow. They are counted, and make the mean lower."),
        gettext("In 95 of 100 such intervals the true mean lies inside (paired, Student's t, 1908)."),
    ]


def _line(one: Growth) -> Line:
    counts = {
        "ended": one.ended,
        "pairs": one.pairs,
        "better": one.better,
        "same": one.same,
        "worse": one.worse,
        "at_the_top": one.at_the_top,
    }
    numbers = {"start": one.start, "end": one.end} | numbers_of(one.growth, "growth")
    about = (one.instrument, one.view, one.item.key, in_words(one.item), "yes" if one.is_asked else "no")
    return Line(about, counts, {**numbers, "deviation": one.deviation}, ("pairs",))

"""Compiles what is asked first before anybody asks it: `python -m omzien.insight.beforehand`.

To load Ibis and to compile takes some three seconds, once for an installation and once for each update
(decision 0012). A process of its own does it beside the server's start, with what processor is left; what is
kept already it finds, and does not even load Ibis. It reads neither the database nor facts.
"""

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from omzien.insight.figures import Selection
    from omzien.insight.figures.queries import Shape

LEAST_URGENT = 19


def first_asked() -> "Iterator[Shape]":
    """What the annual report of a municipality asks, and the explorer as it opens."""
    from omzien.insight.figures import CATALOGUE, Period, Selection
    from omzien.insight.figures.queries import shape_of
    from omzien.insight.reports.annual.gather import asked

    anywhere = Selection(0, Period.year(2000))
    yield shape_of([CATALOGUE["registrations"]], anywhere, by=("domain",), margins=True)
    yield from asked(a_report())


def a_report() -> "Selection":
    """What a report asks of: a shape is the same wherever and whenever."""
    from omzien.insight.figures import Period, Selection

    return Selection(0, Period.year(2000), "GM0000")


def compile_all() -> None:
    """Compile all of it that is not kept yet, and make the type of the report's page."""
    from omzien.insight.figures.bases import DERIVED
    from omzien.insight.figures.kept import kept
    from omzien.insight.figures.queries import template
    from omzien.insight.reports.annual.estimates import compile_beforehand
    from omzien.insight.reports.fonts import WEIGHTS, font

    for shape in first_asked():
        template(shape)
    for name, expression in DERIVED.items():
        kept(name, expression)
    compile_beforehand(a_report())
    for weight in WEIGHTS:
        font(weight)


if __name__ == "__main__":
    os.nice(LEAST_URGENT)
    django.setup()
    compile_all()

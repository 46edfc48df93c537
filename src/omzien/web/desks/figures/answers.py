"""The answer to one question: a cross-tab as people read it, and as a CSV file."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from omzien.insight.facts import Snapshot
from omzien.insight.figures import (
    CATALOGUE,
    DIMENSIONS,
    CrossTab,
    Figure,
    Period,
    Selection,
    Value,
    crosstab,
    measure,
)
from omzien.web.components.shown import Chart, Table
from omzien.web.desks.figures.drawn import chart_of, table_of, written
from omzien.web.desks.figures.forms import Question
from omzien.web.templatetags.omzien import in_words

UNITS = {
    "attendances": _("attendances"),
    "contacts": _("contacts"),
    "days": _("days"),
    "follow-ups": _("follow-up calls"),
    "goals": _("goals"),
    "heads": _("heads"),
    "interventions": _("interventions"),
    "mark": _("report mark, 1 to 10"),
    "minutes": _("minutes"),
    "pairs": _("pairs of measurements"),
    "partner questions": _("questions of partners"),
    "points": _("points on the scale"),
    "referrals": _("referrals"),
    "registrations": _("registrations"),
    "residents": _("residents, each once"),
    "safety cases": _("safety cases"),
    "sessions": _("sessions"),
    "share": _("share"),
    "visits": _("visits"),
}


@dataclass(frozen=True)
class Answer:
    """What the page shows of one question. Without rows there is only the total."""

    figure: Figure
    total: Value
    where: str
    tab: CrossTab | None = None
    table: Table | None = None
    chart: Chart | None = None

    @property
    def total_text(self) -> str:
        """The whole figure in words; of a family there is no whole."""
        return "" if self.figure.per else written(self.figure, self.total)

    @property
    def definition(self) -> str:
        """What is counted, in plain language."""
        return str(getattr(self.figure, f"definition_{(get_language() or 'nl')[:2]}"))

    @property
    def unit(self) -> str:
        """What one of it is."""
        return str(UNITS.get(self.figure.unit, self.figure.unit))

    @property
    def thin(self) -> int:
        """How many cells stand on few observations."""
        return sum(value.thin and value.n > 0 for value in self.tab.cells.values()) if self.tab else 0

    @property
    def missing(self) -> int:
        """How many rows say nothing: about the figure itself, or about what it is split by."""
        unsaid = self.tab.missing if self.tab else None
        return self.total.missing + (unsaid.n if unsaid else 0)


def asked_of(snapshot: Snapshot, organisation_id: int, form: Question) -> Answer:
    """Count what the form asks."""
    said = form.cleaned_data
    figure = CATALOGUE[said["figure"]]
    selection = Selection(organisation_id, Period.year(said["year"]), said["municipality"] or None)
    places = dict(form.fields["municipality"].choices)  # type: ignore[attr-defined]
    where = f"{places[said['municipality']]}, {said['year']}"
    if not said["rows"]:
        return Answer(figure, measure(snapshot, selection, [figure.name])[figure.name], where)
    tab = crosstab(snapshot, selection, figure.name, said["rows"], said["columns"] or None)
    return Answer(
        figure,
        tab.total,
        where,
        tab,
        table_of(figure, tab, _title(figure, tab, where)),
        chart_of(figure, tab),
    )


def _title(figure: Figure, tab: CrossTab, where: str) -> str:
    said = {
        "figure": in_words(figure),
        "rows": in_words(DIMENSIONS[tab.rows]).lower(),
        "columns": in_words(DIMENSIONS[tab.columns]).lower() if tab.columns else "",
        "where": where,
    }
    if tab.columns:
        return gettext("%(figure)s by %(rows)s and %(columns)s, %(where)s") % said
    return gettext("%(figure)s by %(rows)s, %(where)s") % said


def as_csv(found: Answer) -> str:
    """The cells and their margins as CSV: keys, plain numbers, observations, missing, thin."""
    out = io.StringIO()
    rows = csv.writer(out)
    tab = found.tab
    rows.writerow(["rows", "columns", "value", "n", "missing", "thin"])
    rows.writerows(_lines(tab) if tab else [["", "", *_plain(found.total)]])
    return out.getvalue()


def _lines(tab: CrossTab) -> Iterator[list[Any]]:
    for row in tab.row_keys:
        for column in tab.column_keys:
            if value := tab.cells.get((row.key, column.key)):
                yield [row.key, column.key, *_plain(value)]
        yield [row.key, "", *_plain(tab.row_totals[row.key])]
    for column in tab.column_keys:
        yield ["", column.key, *_plain(tab.column_totals[column.key])]
    yield ["", "", *_plain(tab.total)]


def _plain(value: Value) -> list[Any]:
    return [value.value, value.n, value.missing, str(value.thin).lower()]

"""What the living page shows: each component, and when to use it. It is for makers, so in English only."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.template.loader import get_template

from omzien.web.components.estimated import estimated_examples
from omzien.web.components.measured import measured_examples
from omzien.web.components.shown import Cell, Chart, Moment, Series, Table, TableRow, Tile, bars
from omzien.web.kit.forms import Form


@dataclass(frozen=True)
class Example:
    """One component: its name, when to use it, and the template that shows it."""

    name: str
    use: str
    template: str

    @cached_property
    def source(self) -> str:
        """The template's own text, to copy from."""
        return str(get_template(self.template).template.source).strip()  # type: ignore[attr-defined]


EXAMPLES = (
    Example(
        "button",
        "One primary button on a page, at the bottom left of its form.",
        "components/examples/button.html",
    ),
    Example(
        "field",
        "Label above, hint under the label, never a placeholder alone.",
        "components/examples/field.html",
    ),
    Example(
        "error_summary",
        "Above the form; takes the focus; each line leads to its field.",
        "components/examples/error_summary.html",
    ),
    Example(
        "help_line",
        "Help where it is needed, in one line. What needs more is not simple enough yet.",
        "components/examples/help_line.html",
    ),
    Example(
        "tag",
        "A state in a word. Amber: needs you. Red: danger. Never colour alone.",
        "components/examples/tag.html",
    ),
    Example("notice", "Something to know before going on.", "components/examples/notice.html"),
    Example("tile", "A figure in large type, with what it counts.", "components/examples/tile.html"),
    Example(
        "table",
        "Numbers to the right, the unit in the heading, totals that were counted.",
        "components/examples/table.html",
    ),
    Example(
        "chart",
        "A sentence as title, bars from zero, and always the table beside it.",
        "components/examples/chart.html",
    ),
    Example(
        "intervals",
        "What is estimated: a value never without its interval, all on one scale, the table below it.",
        "components/examples/intervals.html",
    ),
    Example(
        "curves",
        "What happens over time, with its band; its table beside it, and what is read from it in words.",
        "components/examples/curves.html",
    ),
    Example("timeline", "What happened, newest first.", "components/examples/timeline.html"),
    Example("empty", "Nothing here: say why, and what to do.", "components/examples/empty.html"),
    Example("pages", "Previous and next under a long list.", "components/examples/pages.html"),
    Example("progress", "Work that takes longer than a second.", "components/examples/progress.html"),
    Example(
        "score_row",
        "One item of an instrument: the cells up to the level fill; a key scores and goes on.",
        "components/examples/score_row.html",
    ),
    Example(
        "growth",
        "First and last level per item, with their bars in the table itself.",
        "components/examples/growth.html",
    ),
    Example("spark", "A growth in the corner of a page: first and last.", "components/examples/spark.html"),
    Example("web", "The web of a conversation, drawn here, with its table.", "components/examples/web.html"),
    Example("dialog", "Only for what must be answered first.", "components/examples/dialog.html"),
    Example("crumbs", "Where you are, one step back.", "components/examples/crumbs.html"),
)


class ExampleForm(Form):
    """One field of every kind."""

    name = forms.CharField(label="Name", help_text="As the resident says it.")
    born = forms.DateField(label="Born on", widget=forms.DateInput(attrs={"type": "date"}), required=False)
    channel = forms.ChoiceField(
        label="Came by",
        choices=[("self", "own initiative"), ("referred", "referred")],
        widget=forms.RadioSelect,
    )
    team = forms.ChoiceField(label="Team", choices=[("north", "North"), ("south", "South")])
    note = forms.CharField(label="Note", widget=forms.Textarea, required=False)
    interpreter = forms.BooleanField(label="Needs an interpreter", required=False)


def example_context(today: date) -> dict[str, Any]:
    """Made-up values for all examples."""
    counts = [("Money", 41.0), ("Family relations", 27.0), ("Housing", 22.0), ("Taking part", 3.0)]
    rows = [TableRow(label, [Cell(f"{value:.0f}", thin=value < 5)]) for label, value in counts]
    picture = bars([(label, value, f"{value:.0f}", value < 5) for label, value in counts], 41)
    return {
        "quiet": True,  # an example does not take the focus
        "form": ExampleForm(prefix="right"),
        "wrong_form": ExampleForm({"wrong-born": ""}, prefix="wrong"),
        "tiles": [
            Tile(118, "registrations", "of 87 residents"),
            Tile(7.66, "mean mark", "of 10", decimals=1),
            Tile(3, "wait longer than the norm", attention=True),
        ],
        "table": Table("Registrations by domain", ["Domain", "Registrations"], rows, [Cell("87")]),
        "chart_table": Table(
            "The same registrations, beside their picture", ["Domain", "Registrations"], rows
        ),
        "chart": Chart(
            "Money is the most frequent reason, in 41 of 87 registrations", [Series("2020", picture)]
        ),
        "moments": [
            Moment(today, "Telephone call", "20 minutes", "Agreed: a visit next week."),
            Moment(
                today - timedelta(30),
                "Registration",
                "own initiative",
                "Money › arrears",
                kind="registration",
            ),
        ],
        "rows": Paginator(range(60), 25).page(2),
        **estimated_examples(),
        **measured_examples(),
    }

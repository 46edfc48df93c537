"""The question to the figures: five fields that read as a sentence."""

from collections.abc import Mapping, Sequence
from itertools import groupby

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from omzien.insight.figures import CATALOGUE, DIMENSIONS, Figure
from omzien.web.kit.forms import Form, Select
from omzien.web.templatetags.omzien import in_words

QUESTIONS = {
    1: _("Who are our clients?"),
    2: _("What support do they need?"),
    3: _("Which interventions did we use?"),
    4: _("With what result?"),
    5: _("Do they come back?"),
    6: _("Why?"),
}
FIRST = {"figure": "registrations", "rows": "domain"}
NOTHING = [("", "–")]


class Question(Form):
    """A figure, by rows and columns, in a municipality and a year. Only what fits it can be chosen."""

    figure = forms.ChoiceField(widget=Select, label=_("How many, or how much"))
    rows = forms.ChoiceField(widget=Select, label=_("by"), required=False)
    columns = forms.ChoiceField(widget=Select, label=_("and by"), required=False)
    municipality = forms.ChoiceField(widget=Select, label=_("in"), required=False)
    year = forms.TypedChoiceField(widget=Select, label=_("in the year"), coerce=int)

    def __init__(
        self, asked: Mapping[str, str], *, places: Sequence[tuple[str, str]], years: Sequence[int]
    ) -> None:
        data = {"year": str(max(years)), **(asked if "figure" in asked else {**FIRST, **asked})}
        self.about = CATALOGUE.get(data["figure"], CATALOGUE[FIRST["figure"]])
        fitting = sorted(
            ((name, in_words(DIMENSIONS[name])) for name in self.about.dimensions), key=lambda pair: pair[1]
        )
        super().__init__({**data, **_kept(data, self.about)})
        self.offer("figure", figure_choices())
        self.offer("rows", fitting if self.about.per else [*NOTHING, *fitting])
        self.offer("columns", [*NOTHING, *fitting])
        self.offer("municipality", [("", gettext("all municipalities")), *places])
        self.offer("year", [(str(year), str(year)) for year in years])


def _kept(data: Mapping[str, str], figure: Figure) -> dict[str, str]:
    """Rows and columns as they can be: what does not fit the figure falls away; a family has its own rows."""
    rows, columns = (
        data.get(name, "") if data.get(name) in figure.dimensions else "" for name in ("rows", "columns")
    )
    if figure.per and figure.per not in (rows, columns):
        rows, columns = figure.per, columns
    if not rows:
        rows, columns = columns, ""
    return {"rows": rows, "columns": "" if columns == rows else columns}


def figure_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Every figure of the catalogue, under the question that it answers."""
    ordered = sorted(CATALOGUE.values(), key=lambda figure: figure.question)
    return [
        (str(QUESTIONS[question]), [(figure.name, in_words(figure)) for figure in figures])
        for question, figures in groupby(ordered, key=lambda figure: figure.question)
    ]

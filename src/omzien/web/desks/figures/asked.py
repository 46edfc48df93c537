"""One visit to the explorer: what was asked, what is wrong with it, and what comes of it."""

import json
from collections.abc import Sequence
from functools import cached_property

from django.http import HttpRequest
from django.urls import reverse

from omzien.gate.refused import Refused
from omzien.insight.facts import Snapshot
from omzien.insight.figures import CATALOGUE, DIMENSIONS, Period, Question, period_text
from omzien.web.desks.figures.answers import Answer, answer_to
from omzien.web.desks.figures.asking import FIRST, Field, Option, fields_of, question_of
from omzien.web.desks.figures.words import filter_in_words, period_in_words, title_of
from omzien.web.kit.refusals import sentences
from omzien.web.templatetags.omzien import in_words


class Asked:
    """The question of an address, and all that the page shows with it.

    What is no question has `problems` and no answer; what only does not fit the figure is left out, and said.
    """

    def __init__(
        self, request: HttpRequest, organisation_id: int, snapshot: Snapshot, years: Sequence[int]
    ) -> None:
        self.organisation_id, self.snapshot, self.years = organisation_id, snapshot, years
        newest = Period.year(max(years))
        self.problems: tuple[str, ...] = ()
        try:
            whole = question_of(request, newest)
        except Refused as refusal:
            self.problems = tuple(sentences(refusal))
            whole = Question.from_query(FIRST, newest=newest)
        self.question = whole.fitted()
        self.left_out = [in_words(DIMENSIONS[name]) for name in whole.unfit]

    @cached_property
    def answer(self) -> Answer | None:
        """The answer; None to what is no question."""
        return None if self.problems else answer_to(self.snapshot, self.organisation_id, self.question)

    @cached_property
    def fields(self) -> dict[str, Field]:
        """The fields of the question."""
        return fields_of(self.snapshot, self.question, self.years)

    @property
    def title(self) -> str:
        """The whole question as one line."""
        return title_of(self.snapshot, self.question)

    @property
    def query(self) -> str:
        """The whole question, as the text of an address."""
        return self.question.to_query()

    @property
    def url(self) -> str:
        """The address of the question."""
        return f"{reverse('figures')}?{self.query}"

    @property
    def filters(self) -> list[Option]:
        """The filters that are on."""
        return [
            Option(f"{name}:{key}", filter_in_words(self.snapshot, name, key))
            for name, key in self.question.filters
        ]

    @property
    def state(self) -> str:
        """The question as the script of the page reads it, to bring the fields up to date."""
        return json.dumps(
            {
                "values": {
                    "figure": self.question.figure,
                    "rows": self.question.rows or "",
                    "columns": self.question.columns or "",
                    "municipality": self.question.municipality or "",
                    "period": period_text(self.question.period),
                    "filter": "",
                    "against": self.question.against.text if self.question.against else "",
                },
                "labels": {"period": period_in_words(self.question.period)},
                "fits": CATALOGUE[self.question.figure].dimensions,
            }
        )

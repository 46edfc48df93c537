"""The form of a survey, made from its questions. Every question may be skipped."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from omzien.outcomes.queries import SurveyCard
from omzien.outcomes.rules import LONGEST_TEXT, RANGES, Given, Question
from omzien.web.kit.forms import Form

PUBLISH = "-publish"


class AnswerForm(Form):
    """One field per question; after words that may be quoted, one for the consent to publish them."""

    use_required_attribute = False

    def __init__(self, *args: Any, survey: SurveyCard, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.survey = survey
        self.language = (get_language() or "nl")[:2]
        for question in survey.questions:
            self.fields[question.key] = self._field(question)
            if question.kind == "quote":
                self.fields[question.key + PUBLISH] = forms.BooleanField(
                    label=_("You may put these words in a report, without my name."), required=False
                )

    def _field(self, question: Question) -> forms.Field:
        label = getattr(question, self.language)
        if question.kind not in RANGES:
            area = forms.Textarea(attrs={"class": "input", "rows": 4})
            return forms.CharField(label=label, required=False, max_length=LONGEST_TEXT, widget=area)
        low, high = RANGES[question.kind]
        names = {level.level: getattr(level, f"name_{self.language}") for level in self.survey.levels}
        choices = [(n, names.get(n, n) if question.kind == "scale" else n) for n in range(low, high + 1)]
        return forms.TypedChoiceField(
            label=label,
            required=False,
            choices=choices,
            coerce=int,
            empty_value=None,
            widget=forms.RadioSelect,
        )

    def answers(self) -> dict[str, Given]:
        """What was answered, for the action."""
        return {question.key: self._given(question) for question in self.survey.questions}

    def _given(self, question: Question) -> Given:
        said = self.cleaned_data[question.key]
        if question.kind in RANGES:
            return Given(value=said)
        may = bool(said and self.cleaned_data.get(question.key + PUBLISH))
        return Given(text=said, may_publish=may)

"""The question: about what, of which group. The whole of it is in the address."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from omzien.insight.facts import Snapshot
from omzien.insight.figures import Period, Selection, categories
from omzien.web.kit.forms import Form, Select
from omzien.web.templatetags.omzien import in_words

SUBJECTS = {
    "results": _("What came of it"),
    "returns": _("Who came back"),
    "waiting": _("How long they waited"),
    "growth": _("Growth on the ZRM"),
}
OUTCOME_NAMES = {
    "goals_met": _("goals met"),
    "growth": _("growth on the ZRM"),
    "days": _("duration in days"),
    "returned": _("came back"),
}
STRATUM_NAMES = {
    "age": _("age"),
    "domain": _("main question"),
    "problems": _("number of problems at the start"),
}
PARTS = {"service": _("service"), "kind": _("kind of intervention")}
STEP_NAMES = {"exploration": _("the first conversation"), "support": _("the start of support")}
FILTERS = ("form", "domain", "age", "gender", "service")
OWN: Mapping[str, tuple[str, ...]] = {"results": ("outcome", "by", "strata"), "waiting": ("step",)}


class Group(Form):
    """What is asked, and of whom. Fields that do not belong to the subject are left out."""

    outcome = forms.ChoiceField(widget=Select, label=_("What came of it"), choices=OUTCOME_NAMES)
    by = forms.ChoiceField(widget=Select, label=_("by"), choices=PARTS)
    step = forms.ChoiceField(widget=Select, label=_("The wait for"), choices=STEP_NAMES)
    municipality = forms.ChoiceField(widget=Select, label=_("in"), required=False)
    year = forms.ChoiceField(widget=Select, label=_("in the year"), required=False)
    form = forms.ChoiceField(widget=Select, label=_("Form of support"), required=False)
    domain = forms.ChoiceField(widget=Select, label=_("Question about"), required=False)
    age = forms.ChoiceField(widget=Select, label=_("Age"), required=False)
    gender = forms.ChoiceField(widget=Select, label=_("Gender"), required=False)
    service = forms.ChoiceField(widget=Select, label=_("Service"), required=False)
    strata = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple,
        label=_("Compare people who are alike in"),
        choices=STRATUM_NAMES,
        required=False,
    )

    def __init__(self, query: QueryDict, snapshot: Snapshot, years: Sequence[int]) -> None:
        self.about = query.get("about", "") if query.get("about") in SUBJECTS else "results"
        super().__init__(_whole(query))
        for name in {"outcome", "by", "step", "strata"} - set(OWN.get(self.about, ())):
            del self.fields[name]
        if self.about == "waiting":
            del self.fields["form"]
        self._offer(snapshot, years)

    def _offer(self, snapshot: Snapshot, years: Sequence[int]) -> None:
        everybody = {"municipality": gettext("all municipalities")}
        for name in ("municipality", *FILTERS):
            if name in self.fields:
                known = [(one.key, in_words(one)) for one in categories(snapshot, name)]
                self.offer(name, [("", everybody.get(name, gettext("all"))), *known])
        self.offer("year", [("", gettext("all years")), *((str(year), str(year)) for year in years)])
        self.years = years

    def selection(self, organisation_id: int) -> Selection:
        """Of whom and of when. Only of a form that is valid."""
        said = self.cleaned_data
        filters = {name: said[name] for name in FILTERS if said.get(name)}
        return Selection(organisation_id, self.period, said["municipality"] or None, filters)

    @property
    def period(self) -> Period:
        """The year that is asked, or all years in which there is something."""
        year = self.cleaned_data["year"]
        if year:
            return Period.year(int(year))
        return Period(date(min(self.years), 1, 1), date(max(self.years) + 1, 1, 1))

    @property
    def of_whom(self) -> str:
        """The group in one line."""
        names = ("municipality", "year", *FILTERS)
        told = [(name, str(self.cleaned_data.get(name) or "")) for name in names if name in self.fields]
        return ", ".join(
            str(dict(self.fields[name].choices)[key])  # type: ignore[attr-defined]
            for name, key in told
            if key or name in ("municipality", "year")
        )

    @property
    def in_words(self) -> str:
        """The whole question in one line; without its group while that is none."""
        if not self.is_valid():
            return str(SUBJECTS[self.about])
        said = {"group": self.of_whom}
        if self.about == "results":
            said["outcome"] = str(OUTCOME_NAMES[self.cleaned_data["outcome"]])
            said["by"] = str(PARTS[self.cleaned_data["by"]])
            return gettext("%(outcome)s by %(by)s, %(group)s") % said
        if self.about == "waiting":
            said["step"] = str(STEP_NAMES[self.cleaned_data["step"]])
            return gettext("The wait for %(step)s, %(group)s") % said
        return f"{SUBJECTS[self.about]}, {self.of_whom}"

    @property
    def query(self) -> str:
        """The question as the text of an address."""
        return self._as_query(self.about, self.fields)

    @property
    def subjects(self) -> list[tuple[Any, str, bool]]:
        """Each subject, the same group asked about it, and whether it is the one that is asked about now."""
        group = [name for name in ("municipality", "year", *FILTERS) if name in self.fields]
        return [
            (label, self._as_query(name, group if self.is_valid() else ()), name == self.about)
            for name, label in SUBJECTS.items()
        ]

    def _as_query(self, about: str, names: Iterable[str]) -> str:
        asked = QueryDict(mutable=True)
        asked["about"] = about
        for name in names:
            value: Any = self.cleaned_data.get(name)
            if name == "strata":
                asked.setlist(name, value or ["none"])
            elif value or name == "form":
                asked[name] = value
        return asked.urlencode()


def _whole(query: QueryDict) -> QueryDict:
    """What was asked, with what is usual in the place of what was not said."""
    asked = query.copy()
    usual = {"outcome": "goals_met", "by": "service", "step": "exploration", "form": "trajectory"}
    for name, value in usual.items():
        if name not in asked:
            asked[name] = value
    if "strata" not in asked:
        asked.setlist("strata", list(STRATUM_NAMES))
    asked.setlist("strata", [name for name in asked.getlist("strata") if name in STRATUM_NAMES])
    return asked

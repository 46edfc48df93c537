"""Counts everything that the annual report tells, this year and last, and says how the counts hang
together.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from omzien.insight import figures
from omzien.insight.disclosure.crosstabs import NOT_OF_PEOPLE
from omzien.insight.disclosure.evidence import Evidence
from omzien.insight.disclosure.places import Place
from omzien.insight.disclosure.ties import AT_MOST, SAME, SUMS
from omzien.insight.disclosure.values import Style
from omzien.insight.facts import Snapshot
from omzien.insight.figures import MISSING, Category, Figure, Selection, Value
from omzien.insight.figures.measure import shapes
from omzien.insight.figures.queries import Shape, shape_of
from omzien.insight.figures.store import store_of
from omzien.insight.reports.annual import plan
from omzien.insight.reports.annual.estimates import count_results, count_returning
from omzien.insight.reports.annual.plan import Split

NOW, BEFORE = "", ".previous"
Parts = tuple[tuple[Category, ...], dict[str, Value]]


@dataclass(frozen=True, slots=True)
class Ranked:
    """A split's rows (key and label), largest first, which of them are the largest, and whether one may be
    in several.
    """

    rows: tuple[tuple[str, str], ...]
    top: tuple[str, ...]
    several: bool = False


@dataclass(frozen=True, slots=True)
class Gathered:
    """What was counted: raw numbers with their relations, and the rows of every split figure."""

    evidence: Evidence
    splits: Mapping[str, Ranked]


def gather(snapshot: Snapshot, selection: Selection, language: str) -> Gathered:
    """Count the figures of a municipality and year, and those of the year before."""
    counting = _Counting(snapshot, selection, language)
    counting.measures()
    splits = {split.key: counting.split(split) for split in plan.SPLITS}
    splits |= {family: counting.family(family, by) for family, by in plan.FAMILIES.items()}
    splits["results"] = counting.estimates()
    counting.relations()
    return Gathered(counting.evidence, splits)


def asked(selection: Selection) -> Iterator[Shape]:
    """The shapes of all that `gather` asks, for who compiles them beforehand."""
    yield from shapes(selection)
    splits = [(name, split.by) for split in plan.SPLITS for name in (split.figure, split.people) if name]
    families = [f"{family}.{counted}" for family, counted in plan.FAMILIES.items()]
    for name, by in [*splits, *((name, figures.CATALOGUE[name].per or "") for name in families)]:
        yield shape_of([figures.CATALOGUE[name]], selection, by=(by,))


class _Counting:
    """Fills one evidence from one snapshot."""

    def __init__(self, snapshot: Snapshot, selection: Selection, language: str) -> None:
        before = Selection(selection.organisation_id, selection.period.previous(), selection.municipality)
        self.snapshot = snapshot
        self.selections = {NOW: selection, BEFORE: before}
        self.language = language
        self.evidence = Evidence(counted_from=snapshot.digest)

    def measures(self) -> None:
        """Every figure of the catalogue as one number (of a family: one for each member), and the change of
        the counts.
        """
        for when, selection in self.selections.items():
            for name, value in figures.measure(self.snapshot, selection).items():
                self._add(figures.CATALOGUE[figures.family_of(name)], name, when, value)
            self._add_unreferred(when)
        for figure in figures.CATALOGUE.values():
            if figure.per is None and plan.style(figure).form == "count":
                self.evidence.change(f"{figure.name}.change", figure.name, f"{figure.name}{BEFORE}")

    def _add(self, figure: Figure, key: str, when: str, value: Value) -> None:
        """A count, or a number with the observations that it stands on."""
        style, told = plan.style(figure), {"guarded": figure.unit not in NOT_OF_PEOPLE}
        place = self._place(figure, key, when)
        missing, n = (place.named(f"{figure.name}.{kind}") for kind in ("missing", "n"))
        self.evidence.count(
            f"{key}.missing{when}", value.missing, Style(), figure.name, place=missing, **told
        )
        if style.form == "count":
            self.evidence.count(f"{key}{when}", value.value, style, figure.name, place=place, **told)
            return
        observed = f"{key}.n{when}"
        self.evidence.count(observed, value.n, Style(), figure.name, quiet=True, place=n, **told)
        basis = (self._part(figure, key, when, value), observed) if style.form == "share" else (observed,)
        self.evidence.derive(f"{key}{when}", value.value, style, figure.name, basis)

    def _place(self, figure: Figure, key: str, when: str) -> Place:
        """Of whom and when a figure is; of a member of a family, what it is the member for."""
        place = Place.of(figure.name, self.selections[when])
        return place.at(figure.per, key.split(".")[1]) if figure.per else place

    def _part(self, figure: Figure, key: str, when: str, value: Value) -> str:
        """The numerator of a share: who knows the share and its whole knows it too."""
        part, place = f"{key}.part{when}", self._place(figure, key, when).named(f"{figure.name}.part")
        count = None if value.value is None else round(value.value * value.n)
        self.evidence.count(part, count, Style(), figure.name, quiet=True, place=place)
        self.evidence.part_of(part, f"{key}.n{when}")
        return part

    def _add_unreferred(self, when: str) -> None:
        every, referred = (self.evidence.value(f"registrations{part}{when}") for part in ("", "_referred"))
        left = None if every is None or referred is None else every - referred
        name, place = "registrations_unreferred", Place.of("registrations_unreferred", self.selections[when])
        style = Style("count", "registrations")
        self.evidence.count(f"{name}{when}", left, style, "registrations", place=place)

    def relations(self) -> None:
        """What a reader knows of how the figures hang together, in each of the years."""
        for when in self.selections:
            for total, parts in SUMS:
                self.evidence.adds_up(f"{total}{when}", [f"{part}{when}" for part in parts])
            for one, other in (*SAME, *plan.SAME):
                self.evidence.same(one + when, other + when)
            for less, more in AT_MOST:
                self.evidence.at_most(less + when, more + when)
        self.evidence.share("walk_in_problematic_debt.share", "walk_in_problematic_debt", "walk_in_residents")

    def split(self, split: Split) -> Ranked:
        """One count by one dimension in both years, with shares; people beside answers where that is
        asked.
        """
        found = {when: self._parts(split.figure, split.by, when) for when in self.selections}
        labels = self._labels(categories for categories, _ in found.values())
        for when, (_, values) in found.items():
            self._cells(split.key, split.figure, split.by, when, labels, values)
            self._in_the_whole(split.key, split.figure, when, labels)
        for key in labels:
            self.evidence.share(f"{split.key}.{key}.share", f"{split.key}.{key}", split.figure)
        if split.people:
            self._people(split, labels)
        several = figures.DIMENSIONS[split.by].several(figures.CATALOGUE[split.figure])
        return replace(self._ranked(split.key, labels, in_order=split.in_order), several=several)

    def _parts(self, figure: str, by: str, when: str) -> Parts:
        return figures.parts(self.snapshot, self.selections[when], figure, by)

    def _labels(self, found: Iterable[tuple[Category, ...]]) -> dict[str, str]:
        categories = {each.key: each for several in found for each in several}
        ordered = sorted(categories.values(), key=lambda each: (each.key == MISSING, each.order))
        names = {each.key: each.label_en if self.language == "en" else each.label_nl for each in ordered}
        return {key: name[:1].upper() + name[1:] for key, name in names.items()}

    def _cells(
        self,
        name: str,
        figure: str,
        by: str,
        when: str,
        labels: Mapping[str, str],
        values: Mapping[str, Value],
    ) -> None:
        style, place = plan.style(figures.CATALOGUE[figure]), Place.of(figure, self.selections[when])
        for key in labels:
            value = values[key].value if key in values else 0
            self.evidence.count(f"{name}.{key}{when}", value, style, figure, place=place.at(by, key))

    def _in_the_whole(self, name: str, whole: str, when: str, labels: Mapping[str, str]) -> None:
        """How the rows make up the whole: exactly, when nothing is in two rows; else by one row at a time."""
        self.evidence.fills(f"{whole}{when}", [f"{name}.{key}{when}" for key in labels])

    def _people(self, split: Split, labels: Mapping[str, str]) -> None:
        name = f"{split.key}.people"
        self._cells(name, split.people, split.by, NOW, labels, self._parts(split.people, split.by, NOW)[1])
        self._in_the_whole(name, split.people, NOW, labels)
        for key in labels:
            self.evidence.at_most(f"{name}.{key}", f"{split.key}.{key}")

    def family(self, family: str, counted: str) -> Ranked:
        """The members of a family (growth by domain, duration by factor), ranked by what was counted for
        each.
        """
        figure = figures.CATALOGUE[f"{family}.{counted}"]
        labels = self._labels(self._parts(figure.name, figure.per or "", when)[0] for when in self.selections)
        for key in labels:
            self._family_relations(family, key)
        return self._ranked(family, labels, part=f".{counted}")

    def _family_relations(self, family: str, key: str) -> None:
        if family == "zrm":
            self._zrm_relations(f"zrm.{key}")
            return
        for when in self.selections:
            self.evidence.part_of(f"{family}.{key}.count{when}", f"trajectories_ended{when}")

    def _zrm_relations(self, zrm: str) -> None:
        for when in self.selections:
            self.evidence.same(f"{zrm}.coverage.part{when}", f"{zrm}.pairs{when}")
            self.evidence.adds_up(
                f"{zrm}.pairs{when}", [f"{zrm}.{move}{when}" for move in ("better", "same", "worse")]
            )
        for move in ("better", "same", "worse"):
            self.evidence.share(f"{zrm}.{move}.share", f"{zrm}.{move}", f"{zrm}.pairs")
        self._interval(zrm)

    def _interval(self, zrm: str) -> None:
        """The 95% interval of the mean growth."""
        growth, margin = (self.evidence.value(f"{zrm}.{part}") for part in ("growth", "margin"))
        for end, sign in (("low", -1), ("high", 1)):
            value = None if growth is None or margin is None else growth + sign * margin
            self.evidence.derive(
                f"{zrm}.{end}", value, Style("growth", decimals=2), "zrm.growth", (f"{zrm}.pairs",)
            )

    def estimates(self) -> Ranked:
        """What came of the support by service, and who came back."""
        threshold = store_of(self.snapshot).settings["public_threshold"]
        told = (self.evidence, self.snapshot, self.selections[NOW], threshold)
        services = count_results(*told)
        count_returning(*told)
        return Ranked(tuple(self._labels([services]).items()), ())

    def _ranked(
        self, name: str, labels: Mapping[str, str], *, part: str = "", in_order: bool = False
    ) -> Ranked:
        sizes = {key: self.evidence.value(f"{name}.{key}{part}") or 0 for key in labels}
        before = {key: self.evidence.value(f"{name}.{key}{part}{BEFORE}") or 0 for key in labels}
        keys = [key for key in labels if sizes[key] or before[key]]
        if not in_order:
            keys.sort(key=lambda key: (key == MISSING, -sizes[key]))
        named = [key for key in keys if key != MISSING]
        largest = max((sizes[key] for key in named), default=0)
        top = tuple(key for key in named if sizes[key] == largest and largest)
        return Ranked(tuple((key, labels[key]) for key in keys), top)

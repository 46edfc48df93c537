"""Made-up publications of the same people over time, and an attacker who keeps every page ever printed.

Quarters, half years and years; the whole, a municipality or a team (groups that overlap); other rows and
columns each time; facts that are corrected in between. The attacker knows nothing of places and relations,
and thinks of how many people there are in each quarter, municipality, team, gender and channel.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import permutations, product

import numpy as np

from omzien.insight.disclosure import Evidence, Place, Publication, Shown, State, Style, release, weigh
from omzien.insight.disclosure.releasing import NotReleased
from tests.insight_disclosure.attack import ENDLESS, Known, Reader, Sum, Target

FIGURE = "registrations"
AXES: Mapping[str, int] = {"municipality": 2, "team": 2, "gender": 2, "channel": 3}
SHAPE = (4, *AXES.values())  # quarters first
MISTAKES = 3  # so many people may have been corrected in any number
PERIODS = ((0, 1), (1, 2), (2, 3), (3, 4), (0, 2), (2, 4), (0, 3), (0, 4))
Cells = np.ndarray  # which of the people are in it
Values = tuple[int | None, ...]  # of what it is split by; None: all


@dataclass(frozen=True)
class Asked:
    """What is published: from a quarter until a quarter, of whom, and by what."""

    quarters: tuple[int, int]
    of: tuple[tuple[str, int], ...]
    by: tuple[str, ...]


@dataclass(frozen=True)
class Printed:
    """A page: how the people were then, and of all that it has a place for who is in it and what it shows."""

    people: np.ndarray
    cells: Mapping[str, Cells]
    shown: Mapping[str, Shown]


def sequence(
    seed: int, threshold: int = 10, *, weighed: bool = True, corrected: bool = False
) -> list[Printed]:
    """Three to six publications, each weighed with those before it; one that is refused is not printed.
    `corrected`: the facts are, in between.
    """
    rng = np.random.default_rng(seed)
    people, pages, kept = _people(rng, threshold), list[Printed](), list[Publication]()
    for number in range(int(rng.integers(3, 7))):
        if corrected and number and rng.random() < 0.35:
            people = _corrected(people, rng)
        asked = _asked(rng)
        evidence = _counted(asked, people)
        evidence.counted_from = people.tobytes().hex()
        if weighed:
            weigh(evidence, kept, threshold)
        try:
            shown = release(evidence, threshold)
        except NotReleased:
            continue
        kept.append(Publication.of(f"p{number}", evidence, shown))
        pages.append(Printed(people, {key: _cells(asked, values) for key, values in _values(asked)}, shown))
    return pages


def _people(rng: np.random.Generator, threshold: int) -> np.ndarray:
    size = int(np.prod(SHAPE))
    weights = rng.dirichlet(np.full(size, 0.6))
    return rng.multinomial(int(rng.integers(8, 60)) * threshold, weights).reshape(SHAPE)


def _corrected(people: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """A few who were forgotten, counted twice, or in the wrong place."""
    flat = people.ravel().copy()
    for place in rng.integers(0, flat.size, int(rng.integers(1, 5))):
        flat[place] = max(0, flat[place] + int(rng.integers(-2, 3)))
    return flat.reshape(SHAPE)


def _asked(rng: np.random.Generator) -> Asked:
    names = list(AXES)
    of: tuple[tuple[str, int], ...] = ()
    if rng.random() < 0.5:
        name = str(rng.choice(["municipality", "team"]))
        of = ((name, int(rng.integers(AXES[name]))),)
        names.remove(name)
    by = tuple(str(name) for name in rng.choice(names, int(rng.integers(1, 3)), replace=False))
    return Asked(PERIODS[int(rng.integers(len(PERIODS)))], of, by)


def _counted(asked: Asked, people: np.ndarray) -> Evidence:
    """Its cells and margins, each row and column with its total."""
    evidence = Evidence()
    keys = {values: key for key, values in _values(asked)}
    for values, key in keys.items():
        value = int((people * _cells(asked, values)).sum())
        evidence.count(key, value, Style(), FIGURE, place=_place(asked, values))
    for values, key in keys.items():
        for axis in (at for at, value in enumerate(values) if value is None):
            size = AXES[asked.by[axis]]
            parts = [keys[(*values[:axis], value, *values[axis + 1 :])] for value in range(size)]
            evidence.adds_up(key, parts)
    return evidence


def _values(asked: Asked) -> list[tuple[str, Values]]:
    """The cells and margins of a page, each with its key."""
    every = product(*((None, *range(AXES[name])) for name in asked.by))
    return [("|".join(map(str, values)), values) for values in every]


def _narrowed(asked: Asked, values: Values) -> dict[str, int]:
    return dict(asked.of) | {
        name: value for name, value in zip(asked.by, values, strict=True) if value is not None
    }


def _place(asked: Asked, values: Values) -> Place:
    start, until = (date(2024 + quarter // 4, 1 + 3 * (quarter % 4), 1) for quarter in asked.quarters)
    narrowed = {(name, (str(value),)) for name, value in _narrowed(asked, values).items()}
    return Place(FIGURE, start, until, frozenset(narrowed))


def _cells(asked: Asked, values: Values) -> Cells:
    cells = np.zeros(SHAPE, dtype=int)
    narrowed = _narrowed(asked, values)
    quarters = slice(*asked.quarters)
    cells[(quarters, *(narrowed.get(name, slice(None)) for name in AXES))] = 1
    return cells


def leaks(pages: list[Printed], threshold: int = 10) -> list[str]:
    """The small counts, printed or what is left of one beside another, of which a reader of all pages knows
    too much.
    """
    found = []
    for people in {page.people.tobytes(): page.people for page in pages}.values():
        reader = Reader(int(np.prod(SHAPE)), list(_known(pages, people)))
        targets = _targets(pages, people, threshold)
        found += [target.name for target in targets if reader.is_narrower(target, threshold - 2)]
    return found


def _known(pages: list[Printed], people: np.ndarray) -> Iterator[Known]:
    """What all pages say of these people. A number that was counted from other facts the reader takes to be
    right within a few people, and as many as were corrected when these are more. The worst reader guesses
    rightly which of the dots stand for large counts.
    """
    for page in pages:
        for key, shown in page.shown.items():
            cells = page.cells[key]
            low, high = _ends(shown, int((page.people * cells).sum()))
            corrected = abs(int(((page.people - people) * cells).sum()))
            within = 0 if _is_of(page, people) else max(corrected, MISTAKES)
            yield _sum(cells), low - within, high + within


def _is_of(page: Printed, people: np.ndarray) -> bool:
    return bool((page.people == people).all())


def _ends(shown: Shown, truth: int) -> tuple[float, float]:
    if shown.state is State.SMALL:
        return 1.0, shown.threshold - 1.0
    if shown.is_withheld:
        return (float(shown.threshold) if truth >= shown.threshold else -ENDLESS), ENDLESS
    return float(truth), float(truth)


def _sum(cells: Cells) -> Sum:
    return dict.fromkeys(np.flatnonzero(cells).tolist(), 1.0)


def _targets(pages: list[Printed], people: np.ndarray, threshold: int) -> Iterator[Target]:
    """The small counts among what was counted of these people, each once."""
    seen = set[bytes]()
    for name, cells in _places([page for page in pages if _is_of(page, people)]):
        truth = int((people * cells).sum())
        if 0 < truth < threshold and cells.tobytes() not in seen:
            seen.add(cells.tobytes())
            yield Target(name, truth, _sum(cells))


def _places(pages: list[Printed]) -> Iterator[tuple[str, Cells]]:
    """What has a place on these pages, and what is left of it beside what is directly within it on a page
    that has no place for the whole: there the reader sees what the rest is the sum of.
    """
    every = [cells for page in pages for cells in page.cells.values()]
    for page in pages:
        yield from page.cells.items()
    for page, beside in permutations(pages, 2):
        for (key, cells), (other, less) in product(page.cells.items(), beside.cells.items()):
            there = any((each == cells).all() for each in beside.cells.values())
            between = any(_is_within(less, each) and _is_within(each, cells) for each in every)
            if _is_within(less, cells) and not there and not between:
                yield f"{key} beside {other}", cells - less


def _is_within(less: Cells, more: Cells) -> bool:
    """And not the same."""
    return bool((more >= less).all() and (more > less).any())

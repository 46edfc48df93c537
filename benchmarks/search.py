"""Search as you type among a million made-up residents: how fast, and does it find who was misspelt?

    python benchmarks/search.py [--quick] [--residents N]

Names are made of Dutch syllables with the skew of real ones (a few names are had by very many), so that
two words are often not enough to tell who is meant: a misspelt name counts where at most five residents
bear that very name. A misspelt search has one or two errors: of hearing (ij for ei, c for k, ph for f,
single for double letters) or of the fingers (a letter missing, too many, next to the right one, or two
changed places); some also leave out or glue the small words, turn the order, or give half of a double
name. Time is the whole query of the room people (taking the text apart, the questions to the database,
the cards, the noting of who was seen), as a worker: for every text, and for a fifth of them after every
letter from the second on.
"""

import argparse
import gc
import os
import random
import statistics
import time
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from benchmarks.apart import VENDORS, run_apart
from benchmarks.common import not_run, report

RESIDENTS, QUICK_RESIDENTS = 1_000_000, 30_000
SEARCHES, QUICK_SEARCHES = 1000, 200
MILLISECONDS, RIGHT = 50.0, 0.95
BEARERS = 5

HEADS = "b br bl d dr f fl g gr h j k kl kr l m n p pr r s sch sl sm sn sp st sw t tr v vl w wr z zw"
VOWELS = "a e i o u ie aa ee oo uu ij ei oe ou ui eu au"
ENDS = "k l m n r s t ng kk ll nn nk p rs rt ss st ts x ck rg ld nd ft cht"
TAILS = "- - - s sen ma stra inga man mans huis berg veld hof kamp laar boer"
GIVEN_TAILS = "- a e je o in ien ert bert ina"
SMALL = ["", "", "", "", "", "van", "de", "van der", "van den", "ter", "el"]
SWAPS = (
    "ij:ei ei:ij ij:y c:k k:c f:ph f:v v:f s:z z:s au:ou ou:au cht:gt ch:g g:ch d:t t:d ck:k x:ks t:th aa:a "
    "ee:e oo:o uu:u ss:s s:ss nn:n n:nn ll:l l:ll kk:k r:rr sch:s ie:y oe:u"
)
HEARD = [(wrong, right) for wrong, _, right in (swap.partition(":") for swap in SWAPS.split())]
ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
BESIDE = {
    letter: row[max(at - 1, 0) : at] + row[at + 1 : at + 2] for row in ROWS for at, letter in enumerate(row)
}


def main() -> None:
    """Measure both databases, each in a process of its own."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--quick", action="store_true", help="30,000 residents instead of a million")
    options.add_argument("--residents", type=int)
    options.add_argument("--searches", type=int)
    options.add_argument("--only", choices=VENDORS)
    options.add_argument("--measure", choices=VENDORS, help=argparse.SUPPRESS)
    given = options.parse_args()
    residents = given.residents or (QUICK_RESIDENTS if given.quick else RESIDENTS)
    searches = given.searches or (QUICK_SEARCHES if given.quick else SEARCHES)
    if given.measure:
        measure(given.measure, residents, searches)
        return
    for vendor in [given.only] if given.only else VENDORS:
        sizes = ["--residents", str(residents), "--searches", str(searches)]
        if problem := run_apart(__file__, vendor, *sizes):
            not_run(f"search_{vendor}", problem)


def measure(vendor: str, residents: int, searches: int) -> None:
    """Fill a database by the import, search, print the bars."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    people = names(residents)
    began = time.perf_counter()
    fill(people, Path(os.environ["OMZIEN_DATA"]) / "package")
    filled = round(time.perf_counter() - began)
    asked = misspelt(people, searches)
    visit = worker()
    gc.collect()
    gc.freeze()
    times, found = [], 0
    for number, (right, text) in enumerate(asked):
        found += right in type_in(visit, text, times, letter_by_letter=number % 5 == 0)
    typing = [took for _, took in times]
    whole = [took for last, took in times if last]
    sizes = {
        "residents": residents,
        "searches": len(asked),
        "questions": len(times),
        "import_seconds": filled,
    }
    spread = {f"p{share}": round(float(np.percentile(typing, share)), 1) for share in (50, 95, 99, 100)}
    whole_p95 = round(float(np.percentile(whole, 95)), 1)
    report(f"search_p95_ms_{vendor}", float(np.percentile(typing, 95)), MILLISECONDS, **sizes, **spread,
      whole_texts_p95=whole_p95, mean=round(statistics.mean(typing), 1))  # fmt: skip
    report(f"search_right_in_first_5_{vendor}", found / len(asked), RIGHT, at_least=True, **sizes)


def type_in(visit: Any, text: str, times: list[tuple[bool, float]], *, letter_by_letter: bool) -> set[str]:
    """Search for a text, or for each of its beginnings; the keys of who is in the first five in the end."""
    from omzien.people import queries

    cards: list[Any] = []
    for end in range(2 if letter_by_letter else len(text), len(text) + 1):
        began = time.perf_counter()
        cards = queries.search(visit, text=text[:end])
        times.append((end == len(text), 1000 * (time.perf_counter() - began)))
        visit.seen.clear()
    from django.apps import apps

    rows: Any = apps.get_model("people.Resident")
    keys = rows.objects.unsealed("benchmark").filter(pk__in=[card.id for card in cards[:5]])
    return set(keys.values_list("key", flat=True))


def names(residents: int) -> list[tuple[str, str, str]]:
    """Given name, small words, family name of each resident; skewed as names are."""
    chance = np.random.default_rng(20260101)
    given = sorted({word(chance, short=True) for _ in range(6000)})
    family = sorted({word(chance, short=False) for _ in range(90_000)})
    of_given = skewed(chance, residents, len(given))
    of_family, second = (skewed(chance, residents, len(family)) for _ in range(2))
    small = chance.integers(0, len(SMALL), len(family))
    double = chance.random(residents) < 0.12
    told = []
    for first, last, other, two in zip(of_given, of_family, second, double, strict=True):
        name = f"{family[last]}-{family[other]}" if two else family[last]
        told.append((given[first], SMALL[small[last]], name))
    return told


def word(chance: Any, *, short: bool) -> str:
    """A name of one to three syllables."""

    def one(syllables: str, first: int | None = None) -> str:
        choices = syllables.split()[:first]
        return choices[int(chance.integers(len(choices)))].replace("-", "")

    middle = one(VOWELS, 6) + one(ENDS, 8) if not short and chance.random() < 0.7 else ""
    return (one(HEADS) + one(VOWELS) + one(ENDS) + middle + one(GIVEN_TAILS if short else TAILS)).capitalize()


def skewed(chance: Any, count: int, kinds: int) -> Any:
    """Which of so many names each person has: the n-th name is had by 1/n as many as the first."""
    weights = 1 / np.arange(1, kinds + 1) ** 0.8
    return chance.choice(chance.permutation(kinds), count, p=weights / weights.sum())


def fill(people: list[tuple[str, str, str]], folder: Path) -> None:
    """Import everybody, through the door that an organisation would use."""
    from omzien.exchange.imports import import_from_command
    from omzien.exchange.package.writer import write_package

    write_package(tables(people), folder)
    done = import_from_command(folder)
    if done.problems:
        raise SystemExit("\n".join(done.lines()))


def tables(people: list[tuple[str, str, str]]) -> dict[str, pa.Table]:
    """The package: residents with a birth date."""
    from omzien.exchange.package.tables import BY_NAME

    count = len(people)
    born = np.random.default_rng(7).integers(-12_000, 17_000, count).astype(np.int32)
    filled: dict[str, dict[str, Any]] = {
        "municipalities": {"code": ["GM0450"], "name": ["Uitgeest"]},
        "organisation": {"key": ["bench"], "name": ["Bench"]},
        "residents": {
            "key": [f"r{number}" for number in range(count)],
            "given_name": [given for given, _, _ in people],
            "name_prefix": [small or None for _, small, _ in people],
            "family_name": [family for _, _, family in people],
            "birth_date": pa.array(born, pa.date32()),
            "municipality": ["GM0450"] * count,
            "registered_on": [date(2020, 1, 6)] * count,
        },
    }
    return {name: arrow(BY_NAME[name], columns) for name, columns in filled.items()}


def arrow(table: Any, filled: dict[str, Any]) -> pa.Table:
    """All columns of a package's table; what is not named is empty."""
    count = len(next(iter(filled.values())))
    empty = {column.name: pa.nulls(count, column.arrow) for column in table.columns}
    types = {column.name: column.arrow for column in table.columns}
    given = {
        name: values if isinstance(values, pa.Array) else pa.array(values, types[name])
        for name, values in filled.items()
    }
    return pa.table(empty | given)


def misspelt(people: list[tuple[str, str, str]], count: int) -> list[tuple[str, str]]:
    """Residents' keys, and how somebody types their names."""
    bearers: dict[str, int] = {}
    for person in people:
        name = " ".join(person).casefold()
        bearers[name] = bearers.get(name, 0) + 1
    chance = random.Random(20260102)
    asked = []
    while len(asked) < count:
        number = chance.randrange(len(people))
        if bearers[" ".join(people[number]).casefold()] <= BEARERS:
            asked.append((f"r{number}", typed(chance, *people[number])))
    return asked


def typed(chance: random.Random, given: str, small: str, family: str) -> str:
    """One or two errors, in one word each; at times also other small words, order, or half a double name."""
    parts = [given.casefold(), family.casefold()]
    for part in chance.sample((0, 1), chance.choice((1, 1, 2))):
        parts[part] = error(chance, parts[part])
    first, last = parts
    small = chance.choice((small, small, "", small.replace(" ", "")))
    if "-" in last:
        last = chance.choice((last, last.replace("-", " "), last.split("-")[0]))
    name = [first, small, last] if chance.random() < 0.75 else [small, last, first]
    return " ".join(part for part in name if part)


def error(chance: random.Random, text: str) -> str:
    """One error: as often of hearing as of the fingers."""
    heard = [(wrong, right) for wrong, right in HEARD if wrong in text]
    if heard and chance.random() < 0.5:
        wrong, right = chance.choice(heard)
        return text.replace(wrong, right, 1)
    at = chance.randrange(1, len(text)) if len(text) > 2 else 0
    near = chance.choice(BESIDE.get(text[at], "e") or "e")
    swapped = text[:at] + text[at + 1 : at + 2] + text[at] + text[at + 2 :]
    return chance.choice(
        (text[:at] + text[at + 1 :], text[:at] + near + text[at:], text[:at] + near + text[at + 1 :], swapped)
    )


def worker() -> Any:
    """The visit of a worker of the organisation."""
    from django.apps import apps

    from omzien.gate.visit import Badge, Role, admit

    organisation = apps.get_model("organisation.Organisation").objects.get()
    badge = Badge(1, organisation.pk, frozenset({Role.WORKER}), frozenset())
    return admit(badge, account_id=1, purpose="benchmark", channel="web")


if __name__ == "__main__":
    main()

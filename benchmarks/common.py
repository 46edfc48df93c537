"""What the benchmarks share: what was asked, the machine, a JSON line per bar, and a Django set up."""

import argparse
import atexit
import json
import os
import platform
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "omzien.config.settings")
if "OMZIEN_DATA" not in os.environ:
    os.environ["OMZIEN_DATA"] = tempfile.mkdtemp(prefix="omzien-bench-")
    atexit.register(shutil.rmtree, os.environ["OMZIEN_DATA"], ignore_errors=True)
django.setup()


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line asks: sizes, one after the other, and whether to be quick.

    `measure` is the database to measure in this very process; empty: start a process for each.
    """

    sizes: Sequence[int]
    quick: bool
    measure: str

    @property
    def rows(self) -> int:
        """The size, of who measures one."""
        return self.sizes[0]


def asked(doc: str, sizes: Sequence[int], quick_sizes: Sequence[int]) -> Asked:
    """Read `--quick` and `--rows N`; the first line of `doc` is the help."""
    options = argparse.ArgumentParser(description=doc.splitlines()[0])
    options.add_argument("--quick", action="store_true", help=f"{told(quick_sizes)} rows, not {told(sizes)}")
    options.add_argument("--rows", type=int, help="another size")
    options.add_argument("--measure", default="", help=argparse.SUPPRESS)
    given = options.parse_args()
    chosen = [given.rows] if given.rows else quick_sizes if given.quick else sizes
    return Asked(chosen, given.quick, given.measure)


def told(sizes: Sequence[int]) -> str:
    """Sizes, in words."""
    return " and ".join(f"{size:,}" for size in sizes)


def machine() -> str:
    """The machine that a number was measured on."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**30
    return f"{os.cpu_count()} cores, {memory} GiB, {platform.system()}, Python {platform.python_version()}"


def report(name: str, value: float, bar: float, *, at_least: bool = False, **sizes: Any) -> None:
    """Print one bar: a ratio within this run, and whether it holds (at most the bar, or at least)."""
    holds = value >= bar if at_least else value <= bar
    line = {"name": name, "value": round(value, 3), "bar": bar, "holds": holds, "at_least": at_least}
    told = {"sizes": sizes, "machine": machine(), "load": round(os.getloadavg()[0], 1)}
    print(json.dumps(line | told), flush=True)


def not_run(name: str, why: str) -> None:
    """Say that a bar could not be measured here, and why."""
    print(json.dumps({"name": name, "value": None, "holds": None, "not_run": why, "machine": machine()}))


def best(work: Callable[[], Any], times: int) -> float:
    """The shortest of several runs, in seconds: the one that other work on the machine disturbed least."""
    found = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        found.append(time.perf_counter() - start)
    return min(found)


@dataclass(frozen=True, slots=True)
class Compared:
    """Two ways of the same work: the median of the ratios of its rounds, and the shortest seconds of each."""

    ratio: float
    ours: float
    theirs: float


def compared(ours: Callable[[], Any], theirs: Callable[[], Any], times: int) -> Compared:
    """Both in turn, round by round: what else the machine does hits the two of a round alike."""
    rounds = [(best(ours, 1), best(theirs, 1)) for _ in range(times)]
    ratio = statistics.median(one / other for one, other in rounds)
    return Compared(ratio, min(one for one, _ in rounds), min(other for _, other in rounds))

"""The server's time for each page, at the size of the demo: 95 of 100 answers within 50 milliseconds.

    python benchmarks/pages.py [--quick] [--residents N]

Makes the demo organisation in a folder of its own and asks each page through the whole application
(middleware, gate, ledger, templates) without a network in between. Each page is asked once before it is
timed: a process that has just started loads code, and facts that have just changed are counted anew.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.common import report
from benchmarks.heavy import make_heavy, rows

if TYPE_CHECKING:
    from django.test import Client

BAR, HEAVY_BAR = 50.0, 80.0  # milliseconds
PAGES = (
    ("noor", "my_day", "/"),
    ("karim", "my_day_of_a_team_lead", "/"),
    ("bas", "my_day_of_the_front_desk", "/"),
    ("noor", "calendar", "/calendar/"),
    ("noor", "own_figures", "/my-figures/"),
    ("karim", "team", "/team/"),
    ("bas", "inbox", "/inbox/"),
    ("bas", "waiting", "/waiting/"),
    ("noor", "residents", "/residents/"),
    ("noor", "search", "/residents/?text=droom"),
    ("noor", "quick_entry", "/register/"),
    ("noor", "quick_entry_typing", "/register/residents/?resident_text=kas"),
    ("noor", "dossier", "dossier"),
    ("noor", "note", "dossier:note/"),
    ("noor", "measure", "dossier:measure/"),
    ("noor", "measured", "dossier:measured/"),
    ("noor", "hand_on", "dossier:hand-on/"),
    ("noor", "close", "close"),
    ("noor", "calls", "/calls/"),
    ("noor", "unseen", "/calls/unseen/"),
    ("ineke", "groups", "/groups/"),
    ("pieter", "figures", "/figures/"),
    (
        "pieter",
        "cross_tab",
        "/figures/?figure=registrations&rows=subdomain&columns=municipality&municipality=&year=2023",
    ),
    ("pieter", "reports", "/reports/"),
    ("femke", "privacy", "/privacy/"),
    ("femke", "ledger", "ledger"),
    ("ada", "office", "/office/"),
    ("ada", "components", "/components/"),
)
HEAVY = (
    ("noor", "dossier_of_ten_years", "dossier"),
    ("noor", "my_day_with_a_caseload_of_60", "/"),
    ("bas", "inbox_of_500", "/inbox/"),
)


def main() -> None:
    """Make the demo, and measure in a process of its own that works in it from the start."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--quick", action="store_true", help="20 times each instead of 200")
    options.add_argument("--residents", type=int, default=4000)
    options.add_argument("--measure", action="store_true", help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.measure:
        measure(20 if given.quick else 200, given.residents)
        return
    with tempfile.TemporaryDirectory(prefix="omzien-bench-") as folder:
        data = str(Path(folder) / "demo")
        made = [sys.executable, "-m", "omzien", "demo", "--no-serve", "--data", data]
        subprocess.run([*made, "--residents", str(given.residents)], check=True, capture_output=True)
        again = [sys.executable, __file__, "--measure", *sys.argv[1:]]
        subprocess.run(again, check=True, env={**os.environ, "OMZIEN_DATA": data})


def measure(times: int, residents: int) -> None:
    """Print one line per page, first of the demo as it is, then of a worker whose work is heavy."""
    import_module("omzien.config.wsgi")  # the process as it serves, its garbage collector included
    _tell(PAGES, _longest_dossier(), times, BAR, residents)
    _tell(HEAVY, make_heavy("noor"), times, HEAVY_BAR, residents)


def _tell(pages: tuple[tuple[str, str, str], ...], resident: int, times: int, bar: float, size: int) -> None:
    """Print one line per page."""
    for name, found, queries in measured(pages, _addresses(resident), times):
        wall, cpu = _p95([wall for wall, _ in found]), _p95([cpu for _, cpu in found])
        median = round(statistics.median(wall for wall, _ in found), 1)
        sizes = {"residents": size, "times": len(found), "cpu": round(cpu, 1), "queries": queries}
        report(f"pages_{name}_p95_ms", wall, bar, median=median, **sizes)


def measured(
    pages: tuple[tuple[str, str, str], ...], addresses: dict[str, str], times: int
) -> Iterator[tuple[str, list[tuple[float, float]], int]]:
    """Per page the milliseconds on the clock and of the processor of each answer, and its queries."""
    for who, name, page in pages:
        kind, _, rest = page.partition(":")
        client, address = _client_of(who), addresses.get(kind, kind) + rest
        client.get(address)
        queries = min(_queries(client, address) for _ in range(2))  # one of the two may seal the ledger
        yield name, [_timed(client, address) for _ in range(times)], queries


def _queries(client: "Client", address: str) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    return len(asked)


def _client_of(who: str) -> "Client":
    from django.test import Client

    from omzien.gate.models import Account

    client = Client()
    client.force_login(Account.objects.get(username=who))
    return client


def _addresses(resident: int) -> dict[str, str]:
    """The pages about this resident, and about support of Noor that still runs."""
    running = rows("casework.Intervention").filter(resident_id=resident, worker__key="noor", ended_on=None)
    return {
        "dossier": f"/residents/{resident}/",
        "ledger": f"/privacy/residents/{resident}/",
        "close": f"/interventions/{running.first().pk}/close/",
    }


def _longest_dossier() -> int:
    """The resident with most on the time line among Noor's running work."""
    mine = rows("casework.Intervention").filter(worker__key="noor", ended_on=None)
    contacts = rows("casework.Contact").filter(resident_id__in=mine.values("resident_id"))
    residents = list(contacts.values_list("resident_id", flat=True))
    return max(set(residents), key=residents.count)


def _timed(client: "Client", address: str) -> tuple[float, float]:
    wall, cpu = time.perf_counter(), time.process_time()
    status = client.get(address).status_code
    assert status == 200, (address, status)
    return 1000 * (time.perf_counter() - wall), 1000 * (time.process_time() - cpu)


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20, method="inclusive")[18]


if __name__ == "__main__":
    main()

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

if TYPE_CHECKING:
    from django.test import Client

BAR = 50.0  # milliseconds
PAGES = (
    ("noor", "my_day", "/"),
    ("karim", "my_day_of_a_team_lead", "/"),
    ("bas", "my_day_of_the_front_desk", "/"),
    ("noor", "residents", "/residents/"),
    ("noor", "search", "/residents/?text=droom"),
    ("noor", "quick_entry", "/register/"),
    ("noor", "quick_entry_typing", "/register/residents/?resident_text=kas"),
    ("noor", "dossier", "dossier"),
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


def main() -> None:
    """Measure; print one line per page."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--quick", action="store_true", help="20 times each instead of 200")
    options.add_argument("--residents", type=int, default=4000)
    given = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="omzien-bench-") as folder:
        data = Path(folder) / "demo"
        made = [sys.executable, "-m", "omzien", "demo", "--no-serve", "--data", str(data)]
        subprocess.run([*made, "--residents", str(given.residents)], check=True, capture_output=True)
        _set_up(data)
        for name, times in measured(20 if given.quick else 200):
            wall, cpu = _p95([wall for wall, _ in times]), _p95([cpu for _, cpu in times])
            sizes = {"residents": given.residents, "times": len(times), "cpu": round(cpu, 1)}
            report(
                f"pages_{name}_p95_ms",
                wall,
                BAR,
                median=round(statistics.median(w for w, _ in times), 1),
                **sizes,
            )


def _set_up(data: Path) -> None:
    os.environ["OMZIEN_DATA"] = str(data)
    import_module("omzien.config.wsgi")  # the process as it serves, its garbage collector included


def measured(times: int) -> Iterator[tuple[str, list[tuple[float, float]]]]:
    """Per page the milliseconds on the clock and of the processor, of each answer."""
    addresses = _addresses()
    for who, name, page in PAGES:
        client, address = _client_of(who), addresses.get(page, page)
        client.get(address)
        yield name, [_timed(client, address) for _ in range(times)]


def _client_of(who: str) -> "Client":
    from django.test import Client

    from omzien.gate.models import Account

    client = Client()
    client.force_login(Account.objects.get(username=who))
    return client


def _addresses() -> dict[str, str]:
    """The dossier with most on its time line among Noor's running work."""
    from omzien.casework.models import Contact, Intervention

    mine = Intervention.objects.unsealed("benchmark").filter(worker__key="noor", ended_on=None)
    contacts = Contact.objects.unsealed("benchmark").filter(resident_id__in=mine.values("resident_id"))
    residents = list(contacts.values_list("resident_id", flat=True))
    longest = max(set(residents), key=residents.count)
    return {"dossier": f"/residents/{longest}/", "ledger": f"/privacy/residents/{longest}/"}


def _timed(client: "Client", address: str) -> tuple[float, float]:
    wall, cpu = time.perf_counter(), time.process_time()
    status = client.get(address).status_code
    assert status == 200, (address, status)
    return 1000 * (time.perf_counter() - wall), 1000 * (time.process_time() - cpu)


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20, method="inclusive")[18]


if __name__ == "__main__":
    main()

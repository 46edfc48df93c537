"""Eight workers at once, registering through HTTP: Omzien beside GNU Health, in one run, on one PostgreSQL.

    python benchmarks/throughput.py [--quick] [--peers DIR]

Both sides are really served (Omzien by `omzien serve`, GNU Health by gunicorn, four web processes each), on
loopback, with the same durable PostgreSQL cluster. Eight clients with a connection and a session of their own
send one unit of work after another; they sign in before the clock starts. Rounds of both sides alternate, and
the ratio of each round counts: other work on the machine then hits both.

A unit of Omzien, `one page`: quick entry, one request; a new resident with telephone number, the registration
with question and story, the advice that was given, closed, all ledger lines written. `whole way`: the same
with an exploration, a trajectory with a start and an end measurement, a goal and closing; five forms, and the
dossier once. A unit of GNU Health: see gnuhealth.py; six requests.

GNU Health is installed from PyPI into DIR (a cache folder, by default under the system's temporary folder).
When that does not work, it is said, and no ratio is printed.
"""

import argparse
import http.client
import json
import os
import re
import secrets
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from urllib.parse import urlencode

from benchmarks.common import not_run, report
from benchmarks.forms import Fields, largest_form
from benchmarks.gnuhealth import NotThere, installed, serving, stop
from omzien.gate import clock
from tools.ports import free_port
from tools.postgres_cluster import NoPostgres, cluster, leave_in_order

BAR = 4.0
CLIENTS, WEB_PROCESSES = 8, 4
RESIDENTS = 2000
ROUNDS, QUICK_ROUNDS = 5, 2
UNITS, QUICK_UNITS = 240, 64  # of all clients together, in one round
IDLE = 2  # seconds after which a connection is not trusted to be open
LONGEST_ROUND = 120  # seconds; then it is cut off, and said to be an error
LEVEL = "3"  # of every domain of the measurement
NEEDED = ("municipality_id", "service_id", "kind")
NUMBER = re.compile(r"\d+")
CLOSE = re.compile(r"/interventions/(\d+)/close/")
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')

Unit = Callable[[int], None]


def main() -> None:
    """Measure; print one line per bar."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--quick", action="store_true", help="two short rounds")
    options.add_argument("--peers", type=Path, default=Path(tempfile.gettempdir()) / "omzien-peers")
    given = options.parse_args()
    leave_in_order()
    rounds, units = (QUICK_ROUNDS, QUICK_UNITS) if given.quick else (ROUNDS, UNITS)
    try:
        with ExitStack() as running, tempfile.TemporaryDirectory(prefix="omzien-bench-") as folder:
            url = running.enter_context(cluster(durable=True))
            house = running.enter_context(omzien(Path(folder), url))
            compare(house, peer(running, given.peers, Path(folder), url), rounds, units)
    except NoPostgres as problem:
        not_run("throughput", str(problem))


@dataclass
class Peer:
    """The other side, or why there is none."""

    worker: Callable[[], Unit] | None = None
    why_not: str = ""


def peer(running: ExitStack, cache: Path, folder: Path, url: str) -> Peer:
    """GNU Health, served until the end of the run."""
    home = folder / "peer"
    home.mkdir()
    try:
        server = running.enter_context(serving(installed(cache), home, url, free_port()))
    except NotThere as problem:
        return Peer(why_not=str(problem))
    return Peer(server.worker)


def compare(house: "House", other: Peer, rounds: int, units: int) -> None:
    """Alternate the sides; one line per way of registering."""
    sides: dict[str, Callable[[], Unit]] = {"one_page": house.one_page, "whole_way": house.whole_way}
    if other.worker:
        sides["gnu_health"] = other.worker
    clients = {name: [start() for _ in range(CLIENTS)] for name, start in sides.items()}
    rates: dict[str, list[float]] = {name: [] for name in sides}
    errors = 0
    for number in range(rounds + 1):
        for name, workers in clients.items():
            done = one_round(workers, units if number else CLIENTS)  # the first only warms up
            errors += len(done.errors)
            if number:
                rates[name].append(done.rate)
    tell(rates, errors, units, other)


def tell(rates: dict[str, list[float]], errors: int, units: int, other: Peer) -> None:
    """The ratio of each way to the other side, round by round, and that nothing went wrong."""
    per_second = {name: round(statistics.median(found), 1) for name, found in rates.items()}
    sizes = {"clients": CLIENTS, "units": units, "rounds": len(rates["one_page"]), "per_second": per_second}
    for way in ("one_page", "whole_way"):
        name = f"throughput_{way}_to_gnu_health"
        if other.worker is None:
            not_run(name, f"{other.why_not}; ours: {per_second[way]} per second")
            continue
        pairs = [
            (ours, theirs) for ours, theirs in zip(rates[way], rates["gnu_health"], strict=True) if theirs
        ]
        if not pairs:
            not_run(name, "GNU Health finished nothing; see the errors")
            continue
        report(name, statistics.median(ours / theirs for ours, theirs in pairs), BAR, at_least=True, **sizes)
    report("throughput_errors", errors, 0, **sizes)


@dataclass
class Done:
    """What one round did."""

    finished: int = 0
    seconds: float = 0.0
    errors: list[str] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """Units per second."""
        return self.finished / self.seconds


def one_round(workers: list[Unit], units: int) -> Done:
    """All workers at once, until the units are done."""
    done, lock = Done(), threading.Lock()
    numbers = iter(range(units))
    until = time.monotonic() + LONGEST_ROUND

    def work(unit: Unit) -> None:
        while True:
            with lock:
                number = next(numbers, None)
            if number is None:
                return
            try:
                if time.monotonic() > until:
                    raise TimeoutError(f"more than {LONGEST_ROUND} seconds")
                unit(number)
                with lock:
                    done.finished += 1
            except Exception as problem:
                print(f"error: {problem!r}"[:400], file=sys.stderr)
                done.errors.append(repr(problem))

    threads = [threading.Thread(target=work, args=(unit,)) for unit in workers]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    done.seconds = time.perf_counter() - began
    return done


@contextmanager
def omzien(folder: Path, url: str) -> Iterator["House"]:
    """The demo in a database of its own, served."""
    import psycopg

    with psycopg.connect(url, autocommit=True) as database:
        database.execute("CREATE DATABASE throughput")
    data, port = folder / "demo", free_port()
    environment = {**os.environ, "DATABASE_URL": url.rpartition("/")[0] + "/throughput"}
    command = [sys.executable, "-m", "omzien"]
    made = [*command, "demo", "--no-serve", "--residents", str(RESIDENTS), "--data", str(data)]
    subprocess.run(made, env=environment, check=True, stdout=subprocess.DEVNULL)
    served = [*command, "serve", "--workers", str(WEB_PROCESSES), "--port", str(port), "--data", str(data)]
    server = subprocess.Popen(served, env=environment, stdout=subprocess.DEVNULL)
    try:
        yield House(port, data)
    finally:
        stop(server)


class House:
    """A running Omzien: where it listens, and who may come in."""

    def __init__(self, port: int, data: Path) -> None:
        self.port = port
        key = json.loads((data / "demo-accounts.json").read_text())[0]  # Noor, a worker
        self.account = {"login": key["username"], "password": key["password"]}

    def one_page(self) -> Unit:
        """Somebody who gives advice: one request, closed at once."""
        browser = Browser(self.port, self.account)

        def unit(number: int) -> None:
            browser.send("/register/", {**browser.somebody_new(), "step": "advice"})

        return unit

    def whole_way(self) -> Unit:
        """Somebody who takes a resident up, supports, measures and closes."""
        browser = Browser(self.port, self.account)

        def unit(number: int) -> None:
            taken = browser.send("/register/", {**browser.somebody_new(), "step": "plan"})
            registration = NUMBER.findall(taken)[0]
            browser.sheet(f"/registrations/{registration}/explored/")
            dossier = browser.sheet(f"/registrations/{registration}/support/", form="trajectory")
            support = CLOSE.findall(browser.get(dossier))[0]
            browser.sheet(f"{dossier}measure/", moment="start", intervention_id=support)
            browser.sheet(
                f"/interventions/{support}/close/", new_goal="Rust in geldzaken", **{"goal.new": "met"}
            )

        return unit


class Browser:
    """One signed-in session on one connection, with its cookies; no page is drawn, no script runs."""

    def __init__(self, port: int, account: dict[str, str]) -> None:
        deadline = time.monotonic() + 60
        while True:
            try:
                self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
                self.connection.connect()
                break
            except OSError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.2)
        self.used = time.monotonic()
        self.cookies: dict[str, str] = {}
        self.token = TOKEN.findall(self.get("/account/login/"))[0]
        self.post("/account/login/", account, 302)
        self.token = TOKEN.findall(self.get("/register/"))[0]
        self.asked: dict[str, Fields] = {}  # the forms that this session has seen, as they open
        step = {"step": "new_resident", "resident_text": "Anna Jansen", "csrfmiddlewaretoken": self.token}
        self.entry = largest_form(self._asked("POST", "/register/", urlencode(step))[2], NEEDED)

    def somebody_new(self) -> dict[str, str]:
        """What quick entry asks, filled in for somebody who was never here."""
        name = "".join(secrets.choice("aeioubdgklmnprst") for _ in range(10))
        born = date(1930 + secrets.randbelow(75), secrets.randbelow(12) + 1, secrets.randbelow(28) + 1)
        return {
            **self.entry,
            "questions": "financien",
            "is_new": "yes",
            "is_somebody_else": "on",
            "given_name": "Anna",
            "family_name": name.capitalize(),
            "birth_date": f"{born:%d-%m-%Y}",
            "phone": "0600000000",
            "gender": "vrouw",
            "story": "Kwam met een vraag over geld.",
            "registered_on": f"{clock.today()}",
        }

    def sheet(self, path: str, **said: str) -> str:
        """Send a page's form, as it opens but for what is said; only the first of its kind is looked up."""
        kind = NUMBER.sub("0", path)
        if kind not in self.asked:
            opened = largest_form(self.get(path), NEEDED)
            self.asked[kind] = opened | {name: LEVEL for name in opened if name.startswith("scores.")}
        return self.send(path, {**self.asked[kind], **said})

    def get(self, path: str) -> str:
        """A page."""
        status, _, body = self._asked("GET", path)
        if status != 200:
            raise RuntimeError(f"GET {path}: {status}")
        return body

    def send(self, path: str, fields: dict[str, str]) -> str:
        """A form that must be taken: where it leads to."""
        return self.post(path, fields, 302)

    def post(self, path: str, fields: dict[str, str], wanted: int) -> str:
        """A form, and the answer that it must get."""
        told = urlencode({**fields, "csrfmiddlewaretoken": self.token})
        status, place, body = self._asked("POST", path, told)
        if status != wanted:
            raise RuntimeError(f"POST {path}: {status} {problems(body)}")
        return place

    def _asked(self, method: str, path: str, body: str | None = None) -> tuple[int, str, str]:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        if time.monotonic() - self.used > IDLE:
            self.connection.close()  # a server may have closed it by now; it is opened again by itself
        self.used = time.monotonic()
        try:
            self.connection.request(method, path, body, headers)
            answer = self.connection.getresponse()
        except (OSError, http.client.HTTPException):
            self.connection.close()  # it counts as an error; the next unit has a connection again
            raise
        for cookie in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, answer.headers.get("Location", ""), answer.read().decode()


def problems(page: str) -> list[str]:
    """What the page says is wrong."""
    return re.findall(r'class="[^"]*error[^"]*"[^>]*>\s*([^<]{3,200})', page)[:5]


if __name__ == "__main__":
    main()

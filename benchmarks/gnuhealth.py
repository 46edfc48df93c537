"""GNU Health as the peer of throughput.py: installed from PyPI, driven over its own RPC interface.

`installed(folder)` makes a virtual environment in a cache folder (nothing of it comes into the repository),
`serving(...)` makes a database in the given PostgreSQL cluster and starts four gunicorn workers on loopback.
One unit of work is what its own screens save for a client who comes, is assessed and leaves: the party with
its address, the patient, the evaluation, a socio-economic assessment; at the end an assessment and the end
of the evaluation.
"""

import base64
import http.client
import json
import os
import secrets
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import psycopg

PACKAGES = (
    "gnuhealth==5.0.6",
    "gnuhealth-socioeconomics",
    "gnuhealth-reporting",
    "gnuhealth-lifestyle",
    "trytond==7.0.59",
    "psycopg2-binary",
    "gunicorn",
    "proteus",
)
MODULES = ("-u", "health", "-u", "health_socioeconomics", "--activate-dependencies")
DATABASE = "health"
WORKERS = ("-w", "4", "--threads", "2", "-t", "300", "--keep-alive", "600")  # clients wait for one another
STARTS_WITHIN = 240  # seconds: four workers load all its modules at once

Call = Callable[..., Any]


class NotThere(RuntimeError):
    """GNU Health cannot be installed or started here; the message says why."""


def installed(folder: Path) -> Path:
    """The programs of GNU Health, in a virtual environment of its own under this folder."""
    programs = folder / "gnuhealth" / "bin"
    if not (programs / "trytond-admin").exists():
        _run([sys.executable, "-m", "venv", str(programs.parent)])
        _run([str(programs / "python"), "-m", "pip", "install", "--quiet", *PACKAGES])
    return programs


def _run(command: list[str], **environment: str) -> None:
    done = subprocess.run(
        command,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise NotThere(f"{' '.join(command[:4])}: {done.stderr.strip()[-500:]}")


@contextmanager
def serving(programs: Path, folder: Path, url: str, port: int) -> Iterator["Server"]:
    """A GNU Health on this port, with an empty database of its own in the cluster at `url`."""
    password = secrets.token_hex(8)
    configuration = _configured(folder, url, port, password)
    with psycopg.connect(url, autocommit=True) as cluster:
        cluster.execute(f"CREATE DATABASE {DATABASE}")
    admin = [str(programs / "trytond-admin"), "-c", configuration["TRYTOND_CONFIG"], "-d", DATABASE]
    for what in (("--all",), MODULES):
        _run([*admin, *what, "--email", "nobody@example.org"], **configuration)
    command = [str(programs / "gunicorn"), *WORKERS, "-b", f"127.0.0.1:{port}", "trytond.application:app"]
    with (folder / "gunicorn.log").open("w") as log:
        server = subprocess.Popen(
            command,
            env={**os.environ, **configuration, "HOME": str(folder)},
            cwd=folder,
            stdout=log,
            stderr=log,
        )
    try:
        yield Server(port, password)
    finally:
        stop(server)


def stop(server: "subprocess.Popen[bytes]") -> None:
    """End a server that we started; when it does not listen, at once."""
    server.terminate()
    try:
        server.wait(timeout=15)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def _configured(folder: Path, url: str, port: int, password: str) -> dict[str, str]:
    """The environment of its programs: where its settings and the first password are."""
    cluster = url.rpartition("/")[0].replace("postgres://", "postgresql://", 1)
    settings = folder / "trytond.conf"
    settings.write_text(
        f"[database]\nuri = {cluster}/\npath = {folder}\nlanguage = en\n"
        f"[web]\nlisten = 127.0.0.1:{port}\n[session]\ntimeout = 86400\n"
    )
    (folder / "password").write_text(password)
    return {
        "TRYTOND_CONFIG": str(settings),
        "TRYTONPASSFILE": str(folder / "password"),
        "TRYTOND_DATABASE_NAMES": DATABASE,
    }


class Server:
    """The interface of one running GNU Health."""

    def __init__(self, port: int, password: str) -> None:
        self.port, self.password = port, password
        self.call = self._first_session()
        self.institution, self.professional = _founded(self.call)
        self.context = self.call("model.res.user.get_preferences", True)

    def _first_session(self) -> Call:
        deadline = time.monotonic() + STARTS_WITHIN
        while True:
            try:
                return self.session()
            except OSError as problem:
                if time.monotonic() > deadline:
                    raise NotThere(f"its server does not answer: {problem}") from problem
                time.sleep(0.3)

    def session(self) -> Call:
        """A signed-in connection of its own: a function that calls a method."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=STARTS_WITHIN)
        headers = {"Content-Type": "application/json"}

        def sent(method: str, *given: Any) -> Any:
            told = {"id": 1, "method": method, "params": given}
            try:
                connection.request("POST", f"/{DATABASE}/", json.dumps(told), headers)
                answer = json.loads(connection.getresponse().read())
            except (OSError, http.client.HTTPException):
                connection.close()  # it counts as an error; the next unit has a connection again
                raise
            if answer.get("error"):
                raise RuntimeError(f"{method}: {str(answer['error'])[:300]}")
            return answer["result"]

        def ask(method: str, *given: Any, context: dict[str, Any] | None = None) -> Any:
            return sent(method, *given, context or {})

        user, key = sent("common.db.login", "admin", {"password": self.password})
        token = base64.b64encode(f"admin:{user}:{key}".encode()).decode()
        headers["Authorization"] = f"Session {token}"
        return ask

    def worker(self) -> Callable[[int], None]:
        """Somebody who registers: a function that does one unit of work."""
        call = self.session()

        def unit(number: int) -> None:
            patient, evaluation = self._arrives(call, number)
            self._assessed(call, patient, "1")
            self._assessed(call, patient, "2")
            self._made(call, "patient.evaluation.end_evaluation", [evaluation])

        return unit

    def _made(self, call: Call, method: str, *given: Any) -> Any:
        return call(f"model.gnuhealth.{method}", *given, context=self.context)

    def _arrives(self, call: Call, number: int) -> tuple[int, int]:
        address = {"street": "Dorpsstraat 1", "city": "Utrecht", "postal_code": "3500AA"}
        party = {
            "name": "Anna",
            "lastname": f"Jansen{number}",
            "is_person": True,
            "is_patient": True,
            "fed_country": "NLD",
            "ref": f"R{number}-{secrets.token_hex(4)}",
            "gender": "f",
            "dob": _day(date(1970, 5, 1)),
            "addresses": [["create", [address]]],
        }
        person = call("model.party.party.create", [party], context=self.context)[0]
        patient = self._made(call, "patient.create", [{"party": person}])[0]
        evaluation = {
            "patient": patient,
            "institution": self.institution,
            "healthprof": self.professional,
            "evaluation_start": _moment(),
            "evaluation_type": "outpatient",
            "visit_type": "new",
            "chief_complaint": "Informatie en advies",
            "discharge_reason": "home",
            "information_source": "wijkteam",
        }
        return patient, self._made(call, "patient.evaluation.create", [evaluation])[0]

    def _assessed(self, call: Call, patient: int, level: str) -> None:
        family = ("help", "affection", "decisions", "discussion", "timesharing")
        scores = {f"fam_apgar_{name}": "1" for name in family}
        assessment = {
            "patient": patient,
            "assessment_date": _moment(),
            "ses": level,
            "housing": "2",
            "education": "3",
            "income": "l",
            **scores,
        }
        self._made(call, "ses.assessment.create", [assessment])


def _founded(call: Call) -> tuple[int, int]:
    """An institution and a professional who is its user, as the manual asks before anything else."""
    named = {"name": "Omzien", "is_institution": True, "code": "INST1"}
    party = call("model.party.party.create", [named])[0]
    house = {"party": party, "code": "INST1", "institution_type": "primary_care", "public_level": "private"}
    institution = call("model.gnuhealth.institution.create", [house])[0]
    money = call("model.currency.currency.create", [{"name": "Euro", "symbol": "€", "code": "EUR"}])[0]
    company = call("model.company.company.create", [{"party": party, "currency": money}])[0]
    user = call("model.res.user.search", [["login", "=", "admin"]], 0, None, None)[0]
    person = {
        "name": "Jan",
        "lastname": "Werker",
        "is_person": True,
        "is_healthprof": True,
        "fed_country": "NLD",
        "internal_user": user,
        "code": "HP1",
        "gender": "m",
        "dob": _day(date(1980, 1, 1)),
    }
    somebody = call("model.party.party.create", [person])[0]
    card = {"party": somebody, "code": "HP1", "institution": institution}
    professional = call("model.gnuhealth.healthprofessional.create", [card])[0]
    call("model.res.user.write", [user], {"companies": [["add", [company]]], "company": company})
    return institution, professional


def _day(day: date) -> dict[str, Any]:
    return {"__class__": "date", "year": day.year, "month": day.month, "day": day.day}


def _moment() -> dict[str, Any]:
    now = datetime.now(UTC)
    parts = {name: getattr(now, name) for name in ("year", "month", "day", "hour", "minute", "second")}
    return {"__class__": "datetime", **parts, "microsecond": 0}

"""Making a report in the background: a thread works, the job's row says how far, the page asks the row."""

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connections, transaction
from django.utils.translation import gettext

from omzien.gate import clock
from omzien.gate.errors import Absent
from omzien.gate.refused import Refused
from omzien.gate.visit import Visit
from omzien.outcomes.queries import Quote, quotes
from omzien.web.models import ReportJob

SILENT = timedelta(minutes=3)  # a job that was not touched for so long has lost its worker
TYPES = {
    "report.html": "text/html",
    "report.pdf": "application/pdf",
    "report.xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
State = ReportJob.State
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Made:
    """A job as pages show it; `files` are the names of what can be downloaded."""

    id: int
    municipality: str
    year: int
    state: str
    percent: int
    problem: str
    asked_at: object
    files: tuple[str, ...]

    @property
    def is_busy(self) -> bool:
        """Is somebody still working on it?"""
        return self.state in (State.WAITING, State.RUNNING)


def folder(job_id: int) -> Path:
    """Where the files of one report are."""
    return Path(settings.DATA) / "reports" / str(job_id)


def ask(visit: Visit, *, municipality_id: int, year: int, final: bool = False) -> int:
    """Start the making of a report, a concept unless it is final; gives the job's id at once."""
    job = ReportJob.objects.create(
        organisation_id=visit.organisation_id,
        municipality_id=municipality_id,
        year=year,
        asked_by=visit.worker_id,
        asked_at=visit.now,
        touched_at=visit.now,
    )
    chosen = _chosen(visit, job)
    signed = (visit.worker_id, visit.now) if final else None
    made_apart = threading.Thread(target=make, args=(job.pk, chosen), kwargs={"final": signed}, daemon=True)
    transaction.on_commit(made_apart.start)
    return job.pk


def _chosen(visit: Visit, job: ReportJob) -> list[Quote]:
    """The chosen quotes: read by who asks for the report, for the thread that makes it has no visit."""
    period = {"since": date(job.year, 1, 1), "until": date(job.year + 1, 1, 1)}
    return quotes(visit, municipality=job.municipality.code, chosen_only=True, **period)


def made(visit: Visit) -> list[Made]:
    """The reports of the visit's organisation, newest first."""
    rows = ReportJob.objects.filter(organisation_id=visit.organisation_id).select_related("municipality")
    return [_shown(row) for row in rows.order_by("-pk")[:50]]


def one(visit: Visit, *, report_id: int) -> Made:
    """One report of the visit's organisation, or Absent."""
    rows = ReportJob.objects.filter(organisation_id=visit.organisation_id).select_related("municipality")
    if row := rows.filter(pk=report_id).first():
        return _shown(row)
    raise Absent(f"report {report_id}")


def _shown(row: ReportJob) -> Made:
    lost = row.state in (State.WAITING, State.RUNNING) and clock.now() - row.touched_at > SILENT
    state = State.FAILED if lost else row.state
    files = tuple(name for name in TYPES if (folder(row.pk) / name).exists()) if state == State.DONE else ()
    about = row.pk, row.municipality.name, row.year, state, row.percent
    return Made(*about, _in_words(row.problem), row.asked_at, files)


def _in_words(problem: str) -> str:
    """What went wrong, its message in the language of who reads it."""
    message, _, reasons = problem.partition("\n")
    return "\n".join(line for line in (message and gettext(message), reasons) if line)


def file_of(visit: Visit, *, report_id: int, name: str) -> Path:
    """The path of one file of a finished report, or Absent."""
    if name not in one(visit, report_id=report_id).files:
        raise Absent(f"{name} of report {report_id}")
    return folder(report_id) / name


def make(
    job_id: int, chosen: Sequence[Quote] = (), *, final: tuple[int | None, datetime] | None = None
) -> None:
    """Count, write, and say how far; what goes wrong is written in the job, never lost with the thread.
    What may not be published is said by its message, to be read in any language, and the reasons below.
    """
    try:
        _work(ReportJob.objects.select_related("municipality").get(pk=job_id), chosen, final=final)
    except Refused as refusal:
        said = dict.fromkeys((refusal.problems[0].message, str(refusal)))
        _touch(job_id, state=State.FAILED, problem="\n".join(said)[:500])
    except Exception as problem:
        log.exception("report %s failed", job_id)
        _touch(job_id, state=State.FAILED, problem=str(problem)[:500] or type(problem).__name__)
    finally:
        connections.close_all()


def _work(job: ReportJob, chosen: Sequence[Quote], *, final: tuple[int | None, datetime] | None) -> None:
    from omzien.insight import reports  # heavy (drawing, typesetting): only who makes a report loads it

    _touch(job.pk, state=State.RUNNING, percent=5)
    said = tuple(reports.Said(quote.text, quote.service_nl) for quote in chosen)
    place = job.municipality.code
    signed = reports.Signed(*final, report=job.pk) if final else None
    document = reports.annual_report(job.organisation_id, place, job.year, said=said, final=signed)
    _touch(job.pk, percent=60)
    target = folder(job.pk)
    target.mkdir(parents=True, exist_ok=True)
    reports.write_report(document, target, progress=_step(job.pk))
    _touch(job.pk, state=State.DONE, percent=100)


def _step(job_id: int) -> Callable[[str, int, int], None]:
    """The progress function for the writing: from 60 to 99 percent."""

    def step(what: str, done: int, total: int) -> None:
        _touch(job_id, percent=60 + 39 * done // max(total, 1))

    return step


def _touch(job_id: int, **fields: object) -> None:
    ReportJob.objects.filter(pk=job_id).update(touched_at=clock.now(), **fields)

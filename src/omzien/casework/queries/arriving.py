"""One arrival, opened: what came in, what was told, what was tried, and what may be done with it."""

from dataclasses import dataclass
from datetime import date

from omzien.casework.models import (
    ArrearsSignal,
    Arrival,
    ArrivalAttempt,
    ArrivalWords,
    SafetyReport,
    ScreeningPartner,
)
from omzien.casework.policy.arriving import (
    ATTEMPTS,
    HANDLE_ARRIVALS,
    READ_ARRIVAL_WORDS,
    READ_SAFETY_REPORTS,
    READ_SIGNALS,
    SCREENING_PARTNERS,
)
from omzien.casework.queries.inbox import SAFETY, is_hidden, words_of
from omzien.casework.queries.naming import name_of, named
from omzien.casework.queries.rows import Named
from omzien.casework.rules.arriving import Standing, State, Step, Told, allowed, state_of
from omzien.gate.visit import Visit
from omzien.organisation.policy import READ_WORKERS
from omzien.organisation.queries import own_organisation


@dataclass(frozen=True, slots=True)
class AttemptRow:
    """An attempt that did not reach."""

    tried_on: date
    part_of_day: str
    kind: Named
    worker: str


@dataclass(frozen=True, slots=True)
class ArrearsRow:
    """What an early signal of arrears says, and its result."""

    source: Named
    arrears_euros: int | None
    result: Named | None


@dataclass(frozen=True, slots=True)
class SafetyReportRow:
    """A report from Veilig Thuis, and what the screening meeting decided, with whom."""

    text: str
    screened_on: date | None
    decision: str
    partners: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ArrivalCard:
    """One arrival, opened. Words and report are None where there are none, or none for this visit."""

    id: int
    way: str
    state: State
    steps: frozenset[Step]
    received_on: date
    days: int
    norm: int
    municipality: str
    municipality_id: int | None
    domain: Named | None
    partner: str
    referral_source: Named | None
    resident_id: int | None
    team: str
    team_id: int | None
    worker: str
    worker_id: int | None
    registration_id: int | None
    handled_on: date | None
    passed_to: str
    words: Told | None
    attempts: tuple[AttemptRow, ...]
    signal: ArrearsRow | None
    report: SafetyReportRow | None

    @property
    def over_norm(self) -> bool:
        """Did it wait longer than the norm?"""
        return self.days > self.norm

    @property
    def is_hidden(self) -> bool:
        """Does this visit only see that something waits?"""
        return self.way == SAFETY and self.report is None


def arrival(visit: Visit, *, arrival_id: int) -> ArrivalCard:
    """One arrival with everything that this visit may see of it, or `Absent` (9 queries)."""
    row = (
        Arrival.objects.under(HANDLE_ARRIVALS, visit)
        .select_related("municipality", "domain", "partner", "referral_source", "team", "passed_to")
        .beside("worker", READ_WORKERS)
        .beside("words", READ_ARRIVAL_WORDS)
        .one(pk=arrival_id)
    )
    standing = Standing(
        row.outcome, row.resident_id is not None, row.team_id is not None or row.worker_id is not None
    )
    hidden = is_hidden(row)
    return ArrivalCard(
        id=row.pk,
        way=row.way,
        state=state_of(standing),
        steps=allowed(standing),
        received_on=row.received_on,
        days=((row.handled_on or visit.today) - row.received_on).days,
        norm=own_organisation(visit).exploration_norm_days,
        municipality=name_of(row.municipality),
        municipality_id=row.municipality_id,
        domain=named(row.domain),
        partner=name_of(row.partner),
        referral_source=named(row.referral_source),
        resident_id=None if hidden else row.resident_id,
        team=name_of(row.team),
        team_id=row.team_id,
        worker=name_of(row.worker),
        worker_id=row.worker_id,
        registration_id=row.registration_id,
        handled_on=row.handled_on,
        passed_to=name_of(row.passed_to),
        words=_told(words_of(row)),
        attempts=_attempts(visit, row.pk),
        signal=_signal(visit, row.pk),
        report=_report(visit, row.pk),
    )


def _told(words: ArrivalWords | None) -> Told | None:
    return Told(**{name: getattr(words, name) for name in Told.__slots__}) if words else None


def _attempts(visit: Visit, arrival_id: int) -> tuple[AttemptRow, ...]:
    rows = (
        ArrivalAttempt.objects.under(ATTEMPTS, visit)
        .filter(arrival_id=arrival_id)
        .select_related("kind")
        .beside("worker", READ_WORKERS)
        .order_by("tried_on", "pk")
    )
    return tuple(
        AttemptRow(row.tried_on, row.part_of_day, named(row.kind), name_of(row.worker)) for row in rows
    )


def _signal(visit: Visit, arrival_id: int) -> ArrearsRow | None:
    rows = ArrearsSignal.objects.under(READ_SIGNALS, visit).filter(arrival_id=arrival_id)
    row = rows.select_related("source", "result").first()
    return ArrearsRow(named(row.source), row.arrears_euros, named(row.result)) if row else None


def _report(visit: Visit, arrival_id: int) -> SafetyReportRow | None:
    row = SafetyReport.objects.under(READ_SAFETY_REPORTS, visit).filter(arrival_id=arrival_id).first()
    if row is None:
        return None
    there = ScreeningPartner.objects.under(SCREENING_PARTNERS, visit).filter(report_id=row.pk)
    names = there.select_related("partner").order_by("partner__name")
    return SafetyReportRow(row.text, row.screened_on, row.decision, tuple(one.partner.name for one in names))

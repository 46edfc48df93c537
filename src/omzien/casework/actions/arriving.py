"""What comes in: taken in by who answers, by a partner's note, or by a resident with the public form."""

from collections.abc import Iterator
from datetime import date

from omzien.casework.models import ArrearsSignal, Arrival, ArrivalWords, SafetyReport
from omzien.casework.policy.arriving import (
    RECEIVE,
    RECEIVE_SAFETY_REPORTS,
    RECEIVE_SIGNALS,
    WRITE_ARRIVAL_WORDS,
)
from omzien.casework.rules import arriving as rules
from omzien.casework.rules.arriving import Told
from omzien.gate.action import action, keep
from omzien.gate.refused import Problem, refuse_if, required
from omzien.gate.visit import Role, Visit
from omzien.organisation.queries import must_be_ours, pick
from omzien.people.queries import must_be_resident_of_ours

FORM = "public_form"


@action
def receive(
    visit: Visit,
    *,
    way: str,
    told: Told,
    received_on: date | None = None,
    municipality_id: int | None = None,
    domain: str | None = None,
    partner_id: int | None = None,
    referral_source: str | None = None,
    resident_id: int | None = None,
    team_id: int | None = None,
    worker_id: int | None = None,
) -> int:
    """Take in what came in, today unless said otherwise; gives its id. Who it is may be known already.

    A guest sends the public form, once for each link: sending it again gives the id of the first time, and
    changes nothing. Raises `Refused` with every problem at once.
    """
    if sent := _sent_before(visit):
        return sent
    day = received_on or visit.today
    told = rules.tidy(told)
    must_be_ours(
        visit, municipality_id=municipality_id, partner_id=partner_id, team_id=team_id, worker_id=worker_id
    )
    if resident_id is not None:
        must_be_resident_of_ours(visit, resident_id=resident_id)
    picked = pick(
        visit, on=day, domain=("domain", domain), referral_source=("referral_source", referral_source)
    )
    refuse_if(
        [
            *picked.problems,
            *_guest_problems(visit, way),
            *rules.way_problems(
                way,
                partner=partner_id is not None,
                source=bool(referral_source),
                received_on=day,
                today=visit.today,
            ),
            *rules.told_problems(told, way=way, today=visit.today),
        ]
    )
    arrival = Arrival(
        organisation_id=visit.organisation_id,
        way=way,
        received_on=day,
        municipality_id=municipality_id,
        domain_id=picked.id_of("domain"),
        partner_id=partner_id,
        referral_source_id=picked.id_of("referral_source"),
        resident_id=resident_id,
        team_id=team_id,
        worker_id=worker_id,
        link_hash=visit.link,
    )
    keep(visit, RECEIVE, arrival)
    _keep_words(visit, arrival, told)
    return arrival.pk


@action
def receive_signal(
    visit: Visit,
    *,
    told: Told,
    source: str,
    arrears_euros: int | None = None,
    received_on: date | None = None,
    municipality_id: int | None = None,
    team_id: int | None = None,
    worker_id: int | None = None,
) -> int:
    """Take in an early signal of arrears, from a sender of the code list; gives the arrival's id."""
    picked = pick(visit, on=received_on or visit.today, source=("signal_source", source))
    refuse_if([*required(source, "source"), *picked.problems, *rules.arrears_problems(arrears_euros)])
    arrival_id = receive(
        visit,
        way="signal",
        told=told,
        received_on=received_on,
        municipality_id=municipality_id,
        team_id=team_id,
        worker_id=worker_id,
    )
    signal = ArrearsSignal(
        organisation_id=visit.organisation_id,
        arrival_id=arrival_id,
        source_id=picked.must("source"),
        arrears_euros=arrears_euros,
    )
    keep(visit, RECEIVE_SIGNALS, signal)
    return arrival_id


@action
def receive_safety_report(
    visit: Visit,
    *,
    told: Told,
    text: str,
    received_on: date | None = None,
    municipality_id: int | None = None,
    partner_id: int | None = None,
    team_id: int | None = None,
    worker_id: int | None = None,
) -> int:
    """Take in a report from Veilig Thuis; gives the arrival's id. Who takes it in has it, unless said."""
    refuse_if(rules.report_problems(text))
    if team_id is None and worker_id is None:
        worker_id = visit.worker_id
    arrival_id = receive(
        visit,
        way="veilig_thuis",
        told=told,
        received_on=received_on,
        municipality_id=municipality_id,
        partner_id=partner_id,
        team_id=team_id,
        worker_id=worker_id,
    )
    report = SafetyReport(
        organisation_id=visit.organisation_id,
        arrival_id=arrival_id,
        text=text.replace("\x00", "").strip(),
    )
    keep(visit, RECEIVE_SAFETY_REPORTS, report)
    return arrival_id


def _sent_before(visit: Visit) -> int | None:
    if not visit.link:
        return None
    first = Arrival.objects.under(RECEIVE, visit).first()
    return first.pk if first else None


def _guest_problems(visit: Visit, way: str) -> Iterator[Problem]:
    if Role.GUEST in visit.roles and way != FORM:
        yield Problem("choose how it came in", "way")


def _keep_words(visit: Visit, arrival: Arrival, told: Told) -> None:
    if told == Told():
        return
    said = {name: getattr(told, name) for name in Told.__slots__}
    words = ArrivalWords(organisation_id=visit.organisation_id, arrival=arrival, **said)
    keep(visit, WRITE_ARRIVAL_WORDS, words)

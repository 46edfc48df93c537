"""Who has the lead, which partners work along, and what a partner was asked."""

from datetime import date

from omzien.casework.models import CaseLead, Intervention, InvolvedPartner, PartnerConsultation
from omzien.casework.policy import CONSULT_PARTNERS, INVOLVE_PARTNERS, LEAD, SUPPORT
from omzien.casework.rules.coordinating import SHARING, consultation_problems
from omzien.casework.rules.registering import order_problems
from omzien.gate.action import action, keep
from omzien.gate.refused import refuse_if, refused
from omzien.gate.visit import Visit
from omzien.organisation.queries import must_be_ours
from omzien.people.actions import relate
from omzien.people.queries import consents


@action
def give_lead(visit: Visit, *, resident_id: int, worker_id: int, started_on: date) -> None:
    """Somebody has the lead from this day on; who had it until now has it no more."""
    must_be_ours(visit, worker_id=worker_id)
    current = CaseLead.objects.under(LEAD, visit).filter(resident_id=resident_id, until=None).first()
    if current and current.worker_id == worker_id:
        return
    earlier = current.started_on if current else None
    refuse_if(order_problems(earlier, started_on, today=visit.today, field="started_on"))
    if current:
        current.until = started_on
        keep(visit, LEAD, current)
    relate(visit, resident_id=resident_id, worker_id=worker_id)
    lead = CaseLead(
        organisation_id=visit.organisation_id,
        resident_id=resident_id,
        worker_id=worker_id,
        started_on=started_on,
    )
    keep(visit, LEAD, lead)


@action
def involve_partner(
    visit: Visit,
    *,
    resident_id: int,
    partner_id: int,
    since: date,
    person: str = "",
    does_what: str = "",
) -> int:
    """A partner works with the resident too; one that is involved already is brought up to date."""
    must_be_ours(visit, partner_id=partner_id)
    refuse_if(order_problems(None, since, today=visit.today, field="since"))
    there = InvolvedPartner.objects.under(INVOLVE_PARTNERS, visit).filter(
        resident_id=resident_id, partner_id=partner_id, until=None
    )
    row = there.first() or InvolvedPartner(
        organisation_id=visit.organisation_id, resident_id=resident_id, partner_id=partner_id, since=since
    )
    row.person, row.does_what = person.strip(), does_what.strip()
    return keep(visit, INVOLVE_PARTNERS, row).pk


@action
def partner_leaves(visit: Visit, *, involved_id: int, until: date | None = None) -> None:
    """A partner does not work with the resident any more."""
    row = InvolvedPartner.objects.under(INVOLVE_PARTNERS, visit).one(pk=involved_id)
    if row.until is None:
        row.until = max(until or visit.today, row.since)
        keep(visit, INVOLVE_PARTNERS, row)


@action
def consult_partner(
    visit: Visit,
    *,
    resident_id: int,
    partner_id: int,
    held_on: date,
    asked: str,
    answered: str = "",
    named: bool = False,
    ground: str = "",
    intervention_id: int | None = None,
) -> int:
    """A partner was asked for advice; gives the id.

    Named: under the resident's consent that held on that day, which is looked up, or else on a ground.
    """
    must_be_ours(visit, partner_id=partner_id)
    if intervention_id is not None:
        Intervention.objects.under(SUPPORT, visit).one(pk=intervention_id, resident_id=resident_id)
    consent_id = _consent_on(visit, resident_id, held_on) if named else None
    refuse_if(
        [
            *order_problems(None, held_on, today=visit.today, field="held_on"),
            *consultation_problems(
                named=named, has_consent=consent_id is not None, ground=ground, asked=asked
            ),
        ]
    )
    row = PartnerConsultation(
        organisation_id=visit.organisation_id,
        resident_id=resident_id,
        intervention_id=intervention_id,
        partner_id=partner_id,
        held_on=held_on,
        named=named,
        consent_id=consent_id,
        ground=ground.strip() if named else "",
        asked=asked.strip(),
        answered=answered.strip(),
        worker_id=visit.worker_id,
    )
    return keep(visit, CONSULT_PARTNERS, row).pk


def _consent_on(visit: Visit, resident_id: int, day: date) -> int | None:
    held = [
        one.id
        for one in consents(visit, resident_id=resident_id)
        if one.kind in SHARING
        and one.given_on <= day
        and (one.withdrawn_on is None or one.withdrawn_on > day)
    ]
    return next(iter(held), None)


@action
def answer_consultation(visit: Visit, *, consultation_id: int, answered: str) -> None:
    """What a partner answered, when that came later."""
    row = PartnerConsultation.objects.under(CONSULT_PARTNERS, visit).one(pk=consultation_id)
    if not answered.strip():
        raise refused("write what was answered", field="answered")
    row.answered = answered.strip()
    keep(visit, CONSULT_PARTNERS, row)

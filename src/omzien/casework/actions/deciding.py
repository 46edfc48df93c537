"""What is decided while somebody is still at the desk: advice and done, sent on; or taken back, a mistake."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from omzien.casework.actions.registering import advise, judge, release
from omzien.casework.models import Referral, Registration
from omzien.casework.policy import REFER, REGISTER, TRIAGE
from omzien.casework.rules.registering import order_problems
from omzien.casework.rules.states import Step, must_allow
from omzien.casework.standing import standing_of
from omzien.gate.action import action, hanging, keep, remove
from omzien.gate.ledger import made_with
from omzien.gate.refused import Problem, refuse_if
from omzien.gate.visit import Visit
from omzien.organisation.queries import must_be_ours
from omzien.people.actions import take_back_relations

TAKE_BACK_WITHIN = timedelta(minutes=30)
REGISTERING = ("register", "arrive")  # the actions that make a registration, as the ledger calls them
TOLD_THERE = {"casework.Question", "casework.Story", "casework.Intervention", "casework.Referral"}


@action
def give_advice(visit: Visit, *, registration_id: int, service_id: int, given_on: date) -> int:
    """Advice given, done: one conversation, which counts as advice by this service, and the registration
    closes. Gives the id of the advice. It has no result of its own, and no call is planned.
    """
    registration = _looked_at(visit, registration_id, given_on, field="given_on")
    return advise(visit, registration, service_id=service_id, on=given_on)


@action
def send_on(visit: Visit, *, registration_id: int, partner_id: int, sent_on: date) -> int:
    """Not for us: the resident is referred to a partner, and the registration closes. The referral's id."""
    registration = _looked_at(visit, registration_id, sent_on, field="sent_on")
    must_be_ours(visit, partner_id=partner_id)
    judge(visit, registration, "elsewhere", on=sent_on)
    referral = Referral(
        organisation_id=visit.organisation_id,
        resident_id=registration.resident_id,
        registration=registration,
        direction=Referral.Direction.OUTGOING,
        referred_on=sent_on,
        partner_id=partner_id,
    )
    keep(visit, REFER, referral)
    release(visit, registration)
    return referral.pk


def _looked_at(visit: Visit, registration_id: int, on: date, *, field: str) -> Registration:
    registration = Registration.objects.under(TRIAGE, visit).one(pk=registration_id)
    must_allow(standing_of(registration), Step.TRIAGE_AWAY)
    refuse_if(order_problems(registration.registered_on, on, today=visit.today, field=field))
    return registration


@action
def take_back(visit: Visit, *, registration_id: int) -> int:
    """A registration that was a mistake: as if it was never made, with what was told and decided in it, and
    the treatment relations that began with it.

    Only by who made it, within TAKE_BACK_WITHIN, and while nothing else hangs on it. Gives the resident's id.
    """
    registration = Registration.objects.under(REGISTER, visit).one(pk=registration_id)
    since = visit.now - TAKE_BACK_WITHIN
    made = made_with(visit, Registration._meta.label, registration.pk, acts=REGISTERING, since=since)
    refuse_if(_take_back_problems(registration, made))
    remove(visit, REGISTER, registration)
    others = Registration.objects.under(REGISTER, visit).filter(resident_id=registration.resident_id)
    if not others.filter(closed_on=None).exists():  # else they may be what another registration rests on
        take_back_relations(visit, relation_ids=made.get("people.TreatmentRelation", ()))
    return registration.resident_id


def _take_back_problems(registration: Registration, made: Mapping[str, Sequence[int]]) -> Iterator[Problem]:
    if not made:
        yield Problem("only who made a registration takes it back, and within half an hour")
    elif hanging(registration) - TOLD_THERE:
        yield Problem("more was written down about this registration: it is no longer just a mistake")

"""What a resident allows, what the law allows, what must be answered for: consent, BSN, break-glass."""

from datetime import date

from omzien.gate import breakglass
from omzien.gate.action import action, keep, remove
from omzien.gate.errors import Absent
from omzien.gate.refused import refused
from omzien.gate.visit import Visit
from omzien.organisation.queries import choices, services
from omzien.people import cipher, rules
from omzien.people.models import CitizenNumber, Consent, Resident
from omzien.people.policy import BREAK_GLASS, RECORD_CITIZEN_NUMBER, RECORD_CONSENT


@action
def give_consent(visit: Visit, *, resident_id: int, kind: str, given_on: date | None = None) -> int:
    """Record a consent of a kind in the list `consent`; its id. What still holds is not given twice."""
    day = given_on or visit.today
    kinds = choices(visit, lists=["consent"], on=day)
    if ("consent", kind) not in kinds:
        raise refused("%(kind)s is not in the list of consents", field="kind", kind=kind)
    if day > visit.today:
        raise refused("a consent is not given in the future", field="given_on")
    kind_id = kinds["consent", kind].id
    held = Consent.objects.under(RECORD_CONSENT, visit).filter(resident_id=resident_id, kind_id=kind_id)
    if same := held.filter(withdrawn_on=None).first():
        return same.pk
    row = Consent(
        organisation_id=visit.organisation_id, resident_id=resident_id, kind_id=kind_id, given_on=day
    )
    return keep(visit, RECORD_CONSENT, row).pk


@action
def withdraw_consent(visit: Visit, *, consent_id: int, on: date | None = None) -> None:
    """A resident withdraws a consent, as easily as it was given."""
    row = Consent.objects.under(RECORD_CONSENT, visit).one(pk=consent_id)
    row.withdrawn_on = max(on or visit.today, row.given_on)
    keep(visit, RECORD_CONSENT, row)


@action
def record_citizen_number(visit: Visit, *, resident_id: int, number: str, service_id: int) -> None:
    """Record the BSN, for a service whose legal basis the organisation has recorded. It is kept encrypted."""
    service = services(visit).filter(pk=service_id).first()
    if service is None:
        raise Absent(f"service {service_id}")
    if not service.citizen_number_basis:
        raise refused("no law allows the BSN for %(service)s", field="number", service=service.name_nl)
    if not rules.is_citizen_number(number):
        raise refused("this is not a BSN: look at the digits again", field="number")
    rows = CitizenNumber.objects.under(RECORD_CITIZEN_NUMBER, visit)
    row = rows.filter(resident_id=resident_id).first() or CitizenNumber(
        organisation_id=visit.organisation_id, resident_id=resident_id
    )
    row.sealed_number = cipher.seal(rules.compact_citizen_number(number), resident_id=resident_id)
    row.legal_basis = service.citizen_number_basis
    keep(visit, RECORD_CITIZEN_NUMBER, row)


@action
def forget_citizen_number(visit: Visit, *, resident_id: int) -> None:
    """Remove the BSN, when no service needs it any more."""
    row = CitizenNumber.objects.under(RECORD_CITIZEN_NUMBER, visit).one(resident_id=resident_id)
    remove(visit, RECORD_CITIZEN_NUMBER, row)


@action
def open_record(visit: Visit, *, resident_id: int, reason: str) -> None:
    """Break the glass: open a record outside the own circle, for four hours, with a reason."""
    Resident.objects.under(BREAK_GLASS, visit).one(pk=resident_id)
    breakglass.break_glass(visit, resident_id=resident_id, reason=reason)

"""What a route of the dossier may name: a row about Fatima, made by Noor when it is asked for first."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from omzien.casework import actions as casework
from omzien.casework.models import Contact, Document, Goal, InvolvedPartner, PartnerConsultation, Referral
from omzien.gate.visit import Visit
from omzien.organisation.queries import partners
from omzien.people import actions as people
from omzien.people.models import Consent, Kinship
from tests.casework.files import PNG
from tests.cast import visit_of

DAY = date(2026, 3, 2)
Made = Callable[[Any, Visit], object]


def _first(model: Any, make: Made) -> Callable[[Any], object]:
    def sample(world: Any) -> object:
        rows = model.objects.unsealed("test").order_by("pk")
        if not rows.exists():
            make(world, visit_of(world.house.noor))
        return rows.first().pk

    return sample


def _fatima(world: Any) -> dict[str, Any]:
    return {"resident_id": world.house.fatima.pk}


def _partner(visit: Visit) -> int:
    return int(partners(visit)[0].pk)


def _contact(world: Any, visit: Visit) -> object:
    return casework.note_contact(visit, **_fatima(world), held_on=DAY, kind="telefoon", note="Gebeld.")


def _goal(world: Any, visit: Visit) -> object:
    return casework.set_goal(visit, intervention_id=world.intervention.pk, set_on=DAY, text="Rust.")


def _referral(world: Any, visit: Visit) -> object:
    out: dict[str, Any] = {"direction": "outgoing", "referred_on": DAY, "partner_id": _partner(visit)}
    return casework.refer(visit, registration_id=world.registration.pk, **out)


def _involved(world: Any, visit: Visit) -> object:
    return casework.involve_partner(visit, **_fatima(world), partner_id=_partner(visit), since=DAY)


def _consultation(world: Any, visit: Visit) -> object:
    asked: dict[str, Any] = {"partner_id": _partner(visit), "held_on": DAY, "asked": "Wat kan?"}
    return casework.consult_partner(visit, **_fatima(world), **asked)


def _document(world: Any, visit: Visit) -> object:
    return casework.add_document(visit, **_fatima(world), name="foto.png", content=PNG)


def _consent(world: Any, visit: Visit) -> object:
    return people.give_consent(visit, **_fatima(world), kind="citaat")


def _kinship(world: Any, visit: Visit) -> object:
    return people.name_kinship(visit, **_fatima(world), other_id=world.house.willem.pk, kind="partner")


SAMPLES: Mapping[str, Callable[[Any], object]] = {
    "contact_id": _first(Contact, _contact),
    "goal_id": _first(Goal, _goal),
    "referral_id": _first(Referral, _referral),
    "involved_id": _first(InvolvedPartner, _involved),
    "consultation_id": _first(PartnerConsultation, _consultation),
    "document_id": _first(Document, _document),
    "consent_id": _first(Consent, _consent),
    "kinship_id": _first(Kinship, _kinship),
}

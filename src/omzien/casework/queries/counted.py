"""The records behind a figure about the work with residents."""

from collections.abc import Collection, Mapping
from types import MappingProxyType

from omzien.casework.models import Contact, FollowUp, Goal, Intervention, Referral, Registration
from omzien.casework.policy import CONTACTS, FOLLOW_UP, GOALS, READ_REGISTRATIONS, REFER, SUPPORT
from omzien.gate.acts import Act
from omzien.gate.sealed import SealedModel
from omzien.gate.visit import Visit
from omzien.people.queries import CountedRecords, counted_records

# By what the facts call them: the table, the act that reads it, and the day of a record.
KINDS: Mapping[str, tuple[type[SealedModel], Act, str]] = MappingProxyType(
    {
        "registration": (Registration, READ_REGISTRATIONS, "registered_on"),
        "intervention": (Intervention, SUPPORT, "started_on"),
        "goal": (Goal, GOALS, "set_on"),
        "referral": (Referral, REFER, "referred_on"),
        "contact": (Contact, CONTACTS, "held_on"),
        "follow_up": (FollowUp, FOLLOW_UP, "due_on"),
    }
)


def counted(visit: Visit, *, kind: str, ids: Collection[int], limit: int) -> CountedRecords:
    """The records of one of KINDS with these ids, as far as this visit reads them (3 queries)."""
    model, act, day = KINDS[kind]
    return counted_records(visit, act, model, ids=ids, day=day, limit=limit)

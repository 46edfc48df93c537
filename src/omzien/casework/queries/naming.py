"""From the rows that were handed out to the names that a page shows."""

from typing import TYPE_CHECKING, overload

from omzien.casework.queries.rows import Named
from omzien.people.rules import full_name

if TYPE_CHECKING:
    from omzien.organisation.models import Code, Municipality, Partner, Service, Team, Worker
    from omzien.people.models import Resident


@overload
def named(code: "Code | Service") -> Named: ...
@overload
def named(code: "Code | Service | None") -> Named | None: ...
def named(code: "Code | Service | None") -> Named | None:
    """The key and the two names of a code or service; None stays None."""
    return None if code is None else Named(code.key, code.name_nl, code.name_en)


def name_of(who: "Worker | Team | Partner | Municipality | None") -> str:
    """The name of who or where it is; empty when there is none, or none that this visit reaches."""
    return who.name if who else ""


def resident_name(resident: "Resident | None") -> str:
    """The whole name of a resident; empty when this visit does not reach the name."""
    if resident is None:
        return ""
    return full_name(
        given_name=resident.given_name,
        name_prefix=resident.name_prefix,
        family_name=resident.family_name,
    )

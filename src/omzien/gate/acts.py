"""An act is data: a name, a model, and for each role the rows that it reaches, written once as a query."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q

from omzien.gate.visit import Role, Visit

Reach = Callable[[Visit], Q]


@dataclass(frozen=True, slots=True, eq=False)
class Act:
    """Something that may be done with rows of one model. A role that is not named reaches nothing.

    Under an act with `only_counted` rows are counted, and neither handed out nor written. Two acts are never
    the same one, whatever they are called: questions are kept per act.
    """

    name: str
    model: str
    doc: str
    reach: Mapping[Role, Reach]
    only_counted: bool = False

    def open_to(self, visit: Visit) -> bool:
        """Does any role of this visit do this act at all?"""
        return not visit.roles.isdisjoint(self.reach)

    def query(self, visit: Visit) -> Q | None:
        """The rows in reach: the union over the visit's roles; None when no role is named."""
        sentences = [reach(visit) for role, reach in self.reach.items() if role in visit.roles]
        if not all(sentences):
            raise ValueError(
                f"{self.name}: an empty Q means everything or nothing, so say of_own_organisation"
            )
        return reduce(or_, sentences) if sentences else None


def of_own_organisation(visit: Visit) -> Q:
    """Every row of the visit's organisation, and never of another."""
    return Q(organisation_id=visit.organisation_id)

"""Of whom every term of keeping is over: the rooms say whom they must still keep."""

from typing import Any

from django.db.models import QuerySet

from omzien.casework.farewell import FAREWELL as CASEWORK
from omzien.community.farewell import FAREWELL as COMMUNITY
from omzien.gate.visit import Visit
from omzien.organisation.farewell import FAREWELL as ORGANISATION
from omzien.outcomes.farewell import FAREWELL as OUTCOMES
from omzien.people.farewell import FAREWELL as PEOPLE
from omzien.people.farewell import past_term

FAREWELLS = (CASEWORK, COMMUNITY, OUTCOMES, PEOPLE, ORGANISATION)  # from the top of the stairs down


def past_every_term(visit: Visit) -> QuerySet[Any, Any]:
    """The residents whom no room must keep any more, known longest first."""
    return past_term(visit, (kept for room in FAREWELLS for kept in room.within_term(visit)))

"""Who may see and change how the organisation is set up. Reference lists are open to all who work here."""

from collections.abc import Mapping

from omzien.gate.acts import Act, Reach, of_own_organisation
from omzien.gate.visit import STAFF_ROLES, Role


def _all_staff() -> Mapping[Role, Reach]:
    return dict.fromkeys((*STAFF_ROLES, Role.SYSTEM), of_own_organisation)


READ_SETUP = Act(
    name="read-setup",
    model="organisation.Organisation",
    doc="See how the organisation is set up: teams, services, partners, municipalities, code lists.",
    reach=_all_staff(),
)
CHANGE_SETUP = Act(
    name="change-setup",
    model="organisation.Organisation",
    doc="Change teams, services, partners, code lists and norms.",
    reach={Role.ADMINISTRATOR: of_own_organisation, Role.SYSTEM: of_own_organisation},
)
READ_WORKERS = Act(
    name="read-workers",
    model="organisation.Worker",
    doc="See who works here: name, team and roles.",
    reach=_all_staff(),
)
CHANGE_WORKERS = Act(
    name="change-workers",
    model="organisation.Worker",
    doc="Hire and dismiss workers, give and take roles, place workers in teams.",
    reach={Role.ADMINISTRATOR: of_own_organisation, Role.SYSTEM: of_own_organisation},
)

ACTS = (READ_SETUP, CHANGE_SETUP, READ_WORKERS, CHANGE_WORKERS)

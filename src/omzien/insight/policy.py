"""Who may see figures and make reports. Figures are about everybody: no row of a person is reached."""

from omzien.gate.acts import Act, of_own_organisation
from omzien.gate.visit import Role

READ_FIGURES = Act(
    name="read-figures",
    model="organisation.Organisation",
    doc="See figures and cross-tabs of the own organisation, with thin cells marked.",
    reach=dict.fromkeys(
        (Role.WORKER, Role.TEAM_LEAD, Role.COORDINATOR, Role.ANALYST, Role.SYSTEM), of_own_organisation
    ),
)
MAKE_REPORTS = Act(
    name="make-reports",
    model="organisation.Organisation",
    doc="Make and download the annual report of a municipality.",
    reach=dict.fromkeys((Role.TEAM_LEAD, Role.ANALYST, Role.SYSTEM), of_own_organisation),
)
READ_PUBLISHED = Act(
    name="read-published",
    model="organisation.Organisation",
    doc="See what was published: of whom, when and by whom, and how much it withholds.",
    reach=dict.fromkeys(
        (Role.TEAM_LEAD, Role.ANALYST, Role.PRIVACY_OFFICER, Role.SYSTEM), of_own_organisation
    ),
)

ACTS = (READ_FIGURES, MAKE_REPORTS, READ_PUBLISHED)

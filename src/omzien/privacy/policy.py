"""What the privacy officer may do: read the ledger, review broken glass, answer a resident's request."""

from omzien.gate.acts import Act, of_own_organisation
from omzien.gate.visit import Role

READ_LEDGER = Act(
    name="read-ledger",
    model="gate.LedgerLine",
    doc="Read who saw or changed the record of a resident; the reading is written down too.",
    reach={Role.PRIVACY_OFFICER: of_own_organisation},
)
REVIEW_GLASS = Act(
    name="review-glass",
    model="gate.BrokenGlass",
    doc="See which records were opened by break-glass, by whom and why, and say that it was looked at.",
    reach={Role.PRIVACY_OFFICER: of_own_organisation},
)
INSPECT_RESIDENT = Act(
    name="inspect-resident",
    model="people.Resident",
    doc="Take out everything that is kept of one resident, who asked for it (inspection).",
    reach={Role.PRIVACY_OFFICER: of_own_organisation},
)
ERASE_RESIDENT = Act(
    name="erase-resident",
    model="people.Resident",
    doc="Erase what is kept of one resident; the statistics stay, under a pseudonym that leads nowhere.",
    reach={Role.PRIVACY_OFFICER: of_own_organisation},
)
ERASE_PAST_TERM = Act(
    name="erase-past-term",
    model="casework.Arrival",
    doc="See of whom the term of keeping is over, and erase it; and who asked and did not become a resident.",
    reach={Role.PRIVACY_OFFICER: of_own_organisation},
)

ACTS = (READ_LEDGER, REVIEW_GLASS, INSPECT_RESIDENT, ERASE_RESIDENT, ERASE_PAST_TERM)

"""What can be done with the organisation itself: each function is one transaction and one ledger line."""

from omzien.organisation.actions.absence import (
    end_absence,
    end_calendar_link,
    make_calendar_link,
    plan_absence,
)
from omzien.organisation.actions.founding import found_organisation, install_starter_set
from omzien.organisation.actions.setup import (
    add_code,
    add_municipality,
    add_partner,
    add_team,
    allow_citizen_number,
    change_norms,
    end_code,
)
from omzien.organisation.actions.staff import dismiss, grant_role, hire, join_team, leave_team, take_role

__all__ = [
    "add_code",
    "add_municipality",
    "add_partner",
    "add_team",
    "allow_citizen_number",
    "change_norms",
    "dismiss",
    "end_absence",
    "end_calendar_link",
    "end_code",
    "found_organisation",
    "grant_role",
    "hire",
    "install_starter_set",
    "join_team",
    "leave_team",
    "make_calendar_link",
    "plan_absence",
    "take_role",
]

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
    keep_records_for,
    open_public_form,
)
from omzien.organisation.actions.staff import (
    dismiss,
    give_key,
    grant_role,
    hire,
    join_team,
    leave_team,
    place,
    take_role,
)
from omzien.organisation.actions.views import change_view, delete_view, save_view

__all__ = [
    "add_code",
    "add_municipality",
    "add_partner",
    "add_team",
    "allow_citizen_number",
    "change_norms",
    "change_view",
    "delete_view",
    "dismiss",
    "end_absence",
    "end_calendar_link",
    "end_code",
    "found_organisation",
    "give_key",
    "grant_role",
    "hire",
    "install_starter_set",
    "join_team",
    "keep_records_for",
    "leave_team",
    "make_calendar_link",
    "open_public_form",
    "place",
    "plan_absence",
    "save_view",
    "take_role",
]

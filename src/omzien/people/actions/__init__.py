"""What can be done with residents: each function is one transaction and one ledger line."""

from omzien.people.actions.drafting import end_draft, keep_draft, throw_draft_away
from omzien.people.actions.homes import drop_kinship, leave_household, name_kinship, share_household
from omzien.people.actions.merging import merge_residents, undo_merge
from omzien.people.actions.permissions import (
    forget_citizen_number,
    give_consent,
    open_record,
    record_citizen_number,
    withdraw_consent,
)
from omzien.people.actions.relations import (
    hand_over_relations,
    leave,
    let_go,
    relate,
    take_back_relations,
)
from omzien.people.actions.residents import (
    add_resident,
    change_contact_details,
    change_resident,
    take_back_resident,
)

__all__ = [
    "add_resident",
    "change_contact_details",
    "change_resident",
    "drop_kinship",
    "end_draft",
    "forget_citizen_number",
    "give_consent",
    "hand_over_relations",
    "keep_draft",
    "leave",
    "leave_household",
    "let_go",
    "merge_residents",
    "name_kinship",
    "open_record",
    "record_citizen_number",
    "relate",
    "share_household",
    "take_back_relations",
    "take_back_resident",
    "throw_draft_away",
    "undo_merge",
    "withdraw_consent",
]

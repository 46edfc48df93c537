"""What can be done in the work with a resident: each function is one transaction and one ledger line."""

from omzien.casework.actions.arriving import receive, receive_safety_report, receive_signal
from omzien.casework.actions.contacts import change_note, note_contact
from omzien.casework.actions.coordinating import (
    answer_consultation,
    consult_partner,
    give_lead,
    involve_partner,
    partner_leaves,
)
from omzien.casework.actions.deciding import give_advice, send_on, take_back
from omzien.casework.actions.documents import add_document, remove_document
from omzien.casework.actions.handing_on import hand_on
from omzien.casework.actions.handing_over import hand_over
from omzien.casework.actions.handling import (
    assign_arrival,
    conclude_signal,
    end_arrival,
    match_arrival,
    register_arrival,
    reopen_arrival,
    screen_report,
    try_to_reach,
)
from omzien.casework.actions.planning import (
    do_task,
    give_task,
    move_appointment,
    plan_appointment,
    settle_appointment,
)
from omzien.casework.actions.recording import (
    change_goal,
    judge_goal,
    make_follow_up,
    measure,
    name_factor,
    plan_follow_up,
    refer,
    say_factors,
    set_goal,
    settle_referral,
    take_back_follow_up,
)
from omzien.casework.actions.registering import close_registration, explore, register, triage
from omzien.casework.actions.reopening import reopen_intervention, reopen_registration
from omzien.casework.actions.safety import (
    close_safety_case,
    confirm_safety,
    consult_on_safety,
    decide_safety,
    drop_signal,
    note_signal,
    open_safety_case,
    take_safety_step,
    weigh_safety,
)
from omzien.casework.actions.supporting import close_intervention, start_intervention
from omzien.casework.actions.waiting import say_why_waiting, take_back_triage

__all__ = [
    "add_document",
    "answer_consultation",
    "assign_arrival",
    "change_goal",
    "change_note",
    "close_intervention",
    "close_registration",
    "close_safety_case",
    "conclude_signal",
    "confirm_safety",
    "consult_on_safety",
    "consult_partner",
    "decide_safety",
    "do_task",
    "drop_signal",
    "end_arrival",
    "explore",
    "give_advice",
    "give_lead",
    "give_task",
    "hand_on",
    "hand_over",
    "involve_partner",
    "judge_goal",
    "make_follow_up",
    "match_arrival",
    "measure",
    "move_appointment",
    "name_factor",
    "note_contact",
    "note_signal",
    "open_safety_case",
    "partner_leaves",
    "plan_appointment",
    "plan_follow_up",
    "receive",
    "receive_safety_report",
    "receive_signal",
    "refer",
    "register",
    "register_arrival",
    "remove_document",
    "reopen_arrival",
    "reopen_intervention",
    "reopen_registration",
    "say_factors",
    "say_why_waiting",
    "screen_report",
    "send_on",
    "set_goal",
    "settle_appointment",
    "settle_referral",
    "start_intervention",
    "take_back",
    "take_back_follow_up",
    "take_back_triage",
    "take_safety_step",
    "triage",
    "try_to_reach",
    "weigh_safety",
]

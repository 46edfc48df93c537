"""What may be done with instruments, measurements and surveys, by subject."""

from omzien.outcomes.actions.founding import (
    STARTER,
    add_texts,
    found_instruments,
    offer_instrument,
    remove_texts,
    set_up_instrument,
    starter,
)
from omzien.outcomes.actions.measuring import correct_measurement, record_measurement
from omzien.outcomes.actions.surveying import (
    STARTER_SURVEY,
    Letter,
    answer_survey,
    choose_quote,
    decline_survey,
    found_survey,
    invite,
    remind,
    take_back,
)

__all__ = [
    "STARTER",
    "STARTER_SURVEY",
    "Letter",
    "add_texts",
    "answer_survey",
    "choose_quote",
    "correct_measurement",
    "decline_survey",
    "found_instruments",
    "found_survey",
    "invite",
    "offer_instrument",
    "record_measurement",
    "remind",
    "remove_texts",
    "set_up_instrument",
    "starter",
    "take_back",
]

"""From registration through exploration and intervention to closing: one state machine, one vocabulary."""

from omzien.casework.models.planning import Appointment, AppointmentNote, Task
from omzien.casework.models.arriving import (
    ArrearsSignal,
    Arrival,
    ArrivalAttempt,
    ArrivalWords,
    SafetyReport,
    ScreeningPartner,
)
from omzien.casework.models.recording import Contact, ContactNote, Referral
from omzien.casework.models.registering import Question, Registration, Story
from omzien.casework.models.reopening import Reopening
from omzien.casework.models.safety import (
    SafetyAnswer,
    SafetyCase,
    SafetyConsultation,
    SafetySignal,
    SafetyStep,
)
from omzien.casework.models.supporting import Factor, FollowUp, Goal, Intervention, MeasurementOf

__all__ = [
    "ArrearsSignal",
    "Arrival",
    "ArrivalAttempt",
    "ArrivalWords",
    "Appointment",
    "AppointmentNote",
    "Contact",
    "ContactNote",
    "Factor",
    "FollowUp",
    "Goal",
    "Intervention",
    "MeasurementOf",
    "Question",
    "Referral",
    "Registration",
    "Reopening",
    "SafetyAnswer",
    "SafetyCase",
    "SafetyConsultation",
    "SafetyReport",
    "SafetySignal",
    "SafetyStep",
    "ScreeningPartner",
    "Story",
    "Task",
]

"""From registration through exploration and intervention to closing: one state machine, one vocabulary."""

from omzien.casework.models.arriving import (
    ArrearsSignal,
    Arrival,
    ArrivalAttempt,
    ArrivalWords,
    SafetyReport,
    ScreeningPartner,
)
from omzien.casework.models.coordinating import CaseLead, Handover, InvolvedPartner, PartnerConsultation
from omzien.casework.models.documents import Document
from omzien.casework.models.planning import Appointment, AppointmentNote, Task
from omzien.casework.models.recording import Contact, ContactNote, HouseholdNote, Referral
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
    "Appointment",
    "AppointmentNote",
    "ArrearsSignal",
    "Arrival",
    "ArrivalAttempt",
    "ArrivalWords",
    "CaseLead",
    "Contact",
    "ContactNote",
    "Document",
    "Factor",
    "FollowUp",
    "Goal",
    "Handover",
    "HouseholdNote",
    "Intervention",
    "InvolvedPartner",
    "MeasurementOf",
    "PartnerConsultation",
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

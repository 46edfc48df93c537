"""From registration through exploration and intervention to closing: one state machine, one vocabulary."""

from omzien.casework.models.recording import Contact, ContactNote, Referral
from omzien.casework.models.registering import Question, Registration, Story
from omzien.casework.models.safety import SafetyCase, SafetyStep
from omzien.casework.models.supporting import Factor, FollowUp, Goal, Intervention, MeasurementOf

__all__ = [
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
    "SafetyCase",
    "SafetyStep",
    "Story",
]

"""What insight may know of groups and walk-in hours: sessions, who attended by pseudonym, heads without a
name.
"""

from omzien.community.models import Attendance, PartnerQuestion, Session, WalkInVisit
from omzien.gate.facts import Column, FactTable

SESSIONS = FactTable(
    name="sessions",
    doc="One row per meeting of an activity, cancelled meetings included.",
    rows=lambda: Session.objects.unsealed("facts: sessions have no person in them"),
    columns={
        "session": Column("id", "int64", "number of the session"),
        "activity": Column("activity_id", "int64", "number of the activity"),
        "kind": Column("activity__kind", "string", "group or information_point"),
        "form": Column("activity__form", "string", "physical, online or blended"),
        "topic": Column("activity__topic__key", "string", "what the activity is about"),
        "municipality": Column("activity__municipality__code", "string", "where the activity is"),
        "held_on": Column("held_on", "date", "day of the session"),
        "anonymous_heads": Column("anonymous_heads", "int32", "people counted without a name"),
        "cancelled": Column("cancelled", "bool", "it did not take place"),
    },
    period="held_on",
)

ATTENDANCES = FactTable(
    name="attendances",
    doc="One row per resident, known by name in the record, at a session.",
    rows=lambda: Attendance.objects.unsealed("facts: attendances by pseudonym"),
    columns={
        "attendance": Column("id", "int64", "number of the attendance"),
        "session": Column("session_id", "int64", "number of the session"),
        "resident": Column("resident__pseudonym", "int64", "who"),
        "held_on": Column("session__held_on", "date", "day of the session"),
    },
    period="held_on",
)

WALK_INS = FactTable(
    name="walk_ins",
    doc="One row per visit to a walk-in hour, by a known resident or by one anonymous person.",
    rows=lambda: WalkInVisit.objects.unsealed("facts: visits by pseudonym"),
    columns={
        "visit": Column("id", "int64", "number of the visit"),
        "resident": Column("resident__pseudonym", "int64", "who; empty: anonymous"),
        "municipality": Column("municipality__code", "string", "where"),
        "visited_on": Column("visited_on", "date", "day of the visit"),
        "hour": Column("hour__key", "string", "which walk-in hour"),
        "problematic_debt": Column("problematic_debt", "string", "ja, nee or onbekend"),
        "follow_up": Column("follow_up__key", "string", "what came of it"),
    },
    period="visited_on",
)

PARTNER_QUESTIONS = FactTable(
    name="partner_questions",
    doc="One row per question that a partner asked us.",
    rows=lambda: PartnerQuestion.objects.unsealed("facts: questions of partners have no resident"),
    columns={
        "question": Column("id", "int64", "number of the question"),
        "partner": Column("partner__key", "string", "who asked"),
        "partner_kind": Column("partner__kind__key", "string", "kind of partner"),
        "municipality": Column("municipality__code", "string", "where it is about"),
        "asked_on": Column("asked_on", "date", "day of the question"),
        "domain": Column("domain__key", "string", "the domain of life that it is about"),
    },
    period="asked_on",
)

FACTS = (SESSIONS, ATTENDANCES, WALK_INS, PARTNER_QUESTIONS)

"""What insight may know of casework:

every step by pseudonym and code, never a story, a note or a goal's text.
"""

from omzien.casework.models import (
    Contact,
    Factor,
    FollowUp,
    Goal,
    Intervention,
    MeasurementOf,
    Question,
    Referral,
    Registration,
    SafetyCase,
)
from omzien.gate.facts import Column, FactTable

BY_PSEUDONYM = "facts: by pseudonym and code"

REGISTRATIONS = FactTable(
    name="registrations",
    doc="One row per registration: a resident comes to us with questions.",
    rows=lambda: Registration.objects.unsealed(BY_PSEUDONYM),
    columns={
        "registration": Column("id", "int64", "number of the registration"),
        "resident": Column("resident__pseudonym", "int64", "who"),
        "municipality": Column("municipality__code", "string", "where"),
        "registered_on": Column("registered_on", "date", "day of the registration"),
        "channel": Column("channel__key", "string", "how the resident came"),
        "referral_source": Column("referral_source__key", "string", "by whom referred; empty: not referred"),
        "triage": Column("triage", "string", "right_place, advice_done or elsewhere; empty: not judged"),
        "team": Column("team__key", "string", "the team that took it"),
        "worker": Column("worker_id", "int64", "number of the worker, for that worker's own figures only"),
        "explored_on": Column("explored_on", "date", "first exploration of the question"),
        "over_norm_reason": Column("over_norm_reason__key", "string", "why the exploration was late"),
        "support_over_norm_reason": Column(
            "support_over_norm_reason__key", "string", "why the support was late"
        ),
        "return_reason": Column("return_reason__key", "string", "the domain that somebody returned for"),
        "closed_on": Column("closed_on", "date", "day of closing"),
    },
    period="registered_on",
)

QUESTIONS = FactTable(
    name="questions",
    doc="One row per question of a registration: a domain, and perhaps a subdomain.",
    rows=lambda: Question.objects.unsealed(BY_PSEUDONYM),
    columns={
        "question": Column("id", "int64", "number of the question"),
        "registration": Column("registration_id", "int64", "number of the registration"),
        "registered_on": Column("registration__registered_on", "date", "day of the registration"),
        "domain": Column("domain__key", "string", "domain of life"),
        "subdomain": Column("subdomain__key", "string", "part of the domain"),
        "is_main": Column("is_main", "bool", "the main question of the registration"),
    },
    period="registered_on",
)

INTERVENTIONS = FactTable(
    name="interventions",
    doc="One row per intervention: support by one service, as trajectory, light support or advice.",
    rows=lambda: Intervention.objects.unsealed(BY_PSEUDONYM),
    columns={
        "intervention": Column("id", "int64", "number of the intervention"),
        "registration": Column("registration_id", "int64", "number of the registration"),
        "resident": Column("resident__pseudonym", "int64", "who"),
        "municipality": Column("municipality__code", "string", "where"),
        "service": Column("service__key", "string", "kind of work"),
        "kind": Column("kind__key", "string", "kind of intervention"),
        "form": Column("form", "string", "trajectory, light_support or advice"),
        "team": Column("team__key", "string", "the team that gives it"),
        "worker": Column("worker_id", "int64", "number of the worker, for that worker's own figures only"),
        "started_on": Column("started_on", "date", "first day"),
        "ended_on": Column("ended_on", "date", "last day; empty: still running"),
        "result": Column("result__key", "string", "how it ended"),
    },
    period="started_on",
)

FACTORS = FactTable(
    name="factors",
    doc="One row per factor of an intervention: what makes the support longer or heavier.",
    rows=lambda: Factor.objects.unsealed(BY_PSEUDONYM),
    columns={
        "intervention": Column("intervention_id", "int64", "number of the intervention"),
        "factor": Column("factor__key", "string", "the factor"),
        "noted_on": Column("noted_on", "date", "day on which it was noted"),
    },
    period="noted_on",
)

GOALS = FactTable(
    name="goals",
    doc="One row per goal of an intervention, without its text.",
    rows=lambda: Goal.objects.unsealed(BY_PSEUDONYM),
    columns={
        "goal": Column("id", "int64", "number of the goal"),
        "intervention": Column("intervention_id", "int64", "number of the intervention"),
        "domain": Column("domain__key", "string", "domain of life"),
        "set_on": Column("set_on", "date", "day on which it was set"),
        "attainment": Column("attainment", "string", "met, partly or not_met; empty: not judged"),
        "judged_on": Column("judged_on", "date", "day on which it was judged"),
    },
    period="set_on",
)

CONTACTS = FactTable(
    name="contacts",
    doc="One row per contact with or about a resident, without its note.",
    rows=lambda: Contact.objects.unsealed(BY_PSEUDONYM),
    columns={
        "contact": Column("id", "int64", "number of the contact"),
        "resident": Column("resident__pseudonym", "int64", "who"),
        "intervention": Column("intervention_id", "int64", "number of the intervention; empty: outside one"),
        "held_on": Column("held_on", "date", "day of the contact"),
        "kind": Column("kind__key", "string", "kind of contact"),
        "minutes": Column("minutes", "int32", "how long; empty: not written down"),
    },
    period="held_on",
)

REFERRALS = FactTable(
    name="referrals",
    doc="One row per referral: to us, to a partner, or inside the house.",
    rows=lambda: Referral.objects.unsealed(BY_PSEUDONYM),
    columns={
        "referral": Column("id", "int64", "number of the referral"),
        "resident": Column("resident__pseudonym", "int64", "who"),
        "municipality": Column("registration__municipality__code", "string", "where the resident registered"),
        "direction": Column("direction", "string", "incoming, outgoing or internal"),
        "referred_on": Column("referred_on", "date", "day of the referral"),
        "partner": Column("partner__key", "string", "the partner (incoming, outgoing)"),
        "partner_kind": Column("partner__kind__key", "string", "kind of partner"),
        "service": Column("service__key", "string", "the service referred to (internal)"),
        "outcome": Column("outcome__key", "string", "what became of it"),
    },
    period="referred_on",
)

MEASUREMENT_LINKS = FactTable(
    name="measurement_links",
    doc="One row per measurement that belongs to an intervention: what makes a start and an end a pair.",
    rows=lambda: MeasurementOf.objects.unsealed(BY_PSEUDONYM).filter(
        measurement__instrument__measures_impact=True
    ),
    depends_on=("measurement__instrument__measures_impact",),
    columns={
        "intervention": Column("intervention_id", "int64", "number of the intervention"),
        "measurement": Column("measurement_id", "int64", "number of the measurement"),
    },
)

FOLLOW_UPS = FactTable(
    name="follow_ups",
    doc="One row per follow-up: the call some weeks after closing.",
    rows=lambda: FollowUp.objects.unsealed(BY_PSEUDONYM),
    columns={
        "follow_up": Column("id", "int64", "number of the follow-up"),
        "resident": Column("resident__pseudonym", "int64", "who"),
        "intervention": Column("intervention_id", "int64", "number of the intervention"),
        "due_on": Column("due_on", "date", "day on which to call"),
        "done_on": Column("done_on", "date", "day of the call; empty: not done"),
        "outcome": Column("outcome__key", "string", "how it went"),
    },
    period="due_on",
)

SAFETY_CASES = FactTable(
    name="safety_cases",
    doc="One row per use of the safety code (meldcode), for statistics only: no resident, no step, no text.",
    rows=lambda: SafetyCase.objects.unsealed("facts: statistics of the safety code, without resident"),
    columns={
        "case": Column("id", "int64", "number of the case"),
        "municipality": Column("municipality__code", "string", "where"),
        "opened_on": Column("opened_on", "date", "day of opening"),
        "closed_on": Column("closed_on", "date", "day of closing"),
        "report_needed": Column("report_needed", "bool", "step 5, first decision"),
        "help_possible": Column("help_possible", "bool", "step 5, second decision"),
    },
    period="opened_on",
)

FACTS = (
    REGISTRATIONS,
    QUESTIONS,
    INTERVENTIONS,
    FACTORS,
    GOALS,
    CONTACTS,
    REFERRALS,
    MEASUREMENT_LINKS,
    FOLLOW_UPS,
    SAFETY_CASES,
)

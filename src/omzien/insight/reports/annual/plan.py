"""What the annual report counts: its splits and listings, and how its counts hang together. Data, read by
the rest.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from omzien.insight.disclosure.crosstabs import style_of
from omzien.insight.disclosure.values import Style
from omzien.insight.figures import Figure


@dataclass(frozen=True, slots=True)
class Split:
    """A count by a dimension.

    `people`: a count of residents to put beside it. `in_order`: the rows keep the order of the code list.
    """

    key: str
    figure: str
    by: str
    people: str = ""
    in_order: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """Figures below each other, this year beside last year; `drawn` are those that a chart compares (of one
    unit).
    """

    key: str
    figures: tuple[str, ...]
    drawn: tuple[str, ...] = ()


TILES = (
    "registrations",
    "residents_registered",
    "individual_trajectories",
    "information_and_advice",
    "group_participants",
    "walk_in_residents",
    "group_attendances",
)

SPLITS = (
    Split("ages", "residents_registered", "age", in_order=True),
    Split("channels", "registrations", "channel"),
    Split("referral_sources", "registrations_referred", "referral_source"),
    Split("triage", "registrations", "triage"),
    Split("over_norm", "exploration_over_norm", "over_norm_reason"),
    Split("return_reasons", "returns", "return_reason"),
    Split("walk_in_follow_up", "walk_in_visits", "follow_up"),
    Split("domains", "registrations", "domain", people="residents_registered"),
    Split("subdomains", "registrations", "subdomain", people="residents_registered"),
    Split("services", "interventions", "service", people="residents_with_intervention"),
    Split("kinds", "interventions", "kind"),
    Split("topics", "group_participants", "topic"),
    Split("factors", "interventions", "factor"),
    Split("partners", "referrals_outgoing", "partner"),
)

LISTINGS = (
    Listing(
        "reach",
        (
            "individual_trajectories",
            "light_support_contacts",
            "information_and_advice",
            "group_sessions",
            "group_attendances",
            "volunteer_information_point",
        ),
    ),
    Listing(
        "waiting",
        (
            "exploration_within_norm_share",
            "exploration_wait_median",
            "exploration_over_norm",
            "waiting_for_exploration",
            "support_within_norm_share",
            "support_wait_median",
            "support_over_norm",
            "waiting_for_support",
        ),
        drawn=("exploration_within_norm_share", "support_within_norm_share"),
    ),
    Listing("returns", ("returns", "returns_share", "return_windows_expired", "return_rate")),
    Listing(
        "walk_in", ("walk_in_visits", "walk_in_residents", "walk_in_problematic_debt", "walk_in_anonymous")
    ),
    Listing(
        "groups",
        (
            "group_sessions",
            "group_participants",
            "group_attendances",
            "group_attendances_named",
            "group_anonymous_heads",
        ),
    ),
    Listing(
        "referrals",
        ("referrals_incoming", "referrals_outgoing", "referrals_internal"),
        drawn=("referrals_incoming", "referrals_outgoing", "referrals_internal"),
    ),
    Listing(
        "satisfaction",
        (
            "satisfaction_mark",
            "survey_response",
            "effect_daily_life",
            "effect_own_affairs",
            "effect_feeling",
        ),
    ),
    Listing(
        "coverage",
        (
            "trajectories_ended",
            "trajectories_measured",
            "trajectories_measured_share",
            "goals_judged",
            "goals_met_share",
            "follow_ups",
            "follow_ups_done_share",
        ),
    ),
)

# Families of figures (`zrm.financien.growth`), with the count that ranks their members.
FAMILIES: Mapping[str, str] = {"zrm": "pairs", "factor": "count"}

# Rows of the report that count the same as another of its numbers: what hides one must hide the other.
SAME = (
    ("triage.right_place", "registrations_right_place"),
    ("triage.advice_done", "registrations_advice_done"),
    ("triage.elsewhere", "registrations_elsewhere"),
    ("channels.verwezen", "registrations_referred"),
)

NOUNS: Mapping[str, str] = {
    "registrations": "registrations",
    "residents": "residents",
    "interventions": "interventions",
    "sessions": "sessions",
    "attendances": "attendances",
    "heads": "heads",
    "visits": "visits",
    "referrals": "referrals",
    "goals": "goals",
    "pairs": "pairs",
    "follow-ups": "follow_ups",
    "contacts": "contacts",
    "partner questions": "partner_questions",
    "safety cases": "safety_cases",
}
OWN_NOUNS: Mapping[str, str] = {
    "individual_trajectories": "trajectories",
    "trajectories_ended": "trajectories",
    "trajectories_measured": "trajectories",
    "return_windows_expired": "trajectories",
    "light_support_contacts": "light_support",
    "information_and_advice": "advice",
    "group_participants": "participants",
}


def style(figure: Figure) -> Style:
    """How a figure is written, with the noun that it counts."""
    found = style_of(figure)
    if found.form == "days":
        return replace(found, noun="days")
    noun = OWN_NOUNS.get(figure.name, NOUNS.get(figure.unit, "")) if found.form == "count" else ""
    return replace(found, noun=noun)

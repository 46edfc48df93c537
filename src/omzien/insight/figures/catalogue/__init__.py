"""The catalogue: every figure of the house, once. Screen, report, export and API all compute from it."""

from collections.abc import Mapping
from types import MappingProxyType

from omzien.insight.figures.catalogue import community, interventions, outcomes, registrations
from omzien.insight.figures.figure import Figure, Split

CATALOGUE: Mapping[str, Figure] = MappingProxyType(
    {
        figure.name: figure
        for subject in (registrations, interventions, outcomes, community)
        for figure in subject.FIGURES
    }
)

# What is always also told by a dimension, named `<split>.<value>`.
SPLITS: Mapping[str, Split] = MappingProxyType(
    {
        split.name: split
        for split in (
            Split("registrations_by_domain", "registrations", "domain"),
            Split("residents_by_domain", "residents_registered", "domain"),
            Split("registrations_by_subdomain", "registrations", "subdomain"),
            Split("registrations_by_channel", "registrations", "channel"),
            Split("registrations_by_referral_source", "registrations_referred", "referral_source"),
            Split("residents_by_gender", "residents_registered", "gender"),
            Split("residents_by_age", "residents_registered", "age"),
            Split("exploration_over_norm_by_reason", "exploration_over_norm", "over_norm_reason"),
            Split("support_over_norm_by_reason", "support_over_norm", "support_over_norm_reason"),
            Split("returns_by_reason", "returns", "return_reason"),
            Split("interventions_by_service", "interventions", "service"),
            Split("residents_by_service", "residents_with_intervention", "service"),
            Split("interventions_by_kind", "interventions", "kind"),
            Split("interventions_by_factor", "interventions", "factor"),
            Split("interventions_ended_by_result", "interventions_ended", "result"),
            Split("referrals_incoming_by_partner", "referrals_incoming", "partner"),
            Split("referrals_outgoing_by_partner", "referrals_outgoing", "partner"),
            Split("referrals_outgoing_by_partner_kind", "referrals_outgoing", "partner_kind"),
            Split("referrals_internal_by_service", "referrals_internal", "service"),
            Split("goals_judged_by_attainment", "goals_judged", "attainment"),
            Split("group_sessions_by_topic", "group_sessions", "topic"),
            Split("group_participants_by_topic", "group_participants", "topic"),
            Split("walk_in_visits_by_follow_up", "walk_in_visits", "follow_up"),
            Split("partner_questions_by_domain", "partner_questions", "domain"),
        )
    }
)

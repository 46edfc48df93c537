"""How the figures of the catalogue hang together, wherever they are of the same people and days. Data."""

# A total, and parts of it that exclude each other. What they leave is a rest that nobody may work out either.
SUMS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("registrations", ("registrations_referred", "registrations_unreferred")),
    ("registrations", ("registrations_right_place", "registrations_advice_done", "registrations_elsewhere")),
    ("registrations", ("returns",)),
    ("exploration_within_norm_share.n", ("exploration_within_norm_share.part", "exploration_over_norm")),
    ("support_within_norm_share.n", ("support_within_norm_share.part", "support_over_norm")),
    ("interventions", ("individual_trajectories", "light_support_contacts", "information_and_advice")),
    ("group_attendances", ("group_attendances_named", "group_anonymous_heads")),
    ("walk_in_residents", ("walk_in_problematic_debt",)),
    ("walk_in_visits", ("walk_in_anonymous",)),
    ("interventions_ended", ("trajectories_ended",)),
    ("trajectories_ended", ("trajectories_measured",)),
)

# Two names of one count: what hides one must hide the other.
SAME = (
    ("registrations_referred_share.n", "registrations"),
    ("registrations_referred_share.part", "registrations_referred"),
    ("registrations_right_place_share.part", "registrations_right_place"),
    ("returns_share.part", "returns"),
    ("trajectories_measured_share.part", "trajectories_measured"),
    ("goals_met_share.n", "goals_judged"),
)

# People can never be more than what they did.
AT_MOST = (
    ("residents_registered", "registrations"),
    ("residents_with_intervention", "interventions"),
    ("concurrent_residents", "concurrent_interventions"),
    ("group_participants", "group_attendances_named"),
    ("walk_in_residents", "walk_in_visits"),
)

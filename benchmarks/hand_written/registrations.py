"""The hand-written questions about registrations: who came, how long they waited, who came back."""

from benchmarks.hand_written.terms import AS_OF, HERE, START, UNTIL, WINDOW, median, share, within

EXPLORABLE = "(explored_on IS NOT NULL OR triage IS NULL OR triage = 'right_place')"

EXPLORED_IN_TIME = "explored_on - registered_on <= 14"

EXPLORED_LATE = (
    f"{EXPLORABLE} AND (explored_on - registered_on > 14 "
    f"OR (explored_on IS NULL AND closed_on IS NULL AND {AS_OF} - registered_on > 14))"
)

SUPPORT_DAYS = "greatest(0, first_on - explored_on)"

SUPPORTED_LATE = (
    f"explored_on IS NOT NULL AND ((first_on IS NOT NULL AND {SUPPORT_DAYS} > 28) OR (first_on IS NULL AND "
    f"(triage IS NULL OR triage = 'right_place') AND closed_on IS NULL AND {AS_OF} - explored_on > 28))"
)

SUPPORTED_IN_TIME = f"explored_on IS NOT NULL AND first_on IS NOT NULL AND {SUPPORT_DAYS} <= 28"

WITH_SUPPORT = """
, supported AS (
    SELECT registration, min(started_on) AS first_on FROM interventions
    WHERE registration IN (SELECT registration FROM chosen) GROUP BY registration
)"""

REGISTERED = f"""
WITH chosen AS (SELECT * FROM registrations WHERE {HERE} AND {within("registered_on")}){WITH_SUPPORT}
, returned AS (
    SELECT DISTINCT c.registration FROM chosen c JOIN interventions i ON i.resident = c.resident
    WHERE i.form = 'trajectory' AND i.ended_on < c.registered_on AND c.registered_on <= i.ended_on + {WINDOW}
)
SELECT
    count(*) AS registrations,
    count(DISTINCT resident) AS residents_registered,
    count(referral_source) AS registrations_referred,
    {share("referral_source IS NOT NULL", "true")} AS registrations_referred_share,
    {share("triage IS NOT NULL", "true")} AS registrations_judged_share,
    count(*) FILTER (WHERE triage = 'right_place') AS registrations_right_place,
    {share("triage = 'right_place'", "triage IS NOT NULL")} AS registrations_right_place_share,
    count(*) FILTER (WHERE triage = 'advice_done') AS registrations_advice_done,
    count(*) FILTER (WHERE triage = 'elsewhere') AS registrations_elsewhere,
    {median("explored_on - registered_on", "explored_on IS NOT NULL")} AS exploration_wait_median,
    {share(EXPLORED_IN_TIME, f"{EXPLORED_IN_TIME} OR ({EXPLORED_LATE})")} AS exploration_within_norm_share,
    count(*) FILTER (WHERE {EXPLORED_LATE}) AS exploration_over_norm,
    {median(SUPPORT_DAYS, "explored_on IS NOT NULL AND first_on IS NOT NULL")} AS support_wait_median,
    {share(SUPPORTED_IN_TIME, f"({SUPPORTED_IN_TIME}) OR ({SUPPORTED_LATE})")} AS support_within_norm_share,
    count(*) FILTER (WHERE {SUPPORTED_LATE}) AS support_over_norm,
    count(returned.registration) AS returns,
    count(returned.registration)::float8 / nullif(count(*), 0) AS returns_share
FROM chosen LEFT JOIN supported USING (registration) LEFT JOIN returned USING (registration)
"""

WAITING = f"""
WITH chosen AS (
    SELECT * FROM registrations WHERE {HERE} AND registered_on < {UNTIL}
    AND (closed_on IS NULL OR closed_on >= {UNTIL}) AND (triage IS NULL OR triage = 'right_place')
){WITH_SUPPORT}
SELECT
    count(*) FILTER (WHERE explored_on IS NULL OR explored_on >= {UNTIL}) AS waiting_for_exploration,
    count(*) FILTER (WHERE explored_on < {UNTIL} AND (first_on IS NULL OR first_on >= {UNTIL}))
        AS waiting_for_support
FROM chosen LEFT JOIN supported USING (registration)
"""

EXPIRED = f"""
WITH chosen AS (
    SELECT * FROM interventions WHERE {HERE} AND form = 'trajectory' AND ended_on + {WINDOW} >= {START}
    AND ended_on + {WINDOW} < least({UNTIL}, {AS_OF})
), back AS (
    SELECT DISTINCT c.intervention FROM chosen c JOIN registrations r ON r.resident = c.resident
    WHERE r.registered_on > c.ended_on AND r.registered_on <= c.ended_on + {WINDOW}
)
SELECT
    count(*) AS return_windows_expired,
    count(back.intervention)::float8 / nullif(count(*), 0) AS return_rate
FROM chosen LEFT JOIN back USING (intervention)
"""

QUESTIONS = (
    (
        REGISTERED,
        (
            "registrations residents_registered registrations_referred registrations_referred_share "
            "registrations_judged_share registrations_right_place registrations_right_place_share "
            "registrations_advice_done registrations_elsewhere exploration_wait_median "
            "exploration_within_norm_share exploration_over_norm support_wait_median "
            "support_within_norm_share support_over_norm returns returns_share"
        ),
    ),
    (WAITING, "waiting_for_exploration waiting_for_support"),
    (EXPIRED, "return_windows_expired return_rate"),
)

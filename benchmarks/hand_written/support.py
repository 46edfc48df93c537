"""The hand-written questions about support: interventions, contacts, referrals, partners, the safety code."""

from benchmarks.hand_written.terms import HERE, START, UNTIL, median, within
from benchmarks.synthetic_facts import MUNICIPALITY

STARTED = f"""
SELECT
    count(*) AS interventions,
    count(DISTINCT resident) AS residents_with_intervention,
    count(*) FILTER (WHERE form = 'trajectory') AS individual_trajectories,
    count(*) FILTER (WHERE form = 'light_support') AS light_support_contacts,
    count(*) FILTER (WHERE form = 'advice') AS information_and_advice
FROM interventions WHERE {HERE} AND {within("started_on")}
"""

RUNNING = f"""
WITH running AS (
    SELECT * FROM interventions WHERE started_on < {UNTIL} AND (ended_on IS NULL OR ended_on >= {START})
)
SELECT count(*) AS concurrent_interventions, count(DISTINCT resident) AS concurrent_residents
FROM running r WHERE {HERE} AND EXISTS (
    SELECT 1 FROM running o WHERE o.resident = r.resident AND o.service <> r.service
    AND o.started_on <= coalesce(r.ended_on, DATE '9999-12-31')
    AND coalesce(o.ended_on, DATE '9999-12-31') >= r.started_on
)
"""

FACTORS = f"""
WITH chosen AS (
    SELECT intervention, ended_on - started_on AS days FROM interventions
    WHERE {HERE} AND form = 'trajectory' AND {within("ended_on")}
)
SELECT
    c."key",
    count(f.intervention) AS count,
    {median("days", "f.intervention IS NOT NULL")} AS duration_with,
    {median("days", "f.intervention IS NULL")} AS duration_without
FROM chosen CROSS JOIN (SELECT "key" FROM codes WHERE list = 'factor') c
LEFT JOIN factors f ON f.intervention = chosen.intervention AND f.factor = c."key"
GROUP BY c."key"
"""

REFERRALS = f"""
SELECT
    count(*) FILTER (WHERE direction = 'incoming') AS referrals_incoming,
    count(*) FILTER (WHERE direction = 'outgoing') AS referrals_outgoing,
    count(*) FILTER (WHERE direction = 'internal') AS referrals_internal
FROM referrals WHERE {HERE} AND {within("referred_on")}
"""

CONTACTS = f"""
SELECT count(*) AS contacts, coalesce(sum(minutes), 0) AS contact_minutes
FROM contacts c LEFT JOIN interventions i ON i.intervention = c.intervention
LEFT JOIN residents r ON r.resident = c.resident
WHERE {within("held_on")} AND coalesce(i.municipality, r.municipality) = '{MUNICIPALITY}'
"""

PARTNERS = (
    f"SELECT count(*) AS partner_questions FROM partner_questions WHERE {HERE} AND {within('asked_on')}"
)

SAFETY = f"""
SELECT
    count(*) AS safety_cases,
    count(*) FILTER (WHERE report_needed) AS safety_reports,
    count(*) FILTER (WHERE help_possible) AS safety_help
FROM safety_cases WHERE {HERE} AND {within("opened_on")}
"""

QUESTIONS = (
    (
        STARTED,
        (
            "interventions residents_with_intervention individual_trajectories light_support_contacts "
            "information_and_advice"
        ),
    ),
    (RUNNING, "concurrent_interventions concurrent_residents"),
    (REFERRALS, "referrals_incoming referrals_outgoing referrals_internal"),
    (CONTACTS, "contacts contact_minutes"),
    (PARTNERS, "partner_questions"),
    (SAFETY, "safety_cases safety_reports safety_help"),
)
BY_FACTOR = ((FACTORS, "count duration_with duration_without"),)

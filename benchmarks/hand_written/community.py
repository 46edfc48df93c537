"""The hand-written questions about groups and walk-in hours."""

from benchmarks.hand_written.terms import HERE, within

SESSIONS = f"""
WITH chosen AS (SELECT * FROM sessions WHERE {HERE} AND {within("held_on")} AND NOT cancelled),
named AS (
    SELECT session, count(*) AS heads FROM attendances
    WHERE session IN (SELECT session FROM chosen) GROUP BY 1
)
SELECT
    count(*) FILTER (WHERE kind = 'group') AS group_sessions,
    coalesce(sum(anonymous_heads + coalesce(heads, 0)) FILTER (WHERE kind = 'group'), 0) AS group_attendances,
    coalesce(sum(anonymous_heads) FILTER (WHERE kind = 'group'), 0) AS group_anonymous_heads,
    coalesce(sum(anonymous_heads + coalesce(heads, 0)) FILTER (WHERE kind = 'information_point'), 0)
        AS volunteer_information_point
FROM chosen LEFT JOIN named USING (session)
"""

ATTENDANCES = f"""
SELECT count(*) AS group_attendances_named, count(DISTINCT resident) AS group_participants
FROM attendances a JOIN sessions s ON s.session = a.session
WHERE {HERE} AND {within("s.held_on")} AND kind = 'group' AND NOT cancelled
"""

WALK_INS = f"""
SELECT
    count(*) AS walk_in_visits,
    count(DISTINCT resident) AS walk_in_residents,
    count(DISTINCT resident) FILTER (WHERE problematic_debt = 'ja') AS walk_in_problematic_debt,
    count(*) FILTER (WHERE resident IS NULL) AS walk_in_anonymous
FROM walk_ins WHERE {HERE} AND {within("visited_on")}
"""

QUESTIONS = (
    (SESSIONS, "group_sessions group_attendances group_anonymous_heads volunteer_information_point"),
    (ATTENDANCES, "group_attendances_named group_participants"),
    (WALK_INS, "walk_in_visits walk_in_residents walk_in_problematic_debt walk_in_anonymous"),
)

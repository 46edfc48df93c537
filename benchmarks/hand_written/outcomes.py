"""The hand-written questions about results: goals, the ZRM by domain, follow-ups and what residents say.

Where the engines differ ({first} and {last} of a group), each puts in its own.
"""

from benchmarks.hand_written.terms import HERE, median, share, within

SCORED = """
SELECT l.intervention, s.item, {first} AS start_level, {last} AS end_level
FROM measurement_links l JOIN scores s ON s.measurement = l.measurement
WHERE l.intervention IN (SELECT intervention FROM chosen) AND s.view = 'professional'
AND s.level IS NOT NULL AND s.moment IN ('start', 'end') AND s.instrument LIKE 'zrm_%'
GROUP BY l.intervention, s.item
"""

ENDED = f"""
WITH chosen AS (SELECT * FROM interventions WHERE {HERE} AND {within("ended_on")}),
levels AS ({SCORED}),
paired AS (SELECT intervention FROM levels GROUP BY 1 HAVING bool_or(end_level - start_level IS NOT NULL))
SELECT
    count(*) AS interventions_ended,
    {median("ended_on - started_on", "form = 'trajectory'")} AS duration_median,
    count(*) FILTER (WHERE form = 'trajectory') AS trajectories_ended,
    count(*) FILTER (WHERE form = 'trajectory' AND paired.intervention IS NOT NULL) AS trajectories_measured,
    {share("form = 'trajectory' AND paired.intervention IS NOT NULL", "form = 'trajectory'")}
        AS trajectories_measured_share
FROM chosen LEFT JOIN paired USING (intervention)
"""

ZRM_STARTED = f"""
WITH chosen AS (SELECT * FROM interventions WHERE {HERE} AND form = 'trajectory' AND {within("started_on")}),
levels AS ({SCORED})
SELECT item, count(start_level) AS count FROM levels GROUP BY item
"""

# Student's 97.5% quantile: the table of the textbook up to 20 degrees of freedom, and its expansion beyond.
T_TABLE = (
    "12.706205, 4.302653, 3.182446, 2.776445, 2.570582, 2.446912, 2.364624, 2.306004, 2.262157, 2.228139, "
    "2.200985, 2.178813, 2.160369, 2.144787, 2.131450, 2.119905, 2.109816, 2.100922, 2.093024, 2.085963"
)
FREEDOM = "nullif(count(growth) - 1, 0)"
T_QUANTILE = (
    f"coalesce((ARRAY[{T_TABLE}]::float8[])[(count(growth) - 1)::int], 1.959963985 + 2.372271 / {FREEDOM} "
    f"+ 2.822499 / {FREEDOM} ^ 2 + 2.555850 / {FREEDOM} ^ 3 + 1.589534 / {FREEDOM} ^ 4)"
)

ZRM_ENDED = f"""
WITH chosen AS (SELECT * FROM interventions WHERE {HERE} AND form = 'trajectory' AND {within("ended_on")}),
levels AS (SELECT *, end_level - start_level AS growth FROM ({SCORED}) AS scored)
SELECT
    item,
    count(*) AS ended,
    count(growth) AS pairs,
    count(growth)::float8 / count(*) AS coverage,
    avg(start_level::float8) FILTER (WHERE growth IS NOT NULL) AS start,
    avg(end_level::float8) FILTER (WHERE growth IS NOT NULL) AS "end",
    avg(growth::float8) AS growth,
    stddev_samp(growth::float8) AS deviation,
    {T_QUANTILE} * stddev_samp(growth::float8) / sqrt(count(growth)) AS margin,
    count(*) FILTER (WHERE growth > 0) AS better,
    count(*) FILTER (WHERE growth = 0) AS same,
    count(*) FILTER (WHERE growth < 0) AS worse
FROM levels GROUP BY item
"""

GOALS = f"""
SELECT
    count(attainment) AS goals_judged,
    {share("attainment IS NOT NULL", "true")} AS goals_judged_share,
    {share("attainment = 'met'", "attainment IS NOT NULL")} AS goals_met_share
FROM goals JOIN interventions USING (intervention) WHERE {HERE} AND {within("ended_on")}
"""

FOLLOW_UPS = f"""
SELECT count(*) AS follow_ups, count(done_on)::float8 / nullif(count(*), 0) AS follow_ups_done_share
FROM follow_ups JOIN interventions USING (intervention) WHERE {HERE} AND {within("due_on")}
"""

MARKS = f"""
SELECT avg(value)::float8 AS satisfaction_mark
FROM survey_invitations JOIN survey_answers USING (invitation)
WHERE {HERE.replace("municipality", "survey_invitations.municipality")}
    AND {within("survey_invitations.answered_on")} AND kind = 'mark'
"""

SURVEYS = f"""
SELECT count(answered_on)::float8 / nullif(count(*), 0) AS survey_response
FROM survey_invitations WHERE {HERE} AND {within("sent_on")}
"""


def _agrees(statement: str) -> str:
    return share(f"question = '{statement}' AND value >= 4", f"question = '{statement}'")


STATEMENTS = f"""
SELECT
    {_agrees("dagelijks_leven")} AS effect_daily_life,
    {_agrees("zelf_regelen")} AS effect_own_affairs,
    {_agrees("hoe_ik_me_voel")} AS effect_feeling
FROM survey_answers WHERE {HERE} AND {within("answered_on")} AND kind = 'scale' AND value IS NOT NULL
"""

QUESTIONS = (
    (
        ENDED,
        (
            "interventions_ended duration_median trajectories_ended trajectories_measured "
            "trajectories_measured_share"
        ),
    ),
    (GOALS, "goals_judged goals_judged_share goals_met_share"),
    (FOLLOW_UPS, "follow_ups follow_ups_done_share"),
    (MARKS, "satisfaction_mark"),
    (SURVEYS, "survey_response"),
    (STATEMENTS, "effect_daily_life effect_own_affairs effect_feeling"),
)
BY_DOMAIN = (
    (ZRM_STARTED, "count"),
    (ZRM_ENDED, "ended pairs coverage start end growth deviation margin better same worse"),
)

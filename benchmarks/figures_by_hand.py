"""The catalogue's questions as hand-written SQL, one query per table and date: for DuckDB and for
PostgreSQL.

Written from the definitions. Where the two engines differ (the first and last of a group, the load), each
has its own.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import pyarrow.parquet as pq
from psycopg import Connection

from benchmarks.synthetic_facts import MUNICIPALITY, YEAR
from omzien.insight.facts import TABLES, Snapshot
from omzien.insight.facts.given import schema

Rows = Sequence[Sequence[Any]]
Run = Callable[[str], Rows]

HERE = f"municipality = '{MUNICIPALITY}'"
START, UNTIL, AS_OF = f"DATE '{YEAR}-01-01'", f"DATE '{YEAR + 1}-01-01'", "DATE '2022-01-01'"
WINDOW = "INTERVAL '15 months'"


def _in(column: str) -> str:
    return f"{column} >= {START} AND {column} < {UNTIL}"


def _share(part: str, of: str) -> str:
    return f"(count(*) FILTER (WHERE {part}))::float8 / nullif(count(*) FILTER (WHERE {of}), 0)"


def _median(value: str, where: str) -> str:
    return f"percentile_cont(0.5) WITHIN GROUP (ORDER BY {value}) FILTER (WHERE {where})"


EXPLORABLE = "(explored_on IS NOT NULL OR triage IS NULL OR triage = 'right_place')"
EXPLORED_IN_TIME = "explored_on - registered_on <= 14"
EXPLORED_LATE = (
    f"{EXPLORABLE} AND (explored_on - registered_on > 14 "
    f"OR (explored_on IS NULL AND closed_on IS NULL AND {AS_OF} - registered_on > 14))"
)
SUPPORTABLE = "explored_on IS NOT NULL AND (first_on IS NOT NULL OR triage IS NULL OR triage = 'right_place')"
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
WITH chosen AS (SELECT * FROM registrations WHERE {HERE} AND {_in("registered_on")}){WITH_SUPPORT}
, returned AS (
    SELECT DISTINCT c.registration FROM chosen c JOIN interventions i ON i.resident = c.resident
    WHERE i.form = 'trajectory' AND i.ended_on < c.registered_on AND c.registered_on <= i.ended_on + {WINDOW}
)
SELECT
    count(*) AS registrations,
    count(DISTINCT resident) AS residents_registered,
    count(referral_source) AS registrations_referred,
    {_share("referral_source IS NOT NULL", "true")} AS registrations_referred_share,
    count(*) FILTER (WHERE triage = 'right_place') AS registrations_right_place,
    {_share("triage = 'right_place'", "triage IS NOT NULL")} AS registrations_right_place_share,
    count(*) FILTER (WHERE triage = 'advice_done') AS registrations_advice_done,
    count(*) FILTER (WHERE triage = 'elsewhere') AS registrations_elsewhere,
    {_median("explored_on - registered_on", "explored_on IS NOT NULL")} AS exploration_wait_median,
    {_share(EXPLORED_IN_TIME, f"{EXPLORED_IN_TIME} OR ({EXPLORED_LATE})")} AS exploration_within_norm_share,
    count(*) FILTER (WHERE {EXPLORED_LATE}) AS exploration_over_norm,
    {_median(SUPPORT_DAYS, "explored_on IS NOT NULL AND first_on IS NOT NULL")} AS support_wait_median,
    {_share(SUPPORTED_IN_TIME, f"({SUPPORTED_IN_TIME}) OR ({SUPPORTED_LATE})")} AS support_within_norm_share,
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

STARTED = f"""
SELECT
    count(*) AS interventions,
    count(DISTINCT resident) AS residents_with_intervention,
    count(*) FILTER (WHERE form = 'trajectory') AS individual_trajectories,
    count(*) FILTER (WHERE form = 'light_support') AS light_support_contacts,
    count(*) FILTER (WHERE form = 'advice') AS information_and_advice
FROM interventions WHERE {HERE} AND {_in("started_on")}
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

SCORED = """
SELECT l.intervention, s.item, {first} AS start_level, {last} AS end_level
FROM measurement_links l JOIN scores s ON s.measurement = l.measurement
WHERE l.intervention IN (SELECT intervention FROM chosen) AND s.view = 'professional'
AND s.level IS NOT NULL AND s.moment IN ('start', 'end') AND s.instrument LIKE 'zrm_%'
GROUP BY l.intervention, s.item
"""

ENDED = f"""
WITH chosen AS (SELECT * FROM interventions WHERE {HERE} AND {_in("ended_on")}),
levels AS ({SCORED}),
paired AS (SELECT intervention FROM levels GROUP BY 1 HAVING bool_or(end_level - start_level IS NOT NULL))
SELECT
    count(*) AS interventions_ended,
    {_median("ended_on - started_on", "form = 'trajectory'")} AS duration_median,
    count(*) FILTER (WHERE form = 'trajectory') AS trajectories_ended,
    count(*) FILTER (WHERE form = 'trajectory' AND paired.intervention IS NOT NULL) AS trajectories_measured,
    {_share("form = 'trajectory' AND paired.intervention IS NOT NULL", "form = 'trajectory'")}
        AS trajectories_measured_share
FROM chosen LEFT JOIN paired USING (intervention)
"""

ZRM_STARTED = f"""
WITH chosen AS (SELECT * FROM interventions WHERE {HERE} AND form = 'trajectory' AND {_in("started_on")}),
levels AS ({SCORED})
SELECT item, count(start_level) AS count FROM levels GROUP BY item
"""

ZRM_ENDED = f"""
WITH chosen AS (SELECT * FROM interventions WHERE {HERE} AND form = 'trajectory' AND {_in("ended_on")}),
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
    (1.959963985 + 2.372271 / nullif(count(growth) - 1, 0) + 2.822499 / nullif(count(growth) - 1, 0) ^ 2
        + 2.555850 / nullif(count(growth) - 1, 0) ^ 3) * stddev_samp(growth::float8) / sqrt(count(growth))
        AS margin,
    count(*) FILTER (WHERE growth > 0) AS better,
    count(*) FILTER (WHERE growth = 0) AS same,
    count(*) FILTER (WHERE growth < 0) AS worse
FROM levels GROUP BY item
"""

FACTORS = f"""
WITH chosen AS (
    SELECT intervention, ended_on - started_on AS days FROM interventions
    WHERE {HERE} AND form = 'trajectory' AND {_in("ended_on")}
)
SELECT
    c."key",
    count(f.intervention) AS count,
    {_median("days", "f.intervention IS NOT NULL")} AS duration_with,
    {_median("days", "f.intervention IS NULL")} AS duration_without
FROM chosen CROSS JOIN (SELECT "key" FROM codes WHERE list = 'factor') c
LEFT JOIN factors f ON f.intervention = chosen.intervention AND f.factor = c."key"
GROUP BY c."key"
"""

GOALS = f"""
SELECT
    count(attainment) AS goals_judged,
    {_share("attainment = 'met'", "attainment IS NOT NULL")} AS goals_met_share
FROM goals JOIN interventions USING (intervention) WHERE {HERE} AND {_in("ended_on")}
"""

REFERRALS = f"""
SELECT
    count(*) FILTER (WHERE direction = 'incoming') AS referrals_incoming,
    count(*) FILTER (WHERE direction = 'outgoing') AS referrals_outgoing,
    count(*) FILTER (WHERE direction = 'internal') AS referrals_internal
FROM referrals WHERE {HERE} AND {_in("referred_on")}
"""

CONTACTS = f"""
SELECT count(*) AS contacts, coalesce(sum(minutes), 0) AS contact_minutes
FROM contacts c LEFT JOIN interventions i ON i.intervention = c.intervention
LEFT JOIN residents r ON r.resident = c.resident
WHERE {_in("held_on")} AND coalesce(i.municipality, r.municipality) = '{MUNICIPALITY}'
"""

FOLLOW_UPS = f"""
SELECT count(*) AS follow_ups, count(done_on)::float8 / nullif(count(*), 0) AS follow_ups_done_share
FROM follow_ups JOIN interventions USING (intervention) WHERE {HERE} AND {_in("due_on")}
"""

MARKS = f"""
SELECT avg(value)::float8 AS satisfaction_mark
FROM survey_invitations JOIN survey_answers USING (invitation)
WHERE {HERE.replace("municipality", "survey_invitations.municipality")}
    AND {_in("survey_invitations.answered_on")} AND kind = 'mark'
"""

SURVEYS = f"""
SELECT count(answered_on)::float8 / nullif(count(*), 0) AS survey_response
FROM survey_invitations WHERE {HERE} AND {_in("sent_on")}
"""

SESSIONS = f"""
WITH chosen AS (SELECT * FROM sessions WHERE {HERE} AND {_in("held_on")} AND NOT cancelled),
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
WHERE {HERE} AND {_in("s.held_on")} AND kind = 'group' AND NOT cancelled
"""

WALK_INS = f"""
SELECT
    count(*) AS walk_in_visits,
    count(DISTINCT resident) AS walk_in_residents,
    count(DISTINCT resident) FILTER (WHERE problematic_debt = 'ja') AS walk_in_problematic_debt,
    count(*) FILTER (WHERE resident IS NULL) AS walk_in_anonymous
FROM walk_ins WHERE {HERE} AND {_in("visited_on")}
"""

PARTNERS = f"SELECT count(*) AS partner_questions FROM partner_questions WHERE {HERE} AND {_in('asked_on')}"
SAFETY = f"""
SELECT count(*) AS safety_cases, count(*) FILTER (WHERE report_needed) AS safety_reports
FROM safety_cases WHERE {HERE} AND {_in("opened_on")}
"""

WHOLE = (
    (
        REGISTERED,
        (
            "registrations residents_registered registrations_referred registrations_referred_share "
            "registrations_right_place registrations_right_place_share registrations_advice_done "
            "registrations_elsewhere exploration_wait_median exploration_within_norm_share "
            "exploration_over_norm support_wait_median support_within_norm_share support_over_norm returns "
            "returns_share"
        ),
    ),
    (WAITING, "waiting_for_exploration waiting_for_support"),
    (
        STARTED,
        (
            "interventions residents_with_intervention individual_trajectories light_support_contacts "
            "information_and_advice"
        ),
    ),
    (RUNNING, "concurrent_interventions concurrent_residents"),
    (EXPIRED, "return_windows_expired return_rate"),
    (
        ENDED,
        (
            "interventions_ended duration_median trajectories_ended trajectories_measured "
            "trajectories_measured_share"
        ),
    ),
    (GOALS, "goals_judged goals_met_share"),
    (REFERRALS, "referrals_incoming referrals_outgoing referrals_internal"),
    (CONTACTS, "contacts contact_minutes"),
    (FOLLOW_UPS, "follow_ups follow_ups_done_share"),
    (MARKS, "satisfaction_mark"),
    (SURVEYS, "survey_response"),
    (SESSIONS, "group_sessions group_attendances group_anonymous_heads volunteer_information_point"),
    (ATTENDANCES, "group_attendances_named group_participants"),
    (WALK_INS, "walk_in_visits walk_in_residents walk_in_problematic_debt walk_in_anonymous"),
    (PARTNERS, "partner_questions"),
    (SAFETY, "safety_cases safety_reports"),
)
GROUPED = (
    ("zrm", ZRM_STARTED, "count"),
    ("zrm", ZRM_ENDED, "ended pairs coverage start end growth deviation margin better same worse"),
    ("factor", FACTORS, "count duration_with duration_without"),
)
ORDER = "ORDER BY s.measured_on {way}, s.measurement {way}"
DUCKDB = {
    "first": "arg_min(s.level, (s.measured_on, s.measurement)) FILTER (WHERE s.moment = 'start')",
    "last": "arg_max(s.level, (s.measured_on, s.measurement)) FILTER (WHERE s.moment = 'end')",
}
POSTGRES = {
    name: f"(array_agg(s.level {ORDER.format(way=way)}) FILTER (WHERE s.moment = '{moment}'))[1]"
    for name, way, moment in (("first", "ASC", "start"), ("last", "DESC", "end"))
}


def with_duckdb(run: Run) -> dict[str, float | None]:
    """Every figure, counted by DuckDB from the same Parquet."""
    return _answers(run, DUCKDB)


def with_postgres(database: Connection[Any]) -> dict[str, float | None]:
    """Every figure, counted by PostgreSQL."""
    return _answers(lambda sql: database.execute(sql).fetchall(), POSTGRES)  # type: ignore[call-overload]


def _answers(run: Run, dialect: dict[str, str]) -> dict[str, float | None]:
    found: dict[str, float | None] = {}
    for sql, names in WHOLE:
        found |= dict(zip(names.split(), run(_in_dialect(sql, dialect))[0], strict=True))
    for family, sql, names in GROUPED:
        for key, *values in run(_in_dialect(sql, dialect)):
            found |= {
                f"{family}.{key}.{name}": value for name, value in zip(names.split(), values, strict=True)
            }
    return found


def _in_dialect(sql: str, dialect: dict[str, str]) -> str:
    return sql.replace("{first}", dialect["first"]).replace("{last}", dialect["last"])


POSTGRES_TYPES = {
    "int64": "bigint",
    "int32": "integer",
    "date32[day]": "date",
    "bool": "boolean",
    "string": "text",
}
INDEXES = (
    "registrations (municipality, registered_on)",
    "registrations (resident, registered_on)",
    "registrations (registration)",
    "interventions (municipality, started_on)",
    "interventions (municipality, ended_on)",
    "interventions (resident)",
    "interventions (registration)",
    "interventions (intervention)",
    "factors (intervention)",
    "goals (intervention)",
    "contacts (held_on)",
    "residents (resident)",
    "referrals (municipality, referred_on)",
    "measurement_links (intervention)",
    "scores (measurement)",
    "follow_ups (due_on)",
    "sessions (municipality, held_on)",
    "attendances (session)",
    "walk_ins (municipality, visited_on)",
    "partner_questions (municipality, asked_on)",
    "safety_cases (municipality, opened_on)",
    "survey_invitations (municipality, sent_on)",
    "survey_answers (invitation)",
)


def load_postgres(database: Connection[Any], snapshot: Snapshot) -> None:
    """The same rows in PostgreSQL, with indexes and statistics."""
    for name in TABLES:
        load_table(database, name, snapshot)
    for index in INDEXES:
        database.execute(f"CREATE INDEX ON {index}")  # type: ignore[call-overload]
    for setting in ("work_mem = '256MB'", "jit = off", "random_page_cost = 1.1"):
        database.execute(f"SET {setting}")  # type: ignore[call-overload]
    database.execute("VACUUM ANALYZE")


def load_table(database: Connection[Any], name: str, snapshot: Snapshot) -> None:
    """The rows of one table of facts."""
    fields = schema(TABLES[name])
    columns = ", ".join(f'"{field.name}" {POSTGRES_TYPES[str(field.type)]}' for field in fields)
    database.execute(f'CREATE UNLOGGED TABLE "{name}" ({columns})')  # type: ignore[call-overload]
    _copy(database, name, snapshot.files(name))


def _copy(database: Connection[Any], name: str, files: Iterable[str]) -> None:
    for file in files:
        with database.cursor() as cursor, cursor.copy(f'COPY "{name}" FROM STDIN (FORMAT csv)') as copy:  # type: ignore[call-overload]
            for batch in pq.ParquetFile(file).iter_batches(200_000):
                copy.write(_csv(batch))


def _csv(batch: Any) -> bytes:
    import io

    from pyarrow import csv

    out = io.BytesIO()
    csv.write_csv(batch, out, csv.WriteOptions(include_header=False, quoting_style="needed"))
    return out.getvalue()

"""From the database to Parquet facts, against the same through ORM objects; and is memory flat in the
number of rows?

    python benchmarks/facts.py [--quick] [--rows N]

On SQLite and on PostgreSQL: registrations (five codes, a resident and a municipality each) are read by the
extracting process and by Django objects with `select_related`, and written as the same Parquet, with the
same digest. Both are timed on a quarter of N, which is more than a block, and the extracting process is also
asked for its peak memory, at a quarter and at N.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.apart import on_both
from benchmarks.common import asked, best, report

ROWS, QUICK_ROWS = 1_000_000, 280_000
SPEED_BAR, MEMORY_BAR = 4.0, 1.25
CODES = ("channel", "referral_source", "over_norm_reason", "domain")


def main() -> None:
    """Measure both databases, each in a process with a Django of its own."""
    given = asked(__doc__, [ROWS], [QUICK_ROWS])
    if given.measure:
        measure(given.measure, given.rows)
    else:
        on_both(__file__, given.sizes, durable=False)


def measure(vendor: str, rows: int) -> None:
    """Time both ways at a quarter of the rows, and the memory of the extraction there and at all of them."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    organisation = _set_up()
    _fill(organisation, 0, rows // 4)
    small = _extract(organisation)
    folder = Path(tempfile.mkdtemp(dir=os.environ["OMZIEN_DATA"]))
    ours = best(lambda: _extract(organisation), 3)
    theirs = best(lambda: _through_objects(organisation, folder), 1)
    told = {"rows": rows // 4, "seconds": round(ours, 2), "other": round(theirs, 2)}
    report(f"facts_{vendor}_orm_to_extraction", theirs / ours, SPEED_BAR, at_least=True, **told)
    _fill(organisation, rows // 4, rows)
    large = _extract(organisation)
    report(
        f"facts_{vendor}_memory_4n_to_n",
        large / small,
        MEMORY_BAR,
        rows=rows,
        peak_mb=round(large),
        peak_mb_at_a_quarter=round(small),
    )


def _set_up() -> int:
    from omzien.organisation.models import Code, Municipality, Organisation, Team

    organisation = Organisation.objects.create(key="bench", name="Bench")
    Municipality.objects.create(code="GM0001", name="Een")
    Team.objects.create(organisation=organisation, key="noord", name="Noord")
    for name in CODES:
        for number in range(10):
            told = {"key": f"{name}_{number}", "name_nl": name, "name_en": name}
            Code.objects.create(organisation=organisation, list=name, **told)
    return int(organisation.pk)


def _fill(organisation: int, first: int, last: int) -> None:
    """Registrations over four years, each with a resident of its own, by plain SQL that both databases
    know.
    """
    from django.db import connection

    from omzien.organisation.models import Code, Municipality, Team

    codes = {name: list(Code.objects.filter(list=name).values_list("pk", flat=True)) for name in CODES}
    place, team = Municipality.objects.get().pk, Team.objects.get().pk
    day = "'%04d-%02d-%02d'"
    moment = "'2026-01-01 12:00:00.123456'"
    for start in range(first, last, 5000):
        numbers = range(start, min(start + 5000, last))
        people = [
            f"({n + 1}, {organisation}, 'r{n}', {moment}, {n + 1}, '', '', '', '1980-01-01', 'vrouw', "
            f"{place}, '', false, '2018-01-01', '')"
            for n in numbers
        ]
        came = [
            f"({n + 1}, {organisation}, 'r{n}', {moment}, {n + 1}, {place}, "
            f"{day % (2018 + n * 4 // max(last, 1), n % 12 + 1, n % 28 + 1)}, {codes['channel'][n % 10]}, "
            f"{codes['referral_source'][n % 10]}, 'right_place', {team}, "
            f"{'NULL' if n < 70_000 or n % 3 else day % (2023, 1, n % 28 + 1)}, "
            f"{codes['over_norm_reason'][n % 10]}, {codes['domain'][n % 10]})"
            for n in numbers
        ]
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO people_resident (id, organisation_id, key, changed_at, pseudonym, "
                "given_name, name_prefix, family_name, birth_date, gender, municipality_id, language, "
                "needs_interpreter, registered_on, search_name) VALUES" + ", ".join(people)
            )
            cursor.execute(
                "INSERT INTO casework_registration (id, organisation_id, key, changed_at, resident_id, "
                "municipality_id, registered_on, channel_id, referral_source_id, triage, team_id, "
                "explored_on, over_norm_reason_id, return_reason_id) VALUES" + ", ".join(came)
            )


# A small process between: a child's peak begins at the size of who forked it, and we are not small.
LAUNCH = """
import resource, subprocess, sys
command = [sys.executable, "-m", "omzien.insight.extraction"]
subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def _extract(organisation: int) -> float:
    """The extracting process on one table, from its start to its end; gives its peak memory in MB."""
    from django.db import connection

    from omzien.insight.extraction.job import Job
    from omzien.insight.facts.statements import address, job_of
    from omzien.insight.facts.tables import TABLES
    from omzien.insight.facts.touches import tallies

    with tempfile.TemporaryDirectory(dir=os.environ["OMZIEN_DATA"]) as folder:
        table = job_of(TABLES["registrations"], organisation, {})
        job = Job(connection.vendor, address(), organisation, folder, tallies(organisation), (table,))
        asked = Path(folder) / "job.json"
        asked.write_text(job.as_json())
        with asked.open() as told:
            command = [sys.executable, "-c", LAUNCH]
            done = subprocess.run(command, stdin=told, capture_output=True, text=True, check=True)
        return int(done.stdout) / 1024


def _through_objects(organisation: int, folder: Path) -> None:
    """The same rows as Django objects, with what they point to, into the same Parquet."""
    import pyarrow as pa

    from omzien.insight.extraction.files import write_file
    from omzien.insight.facts.given import schema
    from omzien.insight.facts.tables import TABLES, types_of

    table = TABLES["registrations"]
    paths = {name: column.path.split("__") for name, column in table.columns.items()}
    points = {path[0] for path in paths.values() if len(path) > 1}
    rows = table.rows().filter(organisation_id=organisation).select_related(*points).order_by("pk")

    def batches() -> Any:
        found: list[dict[str, Any]] = []
        for row in rows.iterator(chunk_size=2000):
            found.append(
                {name: _value(row, path) for name, path in paths.items()} | {"organisation": organisation}
            )
            if len(found) == 65_536:
                yield pa.RecordBatch.from_pylist(found, schema=schema(table))
                found = []
        yield pa.RecordBatch.from_pylist(found, schema=schema(table))

    write_file(batches(), folder, types_of(table), None, table.period)


def _value(row: Any, path: list[str]) -> Any:
    for name in path:
        row = None if row is None else getattr(row, name)
    return row or None


if __name__ == "__main__":
    main()

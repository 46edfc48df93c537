"""How long after a registration is saved is it in the figures?

    python benchmarks/freshness.py [--quick] [--rows N]

On SQLite and on PostgreSQL, with N registrations and what belongs to them (a resident each, questions,
support, contacts, two scores per support) there already. A registration with a question is saved; then the
facts are brought up to date and registrations are counted, as a page does it, until it is in. Told beside it:
what it costs to see that nothing changed, and the first build.
"""

import statistics
import time
from datetime import date
from typing import Any

from benchmarks.apart import on_both
from benchmarks.common import asked, best, report

SIZES, QUICK_SIZES = (100_000, 1_000_000), (20_000,)
BARS = {100_000: 1.0, 1_000_000: 3.0}
CODES = ("channel", "domain", "contact_kind", "intervention_kind")
DAY, YEAR = date(2026, 3, 2), 2026


def main() -> None:
    """Measure both databases, each in a process with a Django of its own."""
    given = asked(__doc__, SIZES, QUICK_SIZES)
    if given.measure:
        measure(given.measure, given.rows)
    else:
        on_both(__file__, given.sizes, durable=False)


def measure(vendor: str, rows: int) -> None:
    """Print one line: the p95 of ten registrations."""
    from django.core.management import call_command

    from omzien.insight.facts import fresh

    call_command("migrate", verbosity=0)
    organisation = _set_up()
    _fill(organisation, rows)
    first = best(lambda: fresh(organisation), 1)
    _counted(organisation)
    found = [_until_it_is_in(organisation) for _ in range(10)]
    told: dict[str, Any] = {
        "registrations": rows,
        "median": round(statistics.median(found), 2),
        "nothing_changed": round(best(lambda: _counted(organisation), 5), 3),
        "first_build": round(first, 1),
    }
    p95 = statistics.quantiles(found, n=20, method="inclusive")[18]
    report(f"freshness_{vendor}_p95_seconds", p95, BARS.get(rows, min(BARS.values())), **told)


def _counted(organisation: int) -> int:
    from omzien.insight.facts import fresh
    from omzien.insight.figures import Period, Selection, measure

    selection = Selection(organisation, Period.year(YEAR), "GM0001")
    return int(measure(fresh(organisation), selection, ["registrations"])["registrations"].value or 0)


def _until_it_is_in(organisation: int) -> float:
    before = _counted(organisation)
    _register(organisation)
    start = time.perf_counter()
    assert _counted(organisation) == before + 1
    return time.perf_counter() - start


def _register(organisation: int) -> None:
    """A new resident with a registration and a question, in one transaction."""
    from django.db import transaction

    from omzien.casework.models import Question, Registration
    from omzien.organisation.models import Code, Municipality
    from omzien.people.models import Resident

    place = Municipality.objects.get()
    ours: dict[str, Any] = {"organisation_id": organisation}
    number = -time.time_ns() // 1000
    with transaction.atomic():
        who = Resident(**ours, pseudonym=number, municipality=place, registered_on=DAY, gender="vrouw")
        who.save()
        channel = Code.objects.filter(list="channel").first()
        came = Registration(**ours, resident=who, municipality=place, registered_on=DAY, channel=channel)
        came.save()
        Question(**ours, registration=came, domain=Code.objects.filter(list="domain").first()).save()


def _set_up() -> int:
    from omzien.organisation.models import Code, Municipality, Organisation, Service
    from omzien.outcomes.models import Instrument, Item

    organisation = Organisation.objects.create(key="bench", name="Bench")
    Municipality.objects.create(code="GM0001", name="Een")
    Service.objects.create(organisation=organisation, key="AMW", name_nl="AMW", name_en="AMW")
    for name in CODES:
        for number in range(10):
            told = {"key": f"{name}_{number}", "name_nl": name, "name_en": name}
            Code.objects.create(organisation=organisation, list=name, **told)
    instrument = Instrument.objects.create(
        organisation=organisation, key="zrm_2017", name="ZRM", version="1", lowest=1, highest=5
    )
    for number in range(2):
        Item.objects.create(
            instrument=instrument, key=f"item_{number}", name_nl="x", name_en="x", order=number
        )
    return int(organisation.pk)


def _fill(organisation: int, rows: int) -> None:
    """N registrations over four years and what belongs to them, by SQL that both databases know."""
    from django.db import connection, models

    from omzien.casework.models import Contact, Intervention, MeasurementOf, Question, Registration
    from omzien.organisation.models import Code, Municipality, Service
    from omzien.outcomes.models import Instrument, Item, Measurement, Score
    from omzien.people.models import Resident

    def code(name: str) -> str:
        return f"{Code.objects.filter(list=name).earliest('pk').pk} + n % 10"

    place, instrument = Municipality.objects.get().pk, Instrument.objects.get().pk
    day = f"{_date(vendor=connection.vendor)}"
    told: list[tuple[type[models.Model], int, dict[str, str]]] = [
        (
            Resident,
            1,
            {
                "pseudonym": "n * 7919",
                "municipality_id": f"{place}",
                "registered_on": day,
                "gender": "'vrouw'",
            },
        ),
        (
            Registration,
            1,
            {
                "resident_id": "n",
                "municipality_id": f"{place}",
                "registered_on": day,
                "channel_id": code("channel"),
                "triage": "'right_place'",
            },
        ),
        (Question, 1, {"registration_id": "n", "domain_id": code("domain")}),
        (
            Intervention,
            1,
            {
                "resident_id": "n",
                "registration_id": "n",
                "municipality_id": f"{place}",
                "service_id": f"{Service.objects.get().pk}",
                "kind_id": code("intervention_kind"),
                "form": "'trajectory'",
                "started_on": day,
            },
        ),
        (
            Contact,
            2,
            {
                "resident_id": "(n + 1) / 2",
                "intervention_id": "(n + 1) / 2",
                "held_on": day,
                "kind_id": code("contact_kind"),
            },
        ),
        (
            Measurement,
            1,
            {
                "resident_id": "n",
                "instrument_id": f"{instrument}",
                "moment": "'start'",
                "view": "'professional'",
                "measured_on": day,
            },
        ),
        (MeasurementOf, 1, {"measurement_id": "n", "intervention_id": "n"}),
        (
            Score,
            2,
            {
                "measurement_id": "(n + 1) / 2",
                "item_id": f"{Item.objects.earliest('pk').pk} + n % 2",
                "level": "1 + n % 5",
            },
        ),
    ]
    with connection.cursor() as cursor:
        for model, times, columns in told:
            cursor.execute(_inserted(model, organisation, rows * times, columns))
            if connection.vendor == "postgresql":
                table = model._meta.db_table
                cursor.execute(
                    f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), {rows * times}); ANALYZE {table}"
                )


def _date(vendor: str) -> str:
    if vendor == "postgresql":
        return "DATE '2023-01-01' + (n % 1461)::int"
    return "date('2023-01-01', '+' || (n % 1461) || ' days')"


def _inserted(model: Any, organisation: int, rows: int, columns: dict[str, str]) -> str:
    """An INSERT of this many rows; what is not told is empty, false or 0 by the type of its column."""
    from django.db import connection, models

    moment = "'2026-01-01 12:00:00.123456'"
    values = {"id": "n", "organisation_id": f"{organisation}", "key": "'k' || n", "changed_at": moment}
    for field in model._meta.concrete_fields:
        if field.column not in values and field.column not in columns and not field.null:
            empty = "''" if isinstance(field, models.CharField | models.TextField) else "0"
            if isinstance(field, models.BooleanField):
                empty = "false"
            columns = columns | {field.column: empty}
    values |= columns
    series = (
        f"generate_series(1::bigint, {rows}) AS n"
        if connection.vendor == "postgresql"
        else f"(WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < {rows}) "
        "SELECT n FROM s)"
    )
    if connection.vendor == "postgresql":
        values["changed_at"] = f"TIMESTAMPTZ {moment}"
    names, told = ", ".join(values), ", ".join(values.values())
    return f"INSERT INTO {model._meta.db_table} ({names}) SELECT {told} FROM {series}"


if __name__ == "__main__":
    main()

"""What one table cannot show by itself: references, duplicates, and rows that contradict one another."""

from dataclasses import dataclass
from typing import Any

import pyarrow.compute as pc
from django.apps import apps

from omzien.exchange import rows
from omzien.exchange.imports import duplicates, merged
from omzien.exchange.imports.problems import Problems, places
from omzien.exchange.imports.record import Record, follow, key_of, plain, reference_key, tell
from omzien.exchange.imports.staging import Progress, Stage, quiet
from omzien.exchange.package.columns import Reference
from omzien.exchange.package.tables import BY_NAME, SAME_LIST, Table


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two ways to the same thing end alike: `registration.resident` is the registration's resident."""

    table: str
    left: str
    right: str


AGREEMENTS = (
    Agreement("stories", "resident", "registration.resident"),
    Agreement("interventions", "resident", "registration.resident"),
    Agreement("goals", "resident", "intervention.resident"),
    Agreement("contacts", "resident", "intervention.resident"),
    Agreement("contact_notes", "resident", "contact.resident"),
    Agreement("appointments", "resident", "intervention.resident"),
    Agreement("appointment_notes", "resident", "appointment.resident"),
    Agreement("arrivals", "resident", "registration.resident"),
    Agreement("partner_consultations", "resident", "intervention.resident"),
    Agreement("partner_consultations", "resident", "consent.resident"),
    Agreement("referrals", "resident", "registration.resident"),
    Agreement("referrals", "registration", "intervention.registration"),
    Agreement("follow_ups", "resident", "intervention.resident"),
    Agreement("questions", "domain", "subdomain.parent"),
    Agreement("scores", "item_instrument", "measurement.instrument"),
    Agreement("measurement_links", "intervention.resident", "measurement.resident"),
)


def check(stage: Stage, organisation_id: int | None, problems: Problems, progress: Progress = quiet) -> None:
    """Write down what the tables of a package contradict in one another and in the installation."""
    record, tables = Record(stage, organisation_id), stage.tables
    for done, table in enumerate(tables):
        progress("checking references", done, len(tables))
        duplicates.check(record, table, problems)
        _check_shared(record, table, problems)
        for reference in table.references:
            _check_reference(record, table, reference, problems)
    merged.check(record, problems)
    if not problems:
        _check_agreements(record, problems)
        _check_levels(record, problems)
    progress("checking references", len(tables), len(tables))


def _check_reference(record: Record, table: Table, reference: Reference, problems: Problems) -> None:
    columns = [*reference.columns, *(["list"] if reference.code_list == SAME_LIST else [])]
    found = record.staged(table, columns)
    filled = [pc.is_valid(found[name]) for name in reference.columns]
    together = (f"{' and '.join(reference.columns)} go together", "fill in both, or neither")
    for place in places(pc.xor(filled[0], filled[-1])):
        tell(record, table, problems, found, place, reference.columns[0], together)
    wanted = reference_key(reference, found)
    lost = pc.and_(pc.is_valid(wanted), pc.invert(pc.is_in(wanted, value_set=record.keys(reference.table))))
    for place in places(lost):
        tell(record, table, problems, found, place, reference.field, _lost(reference))


def _lost(reference: Reference) -> tuple[str, str]:
    of_list = f" (list {reference.code_list})" if reference.code_list not in (None, SAME_LIST) else ""
    target = f"{reference.table}{of_list}"
    return f"points to nothing in {target}", f"correct the key, or add it to {target}"


def _check_agreements(record: Record, problems: Problems) -> None:
    for rule in AGREEMENTS:
        if record.is_staged(rule.table):
            table = BY_NAME[rule.table]
            found = record.staged(table, table.names)
            left, right = (plain(follow(record, table, path, found)) for path in (rule.left, rule.right))
            reason = (f"{rule.left} differs from {rule.right}", "correct the one that is wrong")
            for place in places(pc.not_equal(left, right)):
                tell(record, table, problems, found, place, rule.left.partition(".")[0], reason)


def _check_levels(record: Record, problems: Problems) -> None:
    """The level of a score lies on the scale of its instrument."""
    if not record.is_staged("scores"):
        return
    table = BY_NAME["scores"]
    found = record.staged(table, ["level", "item_instrument"])
    place = pc.index_in(plain(found["item_instrument"]), value_set=record.keys("instruments"))
    low, high = (record.column("instruments", name).take(place) for name in ("lowest", "highest"))
    level = plain(found["level"])
    for wrong in places(pc.or_(pc.less(level, low), pc.greater(level, high))):
        mend = (
            f"give {low[wrong].as_py()} to {high[wrong].as_py()}, or leave it empty when it was not discussed"
        )
        tell(
            record, table, problems, found, wrong, "level", ("lies outside the scale of its instrument", mend)
        )


def _check_shared(record: Record, table: Table, problems: Problems) -> None:
    """Municipalities belong to all organisations: one of several cannot rename them for the others."""
    if table.organisation_path or apps.get_model("organisation.Organisation").objects.count() < 2:
        return
    found, there = record.staged(table, table.names), rows.read_all(table, 0)
    place = plain(pc.index_in(key_of(table, found), value_set=plain(key_of(table, there))))
    for name in table.names:
        shared: Any = plain(there[name]).take(place)
        for wrong in places(pc.not_equal(plain(found[name]), shared)):
            reason = (f"is {shared[wrong].as_py()} for all organisations here", "write it so in the package")
            tell(record, table, problems, found, wrong, name, reason)

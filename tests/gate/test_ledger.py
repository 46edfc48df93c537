"""The ledger: append-only, one line per list, sealed in batches, and any tampering found."""

import threading

import pytest
from django.db import DatabaseError, connection, transaction

from omzien.gate import ledger
from omzien.gate.acts import Act, of_own_organisation
from omzien.gate.models import LedgerLine, LedgerSeal
from omzien.gate.sealed import Sealed
from omzien.gate.visit import Role
from omzien.organisation.models import Organisation
from omzien.people.models import Resident
from tests.cast import build_house, make_organisation, make_resident, make_worker, visit_of
from tests.ledger_flush import triggers_off

READ = Act("test-read", "people.Resident", "test", {Role.WORKER: of_own_organisation})


def a_visit():
    return visit_of(make_worker(make_organisation("demo"), "Noor", Role.WORKER))


def some_lines(visit, number):
    return [ledger.line_of(visit, act=f"act-{n}", code="R", model="people.Resident") for n in range(number)]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE gate_ledgerline SET act = 'nothing happened'",
        "DELETE FROM gate_ledgerline",
        "UPDATE gate_ledgerseal SET digest = ''",
        "DELETE FROM gate_ledgerseal",
    ],
)
def test_the_database_refuses_to_change_or_remove_a_line(sql):
    ledger.write(some_lines(a_visit(), 2))
    ledger.seal()
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)
    assert LedgerLine.objects.count() == 2


@pytest.mark.postgres
@pytest.mark.django_db
@pytest.mark.parametrize("table", ["gate_ledgerline", "gate_ledgerseal"])
def test_postgresql_refuses_to_truncate_it(table):
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"TRUNCATE {table}")


@pytest.mark.django_db
def test_a_list_of_fifty_is_one_line_that_names_the_fifty():
    visit = a_visit()
    organisation = Organisation.objects.get()
    fifty = sorted(make_resident(organisation, key=f"r{n}").pk for n in range(50))
    list(Resident.objects.under(READ, visit))
    ledger.close(visit)
    line = LedgerLine.objects.get()
    assert (line.act, line.code, line.model) == ("test-read", "R", "people.Resident")
    assert line.residents == line.objects_seen == fifty
    assert (line.organisation_id, line.worker_id, line.roles) == (organisation.pk, visit.worker_id, "worker")


@pytest.mark.django_db
def test_what_a_visit_saw_twice_under_one_act_is_one_line():
    house = build_house()
    visit = visit_of(house.noor)
    Resident.objects.under(READ, visit).one(pk=house.fatima.pk)
    Resident.objects.under(READ, visit).one(pk=house.greta.pk)
    ledger.flush_sights(visit)
    ledger.flush_sights(visit)
    assert [line.residents for line in LedgerLine.objects.all()] == [[house.fatima.pk, house.greta.pk]]


@pytest.mark.django_db
def test_a_visit_that_is_over_sees_nothing_more():
    house = build_house()
    visit = visit_of(house.noor)
    rows = Resident.objects.under(READ, visit)
    ledger.close(visit)
    with pytest.raises(Sealed, match="over"):
        list(rows)


@pytest.mark.django_db
def test_a_chain_of_seals_holds():
    visit = a_visit()
    for size in (1, 5, 3):
        ledger.write(some_lines(visit, size))
        ledger.seal()
    ledger.write(some_lines(visit, 2))
    verdict = ledger.verify()
    assert (verdict.seals, verdict.lines, verdict.open_lines, verdict.broken) == (3, 9, 2, "")
    assert verdict.digest == LedgerSeal.objects.latest("pk").digest


@pytest.mark.django_db
def test_sealing_nothing_makes_no_seal():
    assert ledger.seal() is None
    assert ledger.verify().digest == ledger.GENESIS


@pytest.mark.django_db(transaction=True)
def test_a_full_batch_seals_itself():
    visit = a_visit()
    first = _next_line(visit)
    before = ledger.verify().seals  # where ids go on from an earlier test, the first line may end a batch
    for _ in range(ledger.SEAL_EVERY - first % ledger.SEAL_EVERY):
        ledger.write(some_lines(visit, 1))
    assert ledger.verify().seals == before + 1
    assert ledger.verify().open_lines == 0


def _next_line(visit):
    lines = some_lines(visit, 1)
    ledger.write(lines)
    return lines[0].pk


TAMPERING = {
    "changes a line": "UPDATE gate_ledgerline SET worker_id = 0 WHERE id = {second}",
    "removes a line": "DELETE FROM gate_ledgerline WHERE id = {second}",
    "removes the first line": "DELETE FROM gate_ledgerline WHERE id = {first}",
    "moves a line to the end": "UPDATE gate_ledgerline SET id = {last} + 1 WHERE id = {second}",
    "swaps two lines": "UPDATE gate_ledgerline SET act = CASE id WHEN {first} THEN 'act-1' ELSE 'act-0' END "
    "WHERE id IN ({first}, {second})",
    "moves a moment": "UPDATE gate_ledgerline SET at = '2020-01-01 00:00:00+00:00' WHERE id = {second}",
    "slips a line in": "UPDATE gate_ledgerline SET id = {second} WHERE id = {last}",
    "removes a seal": "DELETE FROM gate_ledgerseal WHERE id = {seal}",
    "forges a seal": "UPDATE gate_ledgerseal SET digest = previous WHERE id = {seal}",
}


@pytest.mark.django_db
@pytest.mark.parametrize("deed", TAMPERING)
def test_tampering_round_the_triggers_is_found(deed):
    visit = a_visit()
    ledger.write(some_lines(visit, 4))
    first_seal = ledger.seal()
    assert first_seal
    ledger.write(some_lines(visit, 3))
    ledger.seal()
    lines = list(LedgerLine.objects.order_by("pk").values_list("pk", flat=True))
    places = {"first": lines[0], "second": lines[1], "last": lines[-1], "seal": first_seal.pk}
    if deed == "slips a line in":
        ledger.write(some_lines(visit, 1))
        places["last"], places["second"] = LedgerLine.objects.latest("pk").pk, lines[0] - 1
    assert not ledger.verify().broken
    with triggers_off(), connection.cursor() as cursor:
        cursor.execute(TAMPERING[deed].format(**places))
    assert ledger.verify().broken


@pytest.mark.django_db
def test_a_seal_cannot_be_made_without_the_key(settings):
    ledger.write(some_lines(a_visit(), 3))
    ledger.seal()
    settings.LEDGER_KEY = b"somebody else's"
    assert ledger.verify().broken


@pytest.mark.django_db(transaction=True)
def test_lines_of_many_writers_at_once_are_all_sealed_and_none_twice():
    visit = a_visit()
    faults = _in_threads(8, lambda: [_write_and_seal(visit) for _ in range(12)])
    ledger.seal()
    verdict = ledger.verify()
    assert faults == []
    assert (verdict.lines, verdict.open_lines, verdict.broken) == (8 * 12 * 3, 0, "")


def _write_and_seal(visit):
    ledger.write(some_lines(visit, 3))
    ledger._seal_when_quiet()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_writer_waits_for_no_other_writer_and_a_late_line_is_sealed_later():
    """A slow transaction holds a low id open while others write on; the sealer gives up, then seals all."""
    visit = a_visit()
    started, go_on = threading.Event(), threading.Event()

    def slowly():
        with transaction.atomic():
            ledger.write(some_lines(visit, 1))
            started.set()
            assert go_on.wait(20)

    slow = threading.Thread(target=_and_hang_up, args=(slowly,))
    slow.start()
    assert started.wait(20)
    ledger.write(some_lines(visit, 1))  # would hang here if writers waited for one another
    ledger._seal_when_quiet()
    assert not LedgerSeal.objects.exists()
    go_on.set()
    slow.join()
    ledger.seal()
    assert (ledger.verify().lines, ledger.verify().broken) == (2, "")


def _in_threads(number, work):
    faults = []

    def run():
        try:
            work()
        except BaseException as fault:
            faults.append(fault)

    threads = [threading.Thread(target=_and_hang_up, args=(run,)) for _ in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return faults


def _and_hang_up(work):
    try:
        work()
    finally:
        connection.close()


@pytest.mark.django_db
def test_a_line_says_that_glass_was_broken():
    house = build_house()
    visit = visit_of(house.noor, opened=frozenset({house.greta.pk}))
    Resident.objects.under(READ, visit).one(pk=house.greta.pk)
    ledger.flush_sights(visit)
    Resident.objects.under(READ, visit).one(pk=house.fatima.pk)
    ledger.flush_sights(visit)
    assert [line.broke_glass for line in LedgerLine.objects.order_by("pk")] == [True, False]

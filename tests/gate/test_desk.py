"""The desk: admits under an act, writes the ledger before the page leaves, and stops an unmarked route."""

import pytest
from django.db import DatabaseError, connection

from omzien.gate.desk import desk, every_route_is_marked, routes
from omzien.gate.models import Account, LedgerLine
from omzien.gate.sealed import Sealed

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.gate.routes")]


def sign_in(client, worker):
    client.force_login(worker.account)
    return client


def test_a_worker_gets_the_page_and_the_ledger_gets_its_line(client, house):
    page = sign_in(client, house.noor).get(f"/name/{house.fatima.pk}")
    assert page.content == b"Amrani"
    line = LedgerLine.objects.get()
    assert (line.worker_id, line.residents, line.purpose, line.channel) == (
        house.noor.pk,
        [house.fatima.pk],
        "test-read",
        "web",
    )


def test_absent_forbidden_and_another_role_look_the_same(client, house):
    absent = sign_in(client, house.noor).get("/name/999999")
    over_the_street = client.get(f"/name/{house.piet.pk}")
    other_role = sign_in(client, house.ada).get(f"/name/{house.fatima.pk}")
    pages = (absent, over_the_street, other_role)
    assert [page.status_code for page in pages] == [404, 404, 404]
    assert not LedgerLine.objects.exists()


def test_an_account_of_nobody_gets_nothing(client, house):
    client.force_login(Account.objects.create_user("niemand"))
    assert client.get("/hello").status_code == 200
    assert client.get(f"/name/{house.fatima.pk}").status_code == 404


def test_a_stranger_is_sent_to_the_sign_in_page(client, house):
    page = client.get(f"/name/{house.fatima.pk}")
    assert page.status_code == 302
    assert client.get("/hello").content == b"hallo"


def test_no_ledger_line_no_page(client, house):
    sign_in(client, house.noor)
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE gate_ledgerline")
    with pytest.raises(DatabaseError):
        client.get(f"/name/{house.fatima.pk}")


def test_rows_are_not_read_while_the_page_streams(client, house):
    page = sign_in(client, house.noor).get("/stream")
    with pytest.raises(Sealed, match="over"):
        b"".join(page.streaming_content)


def test_a_desk_names_an_act_or_says_why_it_is_public():
    with pytest.raises(TypeError):
        desk()


@pytest.mark.urls("tests.gate.forgotten_route")
def test_an_unmarked_route_stops_the_start_up():
    errors = every_route_is_marked()
    assert [error.msg for error in errors] == ["route 'office/forgotten' names no act"]
    assert "name/<int:resident_id>" in dict(routes())


@pytest.mark.urls("omzien.config.urls")
def test_every_route_of_the_house_is_marked():
    assert every_route_is_marked() == []

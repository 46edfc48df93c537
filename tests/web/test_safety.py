"""The safety code over HTTP: five pages, two decisions, four eyes; nobody else learns of it."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from omzien.casework.models import SafetyCase, SafetySignal, SafetyStep
from omzien.gate.models import LedgerLine
from tests.cast import House, client_of, relate, visit_of

pytestmark = pytest.mark.django_db
SECRETS = ("blauwe plek", "oma", "Meldcode", "meldcode", "safety-case", "SafetyCase", "safety_case")


@pytest.fixture(scope="module")
def standing_house(standing_house: House) -> House:
    """Fatima is supported by Noor, and by Karim who leads the team."""
    relate(standing_house.fatima, worker=standing_house.karim)
    return standing_house


@pytest.fixture
def noor(house: House) -> Client:
    return client_of(house.noor)


@pytest.fixture
def case_id(house: House, noor: Client) -> int:
    """A case of Fatima, just opened by Noor."""
    noor.post(reverse("safety_of", args=[house.fatima.pk]), {"start": "yes"})
    return SafetyCase.objects.unsealed("test").get().pk


def seen(client: Client, address: str, **query) -> str:
    answer = client.get(address, query)
    assert answer.status_code == 200, address
    return str(answer.content.decode())


def today(house: House) -> str:
    return visit_of(house.noor).today.isoformat()


def signal(house: House, **more) -> dict[str, Any]:
    said = {"kind": "told", "said_by": "oma", "text": "Zag een blauwe plek.", "supports": "yes"}
    return said | {"noticed_on": today(house), "noticed_at": "14:05", "place": "school"} | more


WEIGHED = {"answer_1": "yes", "answer_2": "no", "answer_3": "yes", "answer_4": "yes", "answer_5": "yes"}


def go_all_the_way(house: House, client: Client, case_id: int) -> None:
    """Steps 1 to 5: the talk is left out, the weighing advises not to report."""

    def post(route: str, **said: str) -> None:
        assert client.post(reverse(route, args=[case_id]), said).status_code == 302, route

    post("safety_signals", **signal(house))
    consulted = {"whom": "veilig_thuis", "anonymous": "yes", "text": "Blijf volgen."}
    post("safety_consultations", **consulted, consulted_on=today(house))
    post("safety_leave_out", step="3", left_out_because="Een gesprek is nu gevaarlijk.")
    post("safety_weighing", **WEIGHED, text="Wat oma zag, en wat wij zagen.")
    post("safety_decisions", report_needed="no", help_possible="yes", text="Elke week bellen.")


def test_the_whole_way_with_four_eyes(house: House, noor: Client, case_id: int):
    go_all_the_way(house, noor, case_id)
    case, karim = reverse("safety_case", args=[case_id]), client_of(house.karim)
    page = seen(noor, case)
    for text in ("oma", "Zag een blauwe plek", "14:05", "Blijf volgen", "gevaarlijk", "Elke week bellen"):
        assert text in page
    assert 'value="confirm"' not in page  # who decided does not confirm
    noor.post(case, {"do": "confirm"})
    assert SafetyCase.objects.unsealed("test").get().confirmed_by_id is None
    assert "Wacht op jouw bevestiging" in seen(karim, "/safety/")
    assert "Wacht op jouw bevestiging" not in seen(noor, "/safety/")
    karim.post(case, {"do": "confirm"})
    noor.post(case, {"do": "close"})
    row = SafetyCase.objects.unsealed("test").get()
    assert (row.confirmed_by_id, row.closed_on) == (house.karim.pk, visit_of(house.noor).today)
    assert "afgesloten" in seen(noor, case)
    assert noor.post(reverse("safety_signals", args=[case_id]), signal(house)).status_code == 200
    assert SafetySignal.objects.unsealed("test").count() == 1


def test_what_is_written_down_in_a_step_takes_the_step(house: House, noor: Client, case_id: int):
    noor.post(reverse("safety_signals", args=[case_id]), signal(house))
    assert list(SafetyStep.objects.unsealed("test").values_list("step", flat=True)) == [1]


def test_a_signal_keeps_what_was_seen_apart_from_what_was_told(house: House, noor: Client, case_id: int):
    address = reverse("safety_signals", args=[case_id])
    page = noor.post(address, signal(house, said_by="")).content.decode()
    assert "schrijf op wie dit zei" in page
    noor.post(address, signal(house, kind="observed", said_by="", supports="no", text="Kind speelt vrolijk."))
    [row] = SafetySignal.objects.unsealed("test")
    assert (row.kind, row.supports, row.said_by) == ("observed", False, "")
    noor.post(address, {"drop": row.pk})
    assert not SafetySignal.objects.unsealed("test").exists()
    assert noor.post(address, {"drop": row.pk}).status_code == 404


@pytest.mark.parametrize(
    ("answers", "advice"),
    [
        ({"answer_1": "no"}, "er is geen vermoeden meer"),
        ({"answer_1": "yes", "answer_2": "yes"}, "samen kijken welke hulp kan"),
        ({"answer_1": "yes", "answer_2": "no", "answer_3": "no"}, "Melden bij Veilig Thuis."),
        (WEIGHED, "Niet melden"),
    ],
)
def test_the_weighing_ends_in_advice(noor: Client, case_id: int, answers: dict[str, Any], advice: str):
    answer = noor.post(reverse("safety_weighing", args=[case_id]), answers | {"text": "gronden"})
    assert advice in seen(noor, answer["Location"])


def test_a_weighing_that_stops_half_way_is_refused(noor: Client, case_id: int):
    page = noor.post(
        reverse("safety_weighing", args=[case_id]), {"answer_1": "yes", "text": "x"}
    ).content.decode()
    assert "Beantwoord ook vraag 2" in page


def test_who_decides_otherwise_than_the_weighing_says_why(house: House, noor: Client, case_id: int):
    noor.post(reverse("safety_weighing", args=[case_id]), {"answer_1": "yes", "answer_2": "yes", "text": "x"})
    address, said = (
        reverse("safety_decisions", args=[case_id]),
        {"report_needed": "no", "help_possible": "yes"},
    )
    assert "anders dan de weging adviseert" in noor.post(address, said).content.decode()
    assert noor.post(address, said | {"text": "Al gemeld door school."}).status_code == 302
    noor.post(reverse("safety_weighing", args=[case_id]), WEIGHED | {"text": "opnieuw"})
    assert SafetyCase.objects.unsealed("test").get().decided_by_id is None  # weighed anew: decide anew


def test_one_case_at_a_time(house: House, noor: Client, case_id: int):
    noor.post(reverse("safety_of", args=[house.fatima.pk]), {"start": "yes"})
    assert SafetyCase.objects.unsealed("test").count() == 1


PLACES = ("safety_case", "safety_signals", "safety_consultations", "safety_talk", "safety_weighing")


def test_nobody_else_learns_that_it_is_there(house: House, noor: Client, case_id: int):
    go_all_the_way(house, noor, case_id)
    for worker in (house.bas, house.ineke, house.pieter, house.femke, house.ada, house.sven):
        client = client_of(worker)
        for route in (*PLACES, "safety_decisions", "safety_leave_out"):
            for method in (client.get, client.post):
                assert method(reverse(route, args=[case_id])).status_code == 404, (worker.key, route)
        for answer in (client.get(reverse("safety_of", args=[house.fatima.pk])), client.get("/safety/")):
            assert answer.status_code == 404 or worker == house.sven
    assert "Fatima" not in seen(client_of(house.sven), "/safety/")


def test_it_is_in_no_list_search_or_palette_of_others(house: House, noor: Client, case_id: int):
    go_all_the_way(house, noor, case_id)
    for worker in (house.bas, house.ineke, house.femke):
        client = client_of(worker)
        for address in (
            "/",
            "/residents/?text=fatima",
            "/commands/?text=meld",
            "/register/residents/?resident_text=fatima",
        ):
            answer = client.get(address)
            if answer.status_code == 200:
                assert not [word for word in SECRETS if word in answer.content.decode()], (
                    worker.key,
                    address,
                )


def test_it_is_not_on_the_time_line_of_who_may_see_it_either(house: House, noor: Client, case_id: int):
    go_all_the_way(house, noor, case_id)
    page = seen(noor, reverse("dossier", args=[house.fatima.pk]))
    assert "blauwe plek" not in page
    assert "Veilig Thuis" not in page


def test_the_page_of_the_ledger_says_that_the_record_was_seen_and_not_why(
    house: House, noor: Client, case_id: int
):
    lines = LedgerLine.objects.count()
    go_all_the_way(house, noor, case_id)
    assert LedgerLine.objects.count() > lines
    page = seen(client_of(house.femke), reverse("ledger", args=[house.fatima.pk]))
    _same_for_everybody, _tag, entries = page.partition("<table")
    assert "Noor" in entries
    assert "naam en geboortedatum" in entries
    assert not [word for word in (*SECRETS, "safety", "consult") if word in entries]


def test_a_merge_does_not_count_it(house: House, noor: Client, case_id: int):
    page = seen(client_of(house.bas), reverse("merge", args=[house.fatima.pk, house.willem.pk]))
    assert not [word for word in SECRETS if word in page]


def test_the_number_of_queries_does_not_grow(house: House, noor: Client, case_id: int):
    case, signals = reverse("safety_case", args=[case_id]), reverse("safety_signals", args=[case_id])

    def counted() -> list[int]:
        found = []
        for address in (case, signals, "/safety/"):
            noor.get(address)
            with CaptureQueriesContext(connection) as queries:
                noor.get(address)
            found.append(sum("pg_advisory" not in query["sql"] for query in queries))
        return found

    noor.post(signals, signal(house))
    few = counted()
    for _ in range(6):
        noor.post(signals, signal(house))
    assert counted() == few

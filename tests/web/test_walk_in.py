"""The walk-in hour through Django's client: adding visitors, the exploration, a registration in one step."""

import pytest
from django.urls import reverse

from omzien.casework.models import Referral, Registration, Story, Task
from omzien.community.models import MoneyFinding, WalkInVisit
from omzien.gate.visit import Role
from omzien.organisation.queries import partners
from tests.cast import client_of, visit_of

pytestmark = pytest.mark.django_db
ROLES = {Role.WORKER, Role.TEAM_LEAD, Role.FRONT_DESK}


def add(client, house, **more) -> int:
    line = {"hour": "geldzaken", "municipality_id": house.uitgeest.pk, "domain": "financien"}
    assert client.post(reverse("walk_in"), line | more).status_code == 302
    return int(WalkInVisit.objects.unsealed("test").order_by("-pk").values_list("pk", flat=True)[0])


def test_the_desk_is_there_for_who_receives(house):
    visit_id = add(client_of(house.bas), house)
    for role, worker in house.staff.items():
        client, expected = client_of(worker), 200 if role in ROLES else 404
        assert client.get(reverse("walk_in")).status_code == expected, role
        assert client.get(reverse("walk_in_visit", args=[visit_id])).status_code == expected, role
    assert client_of(house.sven).get(reverse("walk_in_visit", args=[visit_id])).status_code == 404


def test_a_line_by_name_and_one_without(house):
    client = client_of(house.bas)
    assert "Willem Dekker" in client.get(reverse("walk_in"), {"text": "dekker"}).content.decode()
    add(client, house, resident_id=house.willem.pk)
    add(client, house, resident_id="")
    page = client.get(reverse("walk_in")).content.decode()
    assert "Willem Dekker" in page
    assert list(
        WalkInVisit.objects.unsealed("test").order_by("pk").values_list("resident_id", flat=True)
    ) == [
        house.willem.pk,
        None,
    ]


def test_where_somebody_lives_is_asked_once_and_of_a_resident_never(house):
    client, line = client_of(house.bas), {"hour": "geldzaken", "municipality_id": "", "domain": ""}
    refused = client.post(reverse("walk_in"), line | {"resident_id": ""})
    assert "Gemeente: Dit veld is verplicht" in refused.content.decode()
    add(client, house, municipality_id="", resident_id=house.willem.pk)
    assert WalkInVisit.objects.unsealed("test").get().municipality_id == house.willem.municipality_id
    add(client, house)
    opened = client.get(reverse("walk_in")).context["form"]  # the next morning, at the same computer
    assert opened["municipality_id"].value() == str(house.uitgeest.pk)


def test_a_visitor_is_somebody_new(house):
    client = client_of(house.bas)
    visit_id = add(client, house)
    address = reverse("walk_in_visit", args=[visit_id])
    offered = client.get(address, {"text": "nora nieuw 06-12345678"}).context["forms"]["add"].initial
    filled_in = {name: value for name, value in offered.items() if value}
    assert client.post(address, filled_in | {"do": "add"}).headers["Location"] == address
    page = client.get(address).content.decode()
    assert "<h1>Nora Nieuw</h1>" in page
    assert 'value="register"' in page


def test_from_the_exploration_to_a_registration_with_tasks_and_a_referral(house):
    client = client_of(house.noor)
    visit_id = add(client, house)
    address = reverse("walk_in_visit", args=[visit_id])
    asked: dict[str, object] = {"do": "register", "question": "financien.schulden", "triage": "right_place"}
    assert client.post(address, asked).status_code == 200, "nobody is registered without a name"
    explored = {
        "do": "explore",
        "topic-schulden": "attention",
        "topic-inkomen": "in_order",
        "problematic_debt": "ja",
        "agreed": ["schuldregeling", "cursus"],
    }
    assert client.post(address, explored).status_code == 302
    assert MoneyFinding.objects.unsealed("test").count() == 2
    client.post(address, {"do": "name", "resident_id": house.greta.pk})
    asked["partner_id"] = partners(visit_of(house.noor))[0].pk
    assert client.post(address, asked).headers["Location"] == reverse("walk_in")
    row = Registration.objects.unsealed("test").select_related("channel").get(resident=house.greta)
    assert (row.channel.key, row.triage) == ("inloop", "right_place")
    assert "Schulden" in Story.objects.unsealed("test").get(registration=row).text
    assert Referral.objects.unsealed("test").filter(registration=row, direction="outgoing").count() == 1
    assert Task.objects.unsealed("test").filter(resident=house.greta).count() == 2
    seen = WalkInVisit.objects.unsealed("test").select_related("follow_up").get(pk=visit_id)
    assert seen.follow_up
    assert (seen.follow_up.key, seen.problematic_debt) == ("combinatie", "ja")


def test_the_front_desk_sees_no_exploration(house):
    visit_id = add(client_of(house.bas), house)
    address = reverse("walk_in_visit", args=[visit_id])
    assert 'name="topic-schulden"' in client_of(house.noor).get(address).content.decode()
    assert 'name="topic-schulden"' not in client_of(house.bas).get(address).content.decode()
    assert client_of(house.bas).post(address, {"do": "explore", "problematic_debt": "ja"}).status_code == 404


@pytest.mark.parametrize("odd", ["", "x" * 3000, "-1", "9" * 30, "<script>alert(1)</script>"])
def test_odd_forms_add_nobody(house, odd):
    client = client_of(house.bas)
    visit_id = add(client, house)
    for name in ("hour", "municipality_id", "resident_id", "domain"):
        line = {"hour": "geldzaken", "municipality_id": house.uitgeest.pk, name: odd}
        answer = client.post(reverse("walk_in"), line)
        if not (odd == "" and name in ("resident_id", "domain")):
            assert answer.status_code in (200, 404), (name, odd)
            assert "<script>alert(1)" not in answer.content.decode()
    assert client.get(reverse("walk_in"), {"text": odd, "hour": odd}).status_code == 200
    for do in ("explore", "name", "register", odd):
        answer = client.post(reverse("walk_in_visit", args=[visit_id]), {"do": do, "resident_id": odd})
        assert answer.status_code in (200, 302, 404)
    assert WalkInVisit.objects.unsealed("test").exclude(resident=None).count() == 0

"""One action is one transaction and one ledger line; a row that the act does not reach is not written."""

import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext

from omzien.gate.action import action, keep, keep_setup, remove, rub_out
from omzien.gate.acts import Act, of_own_organisation
from omzien.gate.models import LedgerLine
from omzien.gate.sealed import Absent, Sealed
from omzien.gate.visit import Role, Visit
from omzien.organisation.models import Team
from omzien.people.models import ContactDetails, Resident
from tests.cast import fresh, relate, visit_of

pytestmark = pytest.mark.django_db

CHANGE = Act("test-change", "people.Resident", "test", {Role.WORKER: of_own_organisation})
CHANGE_CONTACT = Act("test-contact", "people.ContactDetails", "test", {Role.WORKER: of_own_organisation})
SET_UP = Act("test-set-up", "organisation.Organisation", "test", {Role.ADMINISTRATOR: of_own_organisation})


@action
def rename(visit: Visit, *, row: Resident, name: str) -> None:
    row.family_name = name
    keep(visit, CHANGE, row)


@action
def rename_and_call(visit: Visit, *, row: Resident, name: str, phone: str) -> None:
    rename(visit, row=row, name=name)
    keep(
        visit, CHANGE_CONTACT, ContactDetails(organisation_id=row.organisation_id, resident=row, phone=phone)
    )


@action
def rename_and_fail(visit: Visit, *, row: Resident) -> None:
    rename(visit, row=row, name="Anders")
    raise RuntimeError("halfway")


@action
def forget(visit: Visit, *, row: Resident) -> None:
    remove(visit, CHANGE, row)


@action
def name_team(visit: Visit, *, team: Team) -> None:
    keep_setup(visit, SET_UP, team, organisation_id=team.organisation_id)


def test_an_action_leaves_one_line_that_names_the_resident(house):
    rename(visit_of(house.noor), row=house.greta, name="Zonder")
    line = LedgerLine.objects.get()
    assert (line.act, line.code, line.model) == ("rename", "U", "people.Resident")
    assert (line.residents, line.detail["acts"]) == ([house.greta.pk], ["test-change"])
    assert fresh(house.greta).family_name == "Zonder"


def test_an_action_within_an_action_joins_its_line(house):
    rename_and_call(visit_of(house.noor), row=house.greta, name="Zonder", phone="1")
    line = LedgerLine.objects.get()
    assert (line.act, line.code) == ("rename_and_call", "C")
    assert set(line.detail["rows"]) == {"people.Resident", "people.ContactDetails"}
    assert "Zonder" not in str(line.detail)


def test_the_moment_of_change_is_the_visits(house):
    visit = visit_of(house.noor)
    rename(visit, row=house.greta, name="Zonder")
    assert fresh(house.greta).changed_at == visit.now


def test_a_failed_action_leaves_nothing(house):
    with pytest.raises(RuntimeError):
        rename_and_fail(visit_of(house.noor), row=house.greta)
    assert fresh(house.greta).family_name == "Zee"
    assert not LedgerLine.objects.exists()


def test_a_row_over_the_street_is_absent(house):
    with pytest.raises(Absent):
        rename(visit_of(house.sven), row=house.greta, name="Gestolen")
    assert fresh(house.greta).family_name == "Zee"


def test_a_row_is_not_moved_over_the_street(house):
    house.greta.organisation = house.overkant
    with pytest.raises(Absent):
        rename(visit_of(house.noor), row=house.greta, name="Zee")
    assert fresh(house.greta).organisation_id == house.demo.pk


def test_a_role_that_the_act_does_not_name_writes_nothing(house):
    with pytest.raises(Absent):
        rename(visit_of(house.pieter), row=house.greta, name="Zonder")


def test_removing_takes_along_what_hangs_below_and_leaves_a_line(house):
    relate(house.greta, worker=house.noor)
    forget(visit_of(house.noor), row=house.greta)
    assert not Resident.objects.unsealed("test").filter(family_name="Zee").exists()
    assert LedgerLine.objects.get().code == "D"


def test_set_up_is_written_in_the_own_organisation_only(house):
    name_team(visit_of(house.ada), team=Team(organisation=house.demo, key="nieuw", name="Nieuw"))
    assert LedgerLine.objects.get().model == "organisation.Team"
    for worker, organisation in ((house.ada, house.overkant), (house.noor, house.demo)):
        with pytest.raises(Absent):
            name_team(visit_of(worker), team=Team(organisation=organisation, key="x", name="X"))


def test_a_person_is_no_set_up(house):
    @action
    def cheat(visit: Visit) -> None:
        keep_setup(visit, SET_UP, house.greta, organisation_id=house.demo.pk)

    with pytest.raises(Sealed):
        cheat(visit_of(house.ada))


def test_nothing_is_kept_outside_an_action(house):
    visit = visit_of(house.noor)
    with pytest.raises(Sealed):
        keep(visit, CHANGE, house.greta)
    with pytest.raises(Sealed):
        remove(visit, CHANGE, house.greta)


def test_an_action_within_an_action_is_of_the_same_person(house):
    @action
    def borrow(visit: Visit) -> None:
        rename(visit_of(house.karim), row=house.greta, name="Zonder")

    with pytest.raises(Sealed, match="one person"):
        borrow(visit_of(house.noor))


def _asked_of_reach(visit: Visit, row: Resident) -> int:
    with CaptureQueriesContext(connection) as found:
        rename(visit, row=row, name="Nieuw")
    return sum(query["sql"].startswith("SELECT 1 ") for query in found.captured_queries)


def test_a_row_that_was_handed_out_under_the_act_is_not_asked_for_again(house):
    visit = visit_of(house.noor)
    handed_out = Resident.objects.under(CHANGE, visit).one(pk=house.greta.pk)
    assert _asked_of_reach(visit, handed_out) == 1
    assert _asked_of_reach(visit_of(house.noor), handed_out) == 2


def test_what_another_act_handed_out_is_asked_for(house):
    nobody = Act("test-nobody", "people.Resident", "test", {Role.WORKER: lambda visit: Q(pk=-1)})

    @action
    def change(visit: Visit, *, row: Resident) -> None:
        keep(visit, nobody, row)

    visit = visit_of(house.noor)
    row = Resident.objects.under(CHANGE, visit).one(pk=house.greta.pk)
    with CaptureQueriesContext(connection) as found, pytest.raises(Absent):
        change(visit, row=row)
    assert not [query for query in found.captured_queries if query["sql"].startswith("UPDATE")]


def test_a_key_that_was_put_on_another_row_is_asked_for(house):
    visit = visit_of(house.noor)
    row = Resident.objects.under(CHANGE, visit).one(pk=house.greta.pk)
    row.pk = Resident.objects.unsealed("test").exclude(organisation_id=house.demo.pk).latest("pk").pk
    with pytest.raises(Absent):
        rename(visit, row=row, name="Gekaapt")


def test_a_row_that_was_removed_meanwhile_is_not_made_again(house):
    visit = visit_of(house.noor)
    row = Resident.objects.under(CHANGE, visit).one(pk=house.greta.pk)
    forget(visit_of(house.noor), row=house.greta)
    with pytest.raises(Absent):
        rename(visit, row=row, name="Terug")
    assert not Resident.objects.unsealed("test").filter(pk=row.pk).exists()


def test_what_was_handed_out_to_read_is_not_written_by_an_act_that_does_not_reach_it(house):
    """Not even when the change itself would bring the row into reach."""
    own = Act("test-zee", "people.Resident", "test", {Role.WORKER: lambda _: Q(family_name="Mijn")})

    @action
    def grab(visit: Visit, *, row: Resident) -> None:
        row.family_name = "Mijn"
        keep(visit, own, row)

    visit = visit_of(house.noor)
    row = Resident.objects.under(CHANGE, visit).one(pk=house.greta.pk)
    with pytest.raises(Absent):
        grab(visit, row=row)
    assert fresh(house.greta).family_name == "Zee"


def test_under_an_act_that_only_counts_nothing_is_handed_out_or_written(house):
    count = Act(
        "test-count", "people.Resident", "test", {Role.WORKER: of_own_organisation}, only_counted=True
    )

    @action
    def change(visit: Visit) -> None:
        keep(visit, count, house.greta)

    @action
    def wipe(visit: Visit) -> None:
        rub_out(visit, count, Q(pk=house.greta.pk))

    visit = visit_of(house.noor)
    rows = Resident.objects.under(count, visit)
    assert rows.count() == 3
    for read in (lambda: list(rows), lambda: rows.first(), lambda: next(rows.iterator())):
        with pytest.raises(Sealed, match="counted"):
            read()
    for write in (change, wipe):
        with pytest.raises(Sealed, match="counted"):
            write(visit)

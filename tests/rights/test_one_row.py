"""Of one row and of a list the question is written in two ways: for every act, role and row they agree."""

import dataclasses
from collections.abc import Iterator

import pytest
from django.apps import apps

from omzien.gate.acts import Act
from omzien.gate.visit import Role, Visit
from tests.cast import command_visit, make_worker, relate, visit_of
from tests.rights.world import SAMPLES, build_world
from tools.rights_page import acts_by_room

pytestmark = pytest.mark.django_db


def _reached(act: Act, visit: Visit) -> set[int]:
    rows = apps.get_model(act.model).objects
    if not hasattr(rows, "under"):  # the organisation itself is no row of a person
        return set()
    if act.only_counted:
        return {rows.under(act, visit).count()}
    return {row.pk for row in rows.under(act, visit)}


@pytest.fixture(scope="module")
def visits(shared_world) -> Iterator[list[Visit]]:
    with shared_world():
        world = build_world()
        for sample in SAMPLES.values():
            sample(world)
        house = world.house
        relate(house.greta, team=house.team)
        staff = [visit_of(worker) for worker in (*house.staff.values(), house.sven)]
        opened = dataclasses.replace(visit_of(house.noor), opened=frozenset({house.greta.pk}))
        outsider = make_worker(house.demo, "Olga", Role.WORKER, Role.TEAM_LEAD)
        relate(house.willem, worker=outsider)  # and not to Fatima, of whom all the rows are
        yield [*staff, opened, visit_of(outsider), command_visit(house.demo)]


def test_one_row_is_reached_when_it_is_in_the_list(visits):
    wrong, found = [], 0
    for _, acts in acts_by_room():
        for act in acts:
            for visit in filter(act.open_to, visits):
                listed = _reached(act, visit)
                found += len(listed)
                if listed != _reached(act, dataclasses.replace(visit, of_one_row=True)):
                    wrong.append((act.name, sorted(visit.roles)))
    assert wrong == []
    assert found > 300

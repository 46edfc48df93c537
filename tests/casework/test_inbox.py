"""The inbox and the waiting list: order, pages, filters, counts, reasons, a constant number of queries."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from omzien.casework import actions, queries
from omzien.casework.models import Arrival, Registration
from omzien.casework.queries import InboxFilter, WaitFilter
from omzien.casework.rules.arriving import Told
from omzien.gate.errors import Absent
from omzien.gate.refused import Refused
from tests.casework.world import TODAY, registered
from tests.cast import code

TOLD = Told(family_name="Haddad", phone="06")


def _arrive(world, days_ago: int, **fields) -> int:
    row = Arrival(
        organisation=world.house.demo,
        way=fields.pop("way", "phone"),
        received_on=TODAY - timedelta(days=days_ago),
        **fields,
    )
    row.save()
    return row.pk


def _register(world, days_ago: int, **fields) -> int:
    row = Registration(
        organisation=world.house.demo,
        resident=world.house.greta,
        municipality=world.house.uitgeest,
        registered_on=TODAY - timedelta(days=days_ago),
        channel=code(world.house.demo, "channel", "eigen_initiatief"),
        **fields,
    )
    row.save()
    return row.pk


def _pages(visit, asked, size):
    """The whole list, walked forward page by page; and then back again."""
    there = [queries.waiting_items(visit, asked=asked, limit=size)]
    while there[-1].has_next:
        there.append(queries.waiting_items(visit, asked=asked, after=there[-1].rows[-1].place, limit=size))
    back = [there[-1]]
    while back[-1].has_previous:
        back.append(queries.waiting_items(visit, asked=asked, before=back[-1].rows[0].place, limit=size))
    return [row for page in there for row in page.rows], [row for page in back[::-1] for row in page.rows]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(st.booleans(), st.integers(0, 4)), max_size=9),
    st.integers(1, 4),
)
def test_walking_the_pages_shows_everything_once_in_order_both_ways(world, waiting, size):
    Arrival.objects.unsealed("test").delete()
    Registration.objects.unsealed("test").delete()
    made = {
        ("arrival", _arrive(world, days)) if arrives else ("registration", _register(world, days))
        for arrives, days in waiting
    }
    there, back = _pages(world.visit("bas"), InboxFilter(), size)
    assert {(row.kind, row.id) for row in there} == made
    assert len(there) == len(made)
    assert [(row.received_on, row.kind, row.id) for row in there] == sorted(
        (row.received_on, row.kind, row.id) for row in there
    )
    if there:
        assert back[-size:] == there[-size:]


def test_days_against_the_norm_and_the_counts_of_the_whole(world):
    on_time, late = _arrive(world, 14), _arrive(world, 15)
    _register(world, 40)
    page = queries.waiting_items(world.visit("bas"), asked=InboxFilter(), limit=1)
    assert (page.all, page.late, page.norm) == (3, 2, 14)
    everything = queries.waiting_items(world.visit("bas"), asked=InboxFilter()).rows
    assert {(row.id, row.over_norm) for row in everything if row.kind == "arrival"} == {
        (on_time, False),
        (late, True),
    }
    only_late = queries.waiting_items(world.visit("bas"), asked=InboxFilter(late=True)).rows
    assert [row.days for row in only_late] == [40, 15]


def test_filters(world):
    house = world.house
    phone = _arrive(world, 1, municipality=house.uitgeest)
    signal = _arrive(world, 2, way="signal", municipality=house.emmen, team=house.team)
    registration = _register(world, 3)

    def ids(**asked):
        return {row.id for row in queries.waiting_items(world.visit("bas"), asked=InboxFilter(**asked)).rows}

    assert ids(way="phone") == {phone}
    assert ids(way="registration") == {registration}
    assert ids(team=house.team.pk) == {signal}
    assert signal not in ids(team=0)
    assert ids(municipality=house.emmen.pk) == {signal}
    assert ids(way="veilig_thuis") == set()


def test_a_page_asks_as_much_of_a_long_inbox_as_of_a_short_one(world):
    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as caught:
            queries.waiting_items(world.visit("bas"), asked=InboxFilter())
        return len(caught)

    _arrive(world, 1)
    _register(world, 1)
    few = asked()
    for days in range(40):
        _arrive(world, days)
        _register(world, days)
    assert asked() == few


# ---- the waiting list


def test_a_late_wait_says_why_in_the_list_and_the_exploration_knows_it(world):
    noor = world.visit("noor")
    late = registered(world, noor, registered_on=date(2020, 5, 1), triage="right_place")
    [row] = queries.waiting_rows(noor, asked=WaitFilter())
    assert (row.step, row.days, row.norm, row.over_norm, row.reason) == ("exploration", 45, 14, True, None)
    actions.say_why_waiting(noor, registration_id=late, reason="capaciteit")
    [row] = queries.waiting_rows(noor, asked=WaitFilter())
    assert row.reason
    assert row.reason.key == "capaciteit"
    actions.explore(noor, registration_id=late, explored_on=TODAY)
    [row] = queries.waiting_rows(noor, asked=WaitFilter())
    assert (row.step, row.days, row.reason) == ("support", 0, None)


def test_a_reason_said_while_waiting_does_not_stick_to_an_exploration_within_the_norm(world):
    noor = world.visit("noor")
    late = registered(world, noor, registered_on=date(2020, 5, 1), triage="right_place")
    actions.say_why_waiting(noor, registration_id=late, reason="capaciteit")
    actions.explore(noor, registration_id=late, explored_on=date(2020, 5, 8))
    row = Registration.objects.unsealed("test").get(pk=late)
    assert row.over_norm_reason_id is None


def test_a_wait_within_the_norm_has_no_reason_and_nobody_waits_twice(world):
    noor = world.visit("noor")
    soon = registered(world, noor, registered_on=date(2020, 6, 10), triage="right_place")
    with pytest.raises(Refused, match="within the norm"):
        actions.say_why_waiting(noor, registration_id=soon, reason="capaciteit")
    with pytest.raises(Refused):
        actions.say_why_waiting(noor, registration_id=soon, reason="zomaar")
    actions.triage(noor, registration_id=soon, verdict="elsewhere")
    with pytest.raises(Refused, match="nobody waits here"):
        actions.say_why_waiting(noor, registration_id=soon, reason="capaciteit")


@pytest.mark.parametrize("who", ["joke", "sven", "ineke", "pieter", "femke", "ada"])
def test_who_does_not_have_the_registration_says_nothing_about_it(world, who):
    late = registered(world, world.visit("noor"), registered_on=date(2020, 5, 1), triage="right_place")
    with pytest.raises(Absent):
        actions.say_why_waiting(world.visit(who), registration_id=late, reason="capaciteit")
    assert queries.waiting_rows(world.visit(who), asked=WaitFilter()) == []


def test_totals_per_step_are_counted(world):
    noor = world.visit("noor")
    late = registered(world, noor, registered_on=date(2020, 5, 1), triage="right_place")
    registered(world, noor, registered_on=date(2020, 5, 2), triage="right_place")
    registered(world, noor, registered_on=date(2020, 6, 14), triage="right_place")
    explored = registered(world, noor, registered_on=date(2020, 4, 1))
    actions.explore(noor, registration_id=explored, explored_on=date(2020, 4, 2))
    actions.say_why_waiting(noor, registration_id=late, reason="capaciteit")
    first, second = queries.wait_totals(noor)
    assert (first.step, first.norm, first.all, first.late, first.unexplained) == ("exploration", 14, 3, 2, 1)
    assert (second.step, second.norm, second.all, second.late, second.unexplained) == ("support", 28, 1, 1, 1)
    unexplained = queries.waiting_rows(noor, asked=WaitFilter(unexplained=True))
    assert {row.registration_id for row in unexplained}.isdisjoint({late})
    assert len(unexplained) == 2
    assert len(queries.waiting_rows(noor, asked=WaitFilter(step="support"))) == 1


def test_right_place_taken_back_is_in_the_inbox_again(world):
    bas, house = world.visit("bas"), world.house
    known = registered(world, bas, resident_id=house.greta.pk)
    actions.triage(bas, registration_id=known, verdict="right_place", team_id=house.team.pk)
    assert queries.waiting_items(bas, asked=InboxFilter()).rows == []
    actions.take_back_triage(bas, registration_id=known)
    [row] = queries.waiting_items(bas, asked=InboxFilter()).rows
    assert (row.id, row.team) == (known, "")
    with pytest.raises(Refused):
        actions.take_back_triage(bas, registration_id=known)

"""Saved questions to the figures: one's own, shared, renamed, deleted and put back."""

import pytest

from omzien.gate.errors import Absent
from omzien.gate.refused import Refused
from omzien.organisation.actions import change_view, delete_view, save_view
from omzien.organisation.queries import saved_views
from tests.cast import House, visit_of

QUERY = "figure=registrations&rows=domain&period=2020"


def names(worker) -> list[tuple[str, str]]:
    return [(view.name, view.by) for view in saved_views(visit_of(worker))]


def test_ones_own_is_seen_by_oneself_and_a_shared_one_by_all_who_see_figures(house: House):
    save_view(visit_of(house.pieter), name="  Voor   mij ", query=QUERY)
    save_view(visit_of(house.pieter), name="Voor allen", query=QUERY, is_shared=True)
    assert names(house.pieter) == [("Voor allen", ""), ("Voor mij", "")]
    assert names(house.noor) == [("Voor allen", "Pieter")]
    assert names(house.sven) == []
    assert names(house.bas) == []


def test_the_same_name_again_replaces_the_question(house: House):
    pieter = visit_of(house.pieter)
    first = save_view(pieter, name="Vraag", query=QUERY)
    assert save_view(pieter, name="Vraag", query=f"{QUERY}&columns=team", is_shared=True) == first
    assert [(view.query[-4:], view.is_shared) for view in saved_views(pieter)] == [("team", True)]


def test_who_saved_it_renames_shares_and_deletes_it_and_nobody_else(house: House):
    pieter, noor = visit_of(house.pieter), visit_of(house.noor)
    view = save_view(pieter, name="Vraag", query=QUERY, is_shared=True)
    for act in (lambda: delete_view(noor, view_id=view), lambda: _renamed(noor, view)):
        with pytest.raises(Absent):
            act()
    _renamed(pieter, view)
    assert names(house.noor) == []
    delete_view(pieter, view_id=view)
    assert names(house.pieter) == []


def _renamed(visit, view: int) -> None:
    change_view(visit, view_id=view, name="Anders", is_shared=False)


def test_two_have_no_one_name_and_none_is_without(house: House):
    pieter = visit_of(house.pieter)
    save_view(pieter, name="Een", query=QUERY)
    other = save_view(pieter, name="Twee", query=QUERY)
    for name in ("Een", " ", "x" * 81):
        with pytest.raises(Refused):
            change_view(pieter, view_id=other, name=name, is_shared=False)
    with pytest.raises(Refused):
        save_view(pieter, name="Lang", query="x" * 1001)
    assert save_view(visit_of(house.noor), name="Een", query=QUERY)

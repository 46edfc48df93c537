"""Drafts: kept as typed, for their worker alone; who types elsewhere is never overwritten."""

import dataclasses
from datetime import timedelta

import pytest
from django.db import connection

from omzien.gate.errors import Absent
from omzien.gate.models import LedgerLine
from omzien.people import queries
from omzien.people.actions import end_draft, keep_draft, merge_residents, throw_draft_away
from omzien.people.farewell import FAREWELL
from omzien.people.models import Draft
from omzien.people.rules import Kept, Typed
from tests.cast import visit_of

pytestmark = pytest.mark.django_db
KEY, DESK, PHONE = "a" * 32, "d" * 32, "e" * 32
SECRET = "story=Al+weken+geen+post"


def typed(content: str = SECRET, *, base: int = 0, version: int = 1, device: str = DESK, **more) -> Typed:
    said = {"key": KEY, "form": "note", "about": "", "page": "/residents/1/note/"} | more
    return Typed(content=content, base=base, version=version, device=device, **said)


def lines() -> list[tuple[str, str]]:
    return list(LedgerLine.objects.order_by("pk").values_list("act", "code"))


def test_the_newest_draft_of_a_form_is_opened_again(house):
    noor = visit_of(house.noor)
    assert keep_draft(noor, typed=typed()) is Kept.KEPT
    assert keep_draft(noor, typed=typed("story=meer", base=1, version=2)) is Kept.KEPT
    found = queries.draft_to_open(noor, form="note")
    assert found
    assert (found.key, found.version, found.content) == (KEY, 2, "story=meer")
    assert queries.draft_to_open(noor, form="plan") is None
    assert queries.draft_to_open(noor, form="note", about="intervention-7") is None


def test_a_draft_about_a_resident_is_opened_with_that_resident_or_by_key(house):
    noor = visit_of(house.noor)
    keep_draft(noor, typed=typed(resident_id=house.fatima.pk))
    assert queries.draft_to_open(noor, form="note", resident_id=house.willem.pk) is None
    assert queries.draft_to_open(noor, form="note", resident_id=house.fatima.pk)
    assert queries.draft_to_open(noor, form="note", resident_id=house.willem.pk, key=KEY)
    (card,) = queries.my_drafts(noor)
    assert (card.form, card.resident, card.page) == ("note", "Fatima el Amrani", "/residents/1/note/")


def test_nobody_else_reaches_a_draft(house):
    keep_draft(visit_of(house.noor), typed=typed())
    for other in (house.karim, house.femke, house.ada, house.sven):
        visit = visit_of(other)
        assert queries.draft_to_open(visit, form="note", key=KEY) is None
        assert list(queries.my_drafts(visit)) == []
        with pytest.raises(Absent):
            throw_draft_away(visit, key=KEY)
        end_draft(visit, key=KEY)
    assert keep_draft(visit_of(house.karim), typed=typed("story=van+Karim")) is Kept.GONE
    found = queries.draft_to_open(visit_of(house.noor), form="note")
    assert found
    assert found.content == SECRET


def test_the_database_holds_no_readable_text(house):
    keep_draft(visit_of(house.noor), typed=typed())
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM people_draft")
        assert "post" not in str(cursor.fetchall())


def test_a_late_save_of_the_same_page_changes_nothing(house):
    noor = visit_of(house.noor)
    keep_draft(noor, typed=typed())
    assert keep_draft(noor, typed=typed("story=derde", base=1, version=3)) is Kept.KEPT
    assert keep_draft(noor, typed=typed("story=tweede", base=1, version=2)) is Kept.KEPT
    found = queries.draft_to_open(noor, form="note")
    assert found
    assert found.content == "story=derde"


def test_who_goes_on_elsewhere_is_not_overwritten(house):
    noor = visit_of(house.noor)
    keep_draft(noor, typed=typed())
    assert keep_draft(noor, typed=typed("story=telefoon", base=1, version=2, device=PHONE)) is Kept.KEPT
    assert queries.went_on_elsewhere(noor, key=KEY, device=DESK, version=1)
    assert not queries.went_on_elsewhere(noor, key=KEY, device=PHONE, version=2)
    assert keep_draft(noor, typed=typed("story=bureau", base=1, version=2)) is Kept.ELSEWHERE
    found = queries.draft_to_open(noor, form="note")
    assert found
    assert found.content == "story=telefoon"


def test_what_was_sent_does_not_come_back(house):
    noor = visit_of(house.noor)
    keep_draft(noor, typed=typed())
    end_draft(noor, key=KEY)
    assert keep_draft(noor, typed=typed("story=laat", base=1, version=2)) is Kept.GONE
    assert queries.draft_to_open(noor, form="note") is None


def test_the_ledger_has_a_line_for_the_beginning_and_the_end_not_for_each_key(house):
    noor = visit_of(house.noor)
    for number in range(1, 6):
        keep_draft(noor, typed=typed(base=number - 1, version=number, resident_id=house.fatima.pk))
    assert lines() == [("write_draft", "C")]
    throw_draft_away(noor, key=KEY)
    assert lines() == [("write_draft", "C"), ("throw_draft_away", "D")]
    assert LedgerLine.objects.filter(residents=[house.fatima.pk]).count() == 2


def test_a_draft_is_about_residents_of_the_house_only(house):
    with pytest.raises(Absent):
        keep_draft(visit_of(house.noor), typed=typed(resident_id=house.piet.pk))
    with pytest.raises(Absent):
        keep_draft(visit_of(house.ada), typed=typed(resident_id=house.fatima.pk))
    assert Draft.objects.unsealed("test").count() == 0


def test_a_draft_that_nobody_goes_on_with_is_deleted_after_thirty_days(house):
    noor = visit_of(house.noor)
    keep_draft(noor, typed=typed())
    later = dataclasses.replace(visit_of(house.karim), now=noor.now + timedelta(days=31))
    assert queries.draft_to_open(dataclasses.replace(noor, now=later.now), form="note") is None
    keep_draft(later, typed=typed(key="b" * 32))
    assert [row.key for row in Draft.objects.unsealed("test")] == ["b" * 32]


def test_erasure_takes_the_drafts_and_a_merge_moves_them(house):
    karim = visit_of(house.karim)
    keep_draft(karim, typed=typed(resident_id=house.willem.pk))
    merge_residents(karim, survivor_id=house.greta.pk, merged_id=house.willem.pk)
    assert queries.draft_to_open(karim, form="note", resident_id=house.greta.pk)
    told = FAREWELL.export(karim, house.greta.pk)["drafts"]
    assert [row["worker__name"] for row in told] == ["Karim"]
    FAREWELL.erase(karim, house.greta.pk)
    assert Draft.objects.unsealed("test").count() == 0

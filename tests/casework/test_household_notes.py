"""One note for several members of a household: one text, of each, that stays when one of them leaves."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from omzien.casework.actions import change_note, note_contact
from omzien.casework.farewell import FAREWELL
from omzien.casework.models import Contact, ContactNote, HouseholdNote
from omzien.casework.policy import READ_HOUSEHOLD_NOTES
from omzien.casework.queries import note_of, timeline
from omzien.gate.errors import Absent
from omzien.gate.refused import Refused
from omzien.people.actions import share_household
from omzien.people.models import Household, Resident
from tests.casework.world import TODAY, World
from tests.cast import make_resident, relate

TEXT = "Samen besproken wie de post opent."


def at_home(world: World, *names: str) -> list[int]:
    """Fatima, and these members of her household, all in Noor's circle."""
    noor, fatima = world.visit("noor"), world.house.fatima.pk
    members = [fatima]
    for name in names:
        resident = make_resident(world.house.demo, given_name=name)
        relate(resident, worker=world.house.noor)
        share_household(noor, resident_id=resident.pk, with_resident_id=fatima)
        members.append(resident.pk)
    return members


def noted(world: World, members: list[int], **more) -> int:
    about = {"held_on": TODAY, "kind": "telefoon", "minutes": 30, "note": TEXT, **more}
    return note_contact(world.visit("noor"), resident_id=members[0], with_resident_ids=members[1:], **about)


def told_of(world: World, resident_id: int) -> list[str]:
    rows = FAREWELL.export(world.visit("femke"), resident_id)["contact_notes"]
    return [row["text"] or row["household_note__text"] for row in rows]


def test_the_text_is_there_once_and_each_dossier_shows_it(world):
    members = at_home(world, "Anna", "Joris")
    noted(world, members)
    assert HouseholdNote.objects.unsealed("test").count() == 1
    assert list(ContactNote.objects.unsealed("test").values_list("text", flat=True)) == [""] * 3
    for member in members:
        (moment,) = timeline(world.visit("noor"), resident_id=member)
        assert (moment.note, moment.of_household) == (TEXT, True)


def test_the_minutes_are_counted_once(world):
    noted(world, at_home(world, "Anna", "Joris"))
    minutes = Contact.objects.unsealed("test").order_by("pk").values_list("minutes", flat=True)
    assert list(minutes) == [30, None, None]


def test_a_contact_with_one_member_is_a_plain_note(world):
    noted(world, at_home(world, "Anna")[:1])
    assert HouseholdNote.objects.unsealed("test").count() == 0
    (moment,) = timeline(world.visit("noor"), resident_id=world.house.fatima.pk)
    assert (moment.note, moment.of_household) == (TEXT, False)


def test_a_correction_is_seen_by_all(world):
    members = at_home(world, "Anna")
    contact_id = noted(world, members)
    assert note_of(world.visit("noor"), contact_id=contact_id).of_household
    change_note(world.visit("noor"), contact_id=contact_id, text="Anders.")
    assert {timeline(world.visit("noor"), resident_id=one)[0].note for one in members} == {"Anders."}


def test_somebody_of_another_household_was_not_there(world):
    with pytest.raises(Refused, match="this household"):
        noted(world, [*at_home(world, "Anna"), world.house.willem.pk])


def test_a_member_outside_the_circle_cannot_be_written_about(world):
    members = at_home(world, "Anna")
    far = make_resident(world.house.demo, given_name="Ver", household=fresh_household(members[0]))
    with pytest.raises(Absent):
        noted(world, [*members, far.pk])
    assert HouseholdNote.objects.unsealed("test").count() == 0


def fresh_household(resident_id: int):
    home = Resident.objects.unsealed("test").values_list("household_id", flat=True).get(pk=resident_id)
    return Household.objects.unsealed("test").get(pk=home)


def test_the_neighbour_reads_no_household_note(world):
    noted(world, at_home(world, "Anna"))
    rows = HouseholdNote.objects.under(READ_HOUSEHOLD_NOTES, world.visit("sven"))
    assert not rows.exists()
    assert not HouseholdNote.objects.under(READ_HOUSEHOLD_NOTES, world.visit("bas")).exists()


class Leaving(TestCase):
    """Whoever leaves, in whatever order: who stays keeps the text, and with the last it is gone."""

    @pytest.fixture(autouse=True)
    def in_the_world(self, standing_world: World) -> None:
        self.world = standing_world

    @settings(max_examples=8, deadline=None)
    @given(st.permutations([0, 1, 2]), st.lists(st.integers(0, 2), min_size=1, max_size=3, unique=True))
    def test_forgetting_one_leaves_the_others_theirs(self, order, there):
        members = at_home(self.world, "Anna", "Joris")
        present = [members[place] for place in there]
        noted(self.world, present, held_on=date(2020, 6, 12))
        left = set(present)
        for place in order:
            leaving = members[place]
            before = {one: told_of(self.world, one) for one in left - {leaving}}
            FAREWELL.erase(self.world.visit("femke"), leaving)
            left.discard(leaving)
            assert told_of(self.world, leaving) == []
            assert {one: told_of(self.world, one) for one in left} == before
            assert all(told_of(self.world, one) == [TEXT] for one in left)
            texts = HouseholdNote.objects.unsealed("test").filter(shares=None)
            assert not texts.exists(), "a text that is nobody's is gone"

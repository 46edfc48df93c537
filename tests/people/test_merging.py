"""Merging two residents, and making them two again: whatever the rooms hold about them."""

from datetime import date, timedelta

import pytest
from django.apps import apps
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from omzien.casework.models import Contact, ContactNote, Goal, Intervention, MeasurementOf, Registration
from omzien.community.models import Activity, Attendance, Session, WalkInVisit
from omzien.gate.models import LedgerLine
from omzien.gate.refused import Refused
from omzien.gate.sealed import Absent, SealedModel
from omzien.organisation.models import Service
from omzien.outcomes.models import Instrument, Measurement
from omzien.people import cipher, queries
from omzien.people.actions import change_resident, merge_residents, undo_merge
from omzien.people.facts import RESIDENTS
from omzien.people.models import CitizenNumber, Consent, ContactDetails, Merge, Resident
from tests.cast import build_house, code, fresh, make_resident, relate, visit_of
from tests.settings import ON_POSTGRES

pytestmark = pytest.mark.django_db
DAY = date(2024, 3, 4)
BSN = "111222333"
JOURNALS = {"gate.LedgerLine", "gate.LedgerSeal", "people.Merge"}


def snapshot():
    """Every row of every table, but for the ledger and the journal of merges."""
    return {
        model._meta.label: sorted(map(repr, _rows(model).values_list()))
        for model in apps.get_models(include_auto_created=True)
        if model._meta.label not in JOURNALS
    }


def _rows(model):
    if issubclass(model, SealedModel):
        return model.objects.unsealed("test")
    return model._base_manager.all()


class Town:
    """Three residents and the things that may be known of each."""

    def __init__(self):
        self.house = build_house()
        demo = self.house.demo
        self.ours = {"organisation": demo, "municipality": self.house.uitgeest}
        self.kind, self.domain = code(demo, "consent", "citaat"), code(demo, "channel", "eigen")
        self.phone = code(demo, "contact_kind", "telefoon")
        self.hour = code(demo, "walk_in_hour", "maandag")
        self.service = Service.objects.create(organisation=demo, key="AMW", name_nl="x", name_en="x")
        self.instrument = Instrument.objects.create(
            organisation=demo, key="zrm", name="ZRM", version="1", lowest=1, highest=5
        )
        activity = self.saved(Activity(**self.ours, name="Koffie"))
        self.sessions = [
            self.saved(Session(organisation=demo, activity=activity, held_on=DAY + timedelta(days=7 * week)))
            for week in range(3)
        ]
        self.people = [
            make_resident(demo, given_name=name, family_name="Bakker")
            for name in ("Jan", "Johan", "Piet-Hein")
        ]
        self.karim = visit_of(self.house.karim)

    @staticmethod
    def saved(row):
        row.save()
        return row

    def registration(self, who):
        return self.saved(Registration(**self.ours, resident=who, registered_on=DAY, channel=self.domain))

    def support(self, who, registration=None):
        return self.saved(
            Intervention(
                **self.ours,
                resident=who,
                registration=registration or self.registration(who),
                service=self.service,
                form=Intervention.Form.TRAJECTORY,
                started_on=DAY,
            )
        )

    def contact(self, who, intervention=None):
        row = Contact(
            organisation=self.house.demo,
            resident=who,
            held_on=DAY,
            kind=self.phone,
            intervention=intervention,
        )
        note = ContactNote(organisation=self.house.demo, resident=who, contact=self.saved(row), text="Gebeld")
        return self.saved(note).contact

    def goal(self, who, intervention=None):
        support = intervention or self.support(who)
        return self.saved(
            Goal(organisation=self.house.demo, resident=who, intervention=support, set_on=DAY, text="Rust")
        )

    def measurement(self, who, intervention=None):
        row = Measurement(
            organisation=self.house.demo,
            resident=who,
            instrument=self.instrument,
            moment="start",
            view="professional",
            measured_on=DAY,
        )
        link = MeasurementOf(
            organisation=self.house.demo,
            measurement=self.saved(row),
            intervention=intervention or self.support(who),
        )
        return self.saved(link).measurement

    def attendance(self, who, week=0):
        there = Attendance.objects.unsealed("test").filter(session=self.sessions[week], resident_id=who.pk)
        if not there.exists():
            self.saved(Attendance(organisation=self.house.demo, session=self.sessions[week], resident=who))

    def walk_in(self, who):
        self.saved(WalkInVisit(**self.ours, resident=who, visited_on=DAY, hour=self.hour))

    def consent(self, who):
        self.saved(Consent(organisation=self.house.demo, resident=who, kind=self.kind, given_on=DAY))

    def relation(self, who):
        relate(who, worker=self.house.noor)

    def address(self, who):
        there = ContactDetails.objects.unsealed("test").filter(resident_id=who.pk)
        if not there.exists():
            self.saved(ContactDetails(organisation=self.house.demo, resident=who, phone=f"06 {who.pk}"))

    def number(self, who):
        if not CitizenNumber.objects.unsealed("test").filter(resident_id=who.pk).exists():
            sealed = cipher.seal(BSN, resident_id=who.pk)
            self.saved(
                CitizenNumber(
                    organisation=self.house.demo, resident=who, sealed_number=sealed, legal_basis="Wgs art. 8"
                )
            )


KINDS = [
    "registration",
    "support",
    "contact",
    "goal",
    "measurement",
    "attendance",
    "walk_in",
    "consent",
    "relation",
    "address",
    "number",
]
KNOWN = st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 2)), max_size=12)


@pytest.fixture
def town():
    return Town()


@settings(max_examples=10 if ON_POSTGRES else 25, deadline=None)
@given(known=KNOWN, pair=st.permutations([0, 1, 2]))
def test_merge_and_unmerge_leave_every_table_as_it_was(known, pair):
    with transaction.atomic():
        town = Town()
        for kind, who in known:
            getattr(town, kind)(town.people[who])
        survivor, merged, _ = (town.people[place] for place in pair)
        before = snapshot()
        merge = merge_residents(town.karim, survivor_id=survivor.pk, merged_id=merged.pk)
        assert nothing_points_to(merged.pk)
        assert undo_merge(town.karim, merge_id=merge) == merged.pk
        assert snapshot() == before
        transaction.set_rollback(True)


@settings(max_examples=6 if ON_POSTGRES else 15, deadline=None)
@given(known=KNOWN, chained=st.booleans())
def test_chains_of_merges_are_undone_the_last_one_first(known, chained):
    with transaction.atomic():
        town = Town()
        for kind, who in known:
            getattr(town, kind)(town.people[who])
        one, two, three = town.people
        before = snapshot()
        first = merge_residents(town.karim, survivor_id=two.pk, merged_id=one.pk)
        between = snapshot()
        last, gone = (three, two) if chained else (two, three)
        second = merge_residents(town.karim, survivor_id=last.pk, merged_id=gone.pk)
        with pytest.raises(Refused, match="first"):
            undo_merge(town.karim, merge_id=first)
        undo_merge(town.karim, merge_id=second)
        assert snapshot() == between
        undo_merge(town.karim, merge_id=first)
        assert snapshot() == before
        transaction.set_rollback(True)


def nothing_points_to(pk):
    left = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.concrete_fields
        if field.related_model is Resident and _rows(model).filter(**{field.attname: pk}).exists()
    ]
    return not left and not Resident.objects.unsealed("test").filter(pk=pk).exists()


def test_one_merge_is_one_line_that_names_both(town):
    one, two, _ = town.people
    merge = merge_residents(town.karim, survivor_id=one.pk, merged_id=two.pk)
    undo_merge(town.karim, merge_id=merge)
    lines = LedgerLine.objects.filter(act__in=["merge_residents", "undo_merge"]).order_by("pk")
    assert [(line.act, line.residents) for line in lines] == [
        ("merge_residents", [one.pk, two.pk]),
        ("undo_merge", [one.pk, two.pk]),
    ]


def test_both_attended_and_both_have_an_address(town):
    one, two, _ = town.people
    for who in (one, two):
        town.attendance(who)
        town.address(who)
    town.attendance(two, week=1)
    merge_residents(town.karim, survivor_id=one.pk, merged_id=two.pk)
    assert Attendance.objects.unsealed("test").filter(resident=one).count() == 2
    phones = ContactDetails.objects.unsealed("test").filter(resident=one).values_list("phone", flat=True)
    assert list(phones) == [f"06 {one.pk}"]


def test_the_survivor_gets_a_bsn_that_can_be_read(town):
    one, two, _ = town.people
    town.number(two)
    merge = merge_residents(town.karim, survivor_id=one.pk, merged_id=two.pk)
    (number,) = CitizenNumber.objects.unsealed("test").all()
    assert cipher.unseal(number.sealed_number, resident_id=one.pk) == BSN
    undo_merge(town.karim, merge_id=merge)
    (number,) = CitizenNumber.objects.unsealed("test").all()
    assert cipher.unseal(number.sealed_number, resident_id=two.pk) == BSN


def test_two_numbers_are_two_people(town):
    one, two, _ = town.people
    town.number(one)
    sealed = cipher.seal("123456782", resident_id=two.pk)
    CitizenNumber(
        organisation=town.house.demo, resident=two, sealed_number=sealed, legal_basis="Wgs art. 8"
    ).save()
    before = snapshot()
    with pytest.raises(Refused, match="two people"):
        merge_residents(town.karim, survivor_id=one.pk, merged_id=two.pk)
    assert snapshot() == before


def test_work_added_since_stays_unless_it_hangs_under_what_goes_back(town):
    one, two, _ = town.people
    of_two = town.support(two)
    merge = merge_residents(town.karim, survivor_id=one.pk, merged_id=two.pk)
    own, under = town.contact(one), town.contact(one, of_two)
    measured, stays = town.measurement(one, of_two), town.goal(one)
    told = queries.undo_preview(town.karim, merge_id=merge)
    assert told.back["casework.Contact"] == 1
    assert told.stays["casework.Contact"] == 1
    undo_merge(town.karim, merge_id=merge)
    owners = [fresh(row).resident_id for row in (of_two, own, under, measured, stays)]
    assert owners == [two.pk, one.pk, two.pk, two.pk, one.pk]


def test_what_was_taken_away_since_does_not_come_back(town):
    one, two, _ = town.people
    contact = town.contact(two)
    merge = merge_residents(town.karim, survivor_id=one.pk, merged_id=two.pk)
    Contact.objects.unsealed("test").filter(pk=contact.pk).delete()
    assert queries.undo_preview(town.karim, merge_id=merge).gone["casework.Contact"] == 1
    undo_merge(town.karim, merge_id=merge)
    assert not Contact.objects.unsealed("test").filter(resident=two).exists()


def test_after_a_merge_facts_know_the_survivor_only(town):
    one, two, _ = town.people
    town.registration(two)
    merge_residents(town.karim, survivor_id=one.pk, merged_id=two.pk)
    assert two.pseudonym not in RESIDENTS.rows().values_list("pseudonym", flat=True)
    of = Registration.objects.unsealed("test").values_list("resident__pseudonym", flat=True)
    assert list(of) == [one.pseudonym]


def test_the_name_of_the_merged_resident_finds_the_survivor(town):
    one, two, _ = town.people
    change_resident(
        visit_of(town.house.bas, opened=frozenset({two.pk})),
        resident_id=two.pk,
        changes={"family_name": "Zwart"},
    )
    merge = merge_residents(town.karim, survivor_id=one.pk, merged_id=two.pk)
    change_resident(
        visit_of(town.house.bas, opened=frozenset({one.pk})),
        resident_id=one.pk,
        changes={"language": "Pools"},
    )
    assert one.pk in [card.id for card in queries.search(town.karim, text="johan zwart")]
    undo_merge(town.karim, merge_id=merge)
    assert [card.id for card in queries.search(town.karim, text="johan zwart")] == [two.pk]


@pytest.mark.parametrize("name", ["noor", "ineke", "pieter", "femke", "ada", "sven"])
def test_others_do_not_merge(town, name):
    one, two, _ = town.people
    visit = visit_of(getattr(town.house, name))
    with pytest.raises(Absent):
        merge_residents(visit, survivor_id=one.pk, merged_id=two.pk)
    merge = merge_residents(town.karim, survivor_id=one.pk, merged_id=two.pk)
    with pytest.raises(Absent):
        undo_merge(visit, merge_id=merge)
    assert Merge.objects.unsealed("test").count() == 1


def test_nobody_is_merged_over_the_street(town):
    one, *_ = town.people
    for pair in ((one.pk, town.house.piet.pk), (town.house.piet.pk, one.pk)):
        with pytest.raises(Absent):
            merge_residents(town.karim, survivor_id=pair[0], merged_id=pair[1])
    with pytest.raises(Refused):
        merge_residents(town.karim, survivor_id=one.pk, merged_id=one.pk)


def test_the_list_shows_who_may_be_one(town):
    one, two, three = town.people
    pairs = [{pair.one.id, pair.other.id} for pair in queries.duplicates(town.karim)]
    assert pairs == [{one.pk, two.pk}]
    change_resident(
        visit_of(town.house.bas, opened=frozenset({two.pk})), resident_id=two.pk, changes={"birth_date": DAY}
    )
    assert queries.duplicates(town.karim) == []
    told = queries.merge_preview(town.karim, survivor_id=one.pk, merged_id=three.pk)
    assert (told.survivor.id, told.merged.id) == (one.pk, three.pk)

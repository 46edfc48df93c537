"""Whatever is done: where the facts of a block differ, the database has noted that it was touched."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from omzien.casework.models import Intervention, Question, Referral, Registration
from omzien.community.models import Activity, Session
from omzien.insight.extraction.job import BLOCK, FIRST_ROW, LAST_ROW
from omzien.insight.facts import TABLES, touches
from omzien.insight.facts.statements import job_of
from omzien.outcomes.models import Measurement, Score
from omzien.people.actions import merge_residents, undo_merge
from omzien.people.models import Resident
from omzien.privacy.actions import erase_resident
from tests.cast import code, municipality, visit_of
from tests.people.test_merging import KINDS, Town

pytestmark = pytest.mark.django_db

Known = dict[tuple[str, int], Any]


class Changed(Town):
    """The town, and what may be done to what is known of somebody in it."""

    def __init__(self) -> None:
        super().__init__()
        self.merges: list[int] = []

    def question(self, who: Resident) -> None:
        row = Question(organisation=self.house.demo, registration=self.registration(who))
        row.domain = code(self.house.demo, "domain", "financien")
        self.saved(row)

    def referral(self, who: Resident) -> None:
        row = Referral(organisation=self.house.demo, resident=who, registration=self.registration(who))
        row.direction, row.referred_on = "internal", date(2026, 1, 5)
        row.service = self.service
        self.saved(row)

    def later(self, who: Resident) -> None:
        for row in Registration.objects.unsealed("test").filter(resident_id=who.pk):
            row.registered_on += timedelta(days=400)
            row.save()

    def elsewhere(self, who: Resident) -> None:
        rows = Registration.objects.unsealed("test").filter(resident_id=who.pk)
        rows.update(municipality=municipality("Emmen"))

    def measured_again(self, who: Resident) -> None:
        rows = Measurement.objects.unsealed("test").filter(resident_id=who.pk)
        rows.update(moment="end", measured_on=date(2026, 2, 2))

    def moved_session(self, who: Resident) -> None:
        Session.objects.unsealed("test").update(held_on=date(2026, 3, 3))

    def other_activity(self, who: Resident) -> None:
        Activity.objects.unsealed("test").update(form="online")

    def withdrawn(self, who: Resident) -> None:
        Question.objects.unsealed("test").filter(registration__resident_id=who.pk).delete()
        Score.objects.unsealed("test").filter(measurement__resident_id=who.pk).delete()

    def merged(self, who: Resident) -> None:
        others = [one for one in self.there() if one.pk != who.pk]
        if who.pk in {one.pk for one in self.there()} and others:
            merge = merge_residents(self.karim, survivor_id=who.pk, merged_id=others[0].pk)
            self.merges.append(merge)

    def undone(self, who: Resident) -> None:
        if self.merges:
            undo_merge(self.karim, merge_id=self.merges.pop())

    def erased(self, who: Resident) -> None:
        if who.pk in {one.pk for one in self.there()} and not self.merges:
            femke = visit_of(self.house.femke)
            erase_resident(femke, resident_id=who.pk, ground="The resident asked for it in writing.")

    def there(self) -> list[Resident]:
        return list(Resident.objects.unsealed("test").filter(pk__in=[one.pk for one in self.people]))


DONE = (
    "question",
    "referral",
    "later",
    "elsewhere",
    "measured_again",
    "moved_session",
    "other_activity",
    "withdrawn",
    "merged",
    "undone",
    "erased",
)
DEEDS = st.lists(st.tuples(st.sampled_from([*KINDS, *DONE]), st.integers(0, 2)), max_size=14)


def facts_now(organisation_id: int) -> Known:
    """The rows of the first block of each table."""
    found: Known = {}
    with connection.cursor() as cursor:
        for name, table in TABLES.items():
            if not table.small:
                rows = job_of(table, organisation_id, {}).rows
                cursor.execute(rows.replace(FIRST_ROW, "0").replace(LAST_ROW, str(BLOCK)))
                found[name, 0] = cursor.fetchall()
    return found


def tallies_now(organisation_id: int) -> Known:
    with connection.cursor() as cursor:
        cursor.execute(touches.tallies(organisation_id))
        return {(str(row[0]), int(row[1])): str(row[2]) for row in cursor.fetchall()}


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(DEEDS)
def test_what_differs_was_touched(deeds: list[tuple[str, int]]):
    with transaction.atomic():
        town = Changed()
        demo = town.house.demo.pk
        facts, tallies = facts_now(demo), tallies_now(demo)
        for deed, who in deeds:
            if town.people[who].pk in {one.pk for one in town.there()}:
                getattr(town, deed)(town.people[who])
            facts_then, tallies_then = facts, tallies
            facts, tallies = facts_now(demo), tallies_now(demo)
            differing = {place for place, rows in facts.items() if rows != facts_then[place]}
            assert not {place for place in differing if tallies.get(place) == tallies_then.get(place)}, deed
        transaction.set_rollback(True)


def test_the_neighbours_do_not_touch_ours():
    town = Changed()
    before = tallies_now(town.house.demo.pk)
    row = Registration(
        organisation=town.house.overkant, resident=town.house.greta, registered_on=date(2026, 1, 1)
    )
    row.municipality, row.channel = town.house.uitgeest, code(town.house.overkant, "channel", "eigen")
    row.save()
    assert tallies_now(town.house.demo.pk) == before


def test_what_facts_do_not_read_touches_nothing_beyond_its_own_table():
    town = Changed()
    town.support(town.people[0])
    before = tallies_now(town.house.demo.pk)
    town.people[0].family_name = "Anders"
    town.people[0].save()
    after = tallies_now(town.house.demo.pk)
    assert {place for place in after if after[place] != before.get(place)} == {("residents", 0)}


def test_a_watch_that_was_taken_away_comes_back_and_trusts_nothing():
    town = Changed()
    town.support(town.people[0])
    trigger = next(one for one in touches.triggers(connection.vendor) if "casework_intervention" in one.name)
    with connection.cursor() as cursor:
        cursor.execute(touches.REMOVED[connection.vendor].format(trigger.name))
    Intervention.objects.unsealed("test").delete()
    before = tallies_now(town.house.demo.pk)
    town.support(town.people[0])
    touches.install()
    after = tallies_now(town.house.demo.pk)
    assert after["interventions", 0] != before["interventions", 0]
    assert after["registrations", 0] != before["registrations", 0]
    touches.install()
    assert tallies_now(town.house.demo.pk) == after


def test_adding_up_the_tallies_changes_none(monkeypatch: pytest.MonkeyPatch):
    town = Changed()
    town.support(town.people[0])
    before = tallies_now(town.house.demo.pk)
    monkeypatch.setattr(touches, "MANY", 0)
    touches.fold()
    assert tallies_now(town.house.demo.pk) == before

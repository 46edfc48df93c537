"""Working together: one lead at a time, partners with or without the name, and work that goes over whole."""

from datetime import date, timedelta

import pytest

from omzien.casework.actions import (
    answer_consultation,
    consult_partner,
    give_lead,
    hand_on,
    involve_partner,
    partner_leaves,
    refer,
    say_factors,
    settle_referral,
)
from omzien.casework.models import CaseLead, Factor, Intervention, Registration
from omzien.casework.queries import (
    consultations_of,
    handovers_of,
    interventions_of,
    involved_partners,
    leads_of,
    record,
    timeline,
)
from omzien.gate.errors import Absent
from omzien.gate.refused import Refused
from omzien.people.actions import give_consent, withdraw_consent
from omzien.people.queries import is_in_reach
from tests.casework.world import TODAY, registered, supported
from tests.cast import code


def fatima(world):
    return {"resident_id": world.house.fatima.pk}


def lead(world, who, day=TODAY, visit=None):
    worker = world.joke if who == "joke" else getattr(world.house, who)
    give_lead(visit or world.visit("noor"), **fatima(world), worker_id=worker.pk, started_on=day)


def test_one_has_the_lead_and_who_had_it_is_remembered(world):
    lead(world, "noor", date(2020, 6, 1))
    lead(world, "karim", date(2020, 6, 10))
    told = [(row.worker, row.started_on.day, row.until and row.until.day) for row in _leads(world)]
    assert told == [("Karim", 10, None), ("Noor", 1, 10)]
    whole = record(world.visit("noor"), **fatima(world))
    assert whole.lead
    assert whole.lead.worker == "Karim"


def _leads(world):
    return leads_of(world.visit("noor"), **fatima(world))


def test_giving_the_lead_to_who_has_it_changes_nothing(world):
    lead(world, "noor", date(2020, 6, 1))
    lead(world, "noor")
    assert CaseLead.objects.unsealed("test").count() == 1


def test_the_lead_does_not_begin_before_the_last_one_nor_tomorrow(world):
    lead(world, "noor", date(2020, 6, 10))
    for day in (date(2020, 6, 9), TODAY + timedelta(days=1)):
        with pytest.raises(Refused):
            lead(world, "karim", day)


def test_who_gets_the_lead_reaches_the_record(world):
    assert not is_in_reach(world.visit("joke"), **fatima(world))
    lead(world, "joke")
    assert is_in_reach(world.visit("joke"), **fatima(world))


def test_nobody_out_of_reach_gives_the_lead(world):
    for who in ("sven", "joke", "bas"):
        with pytest.raises(Absent):
            lead(world, "karim", visit=world.visit(who))


def consulted(world, **more):
    about = {"partner_id": world.huisarts.pk, "held_on": TODAY, "asked": "Wat is er mogelijk?", **more}
    return consult_partner(world.visit("noor"), **fatima(world), **about)


def asked_of(world):
    return consultations_of(world.visit("noor"), **fatima(world))


def test_a_partner_is_asked_without_a_name(world):
    pk = consulted(world, ground="wordt niet bewaard")
    answer_consultation(world.visit("noor"), consultation_id=pk, answered="Een afspraak kan morgen.")
    (row,) = asked_of(world)
    assert (row.named, row.by_consent, row.ground) == (False, False, "")
    assert row.answered == "Een afspraak kan morgen."
    assert timeline(world.visit("noor"), **fatima(world))[0].kind == "consultation"


def test_with_a_name_it_takes_a_consent_of_that_day_or_a_ground(world):
    with pytest.raises(Refused, match="no consent"):
        consulted(world, named=True)
    consulted(world, named=True, ground="Acuut gevaar")
    code(world.house.demo, "consent", "informatie_delen")
    noor = world.visit("noor")
    consent = give_consent(noor, **fatima(world), kind="informatie_delen", given_on=date(2020, 6, 10))
    consulted(world, named=True)
    with pytest.raises(Refused, match="no consent"):
        consulted(world, named=True, held_on=date(2020, 6, 9))
    withdraw_consent(noor, consent_id=consent)
    with pytest.raises(Refused, match="no consent"):
        consulted(world, named=True)
    assert [(row.by_consent, row.ground) for row in asked_of(world)] == [(True, ""), (False, "Acuut gevaar")]


def test_what_was_asked_is_not_left_out(world):
    with pytest.raises(Refused):
        consulted(world, asked="  ")


def test_a_partner_works_along_until_it_does_not(world):
    noor = world.visit("noor")
    about = {"partner_id": world.huisarts.pk, "since": TODAY}
    first = involve_partner(noor, **fatima(world), **about, person="mw. Smit")
    assert involve_partner(noor, **fatima(world), **about, does_what="medicijnen") == first
    (row,) = involved_partners(noor, **fatima(world))
    assert (row.partner, row.person, row.does_what) == ("Huisarts", "", "medicijnen")
    partner_leaves(noor, involved_id=first)
    assert involved_partners(noor, **fatima(world)) == []
    with pytest.raises(Absent):
        partner_leaves(world.visit("sven"), involved_id=first)


def handed(world, **to):
    return hand_on(world.visit("noor"), **fatima(world), summary="Zij wil rust.", **to)


def test_all_of_the_work_goes_to_a_colleague_with_a_summary(world):
    supported(world, world.visit("noor"))
    lead(world, "noor")
    handed(world, worker_id=world.joke.pk)
    joke = world.visit("joke")
    (row,) = handovers_of(joke, **fatima(world))
    assert (row.giver, row.receiver, row.summary) == ("Noor", "Joke", "Zij wil rust.")
    assert [one.worker for one in interventions_of(joke, **fatima(world))] == ["Joke"]
    assert Registration.objects.unsealed("test").get().worker_id == world.joke.pk
    lead_now = record(joke, **fatima(world)).lead
    assert lead_now
    assert lead_now.worker == "Joke"


def test_who_handed_over_sees_it_today_and_not_tomorrow_unless_staying(world):
    supported(world, world.visit("noor"))
    handed(world, worker_id=world.joke.pk)
    tomorrow = world.visit("noor").now + timedelta(days=1)
    assert is_in_reach(world.visit("noor"), **fatima(world))
    assert not is_in_reach(world.visit("noor", now=tomorrow), **fatima(world))
    hand_on(world.visit("joke"), **fatima(world), worker_id=world.house.noor.pk, stay=True)
    assert is_in_reach(world.visit("joke", now=tomorrow), **fatima(world))
    assert is_in_reach(world.visit("noor", now=tomorrow), **fatima(world))


def test_to_a_team_the_work_waits_for_somebody_of_it(world):
    supported(world, world.visit("noor"))
    lead(world, "noor")
    handed(world, team_id=world.house.team.pk)
    row = Intervention.objects.unsealed("test").get()
    assert (row.worker_id, row.team_id) == (None, world.house.team.pk)
    assert record(world.visit("karim"), **fatima(world)).lead is None


def test_work_goes_to_one_and_not_to_oneself_or_the_neighbours(world):
    both = {"worker_id": world.joke.pk, "team_id": world.house.team.pk}
    for to in ({}, both, {"worker_id": world.house.noor.pk}):
        with pytest.raises(Refused):
            handed(world, **to)
    for to in ({"worker_id": world.house.sven.pk}, {"team_id": world.house.neighbour_team.pk}):
        with pytest.raises(Absent):
            handed(world, **to)


def test_factors_are_what_is_ticked(world):
    noor = world.visit("noor")
    pk = supported(world, noor)
    code(world.house.demo, "factor", "dakloosheid")
    for ticked in (["laaggeletterdheid", "dakloosheid"], ["dakloosheid"], []):
        say_factors(noor, intervention_id=pk, factors=ticked)
        found = Factor.objects.unsealed("test").values_list("factor__key", flat=True)
        assert sorted(found) == sorted(ticked)
    with pytest.raises(Refused):
        say_factors(noor, intervention_id=pk, factors=["onbekend"])


def test_what_became_of_a_referral_is_said_later(world):
    noor = world.visit("noor")
    out = {"direction": "outgoing", "referred_on": TODAY, "partner_id": world.huisarts.pk}
    pk = refer(noor, registration_id=registered(world, noor), **out)
    settle_referral(noor, referral_id=pk, outcome="aangenomen")
    (moment,) = [one for one in timeline(noor, **fatima(world)) if one.kind == "outgoing"]
    assert moment.outcome
    assert moment.outcome.key == "aangenomen"
    with pytest.raises(Refused):
        settle_referral(noor, referral_id=pk, outcome="")


def test_the_time_line_is_cut_after_sorting_over_all_tables(world):
    noor = world.visit("noor")
    supported(world, noor)
    for day in range(1, 13):
        consulted(world, held_on=date(2020, 6, day))
    whole = [(one.on, one.kind, one.id) for one in timeline(noor, **fatima(world))]
    for skip in (0, 5, 10):
        page = record(noor, **fatima(world), skip=skip, limit=5).moments
        assert [(one.on, one.kind, one.id) for one in page] == whole[skip : skip + 5]
    only = record(noor, **fatima(world), kinds=("start",), limit=5).moments
    assert [one.kind for one in only] == ["start"]

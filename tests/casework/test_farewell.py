"""What casework tells on inspection, and erases: of this resident only, and never the safety code."""

from datetime import date

from omzien.casework.actions import name_factor, note_contact, open_safety_case, set_goal
from omzien.casework.farewell import ERASED, FAREWELL, TOLD
from omzien.casework.models import (
    HouseholdNote,
    MeasurementOf,
    SafetyAnswer,
    SafetyCase,
    SafetyConsultation,
    SafetyReport,
    SafetySignal,
    SafetyStep,
    ScreeningPartner,
)
from omzien.gate.sealed import SealedModel
from tests.casework.world import TODAY, registered, supported


def fill(world):
    noor, fatima = world.visit("noor"), world.house.fatima
    intervention_id = supported(world, noor)
    name_factor(noor, intervention_id=intervention_id, factor="laaggeletterdheid", noted_on=TODAY)
    set_goal(noor, intervention_id=intervention_id, set_on=TODAY, text="rust")
    note_contact(noor, resident_id=fatima.pk, held_on=TODAY, kind="telefoon", note="woorden")
    open_safety_case(
        noor, resident_id=fatima.pk, municipality_id=world.house.uitgeest.pk, opened_on=date(2020, 6, 1)
    )
    registered(world, noor, resident_id=world.house.willem.pk, story="van Willem")


def test_it_tells_what_was_written(world):
    fill(world)
    told = FAREWELL.export(world.visit("femke"), world.house.fatima.pk)
    assert set(told) == set(TOLD)
    assert told["contact_notes"][0]["text"] == "woorden"
    assert told["factors"][0]["factor__name_nl"] == "laaggeletterdheid"
    assert told["stories"] == []
    assert "Willem" not in str(told)


def words_of(told):
    tables = ("stories", "contact_notes", "goals")
    return [row["text"] for name in tables for row in told[name] if row["text"]]


def test_it_erases_every_word_of_this_resident_and_of_no_other(world):
    fill(world)
    femke = world.visit("femke")
    assert FAREWELL.erase(world.visit("sven"), world.house.fatima.pk) == 0
    assert FAREWELL.erase(femke, world.house.fatima.pk) == 3  # the note, the goal's words and the safety case
    assert words_of(FAREWELL.export(femke, world.house.fatima.pk)) == []
    assert words_of(FAREWELL.export(femke, world.house.willem.pk)) == ["van Willem"]
    assert SafetyCase.objects.unsealed("test").count() == 0


def test_what_is_counted_stays_when_the_words_go(world):
    fill(world)
    femke = world.visit("femke")
    before = FAREWELL.export(femke, world.house.fatima.pk)
    FAREWELL.erase(femke, world.house.fatima.pk)
    after = FAREWELL.export(femke, world.house.fatima.pk)
    bare = set(TOLD) - {"stories", "contact_notes", "goals", "reopenings"}
    assert {name: after[name] for name in bare} == {name: before[name] for name in bare}
    assert [goal["set_on"] for goal in after["goals"]] == [TODAY]


# The safety code may be shielded from inspection, which somebody decides by hand.
SHIELDED = {SafetyCase, SafetyStep, SafetySignal, SafetyConsultation, SafetyAnswer}
SHIELDED |= {SafetyReport, ScreeningPartner}  # and so may what Veilig Thuis reported


def test_every_table_of_casework_is_told_or_named_as_not_told():
    tables = {model for model in SealedModel.__subclasses__() if model._meta.app_label == "casework"}
    told = {model for model, _ in TOLD.values()}
    assert tables - told == {*SHIELDED, MeasurementOf, HouseholdNote}  # its text is told with the note
    assert set(ERASED) <= tables

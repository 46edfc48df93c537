"""Who may do what is a page; a change of rights shows as a change of that page."""

from collections import Counter

from django.apps import apps

from omzien.gate.acts import Act
from omzien.gate.desk import routes
from omzien.gate.visit import Role
from tools.rights_page import PAGE, acts_by_room, in_words, page


def all_acts() -> list[Act]:
    return [act for _, acts in acts_by_room() for act in acts]


def test_the_page_is_what_the_policies_say():
    assert PAGE.read_text(encoding="utf-8") == page(), (
        "run `python -m tools.rights_page`, and read what changed"
    )


def test_every_act_has_a_name_of_its_own_and_says_what_it_is():
    assert [name for name, times in Counter(act.name for act in all_acts()).items() if times > 1] == []
    assert [act.name for act in all_acts() if not act.doc.endswith(".")] == []


def test_every_act_is_about_a_model_that_exists():
    known = {model._meta.label for model in apps.get_models()}
    assert {act.model for act in all_acts()} <= known


def test_every_route_works_under_an_act_of_a_policy():
    desks = [getattr(entry.callback, "desk", None) for _, entry in routes()]
    known = all_acts()
    assert [act.name for act in desks if isinstance(act, Act) and act not in known] == []


# Answers to a survey hold no name, and lead to none that an analyst reaches.
SET_UP = {"outcomes.Instrument", "outcomes.LicensedText", "outcomes.Survey"}  # no row of these is of a person
OWN = {"people.Draft"}  # what one types oneself, about nobody
NO_PERSONS = {Role.ADMINISTRATOR: OWN | SET_UP, Role.ANALYST: OWN | {"outcomes.Response", "outcomes.Answer"}}


def test_an_analyst_reaches_nobody_and_an_administrator_only_colleagues():
    people = {"people", "casework", "outcomes", "community"}
    wrong = [
        act.name
        for act in all_acts()
        for role in (Role.ANALYST, Role.ADMINISTRATOR)
        if role in act.reach and act.model.partition(".")[0] in people
        if act.model not in NO_PERSONS[role]
        and not act.only_counted  # the gate hands out none of what it counts
    ]
    assert wrong == []


def test_a_reach_is_called_as_its_function_is():
    for act in all_acts():
        assert all(in_words(reach) for reach in act.reach.values())

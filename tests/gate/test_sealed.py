"""Sealed rows: what is handed out is handed out under an act, and noted; every other way is shut."""

import asyncio
import copy
import pickle
from datetime import date

import pytest
from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist
from django.db.models import CharField, Count, F, ForeignKey, Max, Prefetch, Q, Subquery
from django.db.models.functions import Upper

from omzien.gate.acts import Act, of_own_organisation
from omzien.gate.sealed import Absent, Sealed, SealedModel
from omzien.gate.visit import Role
from omzien.people.models import ContactDetails, Resident, TreatmentRelation
from tests.cast import fresh, visit_of

pytestmark = pytest.mark.django_db

READ = Act("test-read", "people.Resident", "test", {Role.WORKER: of_own_organisation})
READ_CONTACT = Act("test-contact", "people.ContactDetails", "test", {Role.WORKER: of_own_organisation})
READ_RELATION = Act("test-relation", "people.TreatmentRelation", "test", {Role.WORKER: of_own_organisation})


@pytest.fixture
def visit(house):
    return visit_of(house.noor)


def seen(visit):
    return [(sight.act, sight.model, set(sight.residents)) for sight in visit.seen]


# -- without an act --


@pytest.mark.parametrize(
    "way",
    [
        "all",
        "filter",
        "get",
        "first",
        "create",
        "count",
        "exists",
        "values",
        "raw",
        "iterator",
        "update",
        "in_bulk",
    ],
)
def test_the_manager_has_no_other_door(house, way):
    with pytest.raises(Sealed):
        getattr(Resident.objects, way)()


def test_a_type_checker_says_so_too(house):
    """With `warn_unused_ignores` the type check fails on the day that these are no errors any more."""
    with pytest.raises(Sealed):
        Resident.objects.filter(pk=house.fatima.pk)  # type: ignore[attr-defined]
    with pytest.raises(Sealed):
        Resident.objects.create(family_name="x")  # type: ignore[attr-defined]


def test_a_reverse_relation_is_shut(house):
    with pytest.raises(Sealed):
        house.fatima.treatment_relations.all()
    with pytest.raises(Sealed):
        house.fatima.treatment_relations.filter(worker=house.noor)
    with pytest.raises((Sealed, AttributeError)):
        house.fatima.treatment_relations.create(worker=house.noor)


def test_a_one_to_one_relation_is_shut(house, visit):
    fatima = Resident.objects.under(READ, visit).one(pk=house.fatima.pk)
    with pytest.raises(Sealed):
        _ = fatima.contact_details


def test_a_foreign_key_is_shut(house, visit):
    row = TreatmentRelation.objects.under(READ_RELATION, visit)[0]
    with pytest.raises(Sealed):
        _ = row.resident


def test_select_related_is_shut(visit):
    with pytest.raises(Sealed):
        list(TreatmentRelation.objects.under(READ_RELATION, visit).select_related("resident"))


def test_a_plain_prefetch_is_shut(visit):
    with pytest.raises(Sealed):
        list(Resident.objects.under(READ, visit).prefetch_related("treatment_relations"))
    with pytest.raises(Sealed):
        list(TreatmentRelation.objects.under(READ_RELATION, visit).prefetch_related("resident"))


def test_deferred_columns_and_reading_anew_are_shut(house, visit):
    row = Resident.objects.under(READ, visit).only("key").one(pk=house.fatima.pk)
    with pytest.raises(Sealed):
        _ = row.family_name
    with pytest.raises(Sealed):
        row.refresh_from_db()


def test_djangos_own_manager_makes_no_rows(house):
    with pytest.raises(Sealed):
        Resident._base_manager.get(pk=house.fatima.pk)


# -- under an act --


def test_rows_of_a_list_are_noted_in_one_sight(house, visit):
    rows = Resident.objects.under(READ, visit)
    assert len(rows) == 3
    assert list(rows) == list(rows)  # looking again at the same list is no new sight
    assert seen(visit) == [
        ("test-read", "people.Resident", {house.fatima.pk, house.willem.pk, house.greta.pk})
    ]


@pytest.mark.parametrize(
    "look",
    [
        lambda rows, pk: rows.get(pk=pk),
        lambda rows, pk: rows.one(pk=pk),
        lambda rows, pk: rows.filter(pk=pk).first(),
        lambda rows, pk: rows.filter(pk=pk).last(),
        lambda rows, pk: rows.filter(pk=pk)[0],
        lambda rows, pk: rows.filter(pk=pk).latest("pk"),
        lambda rows, pk: rows.in_bulk([pk]),
        lambda rows, pk: list(rows.filter(pk=pk)[:5]),
        lambda rows, pk: list(rows.filter(pk=pk).distinct()),
        lambda rows, pk: next(rows.filter(pk=pk).iterator()),
        lambda rows, pk: bool(rows.filter(pk=pk)),
        lambda rows, pk: len(copy.deepcopy(rows.filter(pk=pk))),
        lambda rows, pk: list(rows.filter(pk=pk).using("default")),
        lambda rows, pk: list(rows.exclude(pk__gt=pk).exclude(pk__lt=pk).reverse()),
        lambda rows, pk: list(rows.annotate(n=Count("treatment_relations")).filter(pk=pk)),
        lambda rows, pk: list(rows.filter(pk=pk).select_for_update()),
        lambda rows, pk: repr(rows.filter(pk=pk)),
    ],
)
def test_every_way_to_a_row_is_noted_once(house, visit, look):
    look(Resident.objects.under(READ, visit), house.fatima.pk)
    assert seen(visit) == [("test-read", "people.Resident", {house.fatima.pk})]


def test_an_iterator_that_is_left_halfway_has_noted_what_it_gave(house, visit):
    rows = Resident.objects.under(READ, visit).order_by("pk").iterator()
    assert next(rows).pk == house.fatima.pk
    assert house.fatima.pk in visit.seen[0].residents


def test_a_row_of_something_of_a_resident_names_the_resident(house, visit):
    list(TreatmentRelation.objects.under(READ_RELATION, visit))
    assert seen(visit) == [("test-relation", "people.TreatmentRelation", {house.fatima.pk, house.willem.pk})]


@pytest.mark.parametrize(
    "number",
    [
        lambda rows: rows.count(),
        lambda rows: rows.exists(),
        lambda rows: rows.aggregate(n=Count("pk")),
        lambda rows: list(type(rows.model).__mro__),
    ],
)
def test_a_number_is_no_sight(house, visit, number):
    assert number(Resident.objects.under(READ, visit))
    assert seen(visit) == []


def test_a_subquery_is_no_sight_but_narrows(house, visit):
    mine = TreatmentRelation.objects.under(READ_RELATION, visit).filter(worker=house.noor)
    rows = Resident.objects.under(READ, visit).filter(pk__in=mine.values("resident_id"))
    assert [row.pk for row in rows] == [house.fatima.pk]
    assert [sight.model for sight in visit.seen] == ["people.Resident"]


@pytest.mark.parametrize(
    "way",
    [
        lambda rows: list(rows.values("family_name")),
        lambda rows: list(rows.values_list("family_name", flat=True)[:1]),
        lambda rows: list(rows.values("family_name").distinct()),
        lambda rows: list(rows.values("gender").annotate(n=Count("pk"))),
        lambda rows: rows.values("family_name").first(),
        lambda rows: next(rows.values("family_name").iterator()),
        lambda rows: list(rows.dates("birth_date", "day")),
        lambda rows: rows.aggregate(Max("birth_date")),
        lambda rows: list(rows.annotate(x=F("contact_details__phone"))),
        lambda rows: list(rows.annotate(x=Upper("contact_details__phone"))),
        lambda rows: list(rows.annotate(x=Max("contact_details__phone"))),
        lambda rows: list(
            rows.annotate(x=Subquery(Resident.objects.unsealed("test").values("family_name")[:1]))
        ),
        lambda rows: rows | rows,
        lambda rows: rows & rows,
        lambda rows: rows ^ rows,
        lambda rows: rows.union(rows),
        lambda rows: rows.raw("SELECT 1"),
        lambda rows: rows.extra(where=["1=1"]),
        lambda rows: rows.explain(),
        lambda rows: pickle.dumps(rows),
        lambda rows: rows.update(family_name=""),
        lambda rows: rows.delete(),
        lambda rows: rows.create(family_name=""),
        lambda rows: rows.bulk_create([]),
        lambda rows: rows.get_or_create(pk=1),
    ],
)
def test_what_would_pass_by_the_noting_is_refused(visit, way):
    with pytest.raises(Sealed):
        way(Resident.objects.under(READ, visit))


def test_an_asynchronous_iterator_is_refused(visit):
    with pytest.raises(Sealed):
        asyncio.run(anext(Resident.objects.under(READ, visit).aiterator()))  # type: ignore[arg-type]


def test_a_date_over_many_rows_may_stand_beside_a_row(house, visit):
    rows = Resident.objects.under(READ, visit).annotate(since=Max("treatment_relations__started_on"))
    assert rows.one(pk=house.fatima.pk).since == date(2020, 1, 6)


# -- neighbours --


def test_a_neighbour_is_handed_out_beside_a_row_under_its_own_act(house, visit):
    row = (
        TreatmentRelation.objects.under(READ_RELATION, visit).beside("resident", READ).one(worker=house.noor)
    )
    assert row.resident.family_name == "Amrani"
    assert [sight.act for sight in visit.seen] == ["test-read", "test-relation"]


def test_a_neighbour_that_the_act_does_not_reach_is_not_there(house, visit):
    nobody = Act("test-nobody", "people.Resident", "test", {Role.ANALYST: of_own_organisation})
    row = TreatmentRelation.objects.under(READ_RELATION, visit).beside("resident", nobody)[0]
    with pytest.raises(ObjectDoesNotExist):
        _ = row.resident


def test_children_are_handed_out_beside_a_row(house, visit):
    rows = Resident.objects.under(READ, visit)
    fatima = rows.beside("treatment_relations", READ_RELATION).one(pk=house.fatima.pk)
    assert [relation.worker_id for relation in fatima.treatment_relations.all()] == [house.noor.pk]
    by_hand = Prefetch("treatment_relations", TreatmentRelation.objects.under(READ_RELATION, visit))
    assert rows.prefetch_related(by_hand).one(pk=house.fatima.pk).treatment_relations.all()


# -- reach --


def test_an_act_about_another_model_is_refused(visit):
    with pytest.raises(Sealed):
        Resident.objects.under(READ_CONTACT, visit)


def test_a_role_that_is_not_named_reaches_nothing(house):
    assert not Resident.objects.under(READ, visit_of(house.pieter)).exists()


def test_no_act_reaches_over_the_street_even_one_that_forgets_to_say_so(house):
    careless = Act("test-careless", "people.Resident", "test", {Role.WORKER: lambda visit: ~of_nobody()})
    rows = Resident.objects.under(careless, visit_of(house.sven))
    assert [row.pk for row in rows] == [house.piet.pk]


def test_an_empty_reach_is_a_mistake(visit):
    empty = Act("test-empty", "people.Resident", "test", {Role.WORKER: lambda visit: Q()})
    with pytest.raises(ValueError, match="of_own_organisation"):
        Resident.objects.under(empty, visit)


def test_absent_and_forbidden_look_the_same(house, visit):
    for pk in (house.piet.pk, 999_999):
        with pytest.raises(Absent):
            Resident.objects.under(READ, visit).one(pk=pk)


def of_nobody():
    return Q(pk__in=[])


# -- the house itself --


def test_unsealed_rows_need_a_reason(house):
    with pytest.raises(Sealed):
        Resident.objects.unsealed("")
    assert Resident.objects.unsealed("test").values_list("family_name", flat=True).count() == 4
    assert fresh(house.fatima).family_name == "Amrani"


def test_unsealed_rows_do_not_open_other_tables_beyond_the_query(house):
    row = TreatmentRelation.objects.unsealed("test")[0]
    with pytest.raises(Sealed):
        _ = row.resident


def test_no_open_model_leads_into_a_sealed_one_by_name():
    """A named relation back from an open model (a code, an instrument) would let `values()` pass the seal."""
    doors = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if issubclass(model, SealedModel)
        for field in model._meta.concrete_fields
        if isinstance(field, ForeignKey) and not issubclass(field.related_model, SealedModel)
        if not field.remote_field.hidden
    ]
    assert doors == []


def test_a_sealed_text_stays_sealed_in_a_wider_type(visit):
    rows = Resident.objects.under(READ, visit)
    with pytest.raises(Sealed):
        list(rows.annotate(x=Max("contact_details__phone", output_field=CharField())))
    assert ContactDetails.resident_path == "resident_id"

"""What can be started from a dossier: on its page with keys, in the palette there, for who may do it."""

from typing import Any

import pytest
from django.urls import reverse

from omzien.casework.actions import start_intervention
from omzien.casework.queries import interventions_of
from omzien.organisation.queries import services
from omzien.web.desks.dossier.doings import DOINGS
from tests.cast import House, client_of, visit_of

pytestmark = pytest.mark.django_db


def test_the_page_draws_them_with_their_keys(house: House):
    page = client_of(house.noor).get(reverse("dossier", args=[house.fatima.pk])).content.decode()
    address = f"{reverse('register')}?resident_id={house.fatima.pk}"
    assert f'href="{address}" data-keys="r"' in page


def test_the_palette_of_that_page_offers_them_by_name(house: House):
    about: dict[str, Any] = {"resident_id": house.fatima.pk, "text": "aanmelding"}
    page = client_of(house.noor).get(reverse("commands"), about).content.decode()
    assert f"{reverse('register')}?resident_id={house.fatima.pk}" in page
    assert reverse("residents") not in page


def test_nobody_is_offered_anything_about_somebody_out_of_reach(house: House):
    for worker, resident in ((house.noor, house.greta), (house.sven, house.fatima)):
        page = client_of(worker).get(reverse("commands"), {"resident_id": resident.pk}).content.decode()
        assert f"resident_id={resident.pk}" not in page


def test_support_of_one_service_is_told_apart_and_ones_own_comes_first(house: House):
    karim, client = visit_of(house.karim), client_of(house.noor)
    [own] = interventions_of(karim, resident_id=house.fatima.pk)
    beside = start_intervention(
        karim,
        registration_id=own.registration_id,
        service_id=services(karim)[0].pk,
        form="trajectory",
        started_on=karim.today,
    )
    form = client.get(reverse("note", args=[house.fatima.pk])).context["form"]["intervention_id"]
    assert (form.value(), [key for key, _name in form.field.choices]) == (own.id, ["", own.id, beside])
    names = [name for _key, name in form.field.choices]
    assert len(set(names)) == 3
    assert all(", sinds " in name for name in names[1:])
    page = client.get(reverse("dossier", args=[house.fatima.pk])).content.decode()
    assert f'href="{reverse("close", args=[own.id])}" data-keys="a"' in page


def test_every_key_opens_one_thing():
    keys = [doing.key for doing in DOINGS if doing.key]
    assert sorted(keys) == sorted(set(keys))

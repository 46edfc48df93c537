"""A new organisation, and the starter set that it begins with."""

import re

from django.db import models, transaction

from omzien.gate.action import action, keep_setup
from omzien.gate.errors import Absent
from omzien.gate.refused import refused
from omzien.gate.visit import Visit
from omzien.organisation.models import Code, Organisation, Partner, Service
from omzien.organisation.policy import CHANGE_SETUP
from omzien.organisation.rules import STARTER_VERSION, starter_codes, starter_partners, starter_services

KEY = re.compile(r"[a-z0-9][a-z0-9-]{0,49}")  # it stands in the address of the public form


@transaction.atomic
def found_organisation(*, key: str, name: str, kvk: str = "") -> int:
    """Make an organisation; its id. Comes before there can be a visit, so only the command line calls it."""
    if not KEY.fullmatch(key):
        raise refused("a key is made of small letters, digits and hyphens, at most 50", field="key")
    if Organisation.objects.filter(key=key).exists():
        raise refused("there is an organisation %(key)s already", field="key", key=key)
    return Organisation.objects.create(key=key, name=name, kvk=kvk).pk


@action
def install_starter_set(visit: Visit) -> int:
    """Add what the organisation does not have yet of the starter set; the number of rows added.

    Nothing that exists is changed, so it may be run again after an update of Omzien.
    """
    if not CHANGE_SETUP.open_to(visit):
        raise Absent(CHANGE_SETUP.name)
    return _add_codes(visit) + _add_services(visit) + _add_partners(visit)


def _add_codes(visit: Visit) -> int:
    mine = Code.objects.filter(organisation_id=visit.organisation_id)
    known = {(list_name, key): pk for list_name, key, pk in mine.values_list("list", "key", "pk")}
    before = len(known)
    for entry in starter_codes():
        if (entry.list, entry.key) in known:
            continue
        row = Code(
            list=entry.list,
            key=entry.key,
            name_nl=entry.name_nl,
            name_en=entry.name_en,
            order=entry.order,
            parent_id=known[("domain", entry.parent)] if entry.parent else None,
            origin=STARTER_VERSION,
        )
        known[entry.list, entry.key] = _add(visit, row)
    return len(known) - before


def _add_services(visit: Visit) -> int:
    there = set(Service.objects.filter(organisation_id=visit.organisation_id).values_list("key", flat=True))
    tasks = _ids(visit, "societal_task")
    new = [service for service in starter_services() if service["key"] not in there]
    for service in new:
        task = tasks[service.pop("societal_task")]
        _add(visit, Service(societal_task_id=task, **service))
    return len(new)


def _add_partners(visit: Visit) -> int:
    there = set(Partner.objects.filter(organisation_id=visit.organisation_id).values_list("key", flat=True))
    kinds = _ids(visit, "partner_kind")
    new = [partner for partner in starter_partners() if partner[0] not in there]
    for key, name, kind in new:
        _add(visit, Partner(key=key, name=name, kind_id=kinds[kind]))
    return len(new)


def _add(visit: Visit, row: models.Model) -> int:
    row.organisation_id = visit.organisation_id  # type: ignore[attr-defined]
    keep_setup(visit, CHANGE_SETUP, row, organisation_id=visit.organisation_id)
    return int(row.pk)


def _ids(visit: Visit, list_name: str) -> dict[str, int]:
    codes = Code.objects.filter(organisation_id=visit.organisation_id, list=list_name)
    return dict(codes.values_list("key", "pk"))

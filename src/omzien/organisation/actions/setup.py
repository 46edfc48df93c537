"""Changing how the organisation is set up: teams, partners, codes, norms. Keys and history stay."""

import re
from collections.abc import Mapping
from datetime import date

from omzien.gate.action import action, keep_setup
from omzien.gate.errors import Absent
from omzien.gate.refused import refused
from omzien.gate.visit import Visit
from omzien.organisation.models import Code, Municipality, Organisation, Partner, Service, Team
from omzien.organisation.policy import CHANGE_SETUP

MUNICIPALITY_CODE = re.compile(r"GM\d{4}")
OWN = "own"  # the origin of an entry that the organisation made itself
NORMS = (
    "exploration_norm_days",
    "support_norm_days",
    "return_window_months",
    "public_threshold",
    "internal_threshold",
    "unseen_weeks",
    "keep_years",
    "ended_arrival_days",
)


@action
def add_municipality(visit: Visit, *, code: str, name: str) -> int:
    """Make a municipality known, by its CBS code (GM + four digits); its id. One that is known stays."""
    if not MUNICIPALITY_CODE.fullmatch(code) or not name:
        raise refused(
            "%(code)s=%(name)s is not a code and a name, as in GM0450=Uitgeest", code=code, name=name
        )
    if there := Municipality.objects.filter(code=code).first():
        return there.pk
    if Municipality.objects.filter(name=name).exists():
        raise refused("%(name)s has another code already", field="name", name=name)
    return _keep(visit, Municipality(code=code, name=name))


@action
def add_team(visit: Visit, *, key: str, name: str) -> int:
    """Make a team; its id."""
    if Team.objects.filter(organisation_id=visit.organisation_id, key=key).exists():
        raise refused("there is a team %(key)s already", field="key", key=key)
    return _keep(visit, Team(organisation_id=visit.organisation_id, key=key, name=name))


@action
def add_partner(visit: Visit, *, key: str, name: str, kind: str) -> int:
    """Make a partner of one of the kinds in the list `partner_kind`; its id."""
    if Partner.objects.filter(organisation_id=visit.organisation_id, key=key).exists():
        raise refused("there is a partner %(key)s already", field="key", key=key)
    kind_id = _code(visit, "partner_kind", kind).pk
    return _keep(visit, Partner(organisation_id=visit.organisation_id, key=key, name=name, kind_id=kind_id))


@action
def add_code(
    visit: Visit,
    *,
    list: str,  # noqa: A002  # the list is called a list everywhere
    key: str,
    name_nl: str,
    name_en: str,
    parent: str = "",
) -> int:
    """Add an entry of its own to a list, valid from today; a subdomain names its domain as `parent`."""
    same = Code.objects.filter(organisation_id=visit.organisation_id, list=list)
    if same.filter(key=key).exists():
        raise refused("%(list)s has an entry %(key)s already", field="key", list=list, key=key)
    row = Code(
        organisation_id=visit.organisation_id,
        list=list,
        key=key,
        name_nl=name_nl,
        name_en=name_en,
        parent=_code(visit, "domain", parent) if parent else None,
        order=same.count() + 1,
        valid_from=visit.today,
        origin=OWN,
    )
    return _keep(visit, row)


@action
def end_code(visit: Visit, *, list: str, key: str, until: date) -> None:  # noqa: A002
    """An entry is chosen no more after this day; what was recorded with it keeps it."""
    row = _code(visit, list, key)
    if row.valid_from and until < row.valid_from:
        raise refused("it cannot end before it began, on %(day)s", field="until", day=row.valid_from)
    row.valid_until = until
    _keep(visit, row)


@action
def change_norms(visit: Visit, *, norms: Mapping[str, int]) -> None:
    """Change norms and thresholds: whole numbers of at least 1, by the names in NORMS."""
    mine = Organisation.objects.get(pk=visit.organisation_id)
    for name, value in norms.items():
        if name not in NORMS or value < 1:
            raise refused("%(name)s must be one of the norms, and at least 1", field=name, name=name)
        setattr(mine, name, value)
    if mine.public_threshold < mine.internal_threshold:
        raise refused(
            "what is published is at least as coarse as what is used inside", field="public_threshold"
        )
    keep_setup(visit, CHANGE_SETUP, mine, organisation_id=mine.pk)


@action
def open_public_form(visit: Visit, *, is_open: bool) -> None:
    """Open the form by which everybody may ask for support, or shut it."""
    mine = Organisation.objects.get(pk=visit.organisation_id)
    mine.takes_requests = is_open
    keep_setup(visit, CHANGE_SETUP, mine, organisation_id=mine.pk)


@action
def keep_records_for(visit: Visit, *, service_id: int, years: int) -> None:
    """Say how many years a record is kept after support by a service ended: at least 1."""
    service = _service(visit, service_id)
    if years < 1:
        raise refused("a record is kept for at least a year")
    service.keep_years = years
    _keep(visit, service)


def _service(visit: Visit, service_id: int) -> Service:
    service = Service.objects.filter(organisation_id=visit.organisation_id, pk=service_id).first()
    if service is None:
        raise Absent("service")
    return service


@action
def allow_citizen_number(visit: Visit, *, service_id: int, basis: str) -> None:
    """Say which law allows the BSN for a service (UAVG art. 46: consent does not); empty: off again."""
    service = _service(visit, service_id)
    service.citizen_number_basis = basis.strip()
    _keep(visit, service)


def _code(visit: Visit, list_name: str, key: str) -> Code:
    row = Code.objects.filter(organisation_id=visit.organisation_id, list=list_name, key=key).first()
    if row is None:
        raise refused("%(list)s has no entry %(key)s", field=list_name, list=list_name, key=key)
    return row


def _keep(visit: Visit, row: Team | Partner | Code | Service | Municipality) -> int:
    keep_setup(
        visit, CHANGE_SETUP, row, organisation_id=getattr(row, "organisation_id", visit.organisation_id)
    )
    return row.pk

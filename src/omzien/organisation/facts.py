"""What insight may know of an organisation: how it is set up, and how its codes are called. Nothing of
people.
"""

from omzien.gate.facts import Column, FactTable
from omzien.organisation.models import Code, Municipality, Organisation, Partner, Service, Team

SETTINGS = FactTable(
    name="settings",
    doc="One row: the norms and thresholds that the figures of this organisation use.",
    rows=Organisation.objects.all,
    organisation="id",
    small=True,
    columns={
        "name": Column("name", "string", "name of the organisation"),
        "kvk": Column("kvk", "string", "its number in the trade register; empty: not filled in"),
        "exploration_norm_days": Column(
            "exploration_norm_days", "int32", "days from registration to exploration"
        ),
        "support_norm_days": Column("support_norm_days", "int32", "days from exploration to support"),
        "return_window_months": Column("return_window_months", "int32", "months that count as a return"),
        "public_threshold": Column("public_threshold", "int32", "smallest count in what is published"),
        "internal_threshold": Column("internal_threshold", "int32", "smallest count that is not called thin"),
    },
)

MUNICIPALITIES = FactTable(
    name="municipalities",
    doc="The names of municipalities.",
    rows=Municipality.objects.all,
    organisation=None,
    small=True,
    columns={
        "code": Column("code", "string", "CBS code: GM and four digits"),
        "name": Column("name", "string", "name"),
    },
)

CODES = FactTable(
    name="codes",
    doc="The entries of all code lists, with their names.",
    rows=Code.objects.all,
    small=True,
    columns={
        "list": Column("list", "string", "the code list"),
        "key": Column("key", "string", "the code"),
        "name_nl": Column("name_nl", "string", "Dutch name"),
        "name_en": Column("name_en", "string", "English name"),
        "parent": Column("parent__key", "string", "the code that this one is a part of"),
        "position": Column("order", "int32", "place in the list"),
        "standard": Column("standard", "string", "the code that it is in a shared list; empty: not said"),
    },
)

SERVICES = FactTable(
    name="services",
    doc="The kinds of work (werksoorten).",
    rows=Service.objects.all,
    small=True,
    columns={
        "key": Column("key", "string", "the service"),
        "name_nl": Column("name_nl", "string", "Dutch name"),
        "name_en": Column("name_en", "string", "English name"),
        "societal_task": Column("societal_task__key", "string", "the societal task that it serves"),
    },
)

PARTNERS = FactTable(
    name="partners",
    doc="The organisations that refer to us or that we refer to.",
    rows=Partner.objects.all,
    small=True,
    columns={
        "key": Column("key", "string", "the partner"),
        "name": Column("name", "string", "name of the organisation"),
        "kind": Column("kind__key", "string", "kind of partner"),
    },
)

TEAMS = FactTable(
    name="teams",
    doc="The teams of the organisation.",
    rows=Team.objects.all,
    small=True,
    columns={
        "key": Column("key", "string", "the team"),
        "name": Column("name", "string", "name of the team"),
    },
)

FACTS = (SETTINGS, MUNICIPALITIES, CODES, SERVICES, PARTNERS, TEAMS)

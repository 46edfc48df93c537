"""The tables of the data package, generated from the models: import this module after `django.setup()`."""

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import pyarrow as pa
from django.apps import apps
from django.db import models

from omzien.exchange.package.columns import Column, Reference, column_of
from omzien.gate.sealed import SealedModel

# A table comes after the tables that its columns point to (codes may point to codes).
MODELS = {
    "municipalities": "organisation.Municipality",
    "neighbourhoods": "organisation.Neighbourhood",
    "organisation": "organisation.Organisation",
    "codes": "organisation.Code",
    "partners": "organisation.Partner",
    "services": "organisation.Service",
    "teams": "organisation.Team",
    "workers": "organisation.Worker",
    "role_grants": "organisation.RoleGrant",
    "team_memberships": "organisation.TeamMembership",
    "absences": "organisation.Absence",
    "instruments": "outcomes.Instrument",
    "items": "outcomes.Item",
    "households": "people.Household",
    "residents": "people.Resident",
    "household_stays": "people.HouseholdStay",
    "kinships": "people.Kinship",
    "contact_details": "people.ContactDetails",
    "consents": "people.Consent",
    "treatment_relations": "people.TreatmentRelation",
    "registrations": "casework.Registration",
    "questions": "casework.Question",
    "stories": "casework.Story",
    "interventions": "casework.Intervention",
    "factors": "casework.Factor",
    "goals": "casework.Goal",
    "contacts": "casework.Contact",
    "household_notes": "casework.HouseholdNote",
    "contact_notes": "casework.ContactNote",
    "appointments": "casework.Appointment",
    "appointment_notes": "casework.AppointmentNote",
    "tasks": "casework.Task",
    "referrals": "casework.Referral",
    "measurements": "outcomes.Measurement",
    "scores": "outcomes.Score",
    "corrections": "outcomes.Correction",
    "measurement_links": "casework.MeasurementOf",
    "follow_ups": "casework.FollowUp",
    "case_leads": "casework.CaseLead",
    "involved_partners": "casework.InvolvedPartner",
    "partner_consultations": "casework.PartnerConsultation",
    "handovers": "casework.Handover",
    "reopenings": "casework.Reopening",
    "surveys": "outcomes.Survey",
    "invitations": "outcomes.Invitation",
    "responses": "outcomes.Response",
    "answers": "outcomes.Answer",
    "arrivals": "casework.Arrival",
    "arrival_words": "casework.ArrivalWords",
    "arrival_attempts": "casework.ArrivalAttempt",
    "arrears_signals": "casework.ArrearsSignal",
    "safety_reports": "casework.SafetyReport",
    "screening_partners": "casework.ScreeningPartner",
    "safety_cases": "casework.SafetyCase",
    "safety_steps": "casework.SafetyStep",
    "safety_signals": "casework.SafetySignal",
    "safety_consultations": "casework.SafetyConsultation",
    "safety_answers": "casework.SafetyAnswer",
    "activities": "community.Activity",
    "sessions": "community.Session",
    "attendances": "community.Attendance",
    "walk_in_visits": "community.WalkInVisit",
    "money_findings": "community.MoneyFinding",
    "walk_in_agreements": "community.WalkInAgreement",
    "partner_questions": "community.PartnerQuestion",
}
KEYS: dict[str, tuple[str, ...]] = {
    "municipalities": ("code",),
    "neighbourhoods": ("code", "year"),
    "codes": ("list", "key"),
    "role_grants": ("worker", "role", "valid_from"),
    "team_memberships": ("worker", "team", "valid_from"),
    "items": ("instrument", "key"),
}
# Made by the import, or belonging to this installation only.
LEFT_OUT = frozenset(
    {"id", "organisation", "changed_at", "pseudonym", "search_name", "search_address", "account", "link_hash"}
)
# Which list the parent of a code is looked up in, when that is not its own list.
PARENT_LISTS = {"subdomain": "domain"}
SAME_LIST = "parent"


@dataclass(frozen=True)
class Table:
    """One table of the package: a CSV file, a sheet, a model."""

    name: str
    model: type[models.Model]
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    references: tuple[Reference, ...]
    doc: str

    @cached_property
    def by_name(self) -> dict[str, Column]:
        """The columns by their name."""
        return {column.name: column for column in self.columns}

    @property
    def names(self) -> list[str]:
        """The header of the file, in order."""
        return [column.name for column in self.columns]

    @property
    def schema(self) -> pa.Schema:
        """The columns as an Arrow schema."""
        return pa.schema([(column.name, column.arrow) for column in self.columns])

    @property
    def sealed(self) -> bool:
        """Does this table hold rows of people or of who worked with them?"""
        return issubclass(self.model, SealedModel)

    @cached_property
    def organisation_path(self) -> str | None:
        """The ORM path to the organisation of a row; None: the table is shared by all organisations."""
        if self.name == "organisation":
            return "id"
        if _has(self.model, "organisation"):
            return "organisation_id"
        owners = [reference for reference in self.references if MODELS[reference.table] not in _SHARED]
        return f"{owners[0].field}__organisation_id" if owners else None


_SHARED = frozenset({"organisation.Municipality", "organisation.Neighbourhood"})
_NAMES = {label: name for name, label in MODELS.items()}


def _has(model: type[models.Model], name: str) -> bool:
    return any(field.name == name for field in model._meta.concrete_fields)


def _table(name: str) -> Table:
    model = apps.get_model(MODELS[name])
    columns: list[Column] = []
    references: list[Reference] = []
    patterns = _patterns(model)
    for field in model._meta.concrete_fields:
        if field.name in LEFT_OUT:
            continue
        if field.remote_field is None:
            column = column_of(field, name=field.name, secret=issubclass(model, SealedModel))
            columns.append(replace(column, pattern=patterns.get(field.name, column.pattern)))
        else:
            reference = _reference(field)
            references.append(reference)
            columns += _reference_columns(field, reference)
    doc = re.sub(r"\s+", " ", (model.__doc__ or "").replace("``", "`")).strip()
    return Table(name, model, KEYS.get(name, ("key",)), tuple(columns), tuple(references), doc)


def _patterns(model: type[models.Model]) -> dict[str, str]:
    """The patterns that the database itself demands of one field."""
    checks = [rule.condition for rule in model._meta.constraints if isinstance(rule, models.CheckConstraint)]
    single = [
        check.children[0] for check in checks if isinstance(check, models.Q) and len(check.children) == 1
    ]
    pairs = [child for child in single if isinstance(child, tuple)]
    return {name.removesuffix("__regex"): value for name, value in pairs if name.endswith("__regex")}


def _reference(field: Any) -> Reference:
    target = _NAMES[field.related_model._meta.label]
    key = KEYS.get(target, ("key",))
    if target == "codes":
        of_list = (field.remote_field.limit_choices_to or {}).get("list", SAME_LIST)
        return Reference(field.name, target, (field.name,), ("key",), code_list=of_list)
    return Reference(field.name, target, tuple(_part_name(field.name, part) for part in key), key)


def _part_name(field: str, part: str) -> str:
    """A key of several parts takes several columns: `item` with `item_instrument`."""
    return field if part in ("key", "code") else f"{field}_{part}"


def _reference_columns(field: Any, reference: Reference) -> list[Column]:
    target = apps.get_model(MODELS[reference.table])
    parts: list[Column] = []
    for name, part in zip(reference.columns, reference.target_columns, strict=True):
        kind = column_of(_plain(target, part), name=name, secret=False)
        parts.append(
            Column(
                name=name,
                field=field.name,
                kind=kind.kind,
                doc=str(field.help_text) if name == field.name else f"with `{field.name}`: its {part}",
                required=not field.null,
                max_length=kind.max_length,
                pattern=_patterns(target).get(part, kind.pattern),
            )
        )
    return sorted(parts, key=lambda column: column.name != field.name)


def _plain(model: type[models.Model], name: str) -> Any:
    """The field that holds the text of a key: through a reference, the key of what it points to."""
    field: Any = model._meta.get_field(name)
    return field if field.remote_field is None else _plain(field.related_model, "key")


TABLES: tuple[Table, ...] = tuple(_table(name) for name in MODELS)
BY_NAME: dict[str, Table] = {table.name: table for table in TABLES}

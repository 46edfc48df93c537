"""`datapackage.json`: what is in the package and what each column must satisfy, made from the tables."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from omzien.exchange.package.columns import Column, Reference
from omzien.exchange.package.tables import SAME_LIST, TABLES, Table

FORMAT = "omzien-1"
DESCRIPTOR = "datapackage.json"
_TYPES = {"json": "array"}


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What is true of one written CSV file."""

    table: Table
    rows: int
    size: int
    digest: str


def descriptor(files: Iterable[FileFacts], meta: dict[str, Any] | None = None) -> dict[str, Any]:
    """The descriptor of a package with these files; the same files give the same descriptor."""
    return {
        "profile": "tabular-data-package",
        "name": "omzien",
        "omzien_format": FORMAT,
        **(meta or {}),
        "resources": [_resource(file) for file in files],
    }


def _resource(file: FileFacts) -> dict[str, Any]:
    return {
        "name": file.table.name,
        "path": f"{file.table.name}.csv",
        "profile": "tabular-data-resource",
        "encoding": "utf-8",
        "rows": file.rows,
        "bytes": file.size,
        "hash": f"sha256:{file.digest}",
        "schema": table_schema(file.table),
    }


def all_schemas() -> dict[str, Any]:
    """A descriptor of every table, without files: what `omzien schema` prints."""
    resources = [
        {
            "name": table.name,
            "path": f"{table.name}.csv",
            "description": table.doc,
            "schema": table_schema(table),
        }
        for table in TABLES
    ]
    return {
        "profile": "tabular-data-package",
        "name": "omzien",
        "omzien_format": FORMAT,
        "resources": resources,
    }


def table_schema(table: Table) -> dict[str, Any]:
    """The Table Schema of one table. `codeList` says in which list of `codes` the key is looked up."""
    lists = {reference.field: reference.code_list for reference in table.references if reference.code_list}
    return {
        "fields": [_field(column, lists.get(column.name)) for column in table.columns],
        "missingValues": [""],
        "primaryKey": list(table.key),
        "foreignKeys": [_foreign_key(reference, table) for reference in table.references],
    }


def _field(column: Column, code_list: str | None) -> dict[str, Any]:
    limits = {
        "required": column.required or None,
        "enum": list(column.enum) or None,
        "maxLength": column.max_length,
        "minimum": column.minimum,
        "maximum": column.maximum,
        "pattern": column.pattern,
    }
    described: dict[str, Any] = {
        "name": column.name,
        "type": _TYPES.get(column.kind, column.kind),
        "description": column.doc or None,
        "codeList": code_list if code_list != SAME_LIST else None,
        "emptyMeans": column.default if column.default not in (None, "") else None,
        "constraints": {name: limit for name, limit in limits.items() if limit is not None} or None,
    }
    return {name: value for name, value in described.items() if value is not None}


def _foreign_key(reference: Reference, table: Table) -> dict[str, Any]:
    resource = "" if reference.table == table.name else reference.table  # Table Schema: "" is this very table
    return {
        "fields": list(reference.columns),
        "reference": {"resource": resource, "fields": list(reference.target_columns)},
    }

"""`docs/data-package.md`: every table and column of the package for people, made from the same tables."""

from omzien.exchange.package.columns import Column
from omzien.exchange.package.tables import SAME_LIST, TABLES, Table

_INTRODUCTION = """# The data package

<!-- Made by `omzien schema --format markdown`; do not edit: a test compares. -->

What `omzien import` reads and `omzien export` writes: a folder, or a zip of it, with one CSV file per table,
and `datapackage.json` with a [Table Schema](https://specs.frictionlessdata.io/table-schema/) for each. A
workbook (`.xlsx`) with one sheet per table will do as well. A package need not hold every table.

* CSV: UTF-8, comma, one header line, quotes as in RFC 4180. Dates `2026-03-12`, booleans `true` and `false`,
  whole numbers without dots. An empty cell is no value, or the value that the column says it means.
* A row is known by its key, the source's own: importing it again changes what differs, and adds nothing
  twice. Rows that are not in the package stay as they are.
* A column that points to another table holds that table's key. In a column of type *code* it is a key of that
  code list.
* Values are never altered on their way, so a text may begin with `=`, `+`, `-` or `@`: open a file in a
  spreadsheet by importing it as text. From a workbook Omzien takes no formulas.
* Not in a package: accounts, citizen numbers (BSN), the ledger, the links of surveys (only when they were
  sent), files with a resident, drafts, saved questions to the figures, and which residents were merged.
  `omzien backup` has all of these.
"""


def document() -> str:
    """The whole page, as Markdown."""
    return "\n".join([_INTRODUCTION, *(_section(table) for table in TABLES)])


def _section(table: Table) -> str:
    key = ", ".join(f"`{name}`" for name in table.key)
    lines = [f"## {table.name}", "", table.doc, "", f"Key: {key}.", "", "| column | type | must | meaning |"]
    lines += ["|---|---|---|---|", *(_line(table, column) for column in table.columns), ""]
    return "\n".join(lines)


def _line(table: Table, column: Column) -> str:
    cells = (f"`{column.name}`", _type(table, column), _must(table, column), column.doc)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _type(table: Table, column: Column) -> str:
    pointing = [reference for reference in table.references if column.name in reference.columns]
    if not pointing:
        return column.kind
    code_list = pointing[0].code_list
    if code_list == SAME_LIST:
        return "key of the code above it (for a subdomain: its domain; else in the same list)"
    return f"code `{code_list}`" if code_list else f"key of {pointing[0].table}"


def _must(table: Table, column: Column) -> str:
    rules = ["filled in"] if column.required else []
    if column.default not in (None, ""):
        rules.append(f"empty = `{_shown(column.default)}`")
    if column.enum:
        rules.append("one of " + ", ".join(f"`{value}`" for value in column.enum))
    if column.minimum is not None:
        rules.append(f"{column.minimum} to {column.maximum}")
    points = any(column.name in reference.columns for reference in table.references)
    if column.max_length and not column.enum and not points:
        rules.append(f"at most {column.max_length} characters")
    return ", ".join(rules)


def _shown(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)

"""Reads typed tables from a TOML file, and refuses what is not one: what, where, and how to mend it."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from omzien.insight.reports.typed.tables import Kind, TypedColumn, TypedRow, TypedTable
from omzien.insight.reports.typed.ties import sums

KEY = re.compile(r"[a-z][a-z0-9_]{0,30}")
MOST = Decimal(10) ** 12  # beyond it a number cannot be printed to the last digit
MOST_DECIMALS = 3
TABLE_FIELDS = ("key", "title", "head", "columns", "row")
COLUMN_FIELDS = ("label", "share", "exact", "decimals")
ROW_FIELDS = ("label", "values", "kind", "sum_of")
LISTS = {  # how each list is written
    "table": "begin every table with [[table]]",
    "row": "begin every row with [[table.row]]",
    "columns": 'give: columns = [{ label = "2020" }, { label = "2019" }]',
    "values": "give: values = [12, 34]",
    "sum_of": 'give: sum_of = ["the label of a row", "and of another"]',
}


class BadTypedFile(ValueError):
    """The file holds no typed tables as they should be: what is wrong, where, and how to mend it."""

    def __init__(self, what: str, where: str, mend: str) -> None:
        super().__init__(what)
        self.what, self.where, self.mend = what, where, mend


def read_typed(path: Path) -> tuple[TypedTable, ...]:
    """The tables in a file. Raises BadTypedFile, or OSError when the file cannot be read."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    except (ValueError, RecursionError) as problem:
        mend = "see the example in docs/typed-tables.md"
        raise BadTypedFile(f"this is not TOML: {problem}", "", mend) from problem
    _only(content, ("table",), "")
    found = tuple(
        _table(entry, f"table {place}") for place, entry in enumerate(_list(content, "table", ""), 1)
    )
    keys = [table.key for table in found]
    for key in (key for key in keys if keys.count(key) > 1):
        raise BadTypedFile(f"two tables have the key '{key}'", "", "give every table a key of its own")
    return found


def _table(entry: Any, where: str) -> TypedTable:
    _only(entry, TABLE_FIELDS, where)
    key = _text(entry, "key", where)
    if not KEY.fullmatch(key):
        raise BadTypedFile(f"'{key}' is no key", where, "use small letters, digits and _, such as: finance")
    where = f"{where} ({key})"
    columns = tuple(_column(each, where) for each in _list(entry, "columns", where))
    rows = tuple(
        _row(each, columns, f"{where}, row {place}")
        for place, each in enumerate(_list(entry, "row", where), 1)
    )
    _one_of_each(rows, where)
    _has_parts(rows, where)
    return TypedTable(key, _text(entry, "title", where), _text(entry, "head", where), columns, rows)


def _column(entry: Any, where: str) -> TypedColumn:
    where = f"{where}, columns"
    _only(entry, COLUMN_FIELDS, where)
    decimals = entry.get("decimals", 0)
    if type(decimals) is not int or not 0 <= decimals <= MOST_DECIMALS:
        raise BadTypedFile("decimals is no number of decimals", where, f"give 0 to {MOST_DECIMALS}")
    share, exact = (_flag(entry, name, where) for name in ("share", "exact"))
    return TypedColumn(_text(entry, "label", where), share, exact, decimals)


def _row(entry: Any, columns: Sequence[TypedColumn], where: str) -> TypedRow:
    _only(entry, ROW_FIELDS, where)
    label = _text(entry, "label", where)
    where = f"{where} ({label})"
    values = _list(entry, "values", where)
    if len(values) != len(columns):
        raise BadTypedFile(
            f"there are {len(values)} values for {len(columns)} columns",
            where,
            'give one value for each column; "" for an empty cell',
        )
    numbers = tuple(_number(value, column, where) for value, column in zip(values, columns, strict=True))
    kind = _kind(entry, where)
    sum_of = tuple(_list(entry, "sum_of", where)) if kind is Kind.SUBTOTAL else ()
    if "sum_of" in entry and not sum_of:
        raise BadTypedFile("only a subtotal has sum_of", where, 'give kind = "subtotal", or leave sum_of out')
    return TypedRow(label, numbers, kind, sum_of)


def _number(value: Any, column: TypedColumn, where: str) -> Decimal | None:
    where = f"{where}, column {column.label}"
    if value == "":
        return None
    number = Decimal(value) if type(value) in (int, Decimal) else Decimal("NaN")
    if not number.is_finite():
        raise BadTypedFile(f"{value!r} is no number", where, "write 1234.5, without quotes or thousands dots")
    if abs(number) >= MOST:
        raise BadTypedFile("this number is too large to be printed", where, "give it in thousands")
    if number != number.quantize(column.unit):
        raise BadTypedFile(
            f"{value} has more than {column.decimals} decimals",
            where,
            "round it as it is to be printed, or give the column more decimals",
        )
    return number


def _kind(entry: Mapping[str, Any], where: str) -> Kind:
    given = entry.get("kind", "part")
    if given not in list(Kind):
        raise BadTypedFile(f"{given!r} is no kind of row", where, f"choose from: {', '.join(Kind)}")
    return Kind(given)


def _one_of_each(rows: Sequence[TypedRow], where: str) -> None:
    for kind in (Kind.RESULT, Kind.RESERVES):
        if sum(1 for row in rows if row.kind is kind) > 1:
            raise BadTypedFile(f'two rows are of the kind "{kind}"', where, "keep one")


def _has_parts(rows: Sequence[TypedRow], where: str) -> None:
    """Every sum has something to add up, and a subtotal names rows that are there, once."""
    labels = [row.label for row in rows]
    for row, parts in sums(rows):
        for name in row.sum_of:
            if name == row.label or labels.count(name) != 1:
                raise BadTypedFile(
                    f"the subtotal '{row.label}' adds up {name!r}: not exactly one other row has that label",
                    where,
                    "name the rows by their labels, each of which is there once",
                )
        if not parts:
            raise BadTypedFile(
                f"the total '{row.label}' has no parts above it", where, "put its parts above it"
            )


def _only(entry: Any, known: Sequence[str], where: str) -> None:
    if not isinstance(entry, dict):
        raise BadTypedFile("there should be fields here", where, f"give: {', '.join(known)}")
    for field in entry.keys() - set(known):
        raise BadTypedFile(f"there is no field '{field}'", where, f"choose from: {', '.join(known)}")


def _text(entry: Mapping[str, Any], field: str, where: str) -> str:
    value = entry.get(field)
    if not isinstance(value, str) or not value.strip() or not value.isprintable():
        raise BadTypedFile(f"there is no text in '{field}'", where, f'give: {field} = "..."')
    return value


def _flag(entry: Mapping[str, Any], field: str, where: str) -> bool:
    value = entry.get(field, False)
    if not isinstance(value, bool):
        raise BadTypedFile(f"'{field}' is {value!r}", where, f"give {field} = true, or leave it out")
    return value


def _list(entry: Mapping[str, Any], field: str, where: str) -> list[Any]:
    value = entry.get(field)
    if not isinstance(value, list) or not value:
        raise BadTypedFile(f"there is no list '{field}'", where, LISTS[field])
    return value

"""From text to values, a whole column at once; what does not fit its column is reported, cell by cell."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from omzien.exchange.package.columns import Column
from omzien.exchange.package.json_text import canonical_json

# Systems write 1900-01-01 or 9999-12-31 where they mean "unknown" or "no end": here that is an empty cell.
EARLIEST, LATEST = date(1900, 1, 2), date(2199, 12, 31)
LONGEST_TEXT = 100_000


@dataclass(frozen=True, slots=True)
class Misfit:
    """Cells that do not fit: where (a boolean array), why, and how to mend them."""

    where: Any
    reason: str
    mend: str


def read_column(column: Column, text: Any) -> tuple[Any, list[Misfit]]:
    """The values of a column of text, with the cells that do not fit (these are null, or as they were)."""
    empty = pc.equal(text, "")
    values, misfits = _READERS[column.kind](column, text, empty)
    if column.required:
        misfits.insert(0, Misfit(empty, "is empty", "fill in a value: every row must have one"))
    if column.default is not None:
        values = pc.if_else(empty, pa.scalar(column.default, column.arrow), values)
    return values, [misfit for misfit in misfits if pc.any(misfit.where).as_py()]


def _strings(column: Column, text: Any, empty: Any) -> tuple[Any, list[Misfit]]:
    values = pc.if_else(empty, None, text)
    return values, list(_string_misfits(column, values))


def _string_misfits(column: Column, values: Any) -> Iterator[Misfit]:
    if column.enum:
        known = pc.is_in(values, value_set=pa.array(column.enum, pa.string()))
        yield Misfit(
            _and_filled(pc.invert(known), values), "is not known", f"choose from {', '.join(column.enum)}"
        )
    longest = column.max_length or LONGEST_TEXT
    too_long = pc.greater(pc.utf8_length(values), longest)
    yield Misfit(too_long, "is too long", f"at most {longest} characters fit")
    if column.pattern:
        strange = pc.invert(pc.match_substring_regex(values, column.pattern))
        yield Misfit(strange, "is not written as it should be", f"it must fit the pattern {column.pattern}")


def _and_filled(mask: Any, values: Any) -> Any:
    return pc.and_(mask, pc.is_valid(values))


def _integers(column: Column, text: Any, empty: Any) -> tuple[Any, list[Misfit]]:
    good = pc.match_substring_regex(text, r"^-?\d{1,18}$")
    values = pc.if_else(good, text, None).cast(pa.int64())
    bad = pc.and_not(pc.invert(good), empty)
    misfits = [
        Misfit(bad, "is not a whole number", "write digits only, without dots, commas or spaces: 1234")
    ]
    if column.minimum is not None and column.maximum is not None:
        outside = pc.or_(pc.less(values, column.minimum), pc.greater(values, column.maximum))
        misfits.append(Misfit(outside, "is out of range", f"give {column.minimum} to {column.maximum}"))
    return values, misfits


def _booleans(_: Column, text: Any, empty: Any) -> tuple[Any, list[Misfit]]:
    known = pc.is_in(text, value_set=pa.array(["true", "false"]))
    values = pc.if_else(known, pc.equal(text, "true"), None)
    return values, [
        Misfit(pc.and_not(pc.invert(known), empty), "is neither true nor false", "write true or false")
    ]


def _dates(_: Column, text: Any, empty: Any) -> tuple[Any, list[Misfit]]:
    shaped = pc.match_substring_regex(text, r"^\d{4}-\d{2}-\d{2}$")
    values = _cast_dates(pc.if_else(shaped, text, None))
    wrong = pc.and_not(pc.is_null(values), empty)
    outside = pc.or_(pc.less(values, EARLIEST), pc.greater(values, LATEST))
    return values, [
        Misfit(wrong, "is not a date", "write year-month-day: 2026-03-12"),
        Misfit(
            outside,
            "is no likely date",
            f"between {EARLIEST} and {LATEST}; leave it empty when there is none",
        ),
    ]


def _cast_dates(text: Any) -> Any:
    """Dates; null where a day does not exist (30 February), which a cast of the column would stop at."""
    try:
        return text.cast(pa.date32())
    except pa.ArrowInvalid:
        distinct = text.unique()
        known = pa.array([_existing_day(value) for value in distinct.to_pylist()], pa.date32())
        return known.take(pc.index_in(text, value_set=distinct))


def _existing_day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _lists(_: Column, text: Any, empty: Any) -> tuple[Any, list[Misfit]]:
    values, wrong = _json(text, empty, list)
    mend = 'write a list in JSON: [{"level": 1, "name_nl": "..."}]'
    return values, [Misfit(wrong, "is not a JSON list", mend)]


def _objects(_: Column, text: Any, empty: Any) -> tuple[Any, list[Misfit]]:
    values, wrong = _json(text, empty, dict)
    mend = 'write an object in JSON: {"levels": {"wonen": 2}}'
    return values, [Misfit(wrong, "is not a JSON object", mend)]


def _json(text: Any, empty: Any, kind: Any) -> tuple[Any, Any]:
    """The values in the one way of writing, and where there is something else than this kind."""
    distinct = text.unique()
    canonical = pa.array([canonical_json(value, kind) for value in distinct.to_pylist()], pa.string())
    values = canonical.take(pc.index_in(text, value_set=distinct))
    return values, pc.and_not(pc.is_null(values), empty)


_Reader = Callable[[Column, Any, Any], tuple[Any, list[Misfit]]]
_READERS: dict[str, _Reader] = {
    "string": _strings,
    "integer": _integers,
    "boolean": _booleans,
    "date": _dates,
    "json": _lists,
    "object": _objects,
}

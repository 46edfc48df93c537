"""The database's own check constraints, evaluated on whole columns before anything is written.

A constraint of a model is a `Q`; here it becomes a boolean Arrow array, with SQL's logic of three values: a
row breaks a constraint only when it is false, not when it is unknown.
"""

from collections.abc import Callable, Iterator
from functools import reduce
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from django.db.models import CheckConstraint, F, Model, Q

Columns = Any  # a pyarrow.Table or RecordBatch: columns by name

_COMPARE: dict[str, tuple[Callable[..., Any], str]] = {
    "exact": (pc.equal, "is"),
    "gte": (pc.greater_equal, "is at least"),
    "gt": (pc.greater, "is more than"),
    "lte": (pc.less_equal, "is at most"),
    "lt": (pc.less, "is less than"),
}


def check_constraints(model: type[Model]) -> Iterator[CheckConstraint]:
    """The check constraints of a model."""
    for constraint in model._meta.constraints:
        if isinstance(constraint, CheckConstraint):
            yield constraint


def broken(condition: Q, rows: Columns) -> Any:
    """Where the condition is false."""
    return pc.invert(pc.fill_null(_holds(condition, rows), True))


def _holds(condition: Q, rows: Columns) -> Any:
    parts = [_part(child, rows) for child in condition.children]
    joined = reduce(pc.or_kleene if condition.connector == Q.OR else pc.and_kleene, parts)
    return pc.invert(joined) if condition.negated else joined


def _part(child: Any, rows: Columns) -> Any:
    if isinstance(child, Q):
        return _holds(child, rows)
    path, value = child
    return _leaf(path, value, rows)


def _leaf(path: str, value: Any, rows: Columns) -> Any:
    name, lookup = _split(path)
    column = rows[name]
    if lookup == "isnull":
        return pc.is_null(column) if value else pc.is_valid(column)
    if lookup == "in":
        found = pc.is_in(column, value_set=pa.array(list(value), column.type))
        return pc.if_else(pc.is_valid(column), found, None)
    if lookup == "range":
        low, high = value
        return pc.and_kleene(pc.greater_equal(column, low), pc.less_equal(column, high))
    if lookup == "regex":
        return pc.match_substring_regex(column, value)
    compare, _ = _COMPARE[lookup]
    return compare(column, rows[_name(value)] if isinstance(value, F) else pa.scalar(value, column.type))


def _name(field: Any) -> str:
    """The name in an F()."""
    return str(field.name)


def _split(path: str) -> tuple[str, str]:
    name, _, lookup = path.partition("__")
    return name, lookup or "exact"


def first_column(condition: Q) -> str:
    """The column that a constraint is about: the first that it names."""
    first: Any = condition.children[0]
    return first_column(first) if isinstance(first, Q) else _split(first[0])[0]


def in_words(condition: Q) -> str:
    """A condition in plain words: "`explored_on` is empty, or `explored_on` is at least `registered_on`"."""
    joint = ", or " if condition.connector == Q.OR else " and "
    children: list[Any] = list(condition.children)
    words = joint.join(
        in_words(child) if isinstance(child, Q) else _leaf_in_words(*child) for child in children
    )
    return f"not ({words})" if condition.negated else words


def _leaf_in_words(path: str, value: Any) -> str:
    name, lookup = _split(path)
    if lookup == "isnull":
        return f"{name} is {'empty' if value else 'filled in'}"
    if lookup == "in":
        return f"{name} is one of {', '.join(str(item) or 'empty' for item in value)}"
    if lookup == "range":
        return f"{name} is {value[0]} to {value[1]}"
    if lookup == "regex":
        return f"{name} fits {value}"
    given = _name(value) if isinstance(value, F) else "empty" if value == "" else str(value).lower()
    return f"{name} {_COMPARE[lookup][1]} {given}"


def named(condition: Q | None) -> list[str]:
    """The columns that a condition names."""
    children: list[Any] = list(condition.children) if condition is not None else []
    return [
        name
        for child in children
        for name in (named(child) if isinstance(child, Q) else [_split(child[0])[0]])
    ]

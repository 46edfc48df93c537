"""The SQL of a pool: rows of all members, their new numbers, and their codes as the others know them."""

from collections.abc import Iterator, Sequence

from omzien.gate.facts import FactTable
from omzien.insight.facts.tables import TABLES, types_of
from omzien.insight.pooling.members import Member
from omzien.insight.pooling.shared import AS_IT_IS, OF_THE_HOUSE, OWN, WHOLE_OR_NOT, list_of

TYPES = {"int64": "BIGINT", "int32": "INTEGER", "date": "DATE", "bool": "BOOLEAN", "string": "VARCHAR"}
STAY_AT_HOME = ("worker",)  # numbers of who works there
# Small tables of which each row is there once, whoever brought it: the columns that tell it apart.
OF_EVERYBODY = {"municipalities": ("code",), "items": ("instrument", "key")}
NO_FACTS = (*OF_EVERYBODY, "settings", "codes", "services", "partners", "teams")
# A row without this says nothing to the others.
SENSELESS_WITHOUT = {"scores": ("instrument", "item")}
# Two own codes that are one shared code make one row of two.
ONCE = {"factors": ("intervention", "factor")}


def preparation(members: Sequence[Member]) -> Iterator[str]:
    """A view `all_<table>` on the rows of all members, with the column `member`."""
    for name, table in TABLES.items():
        columns = ", ".join(
            f'NULL::{TYPES[kind]} AS "{column}"'
            for column, kind in {**types_of(table), "organisation": "int64"}.items()
        )
        rows = [f"SELECT 0::BIGINT AS member, {columns} WHERE false"]
        for member in members:
            if files := member.snapshot.files(name):
                listed = ", ".join("'" + file.replace("'", "''") + "'" for file in files)
                rows.append(f"SELECT {member.number}::BIGINT AS member, * FROM read_parquet([{listed}])")
        yield f'CREATE VIEW "all_{name}" AS ' + " UNION ALL BY NAME ".join(rows)


def numbering() -> Iterator[str]:
    """A table `new_<column>` for each kind of number, of which all columns have one name: what it is in the
    pool. In the order of member and old number, so equal snapshots get equal numbers.
    """
    for column, tables in _numbers().items():
        rows = " UNION ALL ".join(f'SELECT member, "{column}" AS old FROM "all_{name}"' for name in tables)
        yield (
            f'CREATE TABLE "new_{column}" AS '
            f"SELECT member, old, row_number() OVER (ORDER BY member, old) AS pooled "
            f"FROM (SELECT DISTINCT * FROM ({rows})) WHERE old IS NOT NULL"
        )


def _numbers() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, table in TABLES.items():
        for column, kind in types_of(table).items():
            if kind == "int64" and column not in STAY_AT_HOME:
                found.setdefault(column, []).append(name)
    return found


def of_member(table: FactTable, number: int) -> str:
    """The rows of one member, as they are in the pool, in an order that hangs on nothing but them."""
    rows = f"{_pooled(table)} WHERE told.member = {number}"
    needed = [f'"{column}" IS NOT NULL' for column in SENSELESS_WITHOUT.get(table.name, ())]
    kept = f"SELECT * FROM ({rows}) WHERE {' AND '.join(needed) or 'true'}"
    if table.name in ONCE:
        once = ", ".join(f'"{column}"' for column in ONCE[table.name])
        first = ", ".join(f'"{column}"' for column in types_of(table))
        kept += f" QUALIFY row_number() OVER (PARTITION BY {once} ORDER BY {first}) = 1"
    return f"SELECT * FROM ({kept}) ORDER BY ALL"


def of_everybody(name: str) -> str:
    """The rows of a small table, each once: as the first member that has it says it."""
    table = TABLES[name]
    columns = ", ".join(f'"{column}"' for column in types_of(table))
    once = ", ".join(f'"{column}"' for column in OF_EVERYBODY[name])
    needed = " AND ".join(f'"{column}" IS NOT NULL' for column in OF_EVERYBODY[name])
    return (
        f"SELECT {columns}, 0::BIGINT AS organisation FROM ({_pooled(table, in_words=True)}) WHERE {needed} "
        f"QUALIFY row_number() OVER (PARTITION BY {once} ORDER BY organisation) = 1 ORDER BY ALL"
    )


def _pooled(table: FactTable, *, in_words: bool = False) -> str:
    """The rows of a table with new numbers and shared codes; `in_words`: also its names, which are shared."""
    columns, joins = [], []
    for place, (name, kind) in enumerate(types_of(table).items()):
        said, join = _column(table, name, kind, f"j{place}", in_words)
        columns.append(f'{said} AS "{name}"')
        joins.append(join)
    columns.append("told.member AS organisation")
    return f'SELECT {", ".join(columns)} FROM "all_{table.name}" told {" ".join(joins)}'


def _column(table: FactTable, name: str, kind: str, alias: str, in_words: bool) -> tuple[str, str]:
    """What a column is in the pool, and the join that tells it."""
    said = f'told."{name}"'
    if kind == "int64":
        return ("NULL::BIGINT", "") if name in STAY_AT_HOME else (f"{alias}.pooled", _number(alias, name))
    of = list_of(table, name) if kind == "string" else AS_IT_IS
    if of == AS_IT_IS or (of == OF_THE_HOUSE and in_words):
        return said, ""
    if of == OF_THE_HOUSE:
        return "NULL::VARCHAR", ""
    shared = f"{alias}.shared"
    if of not in WHOLE_OR_NOT:
        shared = f"CASE WHEN {said} IS NOT NULL THEN coalesce({shared}, '{OWN}') END"
    return shared, _translation(alias, of, said)


def _number(alias: str, name: str) -> str:
    same = f'{alias}.member = told.member AND {alias}.old = told."{name}"'
    return f'LEFT JOIN "new_{name}" {alias} ON {same}'


def _translation(alias: str, name: str, said: str) -> str:
    return (
        f"LEFT JOIN translated {alias} ON {alias}.member = told.member "
        f"AND {alias}.list = '{name}' AND {alias}.\"key\" = {said}"
    )


def fates() -> Iterator[str]:
    """For each column of codes: by member how many were kept, translated and left out."""
    for name, table in TABLES.items():
        for column, kind in types_of(table).items():
            of = list_of(table, column) if kind == "string" and name not in NO_FACTS else AS_IT_IS
            if of == AS_IT_IS:
                continue
            listed = column if of == OF_THE_HOUSE else of
            said = f'told."{column}"'
            yield (
                f"SELECT told.member, '{listed}', count(*) FILTER (shared = {said}), "
                f"count(*) FILTER (shared <> {said}), count(*) FILTER (shared IS NULL) "
                f'FROM "all_{name}" told {_translation("c", of, said)} WHERE {said} IS NOT NULL GROUP BY ALL'
            )

"""What the hand-written questions share: the municipality, the year, short forms of a share and a median."""

from benchmarks.synthetic_facts import MUNICIPALITY, YEAR

HERE = f"municipality = '{MUNICIPALITY}'"
START, UNTIL, AS_OF = f"DATE '{YEAR}-01-01'", f"DATE '{YEAR + 1}-01-01'", "DATE '2022-01-01'"
WINDOW = "INTERVAL '15 months'"


def within(column: str) -> str:
    """A day in the year."""
    return f"{column} >= {START} AND {column} < {UNTIL}"


def share(part: str, of: str) -> str:
    """The share of the rows in `of` for which `part` holds; of none it is null."""
    return f"(count(*) FILTER (WHERE {part}))::float8 / nullif(count(*) FILTER (WHERE {of}), 0)"


def median(value: str, where: str) -> str:
    """The middle value of the rows in `where`."""
    return f"percentile_cont(0.5) WITHIN GROUP (ORDER BY {value}) FILTER (WHERE {where})"

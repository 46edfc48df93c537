"""Write docs/generated/facts.md and figures.md: what insight knows, and what it counts.

python -m tools.insight_pages
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from omzien.gate.facts import FactTable
    from omzien.insight.figures import Figure

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "generated"
MADE = "Made by `python -m tools.insight_pages`; a test compares this page with the code.\n"
QUESTIONS = {
    1: "Who are our clients?",
    2: "What support do they need?",
    3: "Which interventions did we use?",
    4: "With what result?",
    5: "Do they come back?",
    6: "Why?",
}


def facts_page() -> str:
    """Every fact table with its columns."""
    from omzien.insight.facts import TABLES

    head = (
        f"# Facts\n\n{MADE}\n"
        "What figures are counted from: pseudonymous, no names, no free text, no birth dates. "
        "A table with a period has one Parquet file per year of that column. "
        "Every table also has the column `organisation`.\n\n"
    )
    return head + "\n".join("".join(_table(table)) for table in TABLES.values())


def _table(table: "FactTable") -> Iterator[str]:
    yield f"## {table.name}\n\n{table.doc}"
    yield f" Period: `{table.period}`.\n\n" if table.period else "\n\n"
    yield "| column | type | meaning |\n| --- | --- | --- |\n"
    for name, column in table.columns.items():
        yield f"| `{name}` | {column.type} | {column.doc} |\n"


def figures_page() -> str:
    """Every figure with its definition, and every dimension."""
    from omzien.insight.figures import CATALOGUE, DIMENSIONS, SPLITS

    parts = [f"# Figures\n\n{MADE}\n"]
    for question, words in QUESTIONS.items():
        parts.append(f"## {question}. {words}\n\n")
        parts += [_figure(figure) for figure in CATALOGUE.values() if figure.question == question]
    parts.append("## Always told by a dimension\n\n| name | figure | by |\n| --- | --- | --- |\n")
    parts += [f"| `{one.name}.<value>` | `{one.figure}` | `{one.dimension}` |\n" for one in SPLITS.values()]
    parts.append("\n## Dimensions\n\n| name | Dutch | English |\n| --- | --- | --- |\n")
    parts += [f"| `{name}` | {one.label_nl} | {one.label_en} |\n" for name, one in DIMENSIONS.items()]
    return "".join(parts)


def _figure(figure: "Figure") -> str:
    first, _, rest = figure.name.partition(".")
    name = f"{first}.<{figure.per}>.{rest}" if figure.per else figure.name
    split = ", ".join(f"`{dimension}`" for dimension in figure.dimensions)
    return (
        f"### `{name}`\n\n**{figure.label_nl}** ({figure.label_en})\n\n"
        f"{figure.definition_nl}\n\n{figure.definition_en}\n\n"
        f"- unit: {figure.unit}; date basis: {figure.basis.label_nl} ({figure.basis.label_en}); "
        f"decimals: {figure.decimals}; thin under {figure.smallest_cell}\n- split by: {split}\n\n"
    )


PAGES = {"facts.md": facts_page, "figures.md": figures_page}


def main() -> None:
    """Write the pages."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "omzien.config.settings")
    os.environ.setdefault("OMZIEN_DATA", ".cache/check")
    import django

    django.setup()
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, page in PAGES.items():
        (FOLDER / name).write_text(page().rstrip() + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

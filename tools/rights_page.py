"""Write docs/generated/rights.md: who may do what, from the policies of all rooms.

python -m tools.rights_page
"""

import importlib
import importlib.util
import os
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from omzien.gate.acts import Act, Reach

PAGE = Path(__file__).resolve().parent.parent / "docs" / "generated" / "rights.md"
HEAD = """# Who may do what

Made by `python -m tools.rights_page` from the acts in each room's `policy.py`; a test compares the two, so
that a change of rights shows as a change of this page. A cell says which rows a role reaches under an act;
an empty one means none. Whatever an act says, the gate lets nobody reach a row of another organisation.

"""


def acts_by_room() -> Iterator[tuple[str, tuple["Act", ...]]]:
    """The acts of every room that has a policy, in the order of the alphabet."""
    import omzien

    for room in sorted(module.name for module in pkgutil.iter_modules(omzien.__path__) if module.ispkg):
        if importlib.util.find_spec(f"omzien.{room}.policy"):
            yield room, importlib.import_module(f"omzien.{room}.policy").ACTS


def page() -> str:
    """The whole page."""
    from omzien.gate.visit import Role

    roles = list(Role)
    parts = [HEAD]
    for room, acts in acts_by_room():
        parts += [f"## {room}\n\n", _row("act", "rows of", *(role.value for role in roles))]
        parts.append(_row(*["---"] * (2 + len(roles))))
        parts += [_row(act.name, act.model, *(_reach(act, role) for role in roles)) for act in acts]
        parts.append("\n")
        parts += [f"- **{act.name}**: {act.doc}\n" for act in acts]
        parts.append("\n")
    return "".join(parts).rstrip() + "\n"


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |\n"


def _reach(act: "Act", role: str) -> str:
    found = {str(each): reach for each, reach in act.reach.items()}
    return in_words(found[role]) if role in found else ""


def in_words(reach: "Reach") -> str:
    """A reach is called as its function is: `_circle.<locals>.reach` reads "circle"."""
    name = reach.__qualname__.partition(".")[0]
    return name.strip("_").replace("_", " ").removeprefix("of ")


def main() -> None:
    """Write the page."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "omzien.config.settings")
    os.environ.setdefault("OMZIEN_DATA", ".cache/check")
    import django

    django.setup()
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()

"""The messages of the interface: gather them from code and templates, merge them into the .po, write the .mo.

.venv/bin/python -m tools.messages          # gather, merge, compile; prints what has no Dutch yet
.venv/bin/python -m tools.messages --check  # only say what is missing or stale; exit code 1 when anything is
"""

import ast
import io
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "omzien"
FILE = SOURCE / "web" / "locale" / "nl" / "LC_MESSAGES" / "django.po"

# What is said to people: gettext's own names, and what a rule refuses (gate.refused).
KEYWORDS: dict[str, tuple[int, ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "refused": (1,),
    "Problem": (1,),
}
REFUSALS = ("Problem", "refused")
# Where the two are made, and the import, whose problems are of files and not of pages.
READ_OTHERWISE = {SOURCE / "gate" / "refused.py", *(SOURCE / "exchange").rglob("*.py")}
DAY = datetime(2026, 1, 1, tzinfo=UTC)  # no clock in the file: the same messages give the same bytes
HEAD: dict[str, Any] = {
    "locale": "nl",
    "charset": "utf-8",
    "domain": "django",
    "project": "Omzien",
    "version": "0",
    "creation_date": DAY,
    "revision_date": DAY,
    "last_translator": "Omzien",
    "language_team": "Omzien",
    "msgid_bugs_address": "CONTRIBUTING.md",
    "fuzzy": False,
}
HEADER = """\
# The Dutch of Omzien's interface: plain words (B1), in the terms of the field.
# Made up to date by `python -m tools.messages`."""


def gather() -> Catalog:
    """Every message in code and templates, with where it is used."""
    catalog = Catalog(**HEAD)
    for path in sorted([*SOURCE.rglob("*.py"), *SOURCE.rglob("*.html")]):
        where = path.relative_to(ROOT).as_posix()
        for _line, message, _comments, _context in _messages(path):
            # Babel cannot tell a sign for a percent from a format, so flags are left to Django's own check.
            catalog.add(message, locations=[(where, 0)])
    return catalog


def _messages(path: Path) -> Iterator[tuple[int, str | tuple[str, ...], list[str], str | None]]:
    text = path.read_text()
    if path.suffix == ".html":
        text = _as_python(text, path)
    if "SENTENCES" in text and path.suffix == ".py":
        yield from ((0, sentence, [], None) for sentence in _sentences(ast.parse(text)))
    if any(f"{word}(" in text for word in KEYWORDS):
        yield from extract("python", io.BytesIO(text.encode()), keywords=KEYWORDS)


def _sentences(module: ast.Module) -> Iterator[str]:
    """A rule's sentences by key, in a table: Problem(SENTENCES[key], ...)."""
    for node in module.body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Dict):
            target = node.target if isinstance(node, ast.AnnAssign) else node.targets[0]
            if ast.unparse(target) == "SENTENCES":
                yield from (str(ast.literal_eval(value)) for value in node.value.values)


def _unreadable() -> Iterator[str]:
    """Refusals that are no text and not in such a table: nobody would find them, so they had no Dutch."""
    for path in sorted(SOURCE.rglob("*.py")):
        text = path.read_text()
        if path in READ_OTHERWISE or not any(f"{word}(" in text for word in REFUSALS):
            continue
        for call in ast.walk(ast.parse(text)):
            if isinstance(call, ast.Call) and call.args and ast.unparse(call.func) in REFUSALS:
                said = call.args[0]
                if not isinstance(said, ast.Constant) and not ast.unparse(said).startswith("SENTENCES["):
                    yield f"{path.relative_to(ROOT)}:{call.lineno}: write {ast.unparse(said)} as a text"


def _as_python(template: str, path: Path) -> str:
    """The calls of gettext that Django sees in a template, one a line."""
    from django.utils.translation.template import templatize

    seen = templatize(template, origin=str(path))
    return "\n".join(
        re.findall(r"""n?gettext\((?:u?'(?:[^'\\]|\\.)*'|u?"(?:[^"\\]|\\.)*"|[^'")])*\)""", seen)
    )


def read() -> Catalog:
    """The .po as it is now."""
    with FILE.open("rb") as file:
        return read_po(file, locale="nl", domain="django")


def merged(gathered: Catalog, known: Catalog) -> Catalog:
    """What is gathered, with the Dutch that is known. Messages that nobody uses any more are left out."""
    for message in gathered:
        if message.id and (old := known.get(message.id)):
            message.string = old.string
    gathered.header_comment = HEADER
    return gathered


def problems() -> list[str]:
    """What is wrong with the .po and .mo: no Dutch, no longer used, or not compiled."""
    gathered, known = gather(), read()
    wanted, have = {message.id for message in gathered}, {message.id for message in known}
    found = list(_unreadable())
    found += [f"not in the .po: {message!r}" for message in wanted - have]
    found += [f"no longer used: {message!r}" for message in have - wanted]
    found += [
        f"no Dutch: {message.id!r}" for message in known if message.id and not all(_strings(message.string))
    ]
    if FILE.with_suffix(".mo").read_bytes() != compiled(known):
        found.append("the .mo is not made from this .po")
    return found


def _strings(string: str | tuple[str, ...] | list[str] | None) -> list[str]:
    return list(string) if isinstance(string, tuple | list) else [string or ""]


def compiled(catalog: Catalog) -> bytes:
    """The .mo of a catalog."""
    out = io.BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def main() -> int:
    """Do it, or check it."""
    if "--check" not in sys.argv:
        catalog = merged(gather(), read() if FILE.exists() else Catalog(locale="nl"))
        with FILE.open("wb") as file:
            write_po(file, catalog, width=110, include_lineno=False, sort_output=True, omit_header=False)
        FILE.with_suffix(".mo").write_bytes(compiled(read()))
    found = problems()
    print("\n".join(found) or "Every message has its Dutch.")
    return 1 if found else 0


if __name__ == "__main__":
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "omzien.config.settings")
    os.environ.setdefault("OMZIEN_DATA", str(ROOT / ".cache" / "check"))
    django.setup()
    raise SystemExit(main())

"""Opening what somebody offers for import: a folder, a zip of it, or a workbook; it ends in CSV files."""

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from omzien.exchange.imports import archive, workbook
from omzien.exchange.imports.problems import Problem, Problems, Unreadable
from omzien.exchange.package.schema import DESCRIPTOR, FORMAT
from omzien.exchange.package.tables import BY_NAME, MODELS


@dataclass
class Source:
    """The files of one package: per table its CSV file and the name that messages use."""

    files: dict[str, Path]
    labels: dict[str, str]
    described: dict[str, Any] = field(default_factory=dict)
    problems: Problems = field(default_factory=Problems)


@contextmanager
def opened(path: Path, workplace: Path) -> Iterator[Source]:
    """Open a source; what must be unpacked is unpacked in a folder of its own, gone afterwards.

    Raises Unreadable when there is no package in it.
    """
    problems = Problems()
    if path.is_dir():
        yield _from_folder(path, path.name, problems)
        return
    workplace.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=workplace, prefix="unpacked-") as made:
        folder = Path(made)
        if path.suffix.lower() == ".xlsx":
            workbook.unpack(path, folder, problems)
            source = _from_folder(folder, path.name, problems)
            source.labels = {table: f"{path.name}, sheet {table}" for table in source.files}
        elif path.suffix.lower() == ".zip":
            archive.unpack(path, folder)
            source = _from_folder(folder, path.name, problems)
        else:
            raise Unreadable(path.name, "is not a folder, .zip or .xlsx", "give one of these three")
        yield source


def _from_folder(folder: Path, label: str, problems: Problems) -> Source:
    """What lies in a folder; `label` is what the whole is called, `problems` are those of its unpacking."""
    source = Source({}, {}, problems=problems)
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() != ".csv":
            continue
        if path.is_symlink() or not path.is_file():
            raise Unreadable(path.name, "is a link, not a file", "put the file itself in the folder")
        if path.stem not in BY_NAME:
            mend = f"name the file after its table, or take it out: {', '.join(BY_NAME)}"
            source.problems.add(Problem(path.name, None, "", "", "is not a table of the package", mend))
            continue
        source.files[path.stem] = path
    source.files = {name: source.files[name] for name in MODELS if name in source.files}
    source.labels = {name: path.name for name, path in source.files.items()}
    if not source.files and not source.problems:
        raise Unreadable(label, "holds no table of a data package", "see `omzien schema` for the files")
    source.described = _described(folder, source)
    return source


def _described(folder: Path, source: Source) -> dict[str, Any]:
    """What `datapackage.json` says of each file. It is optional; when it is there it must be right."""
    path = folder / DESCRIPTOR
    if not path.exists():
        return {}
    mend = "export the package again, or take datapackage.json away"
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        resources = {entry["name"]: entry for entry in content["resources"]}
        form = content.get("omzien_format", FORMAT)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise Unreadable(DESCRIPTOR, "is not the description of a data package", mend) from None
    if form != FORMAT:
        raise Unreadable(DESCRIPTOR, f"is of format {form!r}; this Omzien reads {FORMAT}", "update Omzien")
    for name in sorted(set(resources) - set(source.files)):
        source.problems.add(
            Problem(DESCRIPTOR, None, "", "", f"{name}.csv is named here but is not there", mend)
        )
    return resources

"""The repository is at home on every machine: it names no registry, no machine and no neighbour folder."""

import re
import subprocess

from tests.shape.source import ROOT

FOREIGN = {
    "the address of a package registry": r"(pypi|pythonhosted|npmjs|crates|rubygems)\.(org|com|io)\b",
    "a path of one machine": r"(?<![\w.])/(work|root|home/\w+|opt/\w+)/",
    "a folder outside the repository": r"\.\./shared",
}


def _files() -> list[str]:
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def test_it_names_nothing_outside_itself():
    found = []
    for name in _files():
        content = (ROOT / name).read_bytes()
        if b"\0" in content:
            continue
        for number, line in enumerate(content.decode("utf-8").splitlines(), start=1):
            found += [
                f"{name}:{number}: {what}" for what, pattern in FOREIGN.items() if re.search(pattern, line)
            ]
    assert not found, "\n".join(["Take these out; the next machine does not have them:", *found])


def test_every_file_is_text_in_utf8_or_a_picture():
    wrong = [
        name
        for name in _files()
        if b"\0" in (ROOT / name).read_bytes()
        and not name.endswith((".png", ".mo", ".ico", ".woff2", ".xlsx", ".pdf"))
    ]
    assert not wrong, f"Binary files that nobody can review: {wrong}"

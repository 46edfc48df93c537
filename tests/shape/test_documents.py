"""Documents stay true: their links lead somewhere, and their commands exist."""

import re

import pytest

from tests.shape.source import ROOT

DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("src/**/*.md")])


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(document):
    links = re.findall(r"\]\(([^)#\s]+)[^)]*\)", document.read_text())
    broken = [link for link in links if "://" not in link and not (document.parent / link).exists()]
    assert not broken, f"Mend these links, or write what they promise: {broken}"


def test_every_decision_is_in_the_index():
    folder = ROOT / "docs/decisions"
    index = (folder / "README.md").read_text()
    absent = [path.name for path in folder.glob("0*.md") if f"({path.name})" not in index]
    assert not absent, f"Add these to docs/decisions/README.md: {absent}"


def test_make_explains_every_target():
    makefile = (ROOT / "Makefile").read_text()
    [phony] = re.findall(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    explained = re.findall(r"^([a-z]+):.* ## .+$", makefile, re.MULTILINE)
    assert sorted(explained) == sorted(phony.split())


def test_the_readme_names_only_targets_that_exist():
    named = set(re.findall(r"\bmake ([a-z]+)\b", (ROOT / "README.md").read_text()))
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert named <= targets

"""Whatever text people write comes back as they wrote it, and an export is the same after any import."""

import shutil
import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from omzien.exchange.imports.values import EARLIEST, LATEST
from tests.exchange import sample
from tests.exchange.test_round_trip import do_export, do_import, empty_installation
from tests.settings import ON_POSTGRES

# What has broken other people's files: quotes, separators, line ends, formulas, marks of end and order.
NASTY = [
    '"',
    '""',
    ",",
    ";",
    "\n",
    "\r\n",
    "\r",
    "\t",
    "'",
    "\\.",
    "\n\\.\n",
    "=1+1",
    "@x",
    "🙂",
    "\u202e",
    "\ufeff",
    "\x1f",
    "\\N",
    "null",
    "%s",
    " ",
]
text = st.one_of(
    st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=30),
    st.lists(st.sampled_from(NASTY), max_size=5).map("".join),
)
filled = text.filter(bool)
keys = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40)
days = st.dates(EARLIEST, LATEST)


@st.composite
def packages(draw: st.DrawFn) -> dict[str, list[sample.Row]]:
    """The sample, with other residents, stories, notes and contacts, and keys of any kind."""
    rows = sample.rows()
    for key in draw(st.lists(keys.filter(lambda key: key not in ("r1", "r2")), max_size=4, unique=True)):
        rows["residents"].append(
            {
                "key": key,
                "given_name": draw(text),
                "family_name": draw(text),
                "language": draw(text),
                "birth_date": draw(st.none() | days),
                "gender": draw(st.sampled_from(["man", "vrouw", "x", "onbekend"])),
                "needs_interpreter": draw(st.booleans()),
                "municipality": "GM0114",
                "registered_on": draw(days),
            }
        )
        held = {"resident": key, "held_on": draw(days), "kind": "huisbezoek"}
        rows["contacts"].append({"key": key, **held, "minutes": draw(st.none() | st.integers(0, 1440))})
        rows["contact_notes"].append({"key": key, "resident": key, "contact": key, "text": draw(filled)})
    rows["stories"][0]["text"] = draw(filled)
    rows["instruments"][0]["attribution"] = draw(text)
    return rows


@pytest.mark.django_db
@settings(max_examples=3 if ON_POSTGRES else 6, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(packages())
def test_any_content_makes_the_round_trip(rows):
    folder = Path(tempfile.mkdtemp())
    try:
        empty_installation()
        do_import(sample.write(folder / "made", rows))
        first = do_export(folder / "first")
        again = do_import(folder / "first")
        assert {(count.new, count.changed) for count in again.counts} == {(0, 0)}
        empty_installation()
        do_import(folder / "first")
        assert do_export(folder / "second") == first
    finally:
        shutil.rmtree(folder)


@pytest.mark.django_db
def test_the_order_of_an_export_is_that_of_bytes(tmp_path):
    rows = sample.rows()
    odd = ["a", "B", "é", "Z", "z", "10", "9", "_"]
    rows["teams"] += [{"key": key, "name": "team"} for key in odd]
    do_import(sample.write(tmp_path / "p", rows))
    lines = do_export(tmp_path / "out")["teams.csv"].decode().splitlines()[1:]
    assert [line.split(",")[0] for line in lines] == sorted([*odd, "t1"], key=str.encode)


@pytest.mark.django_db
def test_what_is_not_said_gets_its_default(tmp_path):
    rows = sample.rows()
    rows["residents"][1] = {
        "key": "r2",
        "municipality": "GM0114",
        "registered_on": date(2020, 1, 1),
        "gender": "",
    }
    do_import(sample.write(tmp_path / "p", rows))
    residents = do_export(tmp_path / "out")["residents.csv"].decode().splitlines()
    assert residents[2] == "r2,,,,,onbekend,GM0114,,,,,false,2020-01-01"

"""A pool of many organisations: nothing counted twice, nobody followed, no words of the house."""

import json
import shutil
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow.parquet as pq
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from omzien.insight.facts import TABLES, Snapshot
from omzien.insight.figures import CATALOGUE, Period, Selection, breakdown, measure
from omzien.insight.pooling import CannotPool, pool
from tests.insight.worlds import MADE_AT, World, small_world, snapshot_of

YEAR = Selection(1, Period.year(2020))
NAMES = ("Stichting Noord", "Stichting Oost", "Stichting Zuid")


def member(folder: Path, name: str, world: World, **changes: object) -> Snapshot:
    """The facts of one of the organisations: in its own house each of them is number 1."""
    (told,) = world["settings"]
    return snapshot_of({**world, "settings": [told | {"name": name, "organisation": 1} | changes]}, folder)


def members(folder: Path, seeds: Sequence[int], size: int = 8) -> list[Snapshot]:
    """Some organisations with the same numbers for other people."""
    return [
        member(folder / name, name, small_world(seed, size)) for name, seed in zip(NAMES, seeds, strict=False)
    ]


def folders(snapshots: Sequence[Snapshot]) -> list[Path]:
    return [snapshot.folder for snapshot in snapshots]


@settings(max_examples=2, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(st.lists(st.integers(0, 2**32), min_size=2, max_size=3, unique=True))
def test_a_pool_counts_what_its_organisations_count_together(seeds: list[int]):
    """Registrations and residents are the sum: equal numbers of two organisations are two residents. And of
    each organisation the pool says what its own facts say, for every figure.
    """
    with TemporaryDirectory() as folder:
        own = members(Path(folder), seeds)
        pooled = pool(folders(own), Path(folder) / "pool").snapshot
        found = measure(pooled, YEAR)
        apart = [measure(snapshot, YEAR) for snapshot in own]
        for name in ("registrations", "residents_registered", "interventions", "group_participants"):
            assert found[name].value == sum(values[name].value or 0 for values in apart)
        for number, values in enumerate(apart, 1):
            here = Selection(1, YEAR.period, filters={"organisation": str(number)})
            told = measure(pooled, here, [name for name in CATALOGUE if CATALOGUE[name].per is None])
            assert told == {name: values[name] for name in told}
            grown = "zrm.financien.growth"
            assert measure(pooled, here, [grown])[grown] == values[grown]


def test_figures_by_organisation(tmp_path: Path):
    own = members(tmp_path, (1, 2, 3))
    tab = breakdown(pool(folders(own), tmp_path / "pool").snapshot, YEAR, "registrations", "organisation")
    assert [category.label_nl for category in tab.row_keys] == list(NAMES)
    counted = [measure(snapshot, YEAR, ["registrations"])["registrations"].value for snapshot in own]
    assert [tab.row_totals[category.key].value for category in tab.row_keys] == counted
    assert tab.total.value == sum(value or 0 for value in counted)


def test_the_same_organisations_make_the_same_pool(tmp_path: Path):
    own = members(tmp_path, (1, 2, 3))
    first = pool(folders(own), tmp_path / "pool").snapshot
    files = {file: file.read_bytes() for file in (tmp_path / "pool" / "files").rglob("*.parquet")}
    again = pool(reversed(folders(own)), tmp_path / "pool").snapshot
    assert again.digest == first.digest
    assert {file: file.read_bytes() for file in (tmp_path / "pool" / "files").rglob("*.parquet")} == files
    assert Snapshot.open(tmp_path / "pool") == first
    told = json.loads((tmp_path / "pool" / "pools" / f"{first.digest}.json").read_text())
    assert [(one["name"], one["snapshot"]) for one in told["organisations"]] == [
        (name, snapshot.digest) for name, snapshot in zip(NAMES, own, strict=True)
    ]


def test_own_codes_become_the_shared_one_that_they_stand_for_or_stay_at_home(tmp_path: Path):
    codes = [
        {"list": "factor", "key": "geen_nederlands", "name_nl": "eigen woorden"},
        {"list": "factor", "key": "spreekt_tigrinya", "parent": "geen_nederlands"},
        {"list": "factor", "key": "leest_moeilijk", "standard": "laaggeletterdheid"},
        {"list": "factor", "key": "alleen_hier"},
    ]
    keys = ("geen_nederlands", "spreekt_tigrinya", "leest_moeilijk", "alleen_hier", "onbekend")
    world = dict(small_world(1, 4))
    day = world["interventions"][0]["started_on"]
    factors = [{"intervention": 1, "factor": key, "noted_on": day} for key in keys]
    one = member(tmp_path / "one", NAMES[0], world | {"codes": codes, "factors": factors})
    two = member(tmp_path / "two", NAMES[1], small_world(2, 4))
    made = pool(folders([one, two]), tmp_path / "pool")
    rows = [row for row in rows_of(made.snapshot, "factors") if row["organisation"] == 1]
    assert sorted(str(row["factor"]) for row in rows) == ["geen_nederlands", "laaggeletterdheid", "own"]
    assert made.fates[1]["factor"] == {"kept": 1, "translated": 2, "left_out": 2}
    assert "eigen woorden" not in {row["name_nl"] for row in rows_of(made.snapshot, "codes")}


def test_teams_partners_and_workers_stay_at_home(tmp_path: Path):
    world = small_world(3, 9)
    registrations = [{**row, "worker": 7, "team": "noord"} for row in world["registrations"]]
    own = [
        member(tmp_path / "one", NAMES[0], {**world, "registrations": registrations}),
        member(tmp_path / "two", NAMES[1], small_world(5, 3)),
    ]
    made = pool(folders(own), tmp_path / "pool")
    rows = rows_of(made.snapshot, "registrations")
    assert {(row["worker"], row["team"]) for row in rows} == {(None, None)}
    assert {row["partner"] for row in rows_of(made.snapshot, "referrals")} == {None}
    assert made.fates[1]["team"]["left_out"] >= len(registrations)
    assert not rows_of(made.snapshot, "partners")
    assert not rows_of(made.snapshot, "teams")


def test_a_number_of_one_organisation_is_no_number_of_another(tmp_path: Path):
    made = pool(folders(members(tmp_path, (1, 2, 3))), tmp_path / "pool")
    for name in TABLES:
        rows = rows_of(made.snapshot, name)
        for column in {"resident", "registration", "intervention", "measurement"} & set(TABLES[name].columns):
            pairs = {(row[column], row["organisation"]) for row in rows if row[column] is not None}
            assert len(pairs) == len({number for number, _ in pairs}), (name, column)


def test_norms_that_differ_are_the_usual_ones_and_thresholds_the_strictest(tmp_path: Path):
    world = small_world(1, 2)
    one = member(tmp_path / "one", NAMES[0], world, exploration_norm_days=10, public_threshold=15)
    two = member(tmp_path / "two", NAMES[1], small_world(2, 2), exploration_norm_days=20)
    made = pool(folders([one, two]), tmp_path / "pool")
    (norms,) = {
        (row["exploration_norm_days"], row["return_window_months"], row["public_threshold"])
        for row in rows_of(made.snapshot, "settings")
    }
    assert norms == (14, 6, 15)
    assert made.differing == ["exploration_norm_days"]


def test_a_pool_knows_no_more_than_the_oldest_of_its_facts(tmp_path: Path):
    own = members(tmp_path, (1,))
    world = small_world(2, 3)
    (told,) = world["settings"]
    newer = {**world, "settings": [told | {"name": NAMES[1], "organisation": 1}]}
    own.append(snapshot_of(newer, tmp_path / "newer", made_at=MADE_AT + timedelta(days=9)))
    assert pool(folders(own), tmp_path / "pool").snapshot.made_at == MADE_AT


def test_what_cannot_be_joined_is_said_and_leaves_the_older_pool(tmp_path: Path):
    own = members(tmp_path, (1, 2))
    before = pool(folders(own), tmp_path / "pool").snapshot
    broken = tmp_path / "broken"
    shutil.copytree(own[1].folder, broken)
    file = next((broken / "files" / "registrations").iterdir())
    other = tmp_path / "other"
    shutil.copytree(own[1].folder, other)
    renamed = member(tmp_path / "again", NAMES[0], small_world(9, 3))
    wrong = {
        "nothing to join": [],
        "no facts of this version": [own[0].folder, tmp_path / "nowhere"],
        "Stichting Noord is there twice": [own[0].folder, renamed.folder],
        "is there twice": [own[1].folder, other],
        "a pool already": [own[0].folder, tmp_path / "pool"],
    }
    for why, given_folders in wrong.items():
        with pytest.raises(CannotPool, match=why):
            pool(given_folders, tmp_path / "pool")
    content = file.read_bytes()
    file.write_bytes(content[:-1] + b"!")
    with pytest.raises(CannotPool, match="not what it was"):
        pool([own[0].folder, broken], tmp_path / "pool")
    file.unlink()
    with pytest.raises(CannotPool, match="is not there"):
        pool([own[0].folder, broken], tmp_path / "pool")
    assert Snapshot.open(tmp_path / "pool") == before


def rows_of(snapshot: Snapshot, table: str) -> list[dict[str, object]]:
    return [row for file in snapshot.files(table) for row in pq.read_table(file).to_pylist()]

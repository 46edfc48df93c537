"""The command line as people use it: real processes, on a real demo."""

import json
import re
import sqlite3
import subprocess
import tarfile
import time
import urllib.error
import urllib.request
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from omzien.exchange.cli import demo, main, serve
from omzien.exchange.cli.answers import Answer
from omzien.exchange.cli.group import COMMANDS
from omzien.exchange.package.tables import TABLES
from tests.commands import ROOT, command, omzien
from tools.ports import free_port

pytestmark = pytest.mark.one_database("it starts processes, with data folders of their own")

PAGE = ROOT / "docs" / "commands.md"
WISH = ("--residents", "400", "--seed", "3")


@pytest.fixture(scope="module")
def installation(tmp_path_factory) -> Path:
    """A small demo."""
    data: Path = tmp_path_factory.mktemp("demo") / "data"
    said = omzien("demo", "--data", str(data), "--no-serve", *WISH)
    assert "noor" in said
    return data


def test_a_second_demo_finds_the_first(installation):
    assert "are there already" in omzien("demo", "--data", str(installation), "--no-serve", *WISH)
    assert "another demo: seed 3" in omzien("demo", "--data", str(installation), "--no-serve", code=2)


def test_figures_are_printed_as_json(installation):
    given = ("figures", "--data", str(installation), "--municipality", "Uitgeest", "--year")
    rows = json.loads(omzien(*given, "2020", "--format", "json"))
    names = {"name", "value", "unit", "label", "definition", "missing"}
    assert all(names <= set(row) for row in rows)
    assert {row["name"]: row["value"] for row in rows}["registrations"] > 0
    assert "choose a year from" in omzien(*given, "1999", code=2)


def test_a_municipality_that_is_not_there_is_told_with_those_that_are(installation):
    said = omzien(
        "figures", "--data", str(installation), "--municipality", "Uitgest", "--year", "2020", code=2
    )
    assert "choose from: Assen, Castricum, Emmen, Uitgeest" in said


def test_a_report_in_english_with_a_table_typed_by_hand(installation, tmp_path):
    typed, out = tmp_path / "typed.toml", tmp_path / "report"
    example = re.search(r"```toml\n(.*?)```", (ROOT / "docs" / "typed-tables.md").read_text(), re.DOTALL)
    assert example
    typed.write_text(example[1])

    given = ["report", "--data", str(installation), "--municipality", "Uitgeest", "--year", "2020"]
    given += ["--language", "en", "--out", str(out), "--typed", str(typed)]
    assert "typed_finance.csv" in omzien(*given, "--final")
    [line] = omzien("published", "--data", str(installation)).splitlines()
    assert line.endswith("Annual report 2020, municipality of Uitgeest")
    page = (out / "report.html").read_text()
    [kept] = (installation / "publications").rglob("GM0450-2020-*.json")
    assert json.loads(kept.read_text())["about"]["title"] == "Annual report 2020, municipality of Uitgeest"
    assert "FINAL" in page
    assert "CONCEPT" not in page
    assert '<html lang="en">' in page
    assert "Baten en lasten: this table does not add up" in page
    typed.write_text(example[1].replace("3912447", '"veel"'))
    said = omzien(*given, code=2)
    assert "'veel' is no number" in said
    assert "table 1 (finance), row 1 (Subsidie van gemeenten), column 2020" in said
    assert "to mend: write 1234.5" in said


def test_export_import_export_of_the_demo_is_identical(installation, tmp_path):
    omzien("export", str(tmp_path / "first"), "--data", str(installation))
    assert "rows were added" in omzien("import", str(tmp_path / "first"), "--data", str(tmp_path / "new"))
    omzien("export", str(tmp_path / "second"), "--data", str(tmp_path / "new"))
    first, second = (
        {path.name: path.read_bytes() for path in (tmp_path / name).iterdir()} for name in ("first", "second")
    )
    assert first == second
    assert len(first) == len(TABLES) + 1  # and datapackage.json
    refusal = omzien("export", str(tmp_path / "first"), "--data", str(installation), code=2)
    assert "the folder is not empty" in refusal
    (tmp_path / "first" / "datapackage.json").unlink()
    (tmp_path / "first" / "teams.csv").write_text("key\n1\n")
    said = omzien("import", str(tmp_path / "first"), "--data", str(tmp_path / "new"), code=2)
    assert "teams.csv, column name: the column is missing" in said


def test_check_says_what_is_wrong_and_how_to_mend_it(installation, tmp_path):
    assert "BAD" not in omzien("check", "--data", str(installation))
    data = tmp_path / "broken"
    data.mkdir()
    with (
        sqlite3.connect(installation / "omzien.sqlite3") as whole,
        sqlite3.connect(data / "omzien.sqlite3") as copy,
    ):
        whole.backup(copy)
        triggers = "SELECT name FROM sqlite_master WHERE name LIKE 'gate_ledgerline_no_%'"
        (trigger,) = copy.execute(triggers).fetchone()
        copy.execute(f"DROP TRIGGER {trigger}")
    (data / "keys.json").write_bytes((installation / "keys.json").read_bytes())
    (data / "keys.json").chmod(0o644)
    (data / "imports" / "left").mkdir(parents=True)
    said = omzien("check", "--data", str(data), code=1)
    for wrong in ("lets rows be changed", "can be read by others", "an import was not finished"):
        assert wrong in said
    assert said.count("to mend:") == 3


def test_a_backup_restores_the_whole_installation(installation, tmp_path):
    file, restored = tmp_path / "backup.tar.gz", tmp_path / "restored"
    omzien("backup", str(file), "--data", str(installation))
    assert file.stat().st_mode & 0o777 == 0o600
    omzien("restore", str(file), "--data", str(restored))
    assert "BAD" not in omzien("check", "--data", str(restored))
    for table in ("people_resident", "gate_ledgerline", "gate_account"):
        question = f"SELECT count(*), sum(id) FROM {table}"
        one, other = (
            sqlite3.connect(folder / "omzien.sqlite3").execute(question).fetchone()
            for folder in (installation, restored)
        )
        assert one == other
    assert "is not empty" in omzien("restore", str(file), "--data", str(restored), code=2)
    assert "no backup" in omzien(
        "restore", str(empty_archive(tmp_path)), "--data", str(tmp_path / "x"), code=2
    )


def empty_archive(folder: Path) -> Path:
    """A tar file that is no backup."""
    with tarfile.open(folder / "other.tar.gz", "w:gz") as archive:
        archive.add(__file__, "readme.txt")
    return folder / "other.tar.gz"


def test_the_demo_is_served_on_loopback_only(installation):
    port = free_port()
    line, environment = command("demo", "--data", str(installation), "--port", str(port), *WISH)
    with subprocess.Popen(line, env=environment, cwd=ROOT, stdout=subprocess.DEVNULL) as server:
        try:
            assert answers(f"http://127.0.0.1:{port}/account/login/") == 200
            assert listening(port) == {"0100007F"}
        finally:
            server.terminate()


def answers(url: str) -> int:
    """The status that a page answers with, once the server is up."""
    until = time.monotonic() + 90
    while True:
        try:
            with urllib.request.urlopen(url, timeout=10) as page:
                return int(page.status)
        except urllib.error.HTTPError as refusal:
            return refusal.code
        except OSError:
            assert time.monotonic() < until, f"{url} does not answer"
            time.sleep(0.2)


def listening(port: int) -> set[str]:
    """The addresses (as Linux writes them) on which something listens at this port."""
    lines = [
        line.split()
        for file in ("tcp", "tcp6")
        for line in Path("/proc/net", file).read_text().splitlines()[1:]
    ]
    here = [parts[1].split(":") for parts in lines if parts[3] == "0A"]
    return {address for address, number in here if int(number, 16) == port}


@pytest.fixture
def nowhere(tmp_path) -> str:
    """A data folder that is not there."""
    return str(tmp_path / "nowhere")


# What makes an installation, or is of none.
ON_NOTHING = {"demo", "found", "serve", "import", "schema", "restore", "pool"}


@pytest.mark.parametrize("name", [name for name in COMMANDS if name not in ON_NOTHING])
def test_a_command_on_nothing_says_so(nowhere, tmp_path, name):
    needed = {
        "figures": ["--municipality", "x", "--year", "2020"],
        "report": ["--municipality", "x", "--year", "2020", "--out", str(tmp_path / "out")],
        "export": [str(tmp_path / "out")],
        "backup": [str(tmp_path / "out")],
        "password": ["ada", "--password", "een heel lang wachtwoord"],
    }
    result = CliRunner().invoke(main, [name, *needed.get(name, []), "--data", nowhere])
    assert result.exit_code in (1, 2)
    assert "there is no data folder" in result.output
    assert not Path(nowhere).exists()


@pytest.mark.parametrize("name", [name for name in COMMANDS if name != "pool"])  # it is of no installation
def test_every_command_has_help_and_a_data_folder(name):
    result = CliRunner().invoke(main, [name, "--help"])
    assert result.exit_code == 0
    assert "--data" in result.output


def test_a_demo_never_goes_into_a_real_installation(tmp_path):
    (tmp_path / "omzien.sqlite3").write_bytes(b"precious")
    with pytest.raises(Answer, match="no demo"):
        demo.is_ready(tmp_path, demo.Wish(1, 400))


@pytest.mark.parametrize(
    ("host", "ours"), [("127.0.0.1", True), ("::1", True), ("0.0.0.0", False), ("x.nl", False)]
)
def test_it_knows_loopback(host, ours):
    assert serve.is_loopback(host) is ours


def test_open_serving_without_tls_is_refused():
    result = CliRunner().invoke(main, ["serve", "--host", "0.0.0.0"], env={"OMZIEN_TLS": ""})
    assert result.exit_code == 2
    assert "unencrypted" in result.output


def test_the_page_of_commands_is_fresh():
    page = omzien("schema", "--format", "commands")  # its own process: help remembers its first caller
    assert PAGE.read_text() == page, "run: omzien schema --format commands > docs/commands.md"


def test_an_unknown_command_is_refused():
    result = CliRunner().invoke(main, ["fly"])
    assert result.exit_code == click.UsageError.exit_code == 2

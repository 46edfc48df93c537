"""Files from outside may be broken, strange or meant to harm: refused in words, with nothing imported."""

import io
import stat
import zipfile
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest
from django.apps import apps
from django.conf import settings

from omzien.exchange.imports import archive, import_from_command, reading
from omzien.exchange.imports.problems import ImportReport
from tests.exchange import sample

pytestmark = [pytest.mark.django_db, pytest.mark.one_database("files are checked before the database")]

TEAMS = b"key,name\nt1,Wijkteam\n"


def package(folder: Path, teams: bytes) -> Path:
    """A package with one organisation and this teams.csv."""
    sample.write(folder, {"organisation": sample.rows()["organisation"]})
    (folder / "datapackage.json").unlink()
    (folder / "teams.csv").write_bytes(teams)
    return folder


def told(source: Path) -> str:
    """What the import says of it, in one text; it has imported nothing and left nothing behind."""
    report = import_from_command(source)
    assert report.problems, "the import found nothing wrong"
    nothing_happened()
    return "\n".join(report.lines())


def nothing_happened() -> None:
    assert not apps.get_model("organisation.Organisation").objects.exists()
    assert [path.name for path in (Path(settings.DATA) / "imports").iterdir()] == ["lock"]


def taken(source: Path) -> ImportReport:
    report = import_from_command(source)
    assert not report.problems, "\n".join(report.lines())
    return report


FILES = [
    ("latin-1", "key,name\nt1,Zoë\n".encode("latin-1"), "teams.csv, row 2: is not UTF-8"),
    ("cut in a sign", "key,name\nt1,Zoë".encode()[:-1], "row 2: is cut off in the middle of a sign"),
    ("UTF-16", "key,name\nt1,Zoë\n".encode("utf-16"), "UTF-16"),
    ("NUL", b"key,name\nt1,a\0b\n", "row 2: holds a NUL character"),
    ("open quote", b'key,name\nt1,"open\nt2,x\n', "quote is opened and never closed"),
    ("semicolons", b"key;name\nt1;x\n", "separated by ;"),
    ("empty", b"", "the column is missing"),
    ("double column", b"key,name,name\nt1,a,b\n", "column name: the column is there more than once"),
    ("extra column", b"key,name,colour\nt1,a,b\n", "column colour: is no column of this table"),
    ("near miss", b"key,Name \nt1,a\n", "did you mean name?"),
    ("missing column", b"key\nt1\n", "column name: the column is missing"),
    ("ragged", b"key,name\nt1,a\nt2\nt3,a,b\n", "teams.csv, row 3: has 1 cells, the header 2"),
    ("huge cell", b"key,name\nt1," + b"x" * 2_000_000 + b"\n", "is too long"),
]


@pytest.mark.parametrize(("content", "says"), [case[1:] for case in FILES], ids=[case[0] for case in FILES])
def test_a_broken_file_is_refused(tmp_path, content, says):
    assert says in told(package(tmp_path / "p", content))


def test_a_row_larger_than_a_block_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "BLOCK", 2**16)
    text = b"key,name\nt1," + b"x" * 2**18 + b"\n"
    assert "a row is larger than" in told(package(tmp_path / "p", text))


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf" + TEAMS,
        TEAMS.replace(b"\n", b"\r\n"),
        TEAMS.rstrip(),
        b"name,key\nWijkteam,t1\n\n\n",
        b'"key","name"\n"t1","Wijkteam"\n',
    ],
    ids=["BOM", "CRLF", "no last newline", "other order, empty lines", "all quoted"],
)
def test_another_way_of_writing_csv_is_taken(tmp_path, content):
    taken(package(tmp_path / "p", content))
    assert apps.get_model("organisation.Team").objects.get().name == "Wijkteam"


def test_row_numbers_hold_after_ragged_and_empty_rows(tmp_path):
    said = told(package(tmp_path / "p", b"key,name\nt1,a\n\nt2\nt3,\n"))
    assert "row 4: has 1 cells" in said
    assert "row 5, column name: is empty" in said


def test_a_text_that_looks_like_a_formula_stays_what_it_is(tmp_path):
    taken(package(tmp_path / "p", b'key,name\nt1,"=HYPERLINK(""x"")"\n'))
    assert apps.get_model("organisation.Team").objects.get().name == '=HYPERLINK("x")'


def test_a_link_is_refused(tmp_path):
    folder = package(tmp_path / "p", TEAMS)
    (folder / "teams.csv").rename(tmp_path / "elsewhere.csv")
    (folder / "teams.csv").symlink_to(tmp_path / "elsewhere.csv")
    assert "is a link" in told(folder)


def test_an_unknown_table_is_refused(tmp_path):
    folder = package(tmp_path / "p", TEAMS)
    (folder / "teamz.csv").write_bytes(TEAMS)
    assert "teamz.csv: is not a table of the package" in told(folder)


def test_a_file_that_was_changed_after_the_export_is_refused(tmp_path):
    folder = sample.write(tmp_path / "p")
    (folder / "teams.csv").write_bytes(TEAMS + b"t2,erbij\n")
    assert "not the file that datapackage.json describes" in told(folder)


def test_a_file_that_is_gone_is_missed(tmp_path):
    folder = sample.write(tmp_path / "p")
    (folder / "stories.csv").unlink()
    assert "stories.csv is named here but is not there" in told(folder)


@pytest.mark.parametrize("text", ["{", "[]", '{"resources": [{}]}', '{"resources": 1}'])
def test_a_broken_description_is_refused(tmp_path, text):
    folder = sample.write(tmp_path / "p")
    (folder / "datapackage.json").write_text(text)
    assert "is not the description of a data package" in told(folder)


def test_a_later_format_is_refused(tmp_path):
    folder = sample.write(tmp_path / "p")
    (folder / "datapackage.json").write_text('{"omzien_format": "omzien-9", "resources": []}')
    assert "format 'omzien-9'" in told(folder)


@pytest.mark.parametrize("name", ["leeg", "notes.txt"])
def test_what_is_no_package_is_refused(tmp_path, name):
    source = tmp_path / name
    source.mkdir() if name == "leeg" else source.write_text("x")
    assert "To mend" in told(source)


def zipped(target: Path, members: Mapping[str, bytes | zipfile.ZipInfo], **options) -> Path:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in members.items():
            if isinstance(content, zipfile.ZipInfo):
                out.writestr(content, "elsewhere", **options)
            else:
                out.writestr(name, content)
    return target


def members_of(folder: Path, prefix: str = "") -> dict[str, bytes | zipfile.ZipInfo]:
    return {prefix + path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("prefix", ["", "package/"])
def test_a_zip_is_taken(tmp_path, prefix):
    members = members_of(sample.write(tmp_path / "p"), prefix) | {"__MACOSX/._teams.csv": b"x"}
    assert "residents: 2 new, 0 changed, of 2" in taken(zipped(tmp_path / "p.zip", members)).lines()


def test_a_zip_that_points_outside_is_refused(tmp_path):
    assert "points outside it" in told(zipped(tmp_path / "p.zip", {"../teams.csv": TEAMS}))
    assert "points outside it" in told(zipped(tmp_path / "q.zip", {"/etc/teams.csv": TEAMS}))
    assert not (tmp_path.parent / "teams.csv").exists()


def test_a_zip_with_a_link_is_refused(tmp_path):
    link = zipfile.ZipInfo("teams.csv")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    assert "holds a link" in told(zipped(tmp_path / "p.zip", {"teams.csv": link}))


def test_an_encrypted_zip_is_refused(tmp_path):
    source = zipped(tmp_path / "p.zip", {"teams.csv": TEAMS})
    content = bytearray(source.read_bytes())
    content[6] |= 1  # the flag in the file's own header
    content[content.index(b"PK\x01\x02") + 8] |= 1  # and in the directory
    source.write_bytes(content)
    assert "is encrypted" in told(source)


def test_a_zip_bomb_is_refused(tmp_path):
    bomb = zipped(tmp_path / "p.zip", {"teams.csv": b"key,name\n" + b"0" * 40_000_000})
    assert bomb.stat().st_size < 100_000
    assert "unpacks to far more than is likely" in told(bomb)


def test_a_zip_that_is_too_large_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(archive, "MOST_BYTES", 1000)
    many = {f"{name}.csv": TEAMS * 30 for name in ("teams", "partners", "codes")}
    assert "unpacks to far more" in told(zipped(tmp_path / "p.zip", many))


def test_what_only_looks_like_a_zip_is_refused(tmp_path):
    (tmp_path / "p.zip").write_bytes(b"PK\x03\x04 nothing")
    assert "is not a zip file that can be read" in told(tmp_path / "p.zip")


def book_of(tables: dict[str, list[list[object]]], target: Path, *, formulas: bool = False) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in tables.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        for cell in (cell for row in sheet.iter_rows() for cell in row if not formulas):
            cell.data_type = "s" if cell.data_type == "f" else cell.data_type
    book.save(target)
    return target


def test_a_workbook_is_taken_as_the_same_package_in_csv_is(tmp_path):
    tables: dict[str, list[list[object]]] = {}
    for name, rows in sample.rows().items():
        table = sample.arrow(name, rows)
        tables[name] = [
            table.column_names,
            *([*row.values()] for row in table.to_pylist()),
            [None],
            [None, None],
        ]
    report = taken(book_of(tables, tmp_path / "p.xlsx"))
    assert "residents: 2 new, 0 changed, of 2" in report.lines()
    again = taken(sample.write(tmp_path / "csv"))
    assert sum(count.new + count.changed for count in again.counts) == 0


def test_a_workbook_tells_sheet_and_row_of_a_bad_value(tmp_path):
    rows: list[list[object]] = [["key", "name"], ["t1", "a"], [], ["t2", "=1+1"], ["t3", None]]
    book = book_of({"teams": rows, "Blad1": [["x"]]}, tmp_path / "p.xlsx", formulas=True)
    said = told(book)
    assert "p.xlsx, sheet teams, row 4, column B: is a formula" in said
    assert "p.xlsx, sheet teams, row 5, column name: is empty" in said
    assert "sheet 'Blad1' is not a table" in said
    assert "sheet 'Blad1' is not a table" in told(book_of({"Blad1": [["x"]]}, tmp_path / "q.xlsx"))


def test_a_workbook_with_entities_is_refused(tmp_path):
    book = book_of({"teams": [["key", "name"]]}, tmp_path / "p.xlsx")
    entity = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><worksheet>&x;</worksheet>'
    changed = io.BytesIO()
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(changed, "w") as new:
        for member in old.namelist():
            new.writestr(member, entity if "sheet1" in member else old.read(member))
    book.write_bytes(changed.getvalue())
    assert "holds XML entities" in told(book)


def test_what_only_looks_like_a_workbook_is_refused(tmp_path):
    (tmp_path / "p.xlsx").write_bytes(b"nothing")
    assert "is not an Excel workbook" in told(tmp_path / "p.xlsx")
    assert "is not an Excel workbook" in told(zipped(tmp_path / "q.xlsx", {"teams.csv": TEAMS}))

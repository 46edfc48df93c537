"""An organisation's own licensed texts: checked to the line, seen in that house only, gone when removed."""

import json
import zipfile
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omzien.exchange.package.tables import MODELS
from omzien.gate.errors import Absent
from omzien.gate.refused import Refused
from omzien.gate.visit import STAFF_ROLES, Role
from omzien.outcomes.actions import add_texts, found_instruments, remove_texts
from omzien.outcomes.queries import licensed_counts, licensed_texts
from omzien.outcomes.rules import LARGEST_FILE, Scale, cells_of
from tests.cast import House, visit_of

SCALES = {"zrm_2017": Scale(("financien", "justitie"), 1, 5)}
HEAD = "instrument;item;level;text\n"
GOOD = HEAD + 'zrm_2017;financien;1;"Geen inkomsten; of\nschulden die groeien"\nzrm_2017;financien;2;Tekort\n'
SAME = json.dumps(
    [
        {"instrument": "zrm_2017", "item": "financien", "level": 1, "text": "Een"},
        {"instrument": "zrm_2017", "item": "financien", "level": "2", "text": "Twee", "extra": None},
    ]
)


def wrong(content: str | bytes) -> list[str]:
    with pytest.raises(Refused) as refusal:
        cells_of(content if isinstance(content, bytes) else content.encode(), SCALES)
    assert {problem.field for problem in refusal.value.problems} == {"file"}
    return [str(problem) for problem in refusal.value.problems]


def zipped() -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("a.csv", GOOD)
    return made.getvalue()


def test_csv_of_a_dutch_spreadsheet_and_json():
    assert [(cell.level, cell.text) for cell in cells_of(b"\xef\xbb\xbf" + GOOD.encode(), SCALES)] == [
        (1, "Geen inkomsten; of\nschulden die groeien"),
        (2, "Tekort"),
    ]
    assert [cell.text for cell in cells_of(SAME.encode(), SCALES)] == ["Een", "Twee"]
    comma = "Level,Text,Instrument,Item\n1,x,zrm_2017,justitie\n"
    assert [(cell.item, cell.text) for cell in cells_of(comma.encode(), SCALES)] == [("justitie", "x")]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "the heading has no instrument, item, level, text"),
        (HEAD, "holds no text"),
        ("item;level;text\n", "the heading has no instrument"),
        (HEAD + "zrm_2017;verslaving;1;x\n", "line 2: no item “verslaving”"),
        (HEAD + "zrm_2013;financien;1;x\n", "line 2: no instrument “zrm_2013”; there is zrm_2017"),
        (HEAD + "zrm_2017;financien;6;x\n", "line 2: the level is a number from 1 to 5"),
        (HEAD + "zrm_2017;financien;²;x\n", "line 2: the level is a number from 1 to 5"),
        (HEAD + "zrm_2017;financien;1\n", "line 2: fill in"),
        (HEAD + "zrm_2017;financien;1;x\n" * 2, "line 3: this level was told before"),
        (HEAD + f"zrm_2017;financien;1;{'x' * 4001}\n", "line 2: the text is longer"),
        (HEAD + 'zrm_2017;financien;1;"x\n', "not CSV"),
        (b"\xff\xfe" + GOOD.encode("utf-16-le"), "UTF-8"),
        (zipped(), "UTF-8"),
        (b"x" * (LARGEST_FILE + 1), "too large"),
        (GOOD.encode() + b"\x00", "UTF-8"),
        ("[" * 200_000, "not JSON"),
        ('{"instrument": 1}', "JSON is a list"),
        ("[1]", "JSON is a list"),
        ('[{"instrument": ["zrm_2017"], "item": "financien", "level": 1, "text": "x"}]', "line 1: fill in"),
        (HEAD + "\n".join(f"zrm_2017;financien;1;{n}" for n in range(5_001)), "too many lines"),
    ],
)
def test_a_file_that_cannot_be_used_says_where_and_why(content, said: str):
    assert any(said in line for line in wrong(content)), wrong(content)


def test_many_mistakes_are_told_up_to_twenty():
    assert len(wrong(HEAD + "zrm_2017;x;9;y\n" * 900)) in (20, 21)


@given(st.binary(max_size=400) | st.text(max_size=400).map(str.encode))
def test_no_file_breaks_the_reader(content: bytes):
    with suppress(Refused):
        cells = cells_of(content, SCALES)
        assert all(cell.item in SCALES["zrm_2017"].items and 1 <= cell.level <= 5 for cell in cells)


@pytest.fixture(scope="module")
def standing_house(standing_house: House) -> House:
    for ada in (visit_of(standing_house.ada), visit_of(standing_house.sven, Role.ADMINISTRATOR)):
        found_instruments(ada)
    return standing_house


@pytest.mark.django_db
def test_texts_are_of_one_house_and_replaced_per_instrument(house: House):
    ada, sven = visit_of(house.ada), visit_of(house.sven, Role.ADMINISTRATOR)
    assert add_texts(ada, content=GOOD.encode()) == 2
    assert licensed_texts(visit_of(house.noor), instrument_key="zrm_2017")["financien"][2] == "Tekort"
    assert licensed_texts(sven, instrument_key="zrm_2017") == {}
    assert add_texts(ada, content=SAME.encode()) == 2
    assert licensed_counts(ada) == {"zrm_2017": 2}
    assert licensed_texts(ada, instrument_key="zrm_2017")["financien"][2] == "Twee"
    remove_texts(sven, instrument_key="zrm_2017")
    assert licensed_counts(ada) == {"zrm_2017": 2}
    remove_texts(ada, instrument_key="zrm_2017")
    assert licensed_counts(ada) == {}


@pytest.mark.django_db
def test_a_wrong_file_leaves_what_was_there(house: House):
    ada = visit_of(house.ada)
    add_texts(ada, content=GOOD.encode())
    with pytest.raises(Refused):
        add_texts(ada, content=(GOOD + "zrm_2017;financien;9;x\n").encode())
    assert licensed_counts(ada) == {"zrm_2017": 2}


@pytest.mark.django_db
@pytest.mark.parametrize("role", [role for role in STAFF_ROLES if role is not Role.ADMINISTRATOR])
def test_only_the_administrator_adds_and_removes(house: House, role: Role):
    visit = visit_of(house.staff[role])
    with pytest.raises(Absent):
        add_texts(visit, content=GOOD.encode())
    with pytest.raises(Absent):
        remove_texts(visit, instrument_key="zrm_2017")


def test_no_table_of_an_export_holds_them():
    assert "outcomes.LicensedText" not in MODELS.values()

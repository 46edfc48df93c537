"""Finding residents as one types: by sound, with errors, by date and address; and who may find what."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omzien.people import queries, rules
from omzien.people.actions import add_resident, change_contact_details, change_resident
from omzien.people.farewell import FAREWELL
from omzien.people.models import NameKey, NameSound
from tests.cast import visit_of

TODAY = date(2026, 3, 12)


@pytest.mark.parametrize(
    "alike",
    [
        ("wijs", "weys", "wys", "wijss"),
        ("kees", "cees", "kes"),
        ("sophie", "sofie", "zofie"),
        ("bouwman", "bauman", "bouman"),
        ("meijer", "meyer", "meier"),
        ("christa", "krista"),
        ("jansen", "janssen", "jansenn"),
        ("thijs", "tijs", "teis"),
        ("leeuwen", "leuwen"),
        ("bergh", "berg"),
        ("visser", "fisser"),
        ("dekker", "decker", "deker"),
        ("max", "maks"),
    ],
)
def test_what_sounds_alike_has_one_sound(alike):
    assert len({rules.sound(word) for word in alike}) == 1


@pytest.mark.parametrize(("one", "other"), [("bakker", "dekker"), ("jan", "piet"), ("vos", "bos")])
def test_other_names_sound_otherwise(one, other):
    assert rules.sound(one) != rules.sound(other)


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12), st.integers(0, 11))
def test_two_sounds_one_error_apart_share_a_variant(word, place):
    sound = rules.sound(word)
    missing = sound[: place % len(sound)] + sound[place % len(sound) + 1 :]
    if missing:
        assert rules.variants(sound) & rules.variants(missing)
        assert rules.distance(sound, missing) == 1


WORDS = st.text(alphabet="abcde", max_size=7)


@given(WORDS, WORDS)
def test_the_distance_is_that_of_the_plain_table(one, other):
    assert rules.distance(one, other) == plain(one, other) == rules.distance(other, one)


def plain(one, other):
    table = {(-1, place): place + 1 for place in range(-1, len(other))}
    table |= {(place, -1): place + 1 for place in range(-1, len(one))}
    for i, letter in enumerate(one):
        for j, sign in enumerate(other):
            table[i, j] = min(
                table[i - 1, j] + 1, table[i, j - 1] + 1, table[i - 1, j - 1] + (letter != sign)
            )
            if i and j and letter == other[j - 1] and one[i - 1] == sign:
                table[i, j] = min(table[i, j], table[i - 2, j - 2] + 1)
    return table[len(one) - 1, len(other) - 1]


@pytest.mark.parametrize(
    ("text", "born", "names"),
    [
        ("jansen 12-03-1981", date(1981, 3, 12), ("jansen",)),
        ("12 mrt 81 jansen", date(1981, 3, 12), ("jansen",)),
        ("geb. 12 maart 1981", date(1981, 3, 12), ()),
        ("12.3.81", date(1981, 3, 12), ()),
        ("12031981", date(1981, 3, 12), ()),
        ("1981-03-12", date(1981, 3, 12), ()),
        ("13 maart 26", date(1926, 3, 13), ()),
        ("mevr. van der Berg", None, ("berg",)),
        ("32-13-1981", None, ()),
    ],
)
def test_dutch_dates_and_names_are_read(text, born, names):
    asked = rules.asked(text, TODAY)
    assert (asked.born, asked.names) == (born, names)


def test_addresses_are_read():
    asked = rules.asked("1911 ab 12", TODAY)
    assert (asked.postcode, asked.house_number, asked.names) == ("1911 AB", "12", ())
    asked = rules.asked("jansen lange dijk 12a", TODAY)
    assert rules.address_key("Lange Dyk", "12 A") in asked.streets
    assert rules.asked("jansen 12-03-1981 1911ab", TODAY, names_only=True).born is None


@pytest.fixture
def noor(house):
    return visit_of(house.noor)


@pytest.fixture
def sjaan(house, noor):
    return add_resident(
        noor,
        municipality_id=house.uitgeest.pk,
        given_name="Sjaan",
        name_prefix="van der",
        family_name="Wijk-Schuurman",
        birth_date=date(1981, 3, 12),
        street="Verzonnenweg",
        house_number="12 a",
        postcode="1911ab",
    )


@pytest.mark.parametrize(
    "text",
    [
        "sjaan van der wijk",
        "wijk sjaan",
        "sj wijk",
        "s schuurman",
        "schuurman",
        "sjan vanderweik",
        "sjaan schurman-wyk",
        "shaan wik",
        "sjaan wjik",
        "sjaan schuurmn",
        "12 mrt 1981",
        "wijk 12-3-81",
        "sjaan 13-03-1981",
        "1911 AB",
        "1911ab 12",
        "fersonnenwech 12",
        "wijk verzonnenweg 12",
    ],
)
def test_the_right_person_is_first(noor, sjaan, text):
    assert [card.id for card in queries.search(noor, text=text)][:1] == [sjaan]


def test_a_name_is_found_at_every_letter_also_between_c_and_h(house, noor):
    found = add_resident(
        noor, municipality_id=house.uitgeest.pk, given_name="Aaltje", family_name="Bedacht", birth_date=None
    )
    for typed in range(2, len("bedacht") + 1):
        assert found in [card.id for card in queries.search(noor, text="bedacht"[:typed])], typed


@pytest.mark.parametrize(
    "text", ["", "  ", "%", "_", "'", "1911 ZZ", "31-12-1899", "geb", "\x00", "sjaan' OR 1=1"]
)
def test_nobody_is_found_by_nothing(noor, sjaan, text):
    assert queries.search(noor, text=text) in ([], queries.search(noor, text="sjaan"))


def test_a_coordinator_finds_names_only(house, sjaan):
    ineke = visit_of(house.ineke)
    assert [card.id for card in queries.search(ineke, text="sjaan wijk")] == [sjaan]
    for text in ("12-03-1981", "1911 AB", "verzonnenweg 12"):
        assert queries.search(ineke, text=text) == []


def test_the_neighbour_finds_nobody_of_ours(house, sjaan):
    for text in ("sjaan wijk", "12-03-1981", "1911 AB", "verzonnenweg 12", "fatima"):
        assert queries.search(visit_of(house.sven), text=text) == []


def test_what_is_found_follows_what_is_written(house, noor, sjaan):
    bas = visit_of(house.bas, opened=frozenset({sjaan}))
    change_resident(bas, resident_id=sjaan, changes={"family_name": "Quist"})
    change_contact_details(bas, resident_id=sjaan, changes={"street": "Testhof"})
    assert queries.search(noor, text="schuurman") == queries.search(noor, text="verzonnenweg 12") == []
    assert [card.id for card in queries.search(noor, text="kwist")] == [sjaan]
    assert [card.id for card in queries.search(noor, text="kwist testhof 12")] == [sjaan]
    assert not NameSound.objects.filter(sound=rules.sound("schuurman")).exists()


def test_after_erasure_nothing_leads_to_the_name(house, noor, sjaan):
    FAREWELL.erase(visit_of(house.femke), sjaan)
    assert queries.search(noor, text="sjaan wijk") == []
    assert not NameKey.objects.unsealed("test").filter(resident_id=sjaan).exists()
    assert not NameSound.objects.filter(sound=rules.sound("wijk")).exists()

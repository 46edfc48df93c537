"""What was typed to find somebody becomes the new resident's fields: it is typed once."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omzien.people.rules import person_in

TODAY = date(2026, 3, 2)
NAMES = ("given_name", "name_prefix", "family_name")


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("nieuwenhuis", ("", "", "Nieuwenhuis")),
        ("samira nieuwenhuis", ("Samira", "", "Nieuwenhuis")),
        ("Anna Maria Jansen", ("Anna Maria", "", "Jansen")),
        ("anna van der berg", ("Anna", "van der", "Berg")),
        ("Fatima El Amrani", ("Fatima", "el", "Amrani")),
        ("de vries", ("", "de", "Vries")),
        ("Ben Jansen", ("Ben", "", "Jansen")),
        ("Jan 't Hart", ("Jan", "'t", "Hart")),
        ("Jansen, Anna", ("Anna", "", "Jansen")),
        ("van der Berg, Zoë", ("Zoë", "van der", "Berg")),
        ("ijsbrand boer", ("IJsbrand", "", "Boer")),
        ("karin jansen-bakker", ("Karin", "", "Jansen-Bakker")),
        ("mw. McDonald", ("", "", "McDonald")),
        ("jan de", ("Jan", "", "De")),
        ("", ("", "", "")),
        ("12-03-1981", ("", "", "")),
        ("Anna Jansen 31-02-1980", ("Anna", "", "Jansen")),
    ],
)
def test_names(typed: str, names: tuple[str, str, str]):
    found = person_in(typed, TODAY)
    assert tuple(found[name] for name in NAMES) == names


@pytest.mark.parametrize(
    ("typed", "born", "phone"),
    [
        ("Anna Jansen 12-03-1981", date(1981, 3, 12), ""),
        ("Anna Jansen 12-03-1981 0612345678", date(1981, 3, 12), "0612345678"),
        ("0612345678 Anna Jansen 12-03-1981", date(1981, 3, 12), "0612345678"),
        ("Anna Jansen 01-02-1990 06-12345678", date(1990, 2, 1), "06-12345678"),
        ("Anna Jansen 1 mrt 81 0251 000001", date(1981, 3, 1), "0251 000001"),
        ("Anna Jansen 06 12 34 56 78", None, "06 12 34 56 78"),
        ("Anna Jansen +31 6 12345678", None, "+31 6 12345678"),
        ("Anna Jansen 01-02-1990", date(1990, 2, 1), ""),
        ("Anna Jansen 12345", None, ""),
    ],
)
def test_a_birth_date_and_a_telephone_number_are_told_apart(typed: str, born, phone: str):
    found = person_in(typed, TODAY)
    assert (found["birth_date"], found["phone"]) == (born, phone)
    assert (found["given_name"], found["family_name"]) == ("Anna", "Jansen")


def test_a_postcode_and_house_number_are_kept():
    found = person_in("Anna Jansen 12-03-1981 1911 AB 12a", TODAY)
    assert (found["postcode"], found["house_number"], found["family_name"]) == ("1911 AB", "12a", "Jansen")


@given(st.text(max_size=200))
def test_any_text_gives_fields_that_fit_the_record(text: str):
    found = person_in(text, TODAY)
    assert len(str(found["given_name"])) <= 80
    assert len(str(found["name_prefix"])) <= 20
    assert len(str(found["family_name"])) <= 120

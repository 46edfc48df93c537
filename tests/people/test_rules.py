"""Names, ages, pseudonyms, duplicates and the citizen number, as pure rules."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omzien.people import rules

BIRTHS = st.dates(date(1900, 1, 1), date(2026, 1, 1))
NAMES = st.text(st.characters(categories=["L", "M", "Zs", "Pd"]), max_size=40)


@pytest.mark.parametrize(
    ("typed", "searched"),
    [
        ("Zoë van der Bérg", "zoe van der berg"),
        ("  Fatima   El-Amrani ", "fatima el-amrani"),
        ("Đỗ", "đo"),
        ("GROẞ", "gross"),
        ("İbrahim", "ibrahim"),
        ("", ""),
    ],
)
def test_text_is_searched_in_lower_case_without_accents(typed, searched):
    assert rules.folded(typed) == searched


@given(NAMES)
def test_folding_twice_changes_nothing_more(text):
    assert rules.folded(rules.folded(text)) == rules.folded(text)


@given(NAMES, NAMES, NAMES)
def test_every_part_of_a_name_is_found_in_the_search_name(given_name, prefix, family):
    whole = rules.search_name(given_name=given_name, name_prefix=prefix, family_name=family)
    assert all(word in whole.split() for word in rules.folded(family).split())
    assert whole == whole.strip()


def test_a_name_is_said_and_sorted_in_the_dutch_way():
    name = {"given_name": "Zoë", "name_prefix": "van der", "family_name": "Berg"}
    assert rules.full_name(**name) == "Zoë van der Berg"
    assert rules.sorted_name(**name) == "Berg, Zoë van der"
    assert rules.full_name(family_name="Berg") == rules.sorted_name(family_name="Berg") == "Berg"
    assert rules.sorted_name(given_name="Zoë") == "Zoë"


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (date(1980, 5, 17), date(2020, 5, 16), 39),
        (date(1980, 5, 17), date(2020, 5, 17), 40),
        (date(2000, 2, 29), date(2019, 2, 28), 18),
        (date(2000, 2, 29), date(2019, 3, 1), 19),
        (date(2020, 1, 1), date(2020, 1, 1), 0),
        (date(1999, 12, 31), date(2000, 1, 1), 0),
    ],
)
def test_an_age_is_in_whole_years(born, day, age):
    assert rules.age_on(born, day) == age


@given(BIRTHS, BIRTHS)
def test_nobody_grows_younger(born, day):
    later = date(day.year + 1, day.month, min(day.day, 28))
    assert rules.age_on(born, later) in (rules.age_on(born, day), rules.age_on(born, day) + 1)


@given(st.binary(min_size=32, max_size=32), st.text(max_size=20), st.text(max_size=20))
def test_a_pseudonym_is_a_positive_bigint_and_always_the_same(key, organisation, resident):
    made = rules.pseudonym(key, organisation=organisation, resident=resident)
    assert 0 <= made < 2**63
    assert made == rules.pseudonym(key, organisation=organisation, resident=resident)


@given(st.lists(st.tuples(st.text(max_size=8), st.text(max_size=8)), unique=True, max_size=20))
def test_no_two_residents_share_a_pseudonym_by_how_their_keys_are_joined(pairs):
    made = {rules.pseudonym(b"k" * 32, organisation=one, resident=other) for one, other in pairs}
    assert len(made) == len(pairs)


def test_another_installation_makes_another_pseudonym():
    told = {"organisation": "demo", "resident": "r1"}
    assert rules.pseudonym(b"a" * 32, **told) != rules.pseudonym(b"b" * 32, **told)


@pytest.mark.parametrize("number", ["111222333", "123456782", "1112.22.333", "010464554"])
def test_a_bsn_passes_the_eleven_test(number):
    assert rules.is_citizen_number(number)


@pytest.mark.parametrize("number", ["", "111222334", "123456789", "000000000", "12345678a", "1112223330"])
def test_a_wrong_bsn_does_not(number):
    assert not rules.is_citizen_number(number)


@given(st.integers(0, 999_999_999))
def test_one_wrong_digit_is_always_noticed(number):
    text = f"{number:09d}"
    if rules.is_citizen_number(text):
        wrong = [text[:place] + digit + text[place + 1 :] for place in range(9) for digit in "0123456789"]
        assert [each for each in wrong if rules.is_citizen_number(each)] == [text] * 9


def test_a_masked_bsn_shows_three_digits():
    assert rules.masked_citizen_number("1234.56.782") == "******782"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("12-03-1981", date(1981, 3, 12)),
        ("1/3/1981", date(1981, 3, 1)),
        ("31 12 1999", date(1999, 12, 31)),
        ("31-02-1981", None),
        ("1981", None),
        ("jansen", None),
    ],
)
def test_a_typed_date_is_read_in_dutch_order(text, day):
    assert rules.date_in(text) == day


@pytest.mark.parametrize(
    ("text", "written"),
    [("1911ab", "1911 AB"), (" 1911  AB ", "1911 AB"), ("", ""), ("0911 AB", None), ("1911", None)],
)
def test_a_postcode_is_written_in_one_way(text, written):
    assert rules.postcode(text) == written


BORN, OTHER = date(1980, 5, 17), date(1980, 5, 18)


@pytest.mark.parametrize(
    ("name", "born", "other", "other_born", "may"),
    [
        ("anna jansen", BORN, "anna janssen", BORN, True),
        ("jansen anna", BORN, "anna jansen", BORN, True),
        ("anna jansen", BORN, "anna jansen", OTHER, False),
        ("anna jansen", None, "anna jansen", BORN, True),
        ("anna jansen", BORN, "piet de vries", BORN, False),
    ],
)
def test_who_may_be_the_same_person(name, born, other, other_born, may):
    assert rules.may_be_same(name, born, other, other_born) is may
    assert rules.may_be_same(other, other_born, name, born) is may


@given(NAMES, NAMES)
def test_likeness_is_between_nothing_and_the_same(name, other):
    assert 0 <= rules.alike(name, other) <= 1
    assert rules.alike(name, name) == 1


RESIDENT = {
    "given_name": "Anna",
    "family_name": "Jansen",
    "birth_date": BORN,
    "gender": "vrouw",
    "registered_on": date(2020, 1, 1),
}
TODAY = date(2020, 1, 1)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"given_name": " ", "family_name": ""}, "family_name"),
        ({"birth_date": date(2020, 1, 2)}, "birth_date"),
        ({"birth_date": date(1899, 12, 31)}, "birth_date"),
        ({"gender": "female"}, "gender"),
        ({"registered_on": date(2020, 1, 2)}, "registered_on"),
    ],
)
def test_what_cannot_be_right_is_said_by_field(wrong, field):
    assert [problem.field for problem in rules.resident_problems(RESIDENT | wrong, TODAY)] == [field]


@pytest.mark.parametrize(
    "right",
    [
        {},
        {"birth_date": None},
        {"family_name": ""},
        {"given_name": ""},
        {"birth_date": TODAY},
        {"gender": "x"},
    ],
)
def test_what_can_be_right_is_taken(right):
    assert list(rules.resident_problems(RESIDENT | right, TODAY)) == []


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"postcode": "12"}, "postcode"),
        ({"email": "anna"}, "email"),
        ({"email": "anna@huis"}, "email"),
        ({"phone": "bel mij"}, "phone"),
        ({"phone": "12"}, "phone"),
    ],
)
def test_contact_details_are_looked_at(wrong, field):
    empty = dict.fromkeys(("phone", "email", "postcode"), "")
    assert list(rules.contact_problems(empty)) == []
    assert [problem.field for problem in rules.contact_problems(empty | wrong)] == [field]

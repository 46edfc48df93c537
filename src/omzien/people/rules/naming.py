"""Who is meant by the text of a search, as a new resident: what was typed to find somebody is typed once."""

import re
from datetime import date

from omzien.people.rules.asking import NO_NAMES, date_and_rest, postcode_and_rest
from omzien.people.rules.sounds import SMALL_WORDS

# "de Vries" begins with a prefix, "Ben Jansen" does not.
FIRST_PREFIXES = frozenset(["van", "de", "den", "der", "het", "'t", "ter", "ten", "te", "von", "el", "al"])
LONGEST_NAME, LONGEST_PREFIX, LONGEST_FAMILY = 80, 20, 120  # as the record holds them
_DIGITS_OF_A_PHONE = 10
_PHONE = re.compile(
    r"(?<![\d+./-])(?:"
    r"0\d{9}"
    r"|0\d{1,3}[\s-]\d{6,8}"
    r"|(?!\d\d[\s-]\d\d[\s-](?:19|20)\d\d)0\d{1,3}[\s-]\d{2,4}[\s-]\d{2,4}(?:[\s-]\d{2,4}){0,2}"
    r"|(?:\+|00)31(?:[\s-]?\d){9}"
    r")(?!\d)"
)


def person_in(text: str, today: date) -> dict[str, object]:
    """The fields of a resident that a typed text holds: names, birth date, telephone, postcode, house number.

    "anna van der berg 12-03-1981 0612345678" is Anna, van der, Berg; what is not there is empty, or None.
    """
    phone, rest = _phone_in(" ".join(text.split()))
    born, rest = date_and_rest(rest, today)
    postcode, house_number, rest = postcode_and_rest(rest)
    names = _names_in(rest)
    return names | {
        "birth_date": born,
        "phone": phone,
        "postcode": postcode,
        "house_number": house_number,
    }


def _phone_in(text: str) -> tuple[str, str]:
    for found in _PHONE.finditer(text):
        digits = re.sub(r"\D", "", found.group())
        if not digits.startswith("0") or digits.startswith("0031") or len(digits) == _DIGITS_OF_A_PHONE:
            return found.group(), f"{text[: found.start()]} {text[found.end() :]}"
    return "", text


def _names_in(text: str) -> dict[str, object]:
    """ "Jansen, Anna" as lists write it, and "Anna van der Berg" as people say it."""
    family, comma, given = text.partition(",")
    if comma and _said(given) and _said(family):
        first, prefix, last = _apart(_said(family))
        return _names(_said(given), prefix, [*first, *last])
    return _names(*_apart(_said(text)))


def _said(text: str) -> list[str]:
    """The words that may be of a name: a date that does not exist, such as 31-02-1980, is none."""
    words = (word.strip('.,;:()"') for word in text.split())
    return [word for word in words if word.casefold() not in NO_NAMES and any(map(str.isalpha, word))]


def _apart(words: list[str]) -> tuple[list[str], list[str], list[str]]:
    """Given names, prefix and family name; of words without a prefix the last is the family name."""
    start = next((place for place, word in enumerate(words) if _begins_prefix(word, place)), None)
    if start is None:
        return words[:-1], [], words[-1:]
    end = start
    while end < len(words) - 1 and words[end].casefold() in SMALL_WORDS | FIRST_PREFIXES:
        end += 1
    return words[:start], words[start:end], words[end:]


def _begins_prefix(word: str, place: int) -> bool:
    return word.casefold() in (SMALL_WORDS | FIRST_PREFIXES if place else FIRST_PREFIXES)


def _names(given: list[str], prefix: list[str], family: list[str]) -> dict[str, object]:
    return {
        "given_name": " ".join(_capital(word) for word in given)[:LONGEST_NAME],
        "name_prefix": " ".join(prefix).casefold()[:LONGEST_PREFIX],
        "family_name": " ".join(_capital(word) for word in family)[:LONGEST_FAMILY],
    }


def _capital(word: str) -> str:
    """A name typed in small letters gets its capitals; a name with capitals of its own keeps them."""
    if word != word.casefold():
        return word
    return "-".join(
        "IJ" + part[2:] if part.startswith("ij") else part[:1].upper() + part[1:] for part in word.split("-")
    )

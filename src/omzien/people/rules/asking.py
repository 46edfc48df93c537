"""What somebody means who types in the search box: names, a birth date, a postcode, a street and number."""

import re
from dataclasses import dataclass
from datetime import date

from omzien.people.rules.sounds import address_key, telling, words

MONTHS = ("jan", "feb", "maa", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
SHORTER = {"mrt": 3, "oct": 10}
_YEAR = r"(\d{4}|\d{2})"
_DAY_FIRST = re.compile(rf"(?<!\d)(\d{{1,2}})[-/. ]+(\d{{1,2}})[-/. ]+{_YEAR}(?!\d)")
_NAMED_MONTH = re.compile(rf"(?<!\d)(\d{{1,2}})[-/. ]*([a-z]{{3,9}})[-/. ]*{_YEAR}(?!\d)")
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_DIGITS = re.compile(r"(?<!\d)(\d{2})(\d{2})(\d{4})(?!\d)")
_DIGITS_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})(\d{2})(\d{2})(?!\d)")
_POSTCODE = re.compile(r"(?<![^\W_])([1-9]\d{3})\s?([a-z]{2})(?![^\W_])(?:[\s,]*(\d{1,5}\s?-?\w{0,3})$)?")
_NUMBER = re.compile(r"(?<!\w)(\d{1,5})\s?-?([a-z]{0,2}|\d{1,3})$")
MOST_STREET_WORDS = 4
NO_NAMES = frozenset(["geb", "geboren", "dhr", "mw", "mevr", "mevrouw", "meneer", "heer", "fam", "familie"])


@dataclass(frozen=True, slots=True)
class Asked:
    """A search, taken apart. `streets` are the keys of the addresses that it may name."""

    names: tuple[str, ...] = ()
    born: date | None = None
    postcode: str = ""
    house_number: str = ""
    streets: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Was nothing asked that can be looked for?"""
        return not (self.names or self.born or self.postcode or self.streets)


def asked(text: str, today: date, *, names_only: bool = False) -> Asked:
    """Take the text of a search apart. `names_only`: for who may not see dates and addresses."""
    if names_only:
        return Asked(names=_names(text))
    born, rest = _date_in(text.casefold(), today)
    postcode, house_number, rest = _postcode_in(rest)
    streets, rest = ((), rest) if postcode else _streets_in(rest)
    return Asked(_names(rest), born, postcode, house_number, streets)


def date_and_rest(text: str, today: date) -> tuple[date | None, str]:
    """The first date in a text in its own capitals, and the text without it."""
    found, rest = _date_in(text.lower(), today)
    return found, _kept(text, rest) if found else text


def postcode_and_rest(text: str) -> tuple[str, str, str]:
    """The postcode in a text in its own capitals, the house number after it, and the text without them."""
    found, house_number, rest = _postcode_in(text.lower())
    return found, house_number, _kept(text, rest) if found else text


def _kept(text: str, rest: str) -> str:
    """The words of a text that are left of it in small letters, as they were written."""
    written = {word.lower(): word for word in reversed(text.split())}
    return " ".join(written.get(word, word) for word in rest.split())


def _names(text: str) -> tuple[str, ...]:
    return tuple(telling(word for word in words(text) if not word.isdigit() and word not in NO_NAMES))


def date_in(text: str, today: date | None = None) -> date | None:
    """The date that a whole text is, in a Dutch notation such as 12-03-1981 or 12 mrt 81; None when none."""
    found, rest = _date_in(text.casefold(), today or date.max)
    return None if rest.strip() else found


def _date_in(text: str, today: date) -> tuple[date | None, str]:
    for pattern, order in (
        (_YEAR_FIRST, (2, 1, 0)),
        (_DAY_FIRST, (0, 1, 2)),
        (_NAMED_MONTH, (0, 1, 2)),
        (_DIGITS, (0, 1, 2)),
        (_DIGITS_YEAR_FIRST, (2, 1, 0)),
    ):
        for match in pattern.finditer(text):
            day, month, year = (match.groups()[place] for place in order)
            if found := _date(int(day), _month(month), year, today):
                return found, f"{text[: match.start()]} {text[match.end() :]}"
    return None, text


def _month(text: str) -> int:
    if text.isdigit():
        return int(text)
    short = text[:3]
    return MONTHS.index(short) + 1 if short in MONTHS else SHORTER.get(short, 0)


def _date(day: int, month: int, year: str, today: date) -> date | None:
    """The date; of a year in two digits the latest that is not in the future."""
    try:
        if len(year) == 4:
            return date(int(year), month, day)
        found = date(2000 + int(year), month, day)
        return found if found <= today else date(1900 + int(year), month, day)
    except ValueError:
        return None


def _postcode_in(text: str) -> tuple[str, str, str]:
    found = _POSTCODE.search(text)
    if not found:
        return "", "", text
    rest = f"{text[: found.start()]} {text[found.end() :]}"
    return f"{found[1]} {found[2].upper()}", "".join(words(found[3] or "")), rest


def _streets_in(text: str) -> tuple[tuple[str, ...], str]:
    """The last words before a number may be a street: one word, two, three or four."""
    found = _NUMBER.search(text.strip())
    before = words(text.strip()[: found.start()]) if found else []
    if not found or not before:
        return (), text
    number = found[1] + found[2]
    most = min(MOST_STREET_WORDS, len(before))
    return tuple(address_key(" ".join(before[-count:]), number) for count in range(1, most + 1)), text

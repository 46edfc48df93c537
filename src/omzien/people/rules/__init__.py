"""Pure rules about persons: how a name is searched and written, ages, pseudonyms, the citizen number."""

import hashlib
import hmac
import re
from collections.abc import Iterator, Mapping
from datetime import date
from difflib import SequenceMatcher
from typing import Any

from stdnum.nl import bsn

from omzien.gate.refused import Problem
from omzien.people.rules.asking import Asked, asked, date_in
from omzien.people.rules.drafting import LONGEST_DRAFT, Kept, Typed
from omzien.people.rules.folding import folded
from omzien.people.rules.likeness import distance, name_distance
from omzien.people.rules.naming import person_in
from omzien.people.rules.sounds import address_key, name_keys, sound, sounds_in, sounds_of, variants

__all__ = [
    "LONGEST_DRAFT",
    "Asked",
    "Kept",
    "Typed",
    "address_key",
    "age_on",
    "alike",
    "asked",
    "compact_citizen_number",
    "contact_problems",
    "date_in",
    "distance",
    "folded",
    "full_name",
    "is_citizen_number",
    "masked_citizen_number",
    "may_be_same",
    "name_distance",
    "name_keys",
    "person_in",
    "postcode",
    "pseudonym",
    "resident_problems",
    "search_name",
    "sorted_name",
    "sound",
    "sounds_in",
    "sounds_of",
    "variants",
]

GENDERS = ("man", "vrouw", "x", "onbekend")
OLDEST = date(1900, 1, 1)
ALIKE = 0.8  # how alike two names are that may be one person's, from 0 to 1
PSEUDONYM_BITS = 63  # a positive bigint in both databases


def search_name(*, given_name: str = "", name_prefix: str = "", family_name: str = "") -> str:
    """The name in lower case without accents: "Zoë van der Bérg" is found as "zoe van der berg"."""
    return folded(" ".join((given_name, name_prefix, family_name)))


def full_name(*, given_name: str = "", name_prefix: str = "", family_name: str = "") -> str:
    """The name as it is said: "Zoë van der Berg"."""
    return " ".join(part for part in (given_name, name_prefix, family_name) if part)


def sorted_name(*, given_name: str = "", name_prefix: str = "", family_name: str = "") -> str:
    """The name as Dutch lists sort it: "Berg, Zoë van der"."""
    rest = " ".join(part for part in (given_name, name_prefix) if part)
    return f"{family_name}, {rest}" if family_name and rest else family_name or rest


_DUTCH_POSTCODE = re.compile(r"([1-9]\d{3})\s*([A-Za-z]{2})")


def postcode(text: str) -> str | None:
    """A Dutch postcode as it is written, "1911 AB"; empty stays empty, None when it is none."""
    found = _DUTCH_POSTCODE.fullmatch(text.strip())
    if found:
        return f"{found[1]} {found[2].upper()}"
    return None if text.strip() else ""


def alike(name: str, other: str) -> float:
    """How alike two search names are, from 0 to 1, whatever the order of their words."""
    one, two = (" ".join(sorted(folded(each).split())) for each in (name, other))
    return SequenceMatcher(None, one, two).ratio()


def may_be_same(name: str, born: date | None, other: str, other_born: date | None) -> bool:
    """May two residents be one person? A name like the other, and no other birth date."""
    dates_agree = born is None or other_born is None or born == other_born
    return dates_agree and alike(name, other) >= ALIKE


def resident_problems(resident: Mapping[str, Any], today: date) -> Iterator[Problem]:
    """What is wrong with the fields of a resident; a nickname alone is a name too."""
    if not (resident["given_name"].strip() or resident["family_name"].strip()):
        yield Problem("give at least a first name or a family name", "family_name")
    born = resident["birth_date"]
    if born and not OLDEST <= born <= today:
        yield Problem("the birth date %(day)s cannot be right", "birth_date", {"day": born})
    if resident["gender"] not in GENDERS:
        yield Problem("%(gender)s is not one of the genders", "gender", {"gender": resident["gender"]})
    if resident["registered_on"] > today:
        yield Problem("the day of registration is in the future", "registered_on")


def contact_problems(details: Mapping[str, str]) -> Iterator[Problem]:
    """What is wrong with contact details. All may be empty: some people cannot be reached."""
    if postcode(details["postcode"]) is None:
        yield Problem("%(text)s is not a postcode such as 1911 AB", "postcode", {"text": details["postcode"]})
    if details["email"] and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", details["email"]):
        yield Problem("%(text)s is not an e-mail address", "email", {"text": details["email"]})
    if details["phone"] and not re.fullmatch(r"\+?[\d\s()-]{6,20}", details["phone"]):
        yield Problem("%(text)s is not a telephone number", "phone", {"text": details["phone"]})


def age_on(birth_date: date, day: date) -> int:
    """Whole years lived on a day. Who was born on 29 February is a year older on 1 March of a common year."""
    return day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))


def pseudonym(key: bytes, *, organisation: str, resident: str) -> int:
    """What facts call a resident: HMAC-SHA256 over both keys, cut to 63 bits."""
    message = f"{len(organisation)}:{organisation}{resident}".encode()
    digest = hmac.new(key, message, hashlib.sha256).digest()
    return int.from_bytes(digest[:8]) >> (64 - PSEUDONYM_BITS)


def is_citizen_number(number: str) -> bool:
    """Does the number pass the eleven test of the BSN?"""
    return bool(bsn.is_valid(number))


def compact_citizen_number(number: str) -> str:
    """The nine digits of a BSN, without spaces or dots, with its leading zero."""
    return str(bsn.compact(number))


def masked_citizen_number(number: str) -> str:
    """The last three digits only: "******782"."""
    return "*" * 6 + compact_citizen_number(number)[-3:]

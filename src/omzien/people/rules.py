"""Pure rules about persons: how a name is searched and written, ages, pseudonyms, the citizen number."""

import hashlib
import hmac
import unicodedata
from datetime import date

from stdnum.nl import bsn

PSEUDONYM_BITS = 63  # a positive bigint in both databases


def search_name(*, given_name: str = "", name_prefix: str = "", family_name: str = "") -> str:
    """The name in lower case without accents: "Zoë van der Bérg" is found as "zoe van der berg"."""
    return folded(" ".join((given_name, name_prefix, family_name)))


def folded(text: str) -> str:
    """Text as it is searched: lower case, no accents, single spaces."""
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return " ".join(bare.casefold().split())


def full_name(*, given_name: str = "", name_prefix: str = "", family_name: str = "") -> str:
    """The name as it is said: "Zoë van der Berg"."""
    return " ".join(part for part in (given_name, name_prefix, family_name) if part)


def sorted_name(*, given_name: str = "", name_prefix: str = "", family_name: str = "") -> str:
    """The name as Dutch lists sort it: "Berg, Zoë van der"."""
    rest = " ".join(part for part in (given_name, name_prefix) if part)
    return f"{family_name}, {rest}" if family_name and rest else family_name or rest


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

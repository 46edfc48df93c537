"""Against robots and floods: without a third party, without a picture to solve, and remembering nobody.

A form carries a token: a random number, signed for this organisation with the moment at which the page was
shown. It works once (the fingerprint of the number is kept with what came in), not within a few seconds (a
person reads and types), and not for ever. A field that no person sees stays empty. What comes in is counted
per organisation, never per address: no address is looked at or kept.
"""

import secrets
from datetime import timedelta
from enum import StrEnum

from django.core import signing

from omzien.web.flood import too_many

QUICKEST = timedelta(seconds=3)
OPEN_FOR = timedelta(hours=12)
PER_MINUTE, PER_HOUR = 20, 120  # forms for one organisation
HEAVIEST = 100_000  # bytes of one form: every field filled to its end is a fifth of it
LONGEST_TOKEN = 200


class Token(StrEnum):
    """What a token is worth."""

    GOOD = "good"
    TOO_QUICK = "too_quick"
    WORTHLESS = "worthless"  # forged, of another organisation, or too old


def new_token(organisation_key: str) -> str:
    """A token for one form of this organisation."""
    return _signer(organisation_key).sign(secrets.token_urlsafe(16))


def judged(token: str, organisation_key: str) -> tuple[Token, str]:
    """What a token is worth, and its number (empty when it is worthless)."""
    signer = _signer(organisation_key)
    try:
        number = signer.unsign(token[:LONGEST_TOKEN], max_age=OPEN_FOR)
    except signing.BadSignature:
        return Token.WORTHLESS, ""
    try:
        signer.unsign(token, max_age=QUICKEST)
    except signing.SignatureExpired:
        return Token.GOOD, number
    return Token.TOO_QUICK, number


def _signer(organisation_key: str) -> signing.TimestampSigner:
    return signing.TimestampSigner(salt=f"omzien.asking:{organisation_key}")


def is_flooded(organisation_key: str) -> bool:
    """Count one form that was sent; are there too many for this organisation?"""
    door = f"asking:{organisation_key}"
    return too_many(door, most=PER_MINUTE) or too_many(f"{door}:hour", most=PER_HOUR, span=timedelta(hours=1))

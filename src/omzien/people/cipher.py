"""The citizen number is kept encrypted (AES-256-GCM) and bound to its resident."""

import secrets

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

NONCE = 12  # bytes, as GCM wants them


def seal(number: str, *, resident_id: int) -> bytes:
    """The encrypted number of this resident; moved to another row it cannot be read."""
    nonce = secrets.token_bytes(NONCE)
    return nonce + AESGCM(settings.FIELD_KEY).encrypt(nonce, number.encode(), _bound_to(resident_id))


def unseal(sealed: bytes | memoryview, *, resident_id: int) -> str:
    """The number itself. Raises cryptography's InvalidTag when the row was tampered with."""
    nonce, rest = bytes(sealed[:NONCE]), bytes(sealed[NONCE:])
    return AESGCM(settings.FIELD_KEY).decrypt(nonce, rest, _bound_to(resident_id)).decode()


def _bound_to(resident_id: int) -> bytes:
    return f"people.CitizenNumber:{resident_id}".encode()

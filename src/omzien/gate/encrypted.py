"""The one way in which something is kept encrypted: AES-256-GCM, bound to whose it is.

A message that was changed, or moved to another place, cannot be opened: cryptography's InvalidTag is raised.
"""

import secrets

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

NONCE = 12  # bytes, as GCM wants them
KEY = 32


def encrypted(content: bytes, *, bound_to: str, key: bytes | None = None) -> bytes:
    """The message, with its nonce before it; under the installation's own key unless another is given."""
    nonce = secrets.token_bytes(NONCE)
    return nonce + AESGCM(key or settings.FIELD_KEY).encrypt(nonce, content, bound_to.encode())


def decrypted(message: bytes, *, bound_to: str, key: bytes | None = None) -> bytes:
    """The content of such a message. Raises InvalidTag when it is of another place, or was changed."""
    nonce, rest = message[:NONCE], message[NONCE:]
    return AESGCM(key or settings.FIELD_KEY).decrypt(nonce, rest, bound_to.encode())


def derived_key(purpose: str) -> bytes:
    """A key of its own for one purpose, made from the installation's: a leak of one opens not the other."""
    made = HKDF(algorithm=SHA256(), length=KEY, salt=None, info=purpose.encode())
    return made.derive(settings.FIELD_KEY)

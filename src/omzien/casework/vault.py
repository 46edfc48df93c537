"""Where documents lie: encrypted files in the data folder, under names that say nothing (decision 0015).

One file is one AES-256-GCM message, bound to its name: a file that was swapped or changed cannot be opened.
"""

import secrets
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

NONCE = 12  # bytes, as GCM wants them


def put(content: bytes) -> str:
    """Encrypt and keep a file; the name under which it is kept."""
    name, nonce = secrets.token_hex(16), secrets.token_bytes(NONCE)
    path = _path(name)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with path.open("xb") as file:
        path.chmod(0o600)
        file.write(nonce + _cipher().encrypt(nonce, content, name.encode()))
    return name


def take(name: str) -> bytes:
    """The file as it was given.

    Raises FileNotFoundError when it is gone, and cryptography's InvalidTag when it was tampered with.
    """
    sealed = _path(name).read_bytes()
    return _cipher().decrypt(sealed[:NONCE], sealed[NONCE:], name.encode())


def destroy(name: str) -> None:
    """Remove a file; one that is gone already is no problem."""
    _path(name).unlink(missing_ok=True)


def _path(name: str) -> Path:
    if len(name) != 32 or not set(name) <= set("0123456789abcdef"):
        raise ValueError("a document is kept under 32 hexadecimal digits")
    return Path(settings.DATA) / "files" / "documents" / name[:2] / name


def _cipher() -> AESGCM:
    """A key of the documents' own, made from the installation's: a leak of one opens not the other."""
    return AESGCM(
        HKDF(algorithm=SHA256(), length=32, salt=None, info=b"casework.Document").derive(settings.FIELD_KEY)
    )

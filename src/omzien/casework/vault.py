"""Where documents lie: encrypted files in the data folder, under names that say nothing (decision 0015).

One file is one message, bound to its name: a file that was swapped or changed cannot be opened.
"""

import secrets
from pathlib import Path

from django.conf import settings

from omzien.gate.encrypted import decrypted, derived_key, encrypted


def put(content: bytes) -> str:
    """Encrypt and keep a file; the name under which it is kept."""
    name = secrets.token_hex(16)
    path = _path(name)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with path.open("xb") as file:
        path.chmod(0o600)
        file.write(encrypted(content, bound_to=name, key=_key()))
    return name


def take(name: str) -> bytes:
    """The file as it was given.

    Raises FileNotFoundError when it is gone, and cryptography's InvalidTag when it was tampered with.
    """
    return decrypted(_path(name).read_bytes(), bound_to=name, key=_key())


def destroy(name: str) -> None:
    """Remove a file; one that is gone already is no problem."""
    _path(name).unlink(missing_ok=True)


def _path(name: str) -> Path:
    if len(name) != 32 or not set(name) <= set("0123456789abcdef"):
        raise ValueError("a document is kept under 32 hexadecimal digits")
    return Path(settings.DATA) / "files" / "documents" / name[:2] / name


def _key() -> bytes:
    return derived_key("casework.Document")

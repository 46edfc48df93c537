"""The data folder: database, keys, facts and files of one installation. Keys are made at the first start."""

import json
import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

KEY_NAMES = ("session", "pseudonym", "ledger", "field")
ASKED_AGAIN = 3  # so often a question is asked on a connection before PostgreSQL keeps its plan


def folder() -> Path:
    """The data folder: OMZIEN_DATA, or `data` in the current folder. It is made when it is not there."""
    path = Path(os.environ.get("OMZIEN_DATA", "data")).resolve()
    path.mkdir(parents=True, exist_ok=True)
    return path


def keys(data: Path) -> dict[str, bytes]:
    """The installation's keys (32 random bytes each), readable by the owner only.

    Losing this file makes sealed fields unreadable and pseudonyms new: back it up with the data.
    """
    file = data / "keys.json"
    if not file.exists():
        _write_once(file, {name: secrets.token_hex(32) for name in KEY_NAMES})
    stored = json.loads(file.read_text())
    return {name: bytes.fromhex(stored[name]) for name in KEY_NAMES}


def _write_once(file: Path, content: dict[str, str]) -> None:
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(handle, "w") as out:
        json.dump(content, out)


def is_demo(data: Path) -> bool:
    """Is this a folder of demo data? Demo accounts exist, and are named on the sign-in page, only there."""
    return (data / "demo.json").exists()


def database(data: Path) -> dict[str, Any]:
    """Django's database settings: DATABASE_URL (postgres://user:password@host:port/db), else SQLite here."""
    url = os.environ.get("DATABASE_URL", "")
    return _postgres(url) if url.startswith("postgres") else _sqlite(data / "omzien.sqlite3")


def _sqlite(file: Path) -> dict[str, Any]:
    """WAL with full sync: nothing that was answered is lost; IMMEDIATE: writers queue instead of failing."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(file),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-64000;",
        },
    }


def _postgres(url: str) -> dict[str, Any]:
    """A question that comes back is planned once for a connection: PostgreSQL then works half as long."""
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "OPTIONS": {"server_side_binding": True, "prepare_threshold": ASKED_AGAIN},
    }

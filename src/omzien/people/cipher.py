"""What may not be read from the database alone is kept encrypted, bound to whose it is."""

from base64 import b64decode, b64encode

from omzien.gate.encrypted import decrypted, derived_key, encrypted


def seal(number: str, *, resident_id: int) -> bytes:
    """The encrypted citizen number of this resident; moved to another row it cannot be read."""
    return _seal(number, f"people.CitizenNumber:{resident_id}")


def unseal(sealed: bytes | memoryview, *, resident_id: int) -> str:
    """The number itself. Raises cryptography's InvalidTag when the row was tampered with."""
    return _unseal(bytes(sealed), f"people.CitizenNumber:{resident_id}")


def seal_draft(content: str, *, worker_id: int, key: str) -> str:
    """What a worker is typing, encrypted, as text (a merge of residents writes rows down as JSON)."""
    return b64encode(_seal(content, f"people.Draft:{worker_id}:{key}")).decode()


def unseal_draft(sealed: str, *, worker_id: int, key: str) -> str:
    """The content of that worker's draft. Raises InvalidTag when it is of another worker or draft."""
    return _unseal(b64decode(sealed), f"people.Draft:{worker_id}:{key}")


def spare_key(worker_id: int) -> str:
    """The key by which the pages of this worker encrypt what the server does not have yet (base64).

    It is derived anew for each page and kept on no device: what lies there is read by that worker alone,
    after signing in.
    """
    return b64encode(derived_key(f"people.Draft:spare:{worker_id}")).decode()


def _seal(text: str, bound_to: str) -> bytes:
    return encrypted(text.encode(), bound_to=bound_to)


def _unseal(sealed: bytes, bound_to: str) -> str:
    return decrypted(sealed, bound_to=bound_to).decode()

"""JSON inside a cell, written in one way only, so that the same value is the same text."""

import json
from typing import Any


def dump_json(value: object) -> str:
    """JSON with sorted keys and without spaces."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def canonical_json(text: str, kind: type[list[Any]] | type[dict[str, Any]]) -> str | None:
    """A list or an object in JSON as the package writes it; None when it is none, or no database holds it."""
    try:
        value = json.loads(text) if text else None
    except (ValueError, RecursionError):
        return None
    return dump_json(value) if isinstance(value, kind) and r"\u0000" not in text else None

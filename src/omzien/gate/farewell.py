"""What a room can do when a resident leaves: export what it holds, then erase it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from omzien.gate.visit import Visit


@dataclass(frozen=True, slots=True)
class Farewell:
    """One room's part of inspection (`export`) and erasure (`erase`) of one resident."""

    room: str
    export: Callable[[Visit, int], dict[str, list[dict[str, Any]]]]
    erase: Callable[[Visit, int], int]

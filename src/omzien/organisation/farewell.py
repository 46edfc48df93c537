"""What this room does when a resident leaves: nothing, for it holds nothing of residents."""

from typing import Any

from omzien.gate.farewell import Farewell
from omzien.gate.visit import Visit


def _export(visit: Visit, resident_id: int) -> dict[str, list[dict[str, Any]]]:
    return {}


def _erase(visit: Visit, resident_id: int) -> int:
    return 0


FAREWELL = Farewell("organisation", export=_export, erase=_erase)

"""What a draft is to the page that types it. Pure values."""

from dataclasses import dataclass
from enum import StrEnum

KEPT_DAYS = 30  # a draft that nobody goes on with
LONGEST_DRAFT = 200_000  # characters of all fields together


class Kept(StrEnum):
    """What became of a save."""

    KEPT = "kept"
    ELSEWHERE = "elsewhere"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Typed:
    """One save: what the page holds now.

    `base` is the version that the page knows to be kept (0: none yet), `version` the number of this save, and
    `device` the page's own mark. `content` is the form as it would be sent (urlencoded).
    """

    key: str
    form: str
    about: str
    page: str
    content: str
    device: str
    base: int
    version: int
    resident_id: int | None = None

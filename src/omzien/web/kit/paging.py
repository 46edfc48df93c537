"""One page of a long list, cut by the database: it never counts the whole."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")
SIZE = 25


@dataclass(frozen=True, slots=True)
class Slice(Generic[T]):
    """Some rows, and whether there are more before and after. The names are those of Django's Page."""

    rows: Sequence[T]
    number: int
    has_next: bool

    def __iter__(self):  # type: ignore[no-untyped-def]
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def has_previous(self) -> bool:
        """Is there an earlier page?"""
        return self.number > 1

    @property
    def has_other_pages(self) -> bool:
        """Is this not all?"""
        return self.has_previous or self.has_next

    @property
    def next_page_number(self) -> str:
        """For the address, without thousands separator."""
        return str(self.number + 1)

    @property
    def previous_page_number(self) -> str:
        """For the address."""
        return str(self.number - 1)

    @property
    def start_index(self) -> int:
        """The first row's place in the whole."""
        return (self.number - 1) * SIZE + 1

    @property
    def end_index(self) -> int:
        """The last row's place in the whole."""
        return (self.number - 1) * SIZE + len(self.rows)


def page_number(text: str | None) -> int:
    """The page that an address asks for; nonsense is the first."""
    return max(1, min(int(text), 1000)) if text and text.isdecimal() else 1


def cut(ask: Callable[[int], Sequence[T]], number: int) -> Slice[T]:
    """The page `number` of what `ask(limit)` gives; one row more than is shown tells of a next page."""
    rows = ask(number * SIZE + 1)
    start = (number - 1) * SIZE
    return Slice(rows[start : start + SIZE], number, len(rows) > start + SIZE)

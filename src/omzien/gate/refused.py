"""What the work itself does not allow, said so that a person can mend it. Pure: rules may use it."""

import dataclasses
from collections.abc import Iterable, Mapping


@dataclasses.dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: in which field, and why.

    `message` is an English msgid with `%(name)s` places, so that a door can show it in the reader's language.
    """

    message: str
    field: str = ""
    values: Mapping[str, object] = dataclasses.field(default_factory=dict)

    def __str__(self) -> str:
        return self.message % self.values


class Refused(ValueError):
    """An action was refused by a rule; nothing was changed. Holds every problem, not only the first."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(str(problem) for problem in self.problems))


def refused(message: str, *, field: str = "", **values: object) -> Refused:
    """The exception for one problem: `raise refused("%(day)s is too late", field="held_on", day=day)`."""
    return Refused([Problem(message, field, values)])


def refuse_if(problems: Iterable[Problem]) -> None:
    """Raise `Refused` with all problems, when there are any."""
    if found := tuple(problems):
        raise Refused(found)


def required(value: str | None, field: str) -> list[Problem]:
    """The problem of a field that may not be left empty."""
    return [] if value else [Problem("choose one", field)]

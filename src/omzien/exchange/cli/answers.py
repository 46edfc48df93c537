"""What a command says when it cannot do what was asked: what, where, and how to mend it."""

from typing import IO, Any

import click

BAD_INPUT = 2


class Answer(click.ClickException):
    """A plain refusal. Exit code 2: the input is at fault; 1: the installation is."""

    def __init__(self, what: str, *, where: str = "", mend: str = "", exit_code: int = BAD_INPUT) -> None:
        super().__init__(what)
        self.where, self.mend = where, mend
        self.exit_code = exit_code  # type: ignore[misc]  # click reads it from the instance

    def show(self, file: IO[Any] | None = None) -> None:
        """Print it on the error stream."""
        lines = [f"Error: {self.message}"]
        lines += [f"  where:  {self.where}"] * bool(self.where) + [f"  to mend: {self.mend}"] * bool(
            self.mend
        )
        click.echo("\n".join(lines), file=file, err=True)


def unknown(kind: str, given: str, known: list[str]) -> Answer:
    """Something was named that is not there: list what there is."""
    there = ", ".join(known) if known else "there is none yet"
    return Answer(f"there is no {kind} '{given}' here", mend=f"choose from: {there}")

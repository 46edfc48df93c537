"""Whom a partner may be told about, and to whom work may go."""

from collections.abc import Iterator

from omzien.gate.refused import Problem

SHARING = ("informatie_delen", "informatie_opvragen")  # consents under which a partner may hear the name


def consultation_problems(*, named: bool, has_consent: bool, ground: str, asked: str) -> Iterator[Problem]:
    """Who is named was asked for consent, or there is another ground; and something was asked."""
    if not asked.strip():
        yield Problem("write what was asked", "asked")
    if named and not has_consent and not ground.strip():
        yield Problem("the resident gave no consent to share: say on what ground the name was told", "ground")


def receiver_problems(
    *, worker_id: int | None, team_id: int | None, sender_id: int | None
) -> Iterator[Problem]:
    """Work goes to one colleague or to one team, and not to oneself."""
    if (worker_id is None) == (team_id is None):
        yield Problem("choose a colleague or a team", "worker_id")
    if worker_id is not None and worker_id == sender_id:
        yield Problem("choose somebody else than yourself", "worker_id")

"""The draft of a form ends with the action that takes the form: in one transaction, or not at all."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from omzien.gate.action import with_last
from omzien.gate.visit import Visit
from omzien.people.actions import end_draft
from omzien.people.policy import KEEP_DRAFT


@contextmanager
def ending_draft(visit: Visit, sent: Mapping[str, Any]) -> Iterator[None]:
    """Around an action: when it succeeds, the draft that the sent form names is gone with it."""
    key = sent.get("draft")
    if not key or not KEEP_DRAFT.open_to(visit):
        yield
        return
    with with_last(lambda: end_draft(visit, key=key)):
        yield

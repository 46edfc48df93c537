"""One action = one function = one transaction = one ledger line."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.db import transaction

from omzien.gate import ledger
from omzien.gate.acts import Act
from omzien.gate.sealed import Absent, Sealed, SealedModel
from omzien.gate.visit import Visit

P = ParamSpec("P")
T = TypeVar("T")
R = TypeVar("R", bound=SealedModel)

_CODES = ("D", "C", "U")  # the weightiest change names the line


@dataclass(slots=True)
class _Page:
    """What one running action has changed so far."""

    name: str
    codes: set[str] = field(default_factory=set)
    residents: set[int] = field(default_factory=set)
    objects: dict[str, list[int]] = field(default_factory=dict)
    acts: set[str] = field(default_factory=set)


_open_page: ContextVar[_Page | None] = ContextVar("omzien_action", default=None)


def action(function: Callable[Concatenate[Visit, P], T]) -> Callable[Concatenate[Visit, P], T]:
    """Make a function one transaction with one ledger line; an action inside an action joins the outer line."""

    @wraps(function)
    def run(visit: Visit, /, *args: P.args, **kwargs: P.kwargs) -> T:
        if _open_page.get() is not None:
            return function(visit, *args, **kwargs)
        with _page_of(visit, function.__name__):
            return function(visit, *args, **kwargs)

    return run


@contextmanager
def _page_of(visit: Visit, name: str) -> Iterator[None]:
    page = _Page(name)
    token = _open_page.set(page)
    try:
        with transaction.atomic():
            yield
            if page.codes:
                ledger.write([_line(visit, page)])
    finally:
        _open_page.reset(token)


def _line(visit: Visit, page: _Page) -> Any:
    code = next(code for code in _CODES if code in page.codes)
    return ledger.line_of(
        visit,
        act=page.name,
        code=code,
        model=next(iter(page.objects)),
        residents=page.residents,
        objects=page.objects[next(iter(page.objects))],
        detail={"acts": sorted(page.acts), "rows": page.objects},
    )


def keep(visit: Visit, act: Act, row: R) -> R:
    """Save a row inside an action. Refused, with everything undone, when the act does not reach the saved row."""
    code = "U" if row.pk else "C"
    if code == "U":
        _must_reach(visit, act, row)
    row.changed_at = visit.now
    row.save()
    _must_reach(visit, act, row)
    _write_down(act, row, code)
    return row


def remove(visit: Visit, act: Act, row: SealedModel) -> None:
    """Delete a row inside an action, when the act reaches it."""
    _must_reach(visit, act, row)
    _write_down(act, row, "D")
    row.delete()


def _must_reach(visit: Visit, act: Act, row: SealedModel) -> None:
    if not type(row).objects.under(act, visit).filter(pk=row.pk).exists():
        raise Absent(f"{act.name}: {row._meta.label}")


def _write_down(act: Act, row: SealedModel, code: str) -> None:
    page = _open_page.get()
    if page is None:
        raise Sealed("keep() and remove() work inside an @action only")
    page.acts.add(act.name)
    page.codes.add(code)
    page.objects.setdefault(row._meta.label, []).append(row.pk)
    if resident := row.resident_of():
        page.residents.add(resident)

"""One action = one function = one transaction = one ledger line."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from django.db import models, transaction

from omzien.gate import ledger
from omzien.gate.acts import Act
from omzien.gate.errors import Absent, Sealed
from omzien.gate.held import EVERY_TABLE, held
from omzien.gate.models import LedgerLine
from omzien.gate.sealed import SealedModel
from omzien.gate.visit import Visit

P = ParamSpec("P")
T = TypeVar("T")
R = TypeVar("R", bound=SealedModel)

_CODES = ("D", "C", "U")  # the weightiest change names the line


@dataclass(slots=True)
class _Page:
    """What one running action has changed so far."""

    name: str
    visit: Visit
    codes: set[str] = field(default_factory=set)
    residents: set[int] = field(default_factory=set)
    objects: dict[str, list[int]] = field(default_factory=dict)
    acts: set[str] = field(default_factory=set)


_open_page: ContextVar[_Page | None] = ContextVar("omzien_action", default=None)


def action(function: Callable[Concatenate[Visit, P], T]) -> Callable[Concatenate[Visit, P], T]:
    """Make a function one transaction with one ledger line; an action in an action joins its line."""

    @wraps(function)
    def run(visit: Visit, /, *args: P.args, **kwargs: P.kwargs) -> T:
        if _open_page.get() is not None:
            _page_for(visit)
            return function(visit, *args, **kwargs)
        with _new_page(visit, function.__name__):
            return function(visit, *args, **kwargs)

    return run


@contextmanager
def _new_page(visit: Visit, name: str) -> Iterator[None]:
    page = _Page(name, visit)
    token = _open_page.set(page)
    try:
        with transaction.atomic():
            yield
            if page.codes:
                ledger.write([_line(page)])
    finally:
        _open_page.reset(token)


def _page_for(visit: Visit) -> _Page:
    page = _open_page.get()
    if page is None:
        raise Sealed("rows are written inside an @action only")
    if page.visit is not visit:
        raise Sealed("an action inside an action is of the same visit: the ledger line names one person")
    return page


def _line(page: _Page) -> LedgerLine:
    first = next(iter(page.objects))
    return ledger.line_of(
        page.visit,
        act=page.name,
        code=next(code for code in _CODES if code in page.codes),
        model=first,
        residents=page.residents,
        objects=page.objects[first],
        detail={"acts": sorted(page.acts), "rows": page.objects},
    )


def keep(visit: Visit, act: Act, row: R) -> R:
    """Save a row inside an action. Refused, with all undone, when the act does not reach the saved row."""
    _page_for(visit)
    code = "U" if row.pk else "C"
    if code == "U":
        _must_reach(visit, act, row)
    row.changed_at = visit.now
    row.save()
    _must_reach(visit, act, row)
    _write_down(visit, act, row, code)
    return row


def remove(visit: Visit, act: Act, row: SealedModel) -> None:
    """Delete a row, and what hangs below it, inside an action, when the act reaches it."""
    _page_for(visit)
    _must_reach(visit, act, row)
    _write_down(visit, act, row, "D")
    with held(EVERY_TABLE):
        row.delete()


def keep_setup(visit: Visit, act: Act, row: models.Model, *, organisation_id: int) -> None:
    """Save a row that is not of a person (a team, a code, a role), in the own organisation."""
    _must_be_setup(visit, act, row, organisation_id)
    code = "U" if row.pk else "C"
    row.save()
    _write_down(visit, act, row, code)


def remove_setup(visit: Visit, act: Act, row: models.Model, *, organisation_id: int) -> None:
    """Delete a row that is not of a person, inside an action, in the own organisation."""
    _must_be_setup(visit, act, row, organisation_id)
    _write_down(visit, act, row, "D")
    row.delete()


def _must_be_setup(visit: Visit, act: Act, row: models.Model, organisation_id: int) -> None:
    _page_for(visit)
    if isinstance(row, SealedModel):
        raise Sealed(f"{row._meta.label} is sealed: use keep() and remove()")
    if not act.open_to(visit) or organisation_id != visit.organisation_id:
        raise Absent(f"{act.name}: {row._meta.label}")


def _must_reach(visit: Visit, act: Act, row: SealedModel) -> None:
    if not type(row).objects.under(act, visit).filter(pk=row.pk).exists():
        raise Absent(f"{act.name}: {row._meta.label}")


def _write_down(visit: Visit, act: Act, row: models.Model, code: str) -> None:
    page = _page_for(visit)
    page.acts.add(act.name)
    page.codes.add(code)
    page.objects.setdefault(row._meta.label, []).append(row.pk)
    if isinstance(row, SealedModel) and (resident := row.resident_of()):
        page.residents.add(resident)

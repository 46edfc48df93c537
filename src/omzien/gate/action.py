"""One action = one function = one transaction = one ledger line."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache, wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.apps import apps
from django.db import DatabaseError, models, router, transaction
from django.db.models.deletion import Collector

from omzien.gate import ledger
from omzien.gate.acts import Act
from omzien.gate.errors import Absent, Changed, Sealed
from omzien.gate.held import EVERY_TABLE, held
from omzien.gate.models import LedgerLine
from omzien.gate.sealed import SealedModel
from omzien.gate.sight import SightQuerySet, UnsealedQuerySet
from omzien.gate.visit import Sight, Visit
from omzien.gate.written import QUESTIONS_KEPT, Open, Written

P = ParamSpec("P")
T = TypeVar("T")
R = TypeVar("R", bound=SealedModel)

_CODES = ("D", "C", "U")  # the weightiest change names the line
# So many sights of a visit are looked through: a command that writes thousands of rows has seen many.
LATEST_SIGHTS = 20


@dataclass(slots=True)
class _Page:
    """What one running action has changed so far."""

    name: str
    visit: Visit
    codes: set[str] = field(default_factory=set)
    residents: set[int] = field(default_factory=set)
    objects: dict[str, list[int]] = field(default_factory=dict)
    acts: set[str] = field(default_factory=set)
    reached: set[tuple[str, str, int]] = field(default_factory=set)


_open_page: ContextVar[_Page | None] = ContextVar("omzien_action", default=None)
_last_work: ContextVar[Callable[[], object] | None] = ContextVar("omzien_last_work", default=None)


def action(function: Callable[Concatenate[Visit, P], T]) -> Callable[Concatenate[Visit, P], T]:
    """Make a function one transaction with one ledger line; an action in an action joins its line."""

    @wraps(function)
    def run(visit: Visit, /, *args: P.args, **kwargs: P.kwargs) -> T:
        if _open_page.get() is not None:
            _page_for(visit)
            return function(visit, *args, **kwargs)
        with _new_page(visit, function.__name__):
            result = function(visit, *args, **kwargs)
            if last_work := _last_work.get():
                last_work()
            return result

    return run


@contextmanager
def with_last(work: Callable[[], object]) -> Iterator[None]:
    """Let an action that is run in this block do `work` as its last thing, in its own transaction.

    So what belongs to the door (the draft of a form that was sent) goes when the action succeeds, and stays
    when it is refused or its transaction is lost.
    """
    token = _last_work.set(work)
    try:
        yield
    finally:
        _last_work.reset(token)


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
    visit.seen[:] = [sight for sight in visit.seen if not _is_told(page, sight)]


def _is_told(page: _Page, sight: Sight) -> bool:
    """Does the action's line name all that was seen here, under the same act? Then it needs no other line."""
    rows = page.objects.get(sight.model, ())
    return (
        sight.act in page.acts
        and page.residents.issuperset(sight.residents)
        and set(sight.objects) <= set(rows)
    )


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


def keep(visit: Visit, act: Act, row: R, *, seen: datetime | None = None) -> R:
    """Save a row inside an action. Refused, with all undone, when the act does not reach the saved row.

    `seen` is the `changed_at` of the row as the page showed it. When the row was changed after that, nothing
    is written and `Changed` is raised: two people who save at once are never both let through.
    """
    _page_for(visit)
    code = "U" if row.pk else "C"
    if code == "U" and not _was_reached(visit, act, row):
        _must_reach(visit, act, row)
    if seen is not None:
        _must_be_as_seen(visit, act, row, seen)
    row.changed_at = visit.now
    _save(row, is_there=code == "U")
    _must_reach(visit, act, row)
    _write_down(visit, act, row, code)
    return row


def _save(row: SealedModel, *, is_there: bool) -> None:
    """A row that was removed after it was handed out stays away: it is not made again with its old text."""
    try:
        row.save(force_update=is_there)
    except DatabaseError as error:
        if error.__cause__:  # the database itself refuses; without a cause there was no row to change
            raise
        raise Absent(row._meta.label) from error


def revise(visit: Visit, act: Act, where: models.Q, **columns: Any) -> int:
    """Change columns of the rows in reach that fit, without handing them out; how many there were.

    No line is written: it is for what a worker is still writing, again and again while typing, and nowhere
    else (a shape test counts the places).
    """
    _page_for(visit)
    return _in_reach(visit, act, where).update(**columns, changed_at=visit.now)


def rub_out(visit: Visit, act: Act, where: models.Q) -> int:
    """Delete the rows in reach that fit and that nothing hangs below, without a line: as `revise`."""
    _page_for(visit)
    rows = _in_reach(visit, act, where)
    return rows._raw_delete(rows.db)


def remove(visit: Visit, act: Act, row: SealedModel) -> None:
    """Delete a row, and what hangs below it, inside an action, when the act reaches it."""
    _page_for(visit)
    _must_reach(visit, act, row)
    _write_down(visit, act, row, "D")
    with held(EVERY_TABLE):
        row.delete()


def hanging(row: SealedModel) -> frozenset[str]:
    """The tables with rows that `remove` would take along, or cut loose: all that hangs on this one."""
    collector = Collector(using=router.db_for_write(type(row)), origin=row)
    with held(EVERY_TABLE):
        collector.collect([row])
        there = [rows.model for rows in collector.fast_deletes if rows.exists()]
        updates: Any = collector.field_updates
        there += [field.model for (field, _), groups in updates.items() if any(map(len, groups))]
    below = {model for model in collector.data if model is not type(row)}
    return frozenset(model._meta.label for model in below.union(there))


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


def _reached(visit: Visit, act: Act, model: type[SealedModel]) -> SightQuerySet[Any]:
    """The rows that may be written; none under an act that counts only."""
    if act.only_counted:
        raise Sealed(f"{act.name}: these rows are counted, not written")
    return model.objects.under(act, visit)


def _in_reach(visit: Visit, act: Act, where: models.Q) -> UnsealedQuerySet[Any]:
    """The rows to write. `where` stands outside the question of reach: PostgreSQL asks it again of a row
    that it had to wait for, and a question inside a question it does not.
    """
    model: type[SealedModel] = apps.get_model(act.model)
    reached = _reached(visit, act, model).values("pk")
    return model.objects.unsealed("writing: narrowed by the act").filter(where, pk__in=reached)


def _must_be_as_seen(visit: Visit, act: Act, row: SealedModel, seen: datetime) -> None:
    """Compare and write in one statement, which keeps the row locked until the action ends."""
    if not _in_reach(visit, act, models.Q(pk=row.pk, changed_at=seen)).update(changed_at=visit.now):
        raise Changed(row._meta.label)


def _must_reach(visit: Visit, act: Act, row: SealedModel) -> None:
    if not _is_reached(type(row), act, visit.standing(of_one_row=True)).fits(row=row.pk):
        raise Absent(f"{act.name}: {row._meta.label}")
    _page_for(visit).reached.add((act.name, row._meta.label, row.pk))


@lru_cache(maxsize=QUESTIONS_KEPT)
def _is_reached(model: type[SealedModel], act: Act, standing: Visit) -> Written:
    """Is one row in reach? Every save asks it, so it is written once for an act and a standing."""
    row = Open("row", model._meta.pk)
    return Written(_reached(standing, act, model).filter(pk=row), whether=True)


def _was_reached(visit: Visit, act: Act, row: SealedModel) -> bool:
    """Was this very row handed out, or kept, under this very act? Then its reach was asked already."""
    name, label = act.name, row._meta.label
    if (name, label, row.pk) in _page_for(visit).reached:
        return True
    latest = visit.seen[-LATEST_SIGHTS:]
    return any((sight.act, sight.model) == (name, label) and row.pk in sight.objects for sight in latest)


def _write_down(visit: Visit, act: Act, row: models.Model, code: str) -> None:
    page = _page_for(visit)
    page.acts.add(act.name)
    page.codes.add(code)
    page.objects.setdefault(row._meta.label, []).append(row.pk)
    if isinstance(row, SealedModel) and (resident := row.resident_of()):
        page.residents.add(resident)

"""`desk` marks every view: under which act it works, or why it is public. Unmarked routes stop the start."""

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.checks import Error, register
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.template.response import SimpleTemplateResponse
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.module_loading import import_string

from omzien.gate import clock, ledger
from omzien.gate.acts import Act
from omzien.gate.sealed import Absent
from omzien.gate.visit import Visit, admit

View = Callable[..., HttpResponseBase]


def desk(*, act: Act | None = None, public_because: str | None = None) -> Callable[[View], View]:
    """Mark a view: `desk(act=READ_DOSSIER)` or `desk(public_because="sign-in")`. Neither or both: TypeError.

    A view under an act is called as `view(request, visit, ...)`; roles that the act does not name get 404.
    What the visit saw is written in the ledger before the page leaves: no line, no page.
    """
    if (act is None) == (public_because is None):
        raise TypeError("a desk names an act, or says why it is public: exactly one of the two")

    def mark(view: View) -> View:
        wrapped = login_not_required(view) if act is None else _guarded(view, act)
        wrapped.desk = act or public_because  # type: ignore[attr-defined]
        return wrapped

    return mark


def _guarded(view: View, act: Act) -> View:
    @wraps(view)
    def run(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        visit = _admit(request, act)
        if visit is None or not act.open_to(visit):
            raise Http404
        try:
            response = view(request, visit, *args, **kwargs)
        except Absent as absent:
            raise Http404 from absent
        if isinstance(response, SimpleTemplateResponse):
            response.render()
        ledger.close(visit)
        return response

    return run


def _admit(request: HttpRequest, act: Act) -> Visit | None:
    account_id: int = request.user.pk or 0
    badge = import_string(settings.OMZIEN_BADGE_OF)(account_id, clock.today()) if account_id else None
    if badge is None:
        return None
    visit = admit(badge, account_id=account_id, purpose=act.name, channel="web")
    request.visit = visit  # type: ignore[attr-defined]
    return visit


def routes(patterns: Any = None, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every route of the resolver, with its whole pattern."""
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        path = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from routes(entry.url_patterns, path)
        else:
            yield path, entry


@register("omzien")
def every_route_is_marked(**_: Any) -> list[Error]:
    """Refuses to start with an unmarked route (third-party routes are named in settings)."""
    foreign = tuple(settings.OMZIEN_FOREIGN_ROUTES)
    return [
        Error(f"route '{path}' names no act", hint="mark its view with gate.desk.desk(...)", id="omzien.E001")
        for path, entry in routes()
        if not hasattr(entry.callback, "desk") and not path.startswith(foreign)
    ]

"""Language, theme and single keys: a person's choice, on the account, and in a cookie before signing in."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from omzien.gate.desk import desk
from omzien.gate.models import Account

THEME, KEYS = "omzien_theme", "omzien_keys"
THEMES = ("system", "light", "dark")
YEAR = 365 * 24 * 3600


class ChosenLanguage:
    """Middleware: a signed-in person's own language; and what such a page shows is kept in no cache."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the language of the account."""
        if not request.user.is_authenticated:
            return self.get_response(request)
        request.LANGUAGE_CODE = request.user.language
        with translation.override(request.user.language):
            response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response


def theme_of(request: HttpRequest) -> str:
    """system, light or dark."""
    if isinstance(user := getattr(request, "user", None), Account):
        return user.theme
    cookie = request.COOKIES.get(THEME, "system")
    return cookie if cookie in THEMES else "system"


def keys_on(request: HttpRequest) -> bool:
    """Do single keys work? Who speaks to the computer turns them off (WCAG 2.1.4)."""
    return request.COOKIES.get(KEYS) != "off"


@desk(public_because="language, theme and keys can be chosen before signing in")
@require_POST
def choices(request: HttpRequest) -> HttpResponse:
    """Keep the choices that were sent, and go back to the page."""
    response = HttpResponseRedirect(_back(request))
    language, theme = request.POST.get("language"), request.POST.get("theme")
    if language in dict(settings.LANGUAGES):
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, max_age=YEAR, samesite="Lax")
    if theme in THEMES:
        response.set_cookie(THEME, theme, max_age=YEAR, samesite="Lax", httponly=True)
    if (keys := request.POST.get("keys")) in ("on", "off"):
        response.set_cookie(KEYS, keys, max_age=YEAR, samesite="Lax", httponly=True)
    _keep_on_account(request.user, language, theme)
    return response


def _keep_on_account(user: Account | AnonymousUser, language: str | None, theme: str | None) -> None:
    if not isinstance(user, Account):
        return
    if language in dict(settings.LANGUAGES):
        user.language = str(language)
    if theme in THEMES:
        user.theme = str(theme)
    user.save(update_fields=["language", "theme"])


def _back(request: HttpRequest) -> str:
    back = request.POST.get("back", "/")
    return back if url_has_allowed_host_and_scheme(back, {request.get_host()}) else "/"

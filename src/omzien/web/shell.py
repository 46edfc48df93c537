"""What is around every page: which desks a visit sees, the commands and keys, language and theme."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from omzien.casework.policy import FOLLOW_UP, HANDLE_ARRIVALS, REGISTER, SAFETY_CASE, SUPPORT, TASKS
from omzien.community.policy import READ_ACTIVITIES
from omzien.gate.acts import Act
from omzien.gate.visit import Visit
from omzien.insight.policy import MAKE_REPORTS, READ_FIGURES, READ_PUBLISHED
from omzien.organisation.policy import CHANGE_WORKERS, OWN_CALENDAR, PLAN_ABSENCE, READ_SETUP
from omzien.outcomes.policy import READ_ANSWERS
from omzien.people.policy import FIND_RESIDENT
from omzien.privacy.policy import REVIEW_GLASS
from omzien.web.accounts import demo_accounts
from omzien.web.choices import keys_on, theme_of

SHEETS = tuple(
    f"omzien/{name}.css"
    for name in (
        "tokens",
        "base",
        "shell",
        "forms",
        "components",
        "pages",
        "day",
        "measure",
        "figures",
        "explain",
        "print",
    )
)
THEMES = (("system", _("as the device")), ("light", _("light")), ("dark", _("dark")))


@dataclass(frozen=True, slots=True)
class Desk:
    """A place to work: one entry of the menu, for whom its act is open. `about`: what one does there."""

    route: str
    label: Any
    icon: str
    keys: str
    act: Act
    about: Any = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A desk as one visit sees it. `here`: `page` on its own page, `true` on one below it, else empty."""

    route: str
    label: Any
    icon: str
    keys: str
    url: str
    here: str
    about: Any = ""


@dataclass(frozen=True, slots=True)
class Command:
    """Something that the palette does: open an address, choose a language, or open a dialog of this page."""

    label: Any
    icon: str
    url: str = ""
    keys: str = ""
    about: str = ""
    language: str = ""
    opens: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Commands of one kind in the palette."""

    label: Any
    commands: Sequence[Command | Link]


@dataclass(frozen=True, slots=True)
class Key:
    """A key that works on this page, and what it does."""

    parts: tuple[str, ...]
    does: Any


DESKS = (
    Desk("day", _("My day"), "day", "g d", READ_SETUP),
    Desk("register", _("Register"), "register", "g n", REGISTER),
    Desk("inbox", _("Inbox"), "inbox", "g i", HANDLE_ARRIVALS),
    Desk("residents", _("Residents"), "residents", "g r", FIND_RESIDENT, _("Find somebody by name.")),
    Desk("groups", _("Groups"), "groups", "g g", READ_ACTIVITIES, _("Activities, and who came.")),
    Desk("figures", _("Figures"), "figures", "g c", READ_FIGURES, _("Ask the records a question.")),
    Desk("surveys", _("Surveys"), "surveys", "g e", READ_ANSWERS, _("What residents say of our support.")),
    Desk("reports", _("Reports"), "reports", "g v", MAKE_REPORTS, _("The annual report of a municipality.")),
    Desk("team", _("Team"), "team", "g t", PLAN_ABSENCE),
    Desk(
        "privacy", _("Privacy"), "privacy", "g s", REVIEW_GLASS, _("Who saw what, and what is past its term.")
    ),
    Desk("office", _("Office"), "office", "g o", CHANGE_WORKERS, _("Workers, agreements and instruments.")),
)
MORE = (Desk("components", _("Components"), "parts", "g p", READ_SETUP),)
PAGES = (  # not in the menu, and offered in the palette
    Desk("task_new", _("New task"), "task", "", TASKS),
    Desk("calls", _("Looking after"), "calls", "g b", FOLLOW_UP),
    Desk("unseen", _("Not seen for long"), "calls", "", SUPPORT),
    Desk("safety", _("Safety code"), "safety", "", SAFETY_CASE),
    Desk("calendar", _("In my own calendar"), "calendar", "", OWN_CALENDAR),
    Desk("own_figures", _("My own work in figures"), "figures", "", SUPPORT),
    Desk("catalogue", _("What every figure means"), "figures", "", READ_FIGURES),
    Desk("published", _("What was published"), "reports", "", READ_PUBLISHED),
    Desk("absence", _("Somebody is away"), "team", "", PLAN_ABSENCE),
)
THUMBS = 3  # and the fourth is "more"


def shell(request: HttpRequest) -> dict[str, dict[str, Any]]:
    """The context processor behind base.html. Without a visit (sign-in, error pages) there are no desks."""
    visit: Visit | None = getattr(request, "visit", None)
    desks, more = _links(request, visit, DESKS), _links(request, visit, MORE)
    return {
        "shell": {
            "sheets": SHEETS,
            "demo": settings.DEMO,
            "desks": desks,
            "thumbs": desks[:THUMBS],
            "more": more,
            "commands": _commands([*desks, *_links(request, visit, PAGES), *more], text=""),
            "keys": [*_keys_of(desks), *FIXED_KEYS] if keys_on(request) else FIXED_KEYS[-2:],
            "keys_on": keys_on(request),
            "may_search": any(desk.route == "residents" for desk in desks),
            "languages": settings.LANGUAGES,
            "language": (get_language() or settings.LANGUAGE_CODE)[:2],
            "themes": THEMES,
            "theme": theme_of(request),
            "demo_accounts": demo_accounts() if not _signed_in(request) else [],
            "initial": request.user.get_username()[:1].upper() if _signed_in(request) else "",
        }
    }


def _signed_in(request: HttpRequest) -> bool:
    return bool(hasattr(request, "user") and request.user.is_authenticated)


def _links(request: HttpRequest, visit: Visit | None, desks: tuple[Desk, ...]) -> list[Link]:
    """The desks that are open to this visit; a label is drawn up to four times, and translated once."""
    return [
        _link(desk, reverse(desk.route), request.path) for desk in desks if visit and desk.act.open_to(visit)
    ]


def _link(desk: Desk, url: str, path: str) -> Link:
    here = "true" if path.startswith(url) and desk.route != "day" else ""  # below home lies everything
    is_here = "page" if path == url else here
    return Link(desk.route, str(desk.label), desk.icon, desk.keys, url, is_here, desk.about)


FIXED_KEYS = (
    Key(("/",), _("search for a resident")),
    Key(("?",), _("show the keys")),
    Key(("↑", "↓"), _("through a list")),
    Key(("Ctrl", "Enter"), _("the main button of the form")),
    Key(("Ctrl", "K"), _("type a command")),
)


def _keys_of(desks: list[Link]) -> list[Key]:
    return [Key(tuple(desk.keys.split()), desk.label) for desk in desks]


def commands(request: HttpRequest, visit: Visit | None, *, text: str) -> list[Group]:
    """The commands of this visit whose name holds every word that was typed, by kind."""
    return _commands(_links(request, visit, (*DESKS, *PAGES, *MORE)), text=text)


def _commands(places: Sequence[Link], *, text: str) -> list[Group]:
    languages = [Command(name, "language", language=key) for key, name in settings.LANGUAGES]
    keys = Command(_("Keys on this page"), "keys", keys="?", opens="keys")
    found = [
        Group(_("Go to"), [link for link in places if fits(link.label, text)]),
        Group(_("Here"), [one for one in (keys, *languages) if fits(one.label, text)]),
    ]
    return [group for group in found if group.commands]


def fits(label: Any, text: str) -> bool:
    """Does a name hold every word that was typed?"""
    name = str(label).casefold() if text else ""
    return all(word in name for word in text.casefold().split())

"""The tasks of `effort.py`, as data: what is thought, typed and pressed, and what the page must show then."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    """One step: to think, to type, to press keys, or to wait until the page shows something."""

    kind: str
    what: str
    own: bool = False


def think(why: str) -> Step:
    """A choice or a command, or to check an answer: M. `why` says which."""
    return Step("think", why)


def press(keys: str) -> Step:
    """Keys one after another, such as "g n" or "Control+Enter"."""
    return Step("press", keys)


def write(text: str) -> Step:
    """Text that is not the resident's own: a word to search with, a number of minutes."""
    return Step("type", text)


def own(text: str) -> Step:
    """Text of the resident's own; {name} is somebody new in each round, {known} somebody in the caseload."""
    return Step("type", text, own=True)


def score(goal_or_result: str, level: str) -> Step:
    """A digit for every row of the page, as it is known: the goals and the result, and the domains."""
    return Step("score", goal_or_result + level)


def see(selector: str) -> Step:
    """Wait until the page shows this."""
    return Step("see", selector)


@dataclass(frozen=True)
class Task:
    """A task from the page where it begins to the page that says it is done, with its bars."""

    name: str
    who: str
    start: str
    steps: tuple[Step, ...]
    bars: Mapping[str, float]


NEW = Task(
    name="new_resident_advice_closed",
    who="noor",
    start="/",
    bars={"pages": 1, "clicks": 6, "mandatory": 6, "seconds": 60, "seconds_not_own": 15},
    steps=(
        think("go to a new registration"),
        press("g n"),
        see("#id_resident_text:focus"),
        own("{name} 17-05-1990 0612345678"),
        press("Enter"),
        see("#id_family_name"),
        think("nobody was found: somebody new; are the fields right, and the channel?"),
        see("#id_question_text:focus"),
        think("which domain of life"),
        write("schuld"),
        press("Enter"),
        see("#questions [name=questions]"),
        think("is it the right one?"),
        see("#id_question_text:focus"),
        press("Enter"),
        see("#id_story:focus"),
        own("brief van de deurwaarder gekregen, uitleg gegeven"),
        think("advice given, done"),
        press("Control+Enter"),
        see("#done-title"),
    ),
)
NOTE = Task(
    name="known_resident_contact_note",
    who="noor",
    start="/",
    bars={"seconds": 20},
    steps=(
        think("note a contact"),
        press("Control+k"),
        see("#palette-text:focus"),
        write("con voor {known}"),
        see("#palette-list [role=option]:has-text('{known}')"),
        think("is it the right person?"),
        press("Enter"),
        see("#id_note:focus"),
        own("gebeld over de brief, belt zelf"),
        think("save; the kind, day and minutes are as last time"),
        press("Control+Enter"),
        see(".notice--success"),
    ),
)
START_ZRM = Task(
    name="start_zrm",
    who="noor",
    start="{dossier}",
    bars={"seconds": 25},
    steps=(
        think("measure"),
        press("m"),
        see("[data-score] input:focus"),
        think("the thirteen scores, as talked over"),
        score("", "3"),
        think("save"),
        press("Control+Enter"),
        see("main figcaption"),
    ),
)
CLOSE = Task(
    name="close_with_end_zrm",
    who="noor",
    start="{to_close}",
    bars={"seconds": 40},
    steps=(
        think("close"),
        press("a"),
        see("[data-score] input:focus"),
        think("goals, scores and result, as talked over"),
        score("1", "4"),
        think("the call afterwards is planned; close"),
        press("Control+Enter"),
        see(".notice--success"),
    ),
)
ROLL = Task(
    name="twelve_attendances",
    who="ineke",
    start="{roll}",
    bars={"seconds": 20},
    steps=(
        see("#roll-people:focus"),
        think("who is here, from a list on paper: each has a letter"),
        write("{letters}"),
        think("save"),
        press("Control+Enter"),
        see(".notice--success"),
    ),
)
TASKS = (NEW, NOTE, START_ZRM, CLOSE, ROLL)

"""The safety code (meldcode) as data, in own words: five steps, five questions with branches, two decisions.

The order of the steps may differ; all five are considered: taken, or left out with a reason (a talk that
would be dangerous). Step 5 is two decisions, each made apart: must this be reported, and can we (also) give
or arrange help? Two people look: whoever decided does not confirm.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from omzien.gate.refused import Problem

STEPS = (1, 2, 3, 4, 5)


@dataclass(frozen=True, slots=True)
class StepName:
    """What one step is called."""

    step: int
    name_nl: str
    name_en: str


STEP_NAMES = (
    StepName(1, "Signalen op een rij zetten", "List the signals"),
    StepName(2, "Overleggen met een collega of Veilig Thuis", "Consult a colleague or Veilig Thuis"),
    StepName(3, "Praten met de betrokkenen", "Talk with those involved"),
    StepName(4, "Wegen: hoe erg en hoe waarschijnlijk", "Weigh: how grave and how likely"),
    StepName(5, "Twee beslissingen: melden, en helpen", "Two decisions: report, and help"),
)


class Advice(StrEnum):
    """Where the weighing ends."""

    RECORD_AND_CLOSE = "record_and_close"
    REPORT = "report"
    REPORT_WITH_HELP = "report_with_help"  # report; what follows is done together with Veilig Thuis
    AGREE_AND_CLOSE = "agree_and_close"  # close, with agreements about how safety is followed


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the weighing; each answer leads to another question (its number) or to advice."""

    number: int
    text_nl: str
    text_en: str
    no: int | Advice
    yes: int | Advice


QUESTIONS: Mapping[int, Question] = {
    one.number: one
    for one in (
        Question(
            1,
            "Vermoed je nog steeds huiselijk geweld of kindermishandeling?",
            "Do you still suspect domestic violence or child abuse?",
            no=Advice.RECORD_AND_CLOSE,
            yes=2,
        ),
        Question(
            2,
            "Is iemand nu onveilig, of steeds opnieuw?",
            "Is somebody unsafe now, or again and again?",
            no=3,
            yes=Advice.REPORT_WITH_HELP,
        ),
        Question(
            3,
            "Kun je zelf goede hulp geven of regelen?",
            "Can you give or arrange help that works?",
            no=Advice.REPORT,
            yes=4,
        ),
        Question(
            4,
            "Willen de betrokkenen die hulp, en doen zij mee?",
            "Do those involved want this help, and take part?",
            no=Advice.REPORT,
            yes=5,
        ),
        Question(
            5,
            "Wordt het door de hulp op tijd weer veilig?",
            "Does the help make it safe again in the agreed time?",
            no=Advice.REPORT,
            yes=Advice.AGREE_AND_CLOSE,
        ),
    )
}

ADVICE_TO_REPORT = frozenset({Advice.REPORT, Advice.REPORT_WITH_HELP})


def weigh(answers: Mapping[int, bool]) -> Question | Advice:
    """Follow the answers: the next question that has none yet, or the advice.

    Answers off the path do not count.
    """
    at: int | Advice = 1
    while not isinstance(at, Advice):
        if at not in answers:
            return QUESTIONS[at]
        at = QUESTIONS[at].yes if answers[at] else QUESTIONS[at].no
    return at


def path_of(answers: Mapping[int, bool]) -> list[int]:
    """The questions on the path of these answers, in order, as far as they were answered."""
    path: list[int] = []
    at: int | Advice = 1
    while not isinstance(at, Advice) and at in answers:
        path.append(at)
        at = QUESTIONS[at].yes if answers[at] else QUESTIONS[at].no
    return path


def weighing_problems(answers: Mapping[int, bool], *, grounds: str) -> Iterator[Problem]:
    """A weighing goes on until it ends in advice, and says on what it rests."""
    end = weigh(answers)
    if isinstance(end, Question):
        yield Problem("answer question %(number)s too", "answers", {"number": end.number})
    if not grounds.strip():
        yield Problem("write on what these answers rest", "text")


SIGNAL_KINDS = ("observed", "told", "interpreted")
WHOM = ("veilig_thuis", "colleague", "attention_officer", "injury_expert")


def signal_problems(kind: str, *, said_by: str, text: str) -> Iterator[Problem]:
    """What others said is named after who said it; what one saw oneself is nobody else's."""
    if kind not in SIGNAL_KINDS:
        yield Problem("choose: seen or heard by yourself, told by others, or what you make of it", "kind")
    if kind == "told" and not said_by.strip():
        yield Problem("write who said this", "said_by")
    if kind != "told" and said_by.strip():
        yield Problem("only what others told has somebody who said it", "said_by")
    if not text.strip():
        yield Problem("write what the signal is", "text")


def consultation_problems(whom: str, *, text: str) -> Iterator[Problem]:
    """Somebody was consulted, and said something."""
    if whom not in WHOM:
        yield Problem("choose who was consulted", "whom")
    if not text.strip():
        yield Problem("write what was advised", "text")


def decision_problems(advice: Advice | None, *, report_needed: bool, text: str) -> Iterator[Problem]:
    """Whoever decides without the weighing, or otherwise than it advises, says why."""
    if advice is None and not text.strip():
        yield Problem("first answer the questions of step 4, or write down why you decide without", "text")
    elif advice is not None and (advice in ADVICE_TO_REPORT) != report_needed and not text.strip():
        yield Problem("this is not what the weighing advises: write down why", "text")


@dataclass(frozen=True, slots=True)
class Conclusion:
    """How a safety case stands when somebody wants to close it; workers by their id."""

    steps: frozenset[int]
    report_needed: bool | None
    help_possible: bool | None
    decided_by: int | None
    confirmed_by: int | None


def steps_left(considered: Iterable[int]) -> list[int]:
    """The steps that nobody has considered yet."""
    done = frozenset(considered)
    return [step for step in STEPS if step not in done]


def step_problems(step: int, *, text: str, left_out_because: str) -> Iterator[Problem]:
    """A step is one of the five, and was either taken (what was done) or left out (why)."""
    if step not in STEPS:
        yield Problem("the safety code has five steps: choose 1 to 5", "step")
    if bool(text.strip()) == bool(left_out_because.strip()):
        yield Problem("write what was done, or why this step was left out: one of the two", "text")


def confirm_problems(*, decided_by: int | None, confirmed_by: int | None) -> Iterator[Problem]:
    """Four eyes: the decisions are confirmed by somebody else than who made them."""
    if decided_by is None:
        yield Problem("there is no decision to confirm yet", "confirmed_by")
    elif confirmed_by is None or confirmed_by == decided_by:
        yield Problem("somebody else than who decided must confirm this", "confirmed_by")


def closing_problems(conclusion: Conclusion) -> Iterator[Problem]:
    """What is missing before a safety case may be closed:

    steps, one of the two decisions, the second pair of eyes.
    """
    for step in steps_left(conclusion.steps):
        yield Problem("step %(step)s has not been considered yet", "steps", {"step": step})
    if conclusion.report_needed is None:
        yield Problem("decide whether this must be reported", "report_needed")
    if conclusion.help_possible is None:
        yield Problem("decide whether we can (also) give or arrange help", "help_possible")
    yield from confirm_problems(decided_by=conclusion.decided_by, confirmed_by=conclusion.confirmed_by)

"""What comes in: which states an arrival has, what may be done in each, and what has to be said of it.

No state is stored. It follows from what was recorded (`state_of`), so that state and record cannot disagree.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from omzien.gate.refused import Problem, refused

WAYS = ("public_form", "phone", "partner", "signal", "veilig_thuis", "walk_in")
ATTEMPTS_NEEDED = 3  # so often somebody tried, before "could not be reached" is said
NOON, SIX = 12, 18
LONGEST_STORY = 5000  # characters
LONGEST_REPORT = 20_000  # characters
MOST_EUROS = 1_000_000


class State(StrEnum):
    """Where an arrival stands."""

    RECEIVED = "received"  # nobody took it up
    TAKEN_UP = "taken_up"  # a team or worker has it, or it is known who it is
    REGISTERED = "registered"
    ADVISED = "advised"
    PASSED_ON = "passed_on"
    NOT_REACHED = "not_reached"
    WITHDRAWN = "withdrawn"


class Step(StrEnum):
    """What may be done with an arrival."""

    MATCH = "match"  # say which resident it is, or that it is not known after all
    ASSIGN = "assign"  # give it to a team or worker, or take that back
    TRY = "try"  # an attempt to reach who came in, that did not reach
    REGISTER = "register"
    ADVISE = "advise"
    PASS_ON = "pass_on"  # noqa: S105
    GIVE_UP = "give_up"  # after enough attempts
    WITHDRAW = "withdraw"
    REOPEN = "reopen"  # it ended by mistake, or somebody called back


OPEN = frozenset({State.RECEIVED, State.TAKEN_UP})
_WORK = frozenset(Step) - {Step.REOPEN}
STEPS: Mapping[State, frozenset[Step]] = {
    State.RECEIVED: _WORK,
    State.TAKEN_UP: _WORK,
    State.REGISTERED: frozenset(),  # goes on as a registration
    State.ADVISED: frozenset({Step.REOPEN}),
    State.PASSED_ON: frozenset({Step.REOPEN}),
    State.NOT_REACHED: frozenset({Step.REOPEN}),
    State.WITHDRAWN: frozenset({Step.REOPEN}),
}
ENDS: Mapping[Step, State] = {
    Step.REGISTER: State.REGISTERED,
    Step.ADVISE: State.ADVISED,
    Step.PASS_ON: State.PASSED_ON,
    Step.GIVE_UP: State.NOT_REACHED,
    Step.WITHDRAW: State.WITHDRAWN,
}


@dataclass(frozen=True, slots=True)
class Standing:
    """What was recorded of one arrival, as far as its state depends on it."""

    outcome: str = ""
    resident_known: bool = False
    assigned: bool = False


def state_of(standing: Standing) -> State:
    """The state that follows from what was recorded."""
    if standing.outcome:
        return State(standing.outcome)
    return State.TAKEN_UP if standing.resident_known or standing.assigned else State.RECEIVED


def allowed(standing: Standing) -> frozenset[Step]:
    """The steps that may be taken: what a page offers."""
    return STEPS[state_of(standing)]


def must_allow(standing: Standing, step: Step) -> None:
    """Raises `Refused` when the step may not be taken now: it ended already, or it did not end at all."""
    if step not in allowed(standing):
        raise refused("this cannot be done any more (it is now: %(state)s)", state=state_of(standing))


@dataclass(frozen=True, slots=True)
class Told:
    """Who came in and what was told, as it was said: nothing of it is checked against the residents."""

    given_name: str = ""
    name_prefix: str = ""
    family_name: str = ""
    birth_date: date | None = None
    phone: str = ""
    email: str = ""
    street: str = ""
    house_number: str = ""
    postcode: str = ""
    place: str = ""
    language: str = ""
    call_when: str = ""
    story: str = ""

    @property
    def is_somebody(self) -> bool:
        """Was there a name, or a way to reach the person?"""
        return bool(self.given_name or self.family_name or self.phone or self.email)


LONGEST: Mapping[str, int] = {
    "given_name": 80,
    "name_prefix": 20,
    "family_name": 120,
    "phone": 20,
    "email": 254,
    "street": 120,
    "house_number": 10,
    "postcode": 7,
    "place": 80,
    "language": 40,
    "call_when": 120,
    "story": LONGEST_STORY,
}


def tidy(told: Told) -> Told:
    """The same, without white space around it and without the sign that no database holds."""
    return replace(told, **{name: getattr(told, name).replace("\x00", "").strip() for name in LONGEST})


def told_problems(told: Told, *, way: str, today: date) -> Iterator[Problem]:
    """What was told fits in the record; who sent the form can be reached and has a name; nobody is unborn."""
    for name, most in LONGEST.items():
        if len(getattr(told, name)) > most:
            yield Problem("this is too long: at most %(most)s characters", name, {"most": most})
    if told.birth_date and told.birth_date > today:
        yield Problem("%(day)s is in the future", "birth_date", {"day": told.birth_date})
    if way == "public_form":
        yield from _sender_problems(told)


def _sender_problems(told: Told) -> Iterator[Problem]:
    if not told.family_name:
        yield Problem("fill in a name", "family_name")
    if not told.phone and not told.email:
        yield Problem("fill in a telephone number or an e-mail address, so that we can reach you", "phone")


def way_problems(
    way: str, *, partner: bool, source: bool, received_on: date, today: date
) -> Iterator[Problem]:
    """A known way in, not in the future; a partner's note says from whom it is."""
    if way not in WAYS:
        yield Problem("choose how it came in", "way")
    if received_on > today:
        yield Problem("%(day)s is in the future", "received_on", {"day": received_on})
    if way == "partner" and not partner and not source:
        yield Problem("say who sent it", "partner_id")


def arrears_problems(euros: int | None) -> Iterator[Problem]:
    """Arrears are whole euros, above nothing."""
    if euros is not None and not 0 < euros < MOST_EUROS:
        yield Problem(
            "fill in whole euros, between 1 and %(most)s", "arrears_euros", {"most": MOST_EUROS - 1}
        )


def report_problems(text: str) -> Iterator[Problem]:
    """A report from Veilig Thuis says something, and fits."""
    if not text.strip():
        yield Problem("fill in what was reported", "text")
    if len(text) > LONGEST_REPORT:
        yield Problem("this is too long: at most %(most)s characters", "text", {"most": LONGEST_REPORT})


def part_of_day(hour: int) -> str:
    """Before twelve is morning, from six it is evening: the parts of the day of the municipal data model."""
    if hour < NOON:
        return "morning"
    return "afternoon" if hour < SIX else "evening"


def part_problems(part: str) -> Iterator[Problem]:
    """There are three parts of the day."""
    if part not in ("morning", "afternoon", "evening"):
        yield Problem("choose morning, afternoon or evening", "part_of_day")


def give_up_problems(attempts: int) -> Iterator[Problem]:
    """“Could not be reached” is said after three attempts."""
    if attempts < ATTEMPTS_NEEDED:
        so_far = {"needed": ATTEMPTS_NEEDED, "attempts": attempts}
        yield Problem("try %(needed)s times first: so far it was %(attempts)s", "attempts", so_far)


# What the results of a signal (after the municipal data model) make of the arrival. A result that an
# organisation added itself ends it as not for us.
SIGNAL_OUTCOMES: Mapping[str, State] = {
    "geen_contact": State.NOT_REACHED,
    "geen_reactie_meer": State.NOT_REACHED,
    "hoeft_geen_hulp": State.ADVISED,
    "zelf_opgelost": State.ADVISED,
    "advies": State.ADVISED,
    "vervolg_financieel": State.PASSED_ON,
    "vervolg_anders": State.PASSED_ON,
    "verwezen_zonder_contact": State.PASSED_ON,
    "al_bij_schuldhulp": State.PASSED_ON,
    "al_ander_traject": State.PASSED_ON,
}
FURTHER_HELP = "vervolg_financieel"  # the result of a signal that became a registration about money


def outcome_of_signal(result: str) -> State:
    """How an early signal ended, by its result."""
    return SIGNAL_OUTCOMES.get(result, State.WITHDRAWN)


# What the screening meeting about a report of Veilig Thuis decided; "ours" waits for the registration.
DECISIONS: Mapping[str, Step | None] = {
    "ours": None,
    "elsewhere": Step.PASS_ON,
    "no_action": Step.WITHDRAW,
}


def screening_problems(
    decision: str, *, partners: int, received_on: date, screened_on: date, today: date
) -> Iterator[Problem]:
    """A meeting decides, with at least one partner, between the day of the report and today."""
    if decision not in DECISIONS:
        yield Problem("choose for us, for somebody else, or no action", "decision")
    if not partners:
        yield Problem("say which partners took part", "partner_ids")
    if screened_on > today:
        yield Problem("%(day)s is in the future", "screened_on", {"day": screened_on})
    if screened_on < received_on:
        values = {"day": screened_on, "earlier": received_on}
        yield Problem("%(day)s is before %(earlier)s, the day that it follows", "screened_on", values)


CHANNELS: Mapping[str, str] = {
    "public_form": "eigen_initiatief",
    "phone": "eigen_initiatief",
    "partner": "verwezen",
    "signal": "vroegsignaal",
    "veilig_thuis": "verwezen",
    "walk_in": "inloop",
}


def channel_of(way: str, source: str | None) -> tuple[str, str | None]:
    """The channel of the registration that an arrival becomes, and by whom the resident was referred."""
    channel = CHANNELS[way]
    if source and way in ("public_form", "phone"):
        channel = "verwezen"  # called because somebody sent them
    if channel != "verwezen":
        return channel, None
    return channel, source or ("veilig_thuis" if way == "veilig_thuis" else "overig")

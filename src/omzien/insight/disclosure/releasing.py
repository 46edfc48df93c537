"""The one way out: hide what must be hidden, audit what is left, and let it go or say why not."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from omzien.gate.refused import Problem, Refused
from omzien.insight.disclosure.audit import Breach, audit
from omzien.insight.disclosure.evidence import Evidence
from omzien.insight.disclosure.hiding import protect
from omzien.insight.disclosure.values import Shown

Names = Mapping[str, str]
NO_NAMES: Names = MappingProxyType({})


class NotReleased(Refused):
    """This may not be published: a hidden count can be worked out. Its text says which, and from what."""

    def __init__(self, breaches: Sequence[Breach], language: str, names: Names) -> None:
        told = Problem(
            "This cannot be published: together with what was published before, a small number could be "
            "worked out. Ask for less detail, or ask the privacy officer which earlier publication tells "
            "too much."
        )
        super().__init__([told])
        self.breaches = tuple(breaches)
        self.reasons = "\n".join(breach.reason(language, names) for breach in breaches)

    def __str__(self) -> str:
        return self.reasons


def release(
    evidence: Evidence, threshold: int, language: str = "nl", names: Names = NO_NAMES
) -> dict[str, Shown]:
    """Every number as a reader may see it, audited.

    `threshold` as in `protect`. Raises NotReleased, with the reasons in this language and with these names of
    keys, when the audit finds that a hidden count can be worked out: an earlier publication told too much;
    and Unanswered when that cannot be found out.
    """
    shown = protect(evidence, threshold)
    refuse_breaches(evidence, shown, threshold, language, names)
    return shown


def refuse_breaches(
    evidence: Evidence,
    shown: Mapping[str, Shown],
    threshold: int,
    language: str = "nl",
    names: Names = NO_NAMES,
) -> None:
    """Raise NotReleased when these numbers, whoever chose them, give a hidden count away."""
    if breaches := audit(evidence, shown, threshold):
        raise NotReleased(breaches, language, names)

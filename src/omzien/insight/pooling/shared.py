"""What organisations share: the code lists that ship with Omzien. By these the facts of many are one set.

What a text column of a fact may hold is told by the field that it comes from, and what is not known to be
shared does not go along: a new column of text stays at home until this says otherwise.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from omzien.gate.facts import FactTable
from omzien.organisation.rules import starter_codes, starter_services
from omzien.outcomes.actions import starter

AS_IT_IS, OF_THE_HOUSE = (
    "as it is",
    "of the house",
)  # no code: a shared word of the house's own; or nobody else's
LISTS = {"Service": "service", "Instrument": "instrument", "Item": "item", "Survey": "survey"}
SHIPPED = ("zrm_2017", "zrm_2017_ouderschap")
INSTRUMENTS = ("zrm_2013", *SHIPPED)  # those that the catalogue counts from; their domains are the same
OWN = "own"  # what a code is in a pool that no other organisation knows: that there was one, not which
NAMES_OF_OWN = {"name_nl": "eigen code van de organisatie", "name_en": "a code of the organisation's own"}
WHOLE_OR_NOT = ("instrument", "item")  # of these nothing is left of what is not shared: a score means no more
SURVEYS = ("tevredenheid_effect_2026",)
ANSWERS = {"question": "survey_question", "kind": AS_IT_IS}  # of an answer: which question, and mark or scale


@cache
def shared_keys() -> Mapping[str, frozenset[str]]:
    """The shared keys of every list, by list."""
    found: dict[str, set[str]] = {
        "service": {str(row["key"]) for row in starter_services()},
        "instrument": set(INSTRUMENTS),
        "item": {item["key"] for key in SHIPPED for item in starter(key)["items"]},
        "survey": set(SURVEYS),
        "survey_question": {question["key"] for key in SURVEYS for question in starter(key)["questions"]},
    }
    for code in starter_codes():
        found.setdefault(code.list, set()).add(code.key)
    return {name: frozenset(keys) for name, keys in found.items()}


def list_of(table: FactTable, column: str) -> str:
    """The list that the texts in a column are from; AS_IT_IS and OF_THE_HOUSE are of no list."""
    *steps, last = table.columns[column].path.split("__")
    model: Any = table.rows().model
    step: Any = None
    for name in steps:
        step = model._meta.get_field(name)
        model = step.related_model
    if model.__name__ == "Code":
        return str(step.get_limit_choices_to()["list"])
    if model.__name__ == "Municipality" or model._meta.get_field(last).choices:
        return AS_IT_IS
    if model.__name__ == "Answer":
        return ANSWERS.get(last, OF_THE_HOUSE)
    return LISTS.get(model.__name__, OF_THE_HOUSE) if last == "key" else OF_THE_HOUSE


def translated(codes: Iterable[tuple[str, str, str | None, str | None]]) -> dict[tuple[str, str], str]:
    """What the codes of an organisation are to the others: (list, key) -> shared key.

    `codes` are list, key, key of the parent, and the code in a national standard. An own code is the shared
    code that its `standard` names, or else the nearest shared code above it in its list; one with neither is
    absent here.
    """
    parents = {(name, key): (parent, standard) for name, key, parent, standard in codes}
    shared = shared_keys()
    found = {(name, key): key for name, keys in shared.items() for key in keys}
    for name, key in parents:
        if (same := _shared(name, key, parents, shared.get(name, frozenset()))) is not None:
            found[name, key] = same
    return found


def _shared(
    name: str, key: str, known: Mapping[tuple[str, str], tuple[str | None, str | None]], keys: frozenset[str]
) -> str | None:
    seen: set[str] = set()
    while key not in keys:
        parent, standard = known.get((name, key), (None, None))
        if standard in keys:
            return standard
        if parent is None or parent in seen or (name, parent) not in known:
            return None
        seen.add(key)
        key = parent
    return key

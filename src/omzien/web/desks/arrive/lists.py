"""What may be chosen on the page of quick entry, today."""

from dataclasses import dataclass
from typing import Any

from omzien.gate.visit import Visit
from omzien.organisation import queries as organisation
from omzien.web.desks.arrive.questions import Topic
from omzien.web.templatetags.omzien import in_words

Choices = list[tuple[str, str]]
NONE: tuple[str, str] = ("", "–")


@dataclass(frozen=True)
class Lists:
    """The choices by field, and the topics that are found by typing."""

    choices: dict[str, Choices]
    topics: list[Topic]

    def only(self, name: str) -> str:
        """The one thing that can be chosen in a field, when there is one."""
        values = [value for value, _ in self.choices[name] if value]
        return values[0] if len(values) == 1 else ""


def lists_of(visit: Visit) -> Lists:
    """The code lists, services, teams and partners of the form."""
    topics = topics_of(visit)
    return Lists(
        choices={
            "channel": _codes(visit, "channel"),
            "referral_source": [NONE, *_codes(visit, "referral_source")],
            "questions": [(topic.value, topic.label) for topic in topics],
            "municipality_id": _or_none((row.pk, row.name) for row in organisation.municipalities(visit)),
            "service_id": _or_none((row.pk, in_words(row)) for row in organisation.services(visit)),
            "team_id": _or_none((row.pk, row.name) for row in organisation.teams(visit)),
            "partner_id": _or_none((row.pk, row.name) for row in organisation.partners(visit)),
        },
        topics=topics,
    )


def _codes(visit: Visit, name: str) -> Choices:
    return [(code.key, in_words(code)) for code in organisation.codes(visit, list=name)]


def _or_none(rows: Any) -> Choices:
    return [NONE, *((str(pk), name) for pk, name in rows)]


def topics_of(visit: Visit) -> list[Topic]:
    """All domains, each followed by its subdomains."""
    domains = {code.key: in_words(code) for code in organisation.codes(visit, list="domain")}
    topics = [Topic(key, name) for key, name in domains.items()]
    parts = organisation.codes(visit, list="subdomain")
    topics += [
        Topic(f"{part.parent}.{part.key}", f"{domains.get(part.parent, '')} › {in_words(part)}")
        for part in parts
    ]
    return topics

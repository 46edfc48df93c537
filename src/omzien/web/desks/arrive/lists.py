"""What may be chosen on the page of quick entry, today."""

from dataclasses import dataclass

from omzien.gate.visit import Visit
from omzien.organisation import queries as organisation
from omzien.web.desks.arrive.questions import Topic
from omzien.web.templatetags.omzien import in_words

Choices = list[tuple[str, str]]
NONE: tuple[str, str] = ("", "–")
OFFERED = ("municipality_id", "service_id", "team_id", "partner_id")
TOPICS = ("domain", "subdomain")


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
    codes = organisation.codes_of(visit, lists=("channel", "referral_source", *TOPICS))
    topics = _topics(codes)
    return Lists(
        choices={
            "channel": _in_words(codes["channel"]),
            "referral_source": [NONE, *_in_words(codes["referral_source"])],
            "questions": [(topic.value, topic.label) for topic in topics],
            **{name: [NONE, *_offered(visit, name)] for name in OFFERED},
        },
        topics=topics,
    )


def _in_words(codes: list[organisation.CodeCard]) -> Choices:
    return [(code.key, in_words(code)) for code in codes]


def _offered(visit: Visit, name: str) -> Choices:
    return [(str(row.id), in_words(row)) for row in organisation.offered(visit, of=name)]


def topics_of(visit: Visit) -> list[Topic]:
    """All domains, and then their subdomains (1 query)."""
    return _topics(organisation.codes_of(visit, lists=TOPICS))


def _topics(codes: dict[str, list[organisation.CodeCard]]) -> list[Topic]:
    domains = dict(_in_words(codes["domain"]))
    parts = [
        Topic(f"{part.parent}.{part.key}", f"{domains.get(part.parent, '')} › {in_words(part)}")
        for part in codes["subdomain"]
    ]
    return [*(Topic(key, name) for key, name in domains.items()), *parts]

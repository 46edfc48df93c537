"""When a registration hangs together: channel and referrer, domains and subdomains, the order of dates."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from omzien.gate.refused import Problem

REFERRED = "verwezen"  # the key of the channel "referred by somebody else"


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: the keys of its domain and subdomain, and the domain that the subdomain belongs to."""

    domain: str
    subdomain: str | None = None
    belongs_to: str | None = None


def channel_problems(channel: str, referral_source: str | None) -> Iterator[Problem]:
    """Somebody was referred exactly when it is known by whom."""
    if channel == REFERRED and not referral_source:
        yield Problem("say by whom the resident was referred", "referral_source")
    if channel != REFERRED and referral_source:
        yield Problem("a referrer belongs to the channel “referred” only", "referral_source")


def question_problems(questions: Sequence[Asked]) -> Iterator[Problem]:
    """At least one question; a subdomain belongs to its domain; no question twice."""
    if not questions:
        yield Problem("choose at least one domain of life", "questions")
    for asked in questions:
        if asked.subdomain and asked.belongs_to != asked.domain:
            values = {"subdomain": asked.subdomain, "domain": asked.domain}
            yield Problem("“%(subdomain)s” is not a part of “%(domain)s”", "questions", values)
    seen = [(asked.domain, asked.subdomain) for asked in questions]
    for domain, subdomain in sorted({one for one in seen if seen.count(one) > 1}, key=str):
        yield Problem("“%(name)s” is chosen twice", "questions", {"name": subdomain or domain})


def order_problems(earlier: date | None, later: date, *, today: date, field: str) -> Iterator[Problem]:
    """A day that is being recorded lies not before what it follows, and not in the future."""
    if later > today:
        yield Problem("%(day)s is in the future", field, {"day": later})
    if earlier and later < earlier:
        values = {"day": later, "earlier": earlier}
        yield Problem("%(day)s is before %(earlier)s, the day that it follows", field, values)


def referral_problems(direction: str, *, partner: bool, service: bool) -> Iterator[Problem]:
    """An internal referral names a service, the other two a partner, and none names both."""
    named = {"service_id": service, "partner_id": partner}
    field = "service_id" if direction == "internal" else "partner_id"
    if direction not in ("incoming", "outgoing", "internal"):
        yield Problem("choose incoming, outgoing or internal", "direction")
    elif not named.pop(field):
        yield Problem("choose one", field)
    elif any(named.values()):
        yield Problem("a partner, or for a referral in the house a service: not both", field)

"""A period as a query: from a first day up to and including a last day, either of them open."""

from datetime import date

from django.db.models import Q

from omzien.gate.written import Open


def valid_on(day: date | Open, *, start: str = "valid_from", until: str = "valid_until") -> Q:
    """The rows whose period holds on this day."""
    begun = Q(**{f"{start}__isnull": True}) | Q(**{f"{start}__lte": day})
    not_over = Q(**{f"{until}__isnull": True}) | Q(**{f"{until}__gte": day})
    return begun & not_over

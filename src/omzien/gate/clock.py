"""The only place in the house that reads the clock; everybody else is handed `visit.now`."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

CIVIL = ZoneInfo("Europe/Amsterdam")


def now() -> datetime:
    """The present moment, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The present date on a Dutch calendar."""
    return civil_date(now())


def civil_date(moment: datetime) -> date:
    """The date on a Dutch calendar at this moment."""
    return moment.astimezone(CIVIL).date()

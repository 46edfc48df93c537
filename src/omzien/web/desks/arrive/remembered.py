"""What the last registration at this computer was like: offered again, visibly, and never of a resident.

The channel is forgotten after half a day: who sat at the walk-in hour is on the phone tomorrow.
"""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse

HOUR = 3600
KEPT = {
    "municipality_id": 90 * 24 * HOUR,
    "service_id": 90 * 24 * HOUR,
    "team_id": 90 * 24 * HOUR,
    "channel": 4 * HOUR,
}


def remembered(request: HttpRequest) -> dict[str, str]:
    """What was chosen last, by field. It comes from the browser, so it is looked up before it is shown."""
    return {name: said for name in KEPT if (said := request.COOKIES.get(f"omzien_{name}", ""))}


def remember(response: HttpResponse, said: Mapping[str, Any]) -> None:
    """Keep what was chosen now, for the next time."""
    for name, seconds in KEPT.items():
        if said.get(name):
            response.set_cookie(
                f"omzien_{name}", str(said[name]), max_age=seconds, samesite="Lax", httponly=True
            )

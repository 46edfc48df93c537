"""What waits in the inbox on the last day: a few arrivals, one or two for each way in."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from omzien.exchange.demo.calendar import EPOCH
from omzien.exchange.demo.columns import Columns, records

WORDS = ("given_name", "family_name", "phone", "email", "call_when", "story")
PLAIN = ("way", "municipality", "domain", "partner", "team", "worker")


def arrival_tables(last: int, rows: Sequence[Mapping[str, Any]]) -> dict[str, Columns]:
    """The arrivals with what was told, the attempts to reach, the signals, and a report."""
    today = EPOCH + timedelta(days=last)
    keyed = [(f"melding-{number}", row) for number, row in enumerate(rows)]
    return {
        "arrivals": records([_arrival(key, row, today) for key, row in keyed]),
        "arrival_words": records([_words(key, row) for key, row in keyed]),
        "arrival_attempts": records([one for key, row in keyed for one in _tries(key, row, today)]),
        "arrears_signals": records([_signal(key, row) for key, row in keyed if "source" in row]),
        "safety_reports": records([_report(key, row, today) for key, row in keyed if "report" in row]),
        "screening_partners": records([one for key, row in keyed for one in _screened_with(key, row)]),
    }


def _arrival(key: str, row: Mapping[str, Any], today: date) -> dict[str, Any]:
    plain = {name: row[name] for name in PLAIN if name in row}
    return {"key": key, "received_on": today - timedelta(days=row["days"]), **plain}


def _words(key: str, row: Mapping[str, Any]) -> dict[str, Any]:
    return {"key": f"woorden-{key}", "arrival": key} | {name: row.get(name, "") for name in WORDS}


def _tries(key: str, row: Mapping[str, Any], today: date) -> list[dict[str, Any]]:
    return [
        {
            "key": f"poging-{key}-{days}",
            "arrival": key,
            "tried_on": today - timedelta(days=days),
            "part_of_day": "afternoon" if number % 2 else "morning",
            "kind": "telefoon",
            "worker": "bas",
        }
        for number, days in enumerate(row.get("tries", ()))
    ]


def _signal(key: str, row: Mapping[str, Any]) -> dict[str, Any]:
    told = {"source": row["source"], "arrears_euros": row["arrears_euros"]}
    return {"key": f"signaal-{key}", "arrival": key, **told}


def _report(key: str, row: Mapping[str, Any], today: date) -> dict[str, Any]:
    """A report; the meeting about it was held the day after it came in, when there was one."""
    told = {"key": f"bericht-{key}", "arrival": key, "text": row["report"]}
    if "decision" not in row:
        return told
    return told | {"decision": row["decision"], "screened_on": today - timedelta(days=row["days"] - 1)}


def _screened_with(key: str, row: Mapping[str, Any]) -> list[dict[str, Any]]:
    partners = row.get("screened_with", ())
    return [{"key": f"tafel-{key}-{one}", "report": f"bericht-{key}", "partner": one} for one in partners]

"""The made-up organisations as they are set up: municipalities, staff, services, instruments, codes."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from omzien.exchange.demo import columns as to
from omzien.exchange.demo.columns import Columns
from omzien.exchange.demo.people import neighbourhood_codes
from omzien.exchange.demo.plan import data
from omzien.organisation import rules
from omzien.outcomes.actions import STARTER, starter

SINCE = date(2019, 1, 1)
NEIGHBOURHOODS = ("Verzonnen Noord", "Verzonnen Oost", "Verzonnen Zuid", "Verzonnen West", "Verzonnen Midden")


def setup_tables(house: Mapping[str, Any]) -> dict[str, Columns]:
    """The tables that say how an organisation of the staff file is set up."""
    places = [place for place in data("profile")["municipality"] if place["code"] in house["municipalities"]]
    return {
        "municipalities": to.records([{"code": place["code"], "name": place["name"]} for place in places]),
        "neighbourhoods": to.records([row for place in places for row in _neighbourhoods(place["code"])]),
        "organisation": to.records([_organisation(house)]),
        **_starter_lists(),
        **_staff_tables(house),
        **_instrument_tables(),
    }


def _starter_lists() -> dict[str, Columns]:
    codes = [
        {
            name: getattr(code, name) or None
            for name in ("list", "key", "name_nl", "name_en", "order", "parent")
        }
        | {"origin": rules.STARTER_VERSION}
        for code in rules.starter_codes()
    ]
    partners = [{"key": key, "name": name, "kind": kind} for key, name, kind in rules.starter_partners()]
    return {
        "codes": to.records(codes),
        "partners": to.records(partners),
        "services": to.records(list(rules.starter_services())),
    }


def _neighbourhoods(municipality: str) -> list[dict[str, Any]]:
    codes = neighbourhood_codes(municipality)
    return [
        {"municipality": municipality, "code": code, "year": 2023, "name": name}
        for code, name in zip(codes, NEIGHBOURHOODS, strict=True)
    ]


def _organisation(house: Mapping[str, Any]) -> dict[str, Any]:
    norms = {"exploration_norm_days": 14, "support_norm_days": 28, "return_window_months": 15}
    return (
        {"key": house["key"], "name": house["name"], "kvk": "00000000"}
        | norms
        | {
            "public_threshold": 10,
            "internal_threshold": 5,
            "unseen_weeks": 6,
            "takes_requests": True,
            "keep_years": 15,
            "ended_arrival_days": 42,
        }
    )


def _staff_tables(house: Mapping[str, Any]) -> dict[str, Columns]:
    workers = house["worker"]
    since = {"valid_from": SINCE}
    return {
        "teams": to.records([{"key": team["key"], "name": team["name"]} for team in house["team"]]),
        "workers": to.records(
            [{"key": one["key"], "name": one["name"], "active_from": SINCE} for one in workers]
        ),
        "role_grants": to.records([{"worker": one["key"], "role": one["role"], **since} for one in workers]),
        "team_memberships": to.records(
            [{"worker": one["key"], "team": one["team"], **since} for one in workers if "team" in one]
        ),
    }


def _instrument_tables() -> dict[str, Columns]:
    plain = ("key", "name", "version", "lowest", "highest", "measures_impact", "attribution")
    scored = ("scoring", "least_answered")
    starters = [starter(key) for key in STARTER]
    rows = [
        {name: described[name] for name in plain}
        | {name: described[name] for name in scored if name in described}
        | {"levels": json.dumps(described["levels"], ensure_ascii=False)}
        for described in starters
    ]
    items = [
        {"instrument": described["key"], "order": order, "domain": None, **item}
        for described in starters
        for order, item in enumerate(described["items"], start=1)
    ]
    return {"instruments": to.records(rows), "items": to.records(items)}

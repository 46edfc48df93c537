"""The keys of the cast: accounts in demo data only, all with one password, made for this data folder."""

import json
import os
import secrets
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings

from omzien.exchange.demo.plan import data
from omzien.gate.action import action, keep
from omzien.gate.models import Account
from omzien.gate.visit import Visit, admit_command
from omzien.organisation.policy import CHANGE_WORKERS

FILE = "demo-accounts.json"
SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that looks like another


@dataclass(frozen=True, slots=True)
class Key:
    """With what somebody of the cast signs in."""

    username: str
    name: str
    role: str
    organisation: str
    password: str


def make() -> list[Key]:
    """Give each of the cast an account, after the import; what is there already is left as it is."""
    if (made := shown_keys()) and Account.objects.filter(username=made[0].username).exists():
        return made
    password = "demo-" + "".join(secrets.choice(SIGNS) for _ in range(8))
    keys = list(_cast(password))
    for house in data("staff")["house"]:
        organisation = apps.get_model("organisation.Organisation").objects.get(key=house["key"])
        visit = admit_command(organisation_id=organisation.pk, reason="accounts of the demo")
        _hand_out(visit, keys=[key for key in keys if key.organisation == house["key"]])
    _write(Path(settings.DATA) / FILE, keys)
    return keys


def shown_keys() -> list[Key]:
    """The accounts of the demo in this data folder; none when it holds no demo."""
    file = Path(settings.DATA) / FILE
    return [Key(**row) for row in json.loads(file.read_text("utf-8"))] if file.exists() else []


def shown() -> list[str]:
    """The same as lines to read on a terminal."""
    return [f"{key.username:<8} {key.password}   {key.name}, {key.role}" for key in shown_keys()]


def _cast(password: str) -> Iterator[Key]:
    for house in data("staff")["house"]:
        for one in house["worker"]:
            if one.get("account"):
                yield Key(one["key"], one["name"], one["role"], house["key"], password)


@action
def _hand_out(visit: Visit, *, keys: list[Key]) -> None:
    worker_model: Any = apps.get_model("organisation.Worker")
    for key in keys:
        worker = worker_model.objects.under(CHANGE_WORKERS, visit).one(key=key.username)
        worker.account = Account.objects.create_user(username=key.username, password=key.password)
        keep(visit, CHANGE_WORKERS, worker)


def _write(file: Path, keys: list[Key]) -> None:
    text = json.dumps([asdict(key) for key in keys], indent=1, ensure_ascii=False) + "\n"
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as target:
        target.write(text)

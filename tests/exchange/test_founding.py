"""`omzien found` on an empty folder: an administrator who can sign in; refusals leave nothing."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.one_database("each test has an installation of its own, in its own folder")
FOUND = (
    *("found", "proef", "Stichting Proef", "--municipality", "GM0450=Uitgeest"),
    *("--administrator", "Ada Testema"),
)
SETTINGS = {"DJANGO_SETTINGS_MODULE": "omzien.config.settings"}
ASK = """
import json
from django.test import Client
from omzien.organisation.models import Code, Municipality, Organisation, RoleGrant
from omzien.outcomes.models import Item
print(json.dumps({
    "signs_in": Client().login(username="ada", password="een heel lang wachtwoord"),
    "organisations": list(Organisation.objects.values_list("key", flat=True)),
    "places": list(Municipality.objects.values_list("name", flat=True)),
    "roles": list(RoleGrant.objects.values_list("role", flat=True)),
    "codes": Code.objects.count(), "items": Item.objects.count(),
}))
"""


def omzien(data: Path, *words: str, password: str) -> "subprocess.CompletedProcess[str]":
    settings = {"OMZIEN_DATA": str(data), "OMZIEN_PASSWORD": password, "DATABASE_URL": ""}
    environment = {**os.environ, **settings, **SETTINGS}
    command = [sys.executable, "-m", "omzien", *words]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)


def ask(data: Path) -> dict[str, object]:
    settings = {
        "OMZIEN_DATA": str(data),
        "DATABASE_URL": "",
        "DJANGO_SETTINGS_MODULE": "omzien.config.settings",
    }
    code = f"import django; django.setup()\n{ASK}"
    command = [sys.executable, "-c", code]
    done = subprocess.run(
        command, env={**os.environ, **settings}, capture_output=True, text=True, timeout=120, check=True
    )
    found: dict[str, object] = json.loads(done.stdout)
    return found


def test_an_organisation_is_founded_and_its_administrator_signs_in(tmp_path: Path) -> None:
    done = omzien(tmp_path, *FOUND, "--username", "ada", password="een heel lang wachtwoord")
    assert done.returncode == 0, done.stderr
    found = ask(tmp_path)
    assert found["signs_in"] is True
    assert (found["organisations"], found["places"]) == (["proef"], ["Uitgeest"])
    assert found["roles"] == ["administrator"]
    assert int(str(found["codes"])) > 100
    assert int(str(found["items"])) > 13

    again = omzien(tmp_path, *FOUND, "--username", "ada", password="een heel lang wachtwoord")
    assert again.returncode == 2
    assert "there is an organisation proef already" in again.stderr

    changed = omzien(tmp_path, "password", "ada", password="nog een lang wachtwoord")
    assert changed.returncode == 0, changed.stderr
    assert ask(tmp_path)["signs_in"] is False

    unknown = omzien(tmp_path, "password", "sven", password="nog een lang wachtwoord")
    assert unknown.returncode == 2
    assert "choose from: ada" in unknown.stderr


def test_a_weak_password_founds_nothing(tmp_path: Path) -> None:
    done = omzien(tmp_path, *FOUND, "--username", "ada", password="kort")
    assert done.returncode == 2
    assert "password" in done.stderr
    assert ask(tmp_path)["organisations"] == []

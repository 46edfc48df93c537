"""`omzien found` on an empty folder: an administrator who can sign in; refusals leave nothing."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands import command, omzien

pytestmark = pytest.mark.one_database("each test has an installation of its own, in its own folder")
FOUND = (
    *("found", "proef", "Stichting Proef", "--municipality", "GM0450=Uitgeest"),
    *("--administrator", "Ada Testema"),
)
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


def ask(data: Path) -> dict[str, object]:
    _, environment = command(OMZIEN_DATA=str(data), DJANGO_SETTINGS_MODULE="omzien.config.settings")
    asking = [sys.executable, "-c", f"import django; django.setup()\n{ASK}"]
    done = subprocess.run(asking, env=environment, capture_output=True, text=True, timeout=120, check=True)
    found: dict[str, object] = json.loads(done.stdout)
    return found


def found_with(data: Path, password: str, code: int = 0) -> str:
    return omzien(*FOUND, "--username", "ada", "--data", str(data), OMZIEN_PASSWORD=password, code=code)


def test_an_organisation_is_founded_and_its_administrator_signs_in(tmp_path: Path) -> None:
    found_with(tmp_path, "een heel lang wachtwoord")
    found = ask(tmp_path)
    assert found["signs_in"] is True
    assert (found["organisations"], found["places"]) == (["proef"], ["Uitgeest"])
    assert found["roles"] == ["administrator"]
    assert int(str(found["codes"])) > 100
    assert int(str(found["items"])) > 13

    again = found_with(tmp_path, "een heel lang wachtwoord", code=2)
    assert "there is an organisation proef already" in again

    new, here = "nog een lang wachtwoord", str(tmp_path)
    omzien("password", "ada", "--data", here, OMZIEN_PASSWORD=new)
    assert ask(tmp_path)["signs_in"] is False
    refusal = omzien("password", "sven", "--data", here, code=2, OMZIEN_PASSWORD=new)
    assert "choose from: ada" in refusal


def test_a_weak_password_founds_nothing(tmp_path: Path) -> None:
    assert "password" in found_with(tmp_path, "kort", code=2)
    assert ask(tmp_path)["organisations"] == []

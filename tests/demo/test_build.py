"""A made-up organisation in a real database, brought in through the import; and the cast that may sign in."""

import pytest
from django.apps import apps

from omzien.exchange.demo import accounts, build
from omzien.gate.models import Account
from omzien.gate.visit import Role
from omzien.organisation.queries import badge_of

Organisation = apps.get_model("organisation.Organisation")
CAST = {
    "noor": Role.WORKER,
    "karim": Role.TEAM_LEAD,
    "bas": Role.FRONT_DESK,
    "ineke": Role.COORDINATOR,
    "pieter": Role.ANALYST,
    "femke": Role.PRIVACY_OFFICER,
    "ada": Role.ADMINISTRATOR,
    "sven": Role.WORKER,
}


@pytest.fixture
def built(db, tmp_path, settings):
    settings.DATA = tmp_path
    return build(tmp_path, seed=1, residents=60)


def test_the_whole_package_goes_in_and_leaves_nothing_behind(built, tmp_path):
    demo, neighbours = built
    assert {count.table: count.new for count in demo.counts}["residents"] == 60
    assert {count.table: count.new for count in neighbours.counts}["residents"] == 2
    assert not list(tmp_path.glob("demo-package-*"))


def test_the_same_again_changes_nothing(built, tmp_path):
    keys = accounts.shown_keys()
    demo, neighbours = build(tmp_path, seed=1, residents=60)
    assert {count.new + count.changed for report in (demo, neighbours) for count in report.counts} == {0}
    assert accounts.shown_keys() == keys


def test_each_of_the_cast_signs_in_with_the_one_password_and_the_own_role(built, client, django_user_model):
    demo, overkant = (Organisation.objects.get(key=key).pk for key in ("demo", "overkant"))
    keys = {key.username: key for key in accounts.shown_keys()}
    assert keys.keys() == CAST.keys() == set(Account.objects.values_list("username", flat=True))
    assert len({key.password for key in keys.values()}) == 1
    for name, role in CAST.items():
        account = django_user_model.objects.get(username=name)
        grant = apps.get_model("organisation.RoleGrant").objects.earliest("valid_from")
        badge = badge_of(account.pk, grant.valid_from)
        assert account.check_password(keys[name].password)
        assert badge is not None
        assert badge.roles == {role}
        assert badge.organisation_id == (overkant if name == "sven" else demo)


def test_the_accounts_are_for_the_eyes_of_the_owner_only(built, tmp_path):
    assert (tmp_path / accounts.FILE).stat().st_mode & 0o077 == 0

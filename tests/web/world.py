"""A small installation for the browser tests: its own folder and database, the cast, and something to look at.

`python -m tests.web.world` makes it in the folder that OMZIEN_TEST_FOLDER names; the server then runs on it.
"""

import os

import django

PASSWORD = "omzien omzien omzien"


def make() -> None:
    """Migrate, and save the cast with passwords."""
    from django.core.management import call_command

    from omzien.gate.models import Account
    from tests.cast import build_house

    call_command("migrate", verbosity=0)
    build_house()
    for account in Account.objects.all():
        account.set_password(PASSWORD)
        account.save()


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    make()

"""`omzien found` and `omzien password`: the first organisation of a real installation, and keys to it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from omzien.exchange.cli.answers import Answer, unknown
from omzien.exchange.cli.installation import data_option, enter, visit_of

if TYPE_CHECKING:
    from omzien.gate.visit import Visit

password_option = click.option(
    "--password",
    prompt=True,
    hide_input=True,
    confirmation_prompt=True,
    envvar="OMZIEN_PASSWORD",
    help="Asked for when it is not given; the environment is safer than the command line.",
)


@click.command("found", short_help="Found an organisation, with its first administrator.")
@click.argument("key")
@click.argument("name")
@click.option(
    "--municipality",
    "places",
    multiple=True,
    required=True,
    metavar="CODE=NAME",
    help="Where it works, for instance GM0450=Uitgeest. May be given more than once.",
)
@click.option("--administrator", required=True, metavar="NAME", help="The first administrator's own name.")
@click.option("--username", required=True, help="With what the administrator signs in.")
@password_option
@data_option
def found_command(
    key: str, name: str, places: tuple[str, ...], administrator: str, username: str, password: str, data: Path
) -> None:
    """Found an organisation KEY called NAME, with the starter set of code lists and instruments.

    Its first administrator gives the other workers their roles. Nothing is made when anything is refused.
    """
    enter(data, make=True, migrate=True)
    from django.db import transaction

    with transaction.atomic(), _in_words():
        _first_administrator(_found(key, name, places), administrator, username)
        _set_password(username, password)
    click.echo(f"{name} is founded. Start with `omzien serve`, and sign in as {username}.")


@click.command("password", short_help="Give an account a new password.")
@click.argument("username")
@password_option
@data_option
def password_command(username: str, password: str, data: Path) -> None:
    """Give the account USERNAME a new password; every session that it has open ends."""
    enter(data)
    with _in_words():
        _set_password(username, password)
    click.echo(f"{username} has a new password.")


def _found(key: str, name: str, places: tuple[str, ...]) -> "Visit":
    from omzien.organisation.actions import add_municipality, found_organisation, install_starter_set
    from omzien.outcomes.actions import found_instruments

    found_organisation(key=key, name=name)
    visit = visit_of(key, reason="founding the organisation")
    for place in places:
        code, _, called = place.partition("=")
        add_municipality(visit, code=code.strip(), name=called.strip())
    install_starter_set(visit)
    found_instruments(visit)
    return visit


def _first_administrator(visit: "Visit", name: str, username: str) -> None:
    from omzien.gate import ledger
    from omzien.gate.visit import Role
    from omzien.organisation.actions import grant_role, hire

    worker_id = hire(visit, name=name, username=username)
    grant_role(visit, worker_id=worker_id, role=Role.ADMINISTRATOR)
    ledger.close(visit)


def _set_password(username: str, password: str) -> None:
    from django.contrib.auth.password_validation import validate_password

    from omzien.gate.models import Account

    account = Account.objects.filter(username=username).first()
    if account is None:
        raise unknown("account", username, sorted(Account.objects.values_list("username", flat=True)))
    validate_password(password, account)
    account.set_password(password)
    account.save(update_fields=["password"])


@contextmanager
def _in_words() -> Iterator[None]:
    """What the house refuses becomes an answer on the terminal."""
    from django.core.exceptions import ValidationError
    from django.utils.translation import override

    from omzien.gate.refused import Refused

    try:
        with override("en"):
            yield
    except Refused as refused:
        raise Answer(str(refused)) from refused
    except ValidationError as weak:
        raise Answer(" ".join(weak.messages), where="password", mend="choose another one") from weak

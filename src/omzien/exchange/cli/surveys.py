"""`omzien surveys`: ask residents how the support was."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from omzien.exchange.cli.answers import Answer
from omzien.exchange.cli.installation import data_option, enter, organisation_option, visit_of

if TYPE_CHECKING:
    from omzien.exchange.surveys import Round

SMTP = "set OMZIEN_SMTP=smtp://user:password@host:port?tls=starttls&from=name@example.nl"


@click.command("surveys", short_help="Ask residents by e-mail how the support was.")
@click.option("--send", is_flag=True, help="Send the letters. Without it: say only what would be sent.")
@click.option(
    "--site",
    metavar="URL",
    help="The address of this Omzien, for the link in the letter. Default: the first of OMZIEN_ORIGINS.",
)
@organisation_option
@data_option
def surveys_command(send: bool, site: str | None, organisation: str | None, data: Path) -> None:
    """Invite residents whose support ended lately to a short survey, and remind once who did not answer.

    Run it once a day, by cron or a timer. The letters go out by the mail server that OMZIEN_SMTP names; they
    hold a link and nothing about the support.
    """
    enter(data)
    from omzien.exchange import letters, surveys

    visit = visit_of(organisation, reason="surveys after support")
    if not send:
        _tell(surveys.plan(visit), "would be ")
        if not letters.may_send():
            click.echo(f"no mail server is set, so nothing can be sent yet: {SMTP}")
        return
    if not letters.may_send():
        raise Answer("no mail server is set, so nothing was sent", mend=SMTP, exit_code=1)
    try:
        _tell(surveys.run(visit, site=site or _own_site()), "")
    except (letters.NotSent, OSError) as problem:
        raise Answer(
            f"the mail server does not take letters now: {problem}",
            mend="see OMZIEN_SMTP and the server; run it again: who got no letter is asked then",
            exit_code=1,
        ) from problem


def _own_site() -> str:
    from django.conf import settings

    if not settings.CSRF_TRUSTED_ORIGINS:
        raise Answer(
            "the letter needs the address of this Omzien",
            mend="add --site https://..., or set OMZIEN_ORIGINS",
        )
    return str(settings.CSRF_TRUSTED_ORIGINS[0])


def _tell(done: "Round", would: str) -> None:
    click.echo(f"{done.invited} {would}invited, {done.reminded} {would}reminded")
    for reason, count in sorted(done.not_asked.items()):
        click.echo(f"  {count} not asked: {reason}")
    for reason, count in sorted(done.not_sent.items()):
        click.echo(f"  {count} not sent, will be tried again: {reason}")

"""The letter with the link to a survey: plain Dutch text that says nothing of the support, sent by SMTP."""

from email.utils import formataddr
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from omzien.outcomes.actions import Letter

SUBJECTS = {
    False: "Wilt u een paar vragen beantwoorden?",
    True: "Herinnering: wilt u een paar vragen beantwoorden?",
}
TEXT = """Goedendag,

{organisation} wil graag van u leren.
Wilt u daarom een paar vragen beantwoorden? Het duurt ongeveer 3 minuten.

Ga naar de vragen:
{link}

Deze link is alleen voor u. De link werkt één keer, tot en met {until}.
U hoeft niet mee te doen. Wilt u geen vragen meer krijgen? Dat kunt u op dezelfde pagina zeggen.

In English? Open the link and choose English.

Met vriendelijke groet,
{organisation}
"""
MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip


class NotSent(Exception):
    """A letter did not go out. `is_address`: this address was refused, others may do."""

    def __init__(self, why: str, *, is_address: bool = False) -> None:
        super().__init__(why)
        self.is_address = is_address


def may_send() -> bool:
    """Is there a mail server to send by?"""
    return bool(settings.EMAIL_HOST)


def post() -> BaseEmailBackend:
    """The connection to the mail server, for all letters of one run."""
    found: BaseEmailBackend = get_connection()
    return found


def send(letter: Letter, *, to: str, site: str, by: BaseEmailBackend) -> None:
    """Send one letter. Raises `NotSent` with the server's own words, without the address."""
    message = EmailMessage(
        subject=SUBJECTS[letter.is_reminder],
        body=TEXT.format(
            organisation=letter.organisation,
            link=f"{site.rstrip('/')}/vragenlijst/{letter.token}",
            until=f"{letter.until.day} {MONTHS[letter.until.month - 1]} {letter.until.year}",
        ),
        from_email=formataddr((letter.organisation, settings.DEFAULT_FROM_EMAIL)),
        to=[to],
        headers={"Auto-Submitted": "auto-generated"},
        connection=by,
    )
    try:
        message.send()
    except (SMTPException, OSError, ValueError) as problem:
        refused = isinstance(problem, ValueError) or "Recipient" in type(problem).__name__
        raise NotSent(type(problem).__name__, is_address=refused) from problem

"""`omzien surveys` by a real mail server: who gets a letter, what is in it, and what when it is refused."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword
from click.testing import CliRunner
from django.core.exceptions import ImproperlyConfigured

from omzien.config import mail
from omzien.exchange.cli.surveys import surveys_command
from omzien.gate.models import LedgerLine
from omzien.outcomes.actions import answer_survey
from omzien.outcomes.models import Invitation
from omzien.outcomes.rules import Given
from omzien.people.models import ContactDetails
from tests.casework.test_surveying import ended
from tests.casework.world import World, build_world
from tests.cast import make_resident
from tests.outcomes.surveys import guest, invited
from tools.ports import free_port

SITE = "https://omzien.example"
USER, PASSWORD = b"omzien@example.org", b"a word: with / signs"


class Letterbox:
    """What a mail server does with a letter: keep it, unless the address is refused."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.down = False

    async def handle_RCPT(self, server, session, envelope: Envelope, address: str, options):  # noqa: N802
        if address.startswith("weg@"):
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope: Envelope):  # noqa: N802
        if self.down:
            return "451 not now"
        assert isinstance(envelope.content, bytes)
        found = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(found, EmailMessage)
        self.letters.append(found)
        return "250 kept"


def _knows(server, session, envelope, mechanism, data) -> AuthResult:
    known = isinstance(data, LoginPassword) and (data.login, data.password) == (USER, PASSWORD)
    return AuthResult(success=known, handled=False)  # then the server itself says that it was wrong


@pytest.fixture
def letterbox(settings) -> Iterator[Letterbox]:
    box = Letterbox()
    server = Controller(
        box,
        hostname="127.0.0.1",
        port=free_port(),
        authenticator=_knows,
        auth_require_tls=False,
    )
    server.start()
    url = f"smtp://omzien%40example.org:a%20word%3A%20with%20%2F%20signs@127.0.0.1:{server.port}?tls=none"
    for name, value in mail.settings(url).items():
        setattr(settings, name, value)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    yield box
    server.stop()


@pytest.fixture
def world(db) -> World:
    return build_world()


def run(*options: str) -> str:
    """The command in this process, on the test's database; what it printed, with its exit code at the end."""
    done = CliRunner().invoke(
        surveys_command,
        ["--organisation", "demo", "--data", os.environ["OMZIEN_DATA"], "--site", SITE, *options],
    )
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return f"{done.output}{done.exit_code}"


def today(world: World):
    return world.visit("noor", now=None).today


def test_a_letter_holds_a_link_and_nothing_of_the_support(world, letterbox):
    resident = world.house.fatima
    ended(world, resident, ended_on=today(world))
    ContactDetails.objects.unsealed("test").update(email="fatima@example.org")
    assert "1 would be invited" in run()
    assert letterbox.letters == []
    assert "1 invited, 0 reminded" in run("--send")
    [letter] = letterbox.letters
    assert (letter["To"], letter["Auto-Submitted"]) == ("fatima@example.org", "auto-generated")
    assert letter["From"] == "Stichting Omzien Demo <omzien@example.org>"
    assert letter.get_content_type() == "text/plain"
    text = letter.get_content()
    for secret in ("Fatima", "Amrani", "maatschappelijk werk", "AMW", "Noor", "Uitgeest"):
        assert secret not in text + str(letter["Subject"])
    [token] = re.findall(rf"{SITE}/vragenlijst/([\w-]{{43}})\s", text)
    row = Invitation.objects.unsealed("test").get()
    found = guest(type("Letter", (), {"token": token})())
    assert (found.organisation_id, found.link) == (world.house.demo.pk, row.link_hash)


def test_a_second_run_asks_nobody_again(world, letterbox):
    ended(world, ended_on=today(world))
    run("--send")
    said = run("--send")
    assert "0 invited, 0 reminded" in said
    assert "1 not asked: was asked less than half a year ago" in said
    assert len(letterbox.letters) == 1


def test_a_reminder_has_the_same_link_and_comes_once(world, letterbox):
    ended(world, ended_on=today(world))
    run("--send")
    rows = Invitation.objects.unsealed("test")
    rows.update(sent_on=today(world).replace(year=2025, month=1, day=1))
    assert "0 invited, 1 reminded" in run("--send")
    assert "0 reminded" in run("--send")
    first, second = letterbox.letters
    assert str(second["Subject"]).startswith("Herinnering")
    links = [re.findall(r"https://\S+", letter.get_content()) for letter in (first, second)]
    assert links[0] == links[1]


def test_who_answered_is_not_reminded(world, letterbox):
    letter = invited(world.house)
    answer_survey(guest(letter), answers={"cijfer": Given(8)})
    Invitation.objects.unsealed("test").update(sent_on=today(world).replace(year=2025))
    assert "0 reminded" in run("--send")


def test_a_refused_address_is_taken_back_and_the_others_go(world, letterbox):
    gone = ended(world, ended_on=today(world))
    ContactDetails.objects.unsealed("test").filter(resident=gone.resident).update(email="weg@example.org")
    ended(world, make_resident(world.house.demo), ended_on=today(world))
    said = run("--send")
    assert "1 invited" in said
    assert "1 not sent, will be tried again: SMTPRecipientsRefused" in said
    assert "weg@" not in said
    assert Invitation.objects.unsealed("test").count() == 1


def test_a_server_that_takes_nothing_stops_the_run_and_loses_nobody(world, letterbox):
    letterbox.down = True
    ended(world, ended_on=today(world))
    said = run("--send")
    assert "does not take letters now: SMTPDataError" in said
    assert said.endswith("1")
    assert not Invitation.objects.unsealed("test").exists()
    letterbox.down = False
    assert "1 invited" in run("--send")


def test_a_wrong_password_is_told_before_anybody_is_asked(world, letterbox, settings):
    settings.EMAIL_HOST_PASSWORD = "wrong"
    ended(world, ended_on=today(world))
    assert "does not take letters now" in run("--send")
    assert not Invitation.objects.unsealed("test").exists()


def test_the_ledger_says_whose_address_was_taken(world, letterbox):
    row = ended(world, ended_on=today(world))
    run("--send")
    acts = set(LedgerLine.objects.filter(roles="system").values_list("act", flat=True))
    assert {"mail-resident", "survey-support", "invite"} <= acts
    [line] = LedgerLine.objects.filter(act="mail-resident")
    assert line.residents == [row.resident_id]


def test_without_a_mail_server_it_says_so_plainly(world, settings):
    settings.EMAIL_HOST = ""
    ended(world, ended_on=today(world))
    assert "no mail server is set, so nothing can be sent yet: set OMZIEN_SMTP=smtp://" in run()
    said = run("--send")
    assert "no mail server is set, so nothing was sent" in said
    assert said.endswith("1")


@pytest.mark.one_database("it reads no database")
def test_the_address_of_the_mail_server():
    found = mail.settings("smtp://u%40x.nl:p@mail.example:2525?tls=ssl")
    assert (found["EMAIL_HOST"], found["EMAIL_PORT"], found["EMAIL_USE_SSL"]) == ("mail.example", 2525, True)
    assert (found["EMAIL_USE_TLS"], found["DEFAULT_FROM_EMAIL"]) == (False, "u@x.nl")
    plain = mail.settings("smtp://mail.example?from=a@b.nl")
    assert (plain["EMAIL_PORT"], plain["EMAIL_USE_TLS"], plain["DEFAULT_FROM_EMAIL"]) == (587, True, "a@b.nl")
    assert mail.settings("") == {"EMAIL_HOST": ""}
    for wrong in (
        "http://x",
        "smtp://",
        "smtp://mail.example",
        "smtp://u@mail.example?tls=maybe&from=a@b.nl",
    ):
        with pytest.raises(ImproperlyConfigured, match="OMZIEN_SMTP is smtp://"):
            mail.settings(wrong)


@pytest.mark.one_database("a process of its own, on SQLite")
def test_a_wrong_setting_is_an_answer_and_no_traceback(tmp_path: Path):
    environment = {
        **os.environ,
        "OMZIEN_SMTP": "mail.example",
        "DJANGO_SETTINGS_MODULE": "omzien.config.settings",
    }
    environment.pop("DATABASE_URL", None)
    command = [sys.executable, "-m", "omzien", "surveys", "--data", str(tmp_path)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("Error: OMZIEN_SMTP is smtp://")
    assert "Traceback" not in done.stderr

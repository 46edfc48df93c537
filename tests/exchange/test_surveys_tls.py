"""Letters go over an encrypted line, to a mail server whose certificate is trusted, or they do not go."""

import datetime as dt
import ssl
from collections.abc import Callable, Iterator
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from aiosmtpd.controller import Controller
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from omzien.config import mail
from omzien.exchange import letters
from omzien.gate import clock
from omzien.outcomes.actions import Letter
from tests.exchange.test_surveys import PASSWORD, USER, Letterbox, _knows
from tools.ports import free_port

LETTER = Letter(1, "Stichting Omzien Demo", "token", dt.date(2026, 5, 1), is_reminder=False)
Open = Callable[..., Letterbox]


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for 127.0.0.1 that this test made itself, with its key, in one file."""
    key, now = ec.generate_private_key(ec.SECP256R1()), clock.now()
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path_factory.mktemp("tls") / "server.pem"
    plain = serialization.NoEncryption()
    secret = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    file.write_bytes(made.public_bytes(serialization.Encoding.PEM) + secret)
    return file


@pytest.fixture
def mail_server(certificate: Path, settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Open]:
    """`mail_server("starttls", trusted=True)`: a real server, and the house's settings for it."""
    servers: list[Controller] = []

    def open_server(tls: str, *, trusted: bool, offers: str = "") -> Letterbox:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        lines: dict[str, dict[str, Any]] = {
            "ssl": {"ssl_context": context, "auth_require_tls": False},  # it knows of STARTTLS only
            "starttls": {"tls_context": context, "require_starttls": True},
            "none": {"auth_require_tls": False},
        }
        box, more = Letterbox(), lines[offers or tls]
        server = Controller(box, hostname="127.0.0.1", port=free_port(), authenticator=_knows, **more)
        server.start()
        servers.append(server)
        if trusted:
            monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        user, password = quote(USER.decode()), quote(PASSWORD.decode(), safe="")
        url = f"smtp://{user}:{password}@127.0.0.1:{server.port}?tls={tls}"
        for name, value in mail.settings(url).items():
            setattr(settings, name, value)
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        return box

    yield open_server
    for server in servers:
        server.stop()


def send() -> None:
    with letters.post() as by:
        letters.send(LETTER, to="fatima@example.org", site="https://omzien.example", by=by)


@pytest.mark.parametrize("tls", ["starttls", "ssl"])
def test_a_letter_goes_over_an_encrypted_line(mail_server: Open, tls: str):
    box = mail_server(tls, trusted=True)
    send()
    [letter] = box.letters
    assert "https://omzien.example/vragenlijst/token" in letter.get_content()


@pytest.mark.parametrize("tls", ["starttls", "ssl"])
def test_a_server_that_nobody_vouches_for_gets_nothing(mail_server: Open, tls: str):
    box = mail_server(tls, trusted=False)
    with pytest.raises((ssl.SSLCertVerificationError, letters.NotSent)):
        send()
    assert box.letters == []


def test_a_server_that_takes_the_encryption_away_gets_nothing(mail_server: Open):
    box = mail_server("starttls", trusted=True, offers="none")
    with pytest.raises((OSError, letters.NotSent)):
        send()
    assert box.letters == []

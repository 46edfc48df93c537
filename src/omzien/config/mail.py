"""How letters leave the house: one address in the environment, or none and then nothing is sent."""

from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

SECURITY = {"none": (False, False), "starttls": (True, False), "ssl": (False, True)}
SECONDS = 20


def settings(url: str) -> dict[str, Any]:
    """Django's mail settings for OMZIEN_SMTP: smtp://user:password@host:port?tls=starttls&from=name@example.nl

    `tls` is starttls (default), ssl or none; `from` is the sender (default: the user, when that is an
    address). An empty text: nothing is set, and EMAIL_HOST stays empty. Raises ImproperlyConfigured in plain
    words.
    """
    if not url:
        return {"EMAIL_HOST": ""}
    parts = urlsplit(url)
    options = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    user = unquote(parts.username or "")
    tls, sender = options.get("tls", "starttls"), options.get("from", user)
    if parts.scheme != "smtp" or not parts.hostname or tls not in SECURITY or "@" not in sender:
        raise ImproperlyConfigured(
            "OMZIEN_SMTP is smtp://user:password@host:port?tls=starttls&from=name@example.nl, "
            "with tls=starttls, ssl or none"
        )
    use_tls, use_ssl = SECURITY[tls]
    return {
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if use_ssl else 587),
        "EMAIL_HOST_USER": user,
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": use_tls,
        "EMAIL_USE_SSL": use_ssl,
        "EMAIL_TIMEOUT": SECONDS,
        "DEFAULT_FROM_EMAIL": sender,
    }

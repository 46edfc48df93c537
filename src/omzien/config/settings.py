"""Django settings. One data folder holds everything; the environment says where it is and which database."""

import os
import sys
from pathlib import Path

from csp.constants import NONCE, NONE, SELF
from django.urls import reverse_lazy

from omzien.config import datafolder, mail

SOURCE = Path(__file__).resolve().parent.parent
DATA = datafolder.folder()
KEYS = datafolder.keys(DATA)

DEBUG = os.environ.get("OMZIEN_DEBUG") == "1"
TESTING = "pytest" in sys.modules
SECRET_KEY = KEYS["session"].hex()
PSEUDONYM_KEY = KEYS["pseudonym"]
LEDGER_KEY = KEYS["ledger"]
FIELD_KEY = KEYS["field"]
FACTS_FOLDER = DATA / "facts"
PUBLICATIONS_FOLDER = DATA / "publications"
# Compiled questions hold nothing of anybody: installations of one machine may share them.
QUESTIONS_FOLDER = Path(os.environ.get("OMZIEN_QUESTIONS") or FACTS_FOLDER / "questions")
DEMO = datafolder.is_demo(DATA)

ALLOWED_HOSTS = os.environ.get("OMZIEN_HOSTS", "localhost,127.0.0.1,[::1],testserver").split(",")
CSRF_TRUSTED_ORIGINS = [host for host in os.environ.get("OMZIEN_ORIGINS", "").split(",") if host]
DATABASES = {"default": datafolder.database(DATA)}
globals().update(mail.settings(os.environ.get("OMZIEN_SMTP", "")))
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "gate.Account"

OMZIEN_BADGE_OF = "omzien.organisation.queries.badge_of"
OMZIEN_FOREIGN_ROUTES = ("account/",)

INSTALLED_APPS = [
    "omzien.gate",
    "omzien.organisation",
    "omzien.people",
    "omzien.outcomes",
    "omzien.casework",
    "omzien.community",
    "omzien.insight",
    "omzien.privacy",
    "omzien.exchange",
    "omzien.web",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "template_partials",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]

MIDDLEWARE = [
    "omzien.web.room.room",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "omzien.web.accounts.SignedIn",
    "omzien.web.choices.ChosenLanguage",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "omzien.config.urls"
WSGI_APPLICATION = "omzien.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [SOURCE / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "omzien.web.shell.shell",
            ],
        },
    }
]

FORM_RENDERER = "omzien.web.kit.forms.Renderer"

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "omzien.web.accounts.LongEnough", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = reverse_lazy("account_login")
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "omzien.web.accounts.StaffOnly"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_FORMS = {
    "login": "omzien.web.accounts.SignIn",
    "change_password": "omzien.web.accounts.NewPassword",
}
ACCOUNT_SESSION_REMEMBER = False  # a shared computer forgets who was here when its browser closes

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
LOCALE_PATHS = [SOURCE / "web" / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "static/"
WHITENOISE_USE_FINDERS = True

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}
# What is uploaded is held in memory alone: nothing readable touches the disk (decision 0015).
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 11 * 2**20
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
BEHIND_TLS = os.environ.get("OMZIEN_TLS") == "1"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_TLS
SECURE_SSL_REDIRECT = BEHIND_TLS
SECURE_HSTS_SECONDS = 31_536_000 if BEHIND_TLS else 0
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 12 * 3600
X_FRAME_OPTIONS = "DENY"

LOGGING = {  # what goes wrong is said on standard error, with its trace; never whose page it was
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"django": {"handlers": ["console"], "level": "ERROR", "propagate": False}},
}

"""Django's settings, made from ours; Django itself is started here."""

from __future__ import annotations

import os
from typing import Any
from urllib.parse import urlsplit

import django
from csp.constants import NONE, SELF
from django.conf import settings
from django.core.management import call_command

from bot.channels.desk.workplace import Workplace, settle
from bot.ops import private_files

ROOM = "bot.channels.desk"
WAL = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;"
WORKDAY = 10 * 3600
"""Seconds that a session lasts at most, however busy its colleague is."""
YEAR = 365 * 24 * 3600

MIDDLEWARE = (
    "django.middleware.security.SecurityMiddleware",
    f"{ROOM}.guard.NoStore",
    f"{ROOM}.glances.Glances",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    f"{ROOM}.trouble.Trouble",
    f"{ROOM}.guard.Guard",
    "axes.middleware.AxesMiddleware",
)
APPS = (
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_htmx",
    "axes",
    "csp",
    ROOM,
)
POLICY = {
    "default-src": [NONE],
    "script-src": [SELF],
    "style-src": [SELF],
    "img-src": [SELF],
    "connect-src": [SELF],
    "form-action": [SELF],
    "base-uri": [NONE],
    "frame-ancestors": [NONE],
}
"""What a page may do: load our own files and nothing else, no code and no style inside it."""


def start(workplace: Workplace) -> None:
    """Django set up for this desk, its database made and brought up to date."""
    settle(workplace)
    _owners_alone(workplace)
    if not settings.configured:
        settings.configure(**values(workplace))
        django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    _owners_alone(workplace)


def _owners_alone(workplace: Workplace) -> None:
    path = workplace.accounts
    if not path.exists():
        os.close(private_files.opened(path, os.O_RDWR | os.O_CREAT))
    for beside in ("", "-wal", "-shm"):
        private_files.mended(path.with_name(f"{path.name}{beside}"))


def values(workplace: Workplace) -> dict[str, Any]:
    """Everything that Django must know."""
    public = urlsplit(workplace.settings.desk.url)
    encrypted = public.scheme == "https"
    return {
        "DEBUG": False,
        "SECRET_KEY": workplace.secret,
        "ALLOWED_HOSTS": [public.hostname] if public.hostname else ["127.0.0.1", "localhost"],
        "ROOT_URLCONF": f"{ROOM}.routes",
        "INSTALLED_APPS": list(APPS),
        "MIDDLEWARE": list(MIDDLEWARE),
        "DATABASES": {"default": _database(workplace)},
        "DEFAULT_AUTO_FIELD": "django.db.models.BigAutoField",
        "TEMPLATES": [_templates()],
        "LANGUAGE_CODE": "nl",
        "USE_I18N": True,
        "USE_TZ": True,
        "TIME_ZONE": "Europe/Amsterdam",
        "STATIC_URL": "/bestanden/",
        "WHITENOISE_USE_FINDERS": True,
        "WHITENOISE_AUTOREFRESH": False,
        "DATA_UPLOAD_MAX_MEMORY_SIZE": 256 * 1024,
        "DATA_UPLOAD_MAX_NUMBER_FIELDS": 100,
        "LOGGING_CONFIG": None,
        "CONTENT_SECURITY_POLICY": {"DIRECTIVES": POLICY},
        "CSRF_FAILURE_VIEW": f"{ROOM}.trouble.form_too_old",
        **_accounts(),
        **_transport(encrypted),
    }


def _database(workplace: Workplace) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(workplace.accounts),
        "OPTIONS": {"init_command": WAL, "transaction_mode": "IMMEDIATE", "timeout": 10},
    }


def _templates() -> dict[str, Any]:
    return {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": ["django.template.context_processors.request", f"{ROOM}.surroundings.of"],
            "builtins": [f"{ROOM}.filters"],
        },
    }


def _accounts() -> dict[str, Any]:
    """Who signs in, how a password is kept, and when it is enough of trying."""
    checks = ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator", "NumericPasswordValidator")
    options = {"MinimumLengthValidator": {"min_length": 12}, "UserAttributeSimilarityValidator": {"user_attributes": ("email", "name")}}
    return {
        "AUTH_USER_MODEL": "desk.Colleague",
        "AUTHENTICATION_BACKENDS": ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"],
        "PASSWORD_HASHERS": ["django.contrib.auth.hashers.Argon2PasswordHasher"],
        "AUTH_PASSWORD_VALIDATORS": [
            {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options.get(name, {})} for name in checks
        ],
        "LOGIN_URL": "/inloggen/",
        "OTP_TOTP_ISSUER": "Werkcentrum balie",
        "OTP_TOTP_THROTTLE_FACTOR": 1,
        "AXES_FAILURE_LIMIT": 5,
        "AXES_COOLOFF_TIME": f"{ROOM}.entrance.pause_after_failures",
        "AXES_LOCKOUT_PARAMETERS": [["username", "ip_address"]],
        "AXES_USERNAME_FORM_FIELD": "username",
        "AXES_USERNAME_CALLABLE": f"{ROOM}.entrance.name_tried",
        "AXES_SENSITIVE_PARAMETERS": ["code", "new", "again", "old"],
        "AXES_LOCKOUT_CALLABLE": f"{ROOM}.entrance.too_often",
        "AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT": False,
        "AXES_ENABLE_ACCESS_FAILURE_LOG": True,
        "AXES_RESET_ON_SUCCESS": True,
        "AXES_VERBOSE": False,
    }


def _transport(encrypted: bool) -> dict[str, Any]:
    """Cookies and headers; without a public address the desk is only for this machine, where there is no TLS."""
    return {
        "SESSION_COOKIE_NAME": "balie",
        "SESSION_COOKIE_AGE": WORKDAY,
        "SESSION_EXPIRE_AT_BROWSER_CLOSE": True,
        "SESSION_COOKIE_SECURE": encrypted,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "CSRF_COOKIE_NAME": "balie-formulier",
        "CSRF_COOKIE_SECURE": encrypted,
        "CSRF_COOKIE_HTTPONLY": True,
        "CSRF_COOKIE_SAMESITE": "Strict",
        "SECURE_SSL_REDIRECT": False,
        "SECURE_HSTS_SECONDS": YEAR if encrypted else 0,
        "SECURE_CONTENT_TYPE_NOSNIFF": True,
        "SECURE_REFERRER_POLICY": "same-origin",
        "SECURE_CROSS_ORIGIN_OPENER_POLICY": "same-origin",
        "X_FRAME_OPTIONS": "DENY",
    }

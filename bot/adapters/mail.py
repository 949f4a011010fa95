"""Notices to the operator and to staff: by SMTP when a host is set, else into a file beside the database."""

from __future__ import annotations

import smtplib
import ssl
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from pathlib import Path

from bot.config import MailSettings, Secret, secret

PASSWORD_VARIABLE = "WERKBOT_MAIL_PASSWORD"
IMPLICIT_TLS = 465
TIMEOUT = 20.0  # seconds; a mail server that takes longer is down


class MailFailed(Exception):
    """The notice could not be handed over; nothing about its text is said here."""


def password() -> Secret:
    """The password of the mail server, from the environment or a file. Raises MailFailed when that file cannot be read."""
    try:
        return secret(PASSWORD_VARIABLE)
    except (OSError, UnicodeDecodeError) as error:
        raise MailFailed(type(error).__name__) from None


def send(settings: MailSettings, password: Secret, to: str, subject: str, text: str, *, beside: Path, now: datetime) -> Path | None:
    """Hand a notice over; the file when there is no mail server or nobody to send to, else None. Raises MailFailed.

    `beside` is the database: the file `<database>.post` collects notices, readable by its owner alone.
    """
    message = EmailMessage()
    message["From"] = settings.sender or to or "werkbot@localhost"
    message["To"] = to or "beheerder"
    message["Subject"] = subject
    message["Date"] = format_datetime(now)
    message["Message-ID"] = make_msgid(domain="werkbot.invalid")
    message.set_content(text)
    try:
        if not settings.host or not to:
            return _into_file(message, beside)
        _by_smtp(settings, password, message)
    except (OSError, smtplib.SMTPException) as error:
        raise MailFailed(type(error).__name__) from None
    return None


def _by_smtp(settings: MailSettings, password: Secret, message: EmailMessage) -> None:
    safe = ssl.create_default_context()
    if settings.port == IMPLICIT_TLS:
        with smtplib.SMTP_SSL(settings.host, settings.port, timeout=TIMEOUT, context=safe) as server:
            _hand_over(server, settings, password, message)
        return
    with smtplib.SMTP(settings.host, settings.port, timeout=TIMEOUT) as server:
        server.ehlo()
        if server.has_extn("starttls"):
            server.starttls(context=safe)
            server.ehlo()
        elif settings.user:
            raise smtplib.SMTPNotSupportedError("no STARTTLS: the password would go in the clear")
        _hand_over(server, settings, password, message)


def _hand_over(server: smtplib.SMTP, settings: MailSettings, password: Secret, message: EmailMessage) -> None:
    if settings.user:
        server.login(settings.user, password.value)
    server.send_message(message)


def _into_file(message: EmailMessage, beside: Path) -> Path:
    path = beside.with_name(f"{beside.name}.post")
    path.touch(mode=0o600)
    with path.open("a", encoding="utf-8") as file:
        file.write(f"{message.as_string()}\n{'-' * 40}\n")
    return path

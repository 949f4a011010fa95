"""Messages to staff by e-mail, or in a file where there is no server."""

from __future__ import annotations

import asyncio
import logging
import os
import smtplib
import ssl
from collections.abc import Callable
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from pathlib import Path

from bot.channels.base import Channel
from bot.config import MailSettings, Secret, secret
from bot.gateway.parcel import Fate, Parcel, Posted
from bot.ops import private_files
from bot.storage.outbox import NOTICES

# Notices to the operator and to staff: by SMTP when a host is set, else into a file beside the database.

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
    with os.fdopen(private_files.opened(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND), "a", encoding="utf-8") as file:
        file.write(f"{message.as_string()}\n{'-' * 40}\n")
    return path


# Notices to staff that wait in the outbox: a channel that nobody writes to.

log = logging.getLogger(__name__)
AGAIN_AFTER = timedelta(minutes=15)
_SUBJECT_LENGTH = 70  # characters


class StaffMail(Channel):
    """By mail, or into the file beside the database. What was on its way at a kill leaves again: staff would rather read a notice
    twice than never.
    """

    name = NOTICES

    def __init__(self, settings: MailSettings, database: Path, clock: Callable[[], datetime]) -> None:
        self._settings = settings
        self._database = database
        self._clock = clock

    async def send(self, parcel: Parcel) -> Posted:
        """Hand one notice over; whatever goes wrong, it waits for the next time."""
        try:
            await asyncio.to_thread(self._hand_over, parcel.reply.text)
        except Exception as error:
            log.error("a notice to staff could not be handed over: %s", error, exc_info=not isinstance(error, MailFailed))
            return Posted(Fate.WAIT, AGAIN_AFTER)
        return Posted(Fate.SENT)

    def _hand_over(self, text: str) -> None:
        subject = " ".join(text.strip().split("\n")[0].split())[:_SUBJECT_LENGTH]
        to = self._settings.staff or self._settings.operator
        send(self._settings, password(), to, subject, text, beside=self._database, now=self._clock())

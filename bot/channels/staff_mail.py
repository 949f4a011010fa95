"""Messages to staff by e-mail, or in a file where there is no server."""

from __future__ import annotations

import logging
import os
import smtplib
import ssl
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from pathlib import Path

from bot.config import MailSettings, Secret, secret
from bot.domain.messages import from_body
from bot.ops import private_files
from bot.storage import outbox
from bot.storage.database import Database
from bot.storage.outbox import NOTICES, Outgoing

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


# Notices to staff that wait in the outbox, handed over by mail (or into the file beside the database) one after the other.

log = logging.getLogger(__name__)
AGAIN_AFTER = timedelta(minutes=15)
_SUBJECT_LENGTH = 70  # characters


def claim(db: Database, now: datetime) -> list[Outgoing]:
    """The notices that may leave now, marked as on their way; call inside a transaction, and one round at a time.

    What is still on its way is what a round before this one never settled: a kill, a full disk. It may have arrived, and leaves
    again all the same, for staff would rather read a notice twice than never.
    """
    for row in outbox.cut_off(db, NOTICES):
        settle(db, row, sent=False, now=now)
    rows = list(outbox.due(db, NOTICES, now))
    for row in rows:
        outbox.mark(db, row.id, "sending", now)
    return rows


def hand_over(row: Outgoing, settings: MailSettings, database: Path, now: datetime) -> bool:
    """Send one notice, outside any transaction; whether it is on its way. Never raises: the others of the round must leave too."""
    try:
        text = from_body(row.body).text
        subject = " ".join(text.strip().split("\n")[0].split())[:_SUBJECT_LENGTH]
        send(settings, password(), settings.staff or settings.operator, subject, text, beside=database, now=now)
    except Exception as error:
        log.error("a notice to staff could not be handed over: %s", error, exc_info=not isinstance(error, MailFailed))
        return False
    return True


def settle(db: Database, row: Outgoing, sent: bool, now: datetime) -> None:
    """Mark a notice as sent, or try it again later; call inside a transaction."""
    if sent:
        outbox.mark(db, row.id, "sent", now)
    else:
        outbox.postpone(db, row.id, now + AGAIN_AFTER, now)

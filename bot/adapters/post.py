"""Notices to staff that wait in the outbox, handed over by mail (or into the file beside the database) one after the other."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from pathlib import Path

from bot.adapters import mail
from bot.adapters.mail import MailFailed
from bot.config import MailSettings, Secret
from bot.replies import from_body
from bot.storage import outbox
from bot.storage.database import Database
from bot.storage.outbox import Outgoing

log = logging.getLogger(__name__)
CHANNEL = "mail"
AGAIN_AFTER = timedelta(minutes=15)
_SUBJECT_LENGTH = 70  # characters


def claim(db: Database, now: datetime) -> list[Outgoing]:
    """The notices that may leave now, marked as on their way; call inside a transaction."""
    rows = list(outbox.due(db, CHANNEL, now))
    for row in rows:
        outbox.mark(db, row.id, "sending", now)
    return rows


def hand_over(row: Outgoing, settings: MailSettings, password: Secret, database: Path, now: datetime) -> bool:
    """Send one notice, outside any transaction; whether it is on its way."""
    text = from_body(row.body).text
    subject = text.strip().split("\n")[0][:_SUBJECT_LENGTH]
    try:
        mail.send(settings, password, settings.staff or settings.operator, subject, text, beside=database, now=now)
    except MailFailed as error:
        log.error("a notice to staff could not be handed over: %s", error)
        return False
    return True


def settle(db: Database, row: Outgoing, sent: bool, now: datetime) -> None:
    """Mark a notice as sent, or try it again later; call inside a transaction."""
    if sent:
        outbox.mark(db, row.id, "sent", now)
    else:
        outbox.postpone(db, row.id, now + AGAIN_AFTER, now)

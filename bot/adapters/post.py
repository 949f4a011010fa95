"""Notices to staff that wait in the outbox, handed over by mail (or into the file beside the database) one after the other."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from pathlib import Path

from bot.adapters import mail
from bot.config import MailSettings
from bot.domain.messages import from_body
from bot.storage import outbox
from bot.storage.database import Database
from bot.storage.outbox import NOTICES, Outgoing

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
        mail.send(settings, mail.password(), settings.staff or settings.operator, subject, text, beside=database, now=now)
    except Exception as error:
        log.error("a notice to staff could not be handed over: %s", error, exc_info=not isinstance(error, mail.MailFailed))
        return False
    return True


def settle(db: Database, row: Outgoing, sent: bool, now: datetime) -> None:
    """Mark a notice as sent, or try it again later; call inside a transaction."""
    if sent:
        outbox.mark(db, row.id, "sent", now)
    else:
        outbox.postpone(db, row.id, now + AGAIN_AFTER, now)

"""The operator's notice when the database itself is broken, missing or full, and cannot hold what was told."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.channels.staff_mail import MailFailed
from bot.commands import operator_texts, watching
from bot.config import Settings
from bot.storage.operations import Alarm

AGAIN_AFTER = timedelta(days=1)
"""Nothing works without a database, so it is told at once; and again each day while it lasts."""


def tell(settings: Settings, database: Path, text: str, now: datetime) -> None:
    """Mail what is wrong. An empty file beside the database says when it was told: that fits on a full disk too."""
    mark = _mark(database)
    if mark.exists() and now - datetime.fromtimestamp(mark.stat().st_mtime, UTC) < AGAIN_AFTER:
        return
    if _sent(settings, database, Alarm.RED, text, now):
        try:
            mark.touch(mode=0o600)
            os.utime(mark, (now.timestamp(), now.timestamp()))
        except OSError as error:
            print(operator_texts.NOT_NOTED.format(path=mark, why=type(error).__name__))


def well(settings: Settings, database: Path, now: datetime) -> None:
    """The database can be used: whoever heard otherwise hears that."""
    mark = _mark(database)
    if mark.exists() and _sent(settings, database, Alarm.GREEN, operator_texts.DATABASE_WELL.format(path=database), now):
        mark.unlink()


def _mark(database: Path) -> Path:
    return Path(f"{database}.gemeld")


def _sent(settings: Settings, database: Path, verdict: Alarm, text: str, now: datetime) -> bool:
    try:
        print(watching.report(settings, database, verdict, text, now))
    except MailFailed as error:
        print(operator_texts.MAIL_FAILED.format(why=error))
        return False
    return True

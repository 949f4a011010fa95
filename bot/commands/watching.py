"""Looking after a running assistant: its health for the page, the watchdog and the operator's mail."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from bot.channels import staff_mail
from bot.channels.staff_mail import MailFailed
from bot.channels.telegram.channel import Channel
from bot.channels.telegram.updates import CHANNEL
from bot.commands import operator_texts, wiring
from bot.config import Settings
from bot.domain.health import Condition, Sign, findings
from bot.ops import systemd
from bot.storage import operations
from bot.storage.alert_buffer import Aside
from bot.storage.database import Database, StorageTrouble
from bot.storage.operations import Alarm

T = TypeVar("T")
log = logging.getLogger(__name__)
SECONDS = 30.0


def examined(db: Database, settings: Settings, path: str, now: datetime) -> tuple[Condition, tuple[Sign, ...]]:
    """The condition of the assistant and what is wrong with it."""
    found = operations.read(db, CHANNEL, now, path=path)
    return found, findings(found, now)


async def look(channel: Channel, settings: Settings, aside: Aside | None = None) -> None:
    """Now and then: feed the watchdog while we are not stuck, and tell the operator when it has been wrong for long.

    The watchdog comes first, and the alarm goes on in memory (`aside`, of all looks) while the file takes nothing: a full disk
    is no reason to be killed, and the operator must hear of it.
    """
    now, aside = wiring.clock(), aside or Aside()
    if channel.asks:
        systemd.tell("WATCHDOG=1")

    def judge(db: Database, notes: Database) -> tuple[Condition, tuple[Sign, ...], Alarm]:
        found, signs = examined(db, settings, channel.path, now)
        return found, signs, operations.judge(notes, signs, now, timedelta(minutes=settings.health.mail_after_minutes))

    found, signs, verdict = await _noted(channel, aside, judge)
    if verdict is Alarm.NOTHING:
        return
    try:
        await asyncio.to_thread(report, settings, Path(channel.path), verdict, operator_texts.told(found, signs), now)
    except MailFailed as error:
        log.error("the operator cannot be told: %s", error)
        await _noted(channel, aside, lambda _, notes: operations.not_told(notes))


async def _noted(channel: Channel, aside: Aside, work: Callable[[Database, Database], T]) -> T:
    """What `work` gives of the file and of where to note: the file itself, or memory while it cannot be written."""
    try:
        given = await channel.database.run(lambda db: work(db, aside.carried_over(db)))
    except StorageTrouble:
        return await channel.database.outside(lambda db: work(db, aside.instead_of(db)))
    aside.forget()
    return given


def report(settings: Settings, database: Path, verdict: Alarm, text: str, now: datetime) -> str:
    """Send the operator a notice; how it went, in Dutch. Raises MailFailed."""
    subject = operator_texts.MAIL_RED if verdict is Alarm.RED else operator_texts.MAIL_GREEN
    filed = staff_mail.send(settings.mail, staff_mail.password(), settings.mail.operator, subject, text, beside=database, now=now)
    return operator_texts.MAIL_FILED.format(path=filed) if filed else operator_texts.MAILED


async def page(channel: Channel, settings: Settings) -> tuple[bool, Mapping[str, Any]]:
    """Whether all is well, and the figures, for the loopback page."""
    now = wiring.clock()
    found, signs = await channel.database.run(lambda db: examined(db, settings, channel.path, now))
    return not signs, as_json(found, signs)


def as_json(found: Condition, signs: tuple[Sign, ...]) -> Mapping[str, Any]:
    """The figures of the page: counts and moments, nothing about people."""
    moments = ("awake", "polled", "oldest_unanswered", "oldest_unsent", "oldest_notice", "paused_since")
    counts = (
        "unanswered",
        "unsent",
        "most_tries",
        "notices",
        "given_up",
        "refused",
        "uncertain",
        "lost",
        "unreachable",
        "free_bytes",
        "version",
    )
    figures = {name: moment.isoformat() if (moment := getattr(found, name)) else None for name in moments}
    problems = {sign.value: operator_texts.SIGNS[sign] for sign in signs}
    return {"gezond": not signs, "problemen": problems, **figures, **{name: getattr(found, name) for name in counts}}

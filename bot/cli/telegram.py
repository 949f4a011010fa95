"""`telegram`: the channel with all that runs beside it."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import logging
import signal
import sys
from collections.abc import AsyncIterator, Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from bot.app.assistant import Reception
from bot.app.live_content import Reloader
from bot.channels import staff_mail
from bot.channels.staff_mail import MailFailed, StaffMail
from bot.channels.telegram.channel import Service, TokenRefused
from bot.channels.telegram.updates import CHANNEL
from bot.channels.telegram.webhook import PortTaken, WebhookRefused
from bot.cli import setup
from bot.cli.output import Refused
from bot.cli.texts import condition_told, say
from bot.config import TOKEN_VARIABLE, Secret, Settings, secret, secret_file
from bot.domain.health import Condition, Sign, findings
from bot.gateway.database_thread import DatabaseThread
from bot.gateway.process_lock import AlreadyRunning, Lock
from bot.ops import log_redaction, private_files, systemd
from bot.storage import operations
from bot.storage.alert_buffer import AlertBuffer
from bot.storage.database import Database, StorageTrouble
from bot.storage.operations import Alarm

# What keeps a running assistant up to date: changed content is taken over, and notices to staff are sent on.

LOOK_SECONDS, POST_SECONDS = 1.0, 30.0


def keep_up(channel: Service, reception: Reception, root: Path, cache_dir: Path, settings: Settings) -> None:
    """Have a channel do both now and then; call it before the channel starts."""
    reloader = Reloader(reception, root, cache_dir)
    database = channel.gateway.database
    channel.gateway.also_every(LOOK_SECONDS, lambda: look_at_content(database, reloader, setup.clock()))
    channel.gateway.also_sends(StaffMail(settings.mail, Path(channel.path), setup.clock), POST_SECONDS)


async def look_at_content(database: DatabaseThread, reloader: Reloader, now: datetime) -> None:
    """Outside the transactions that messages share: a swap that is undone with another's mistake would be half a swap."""
    await database.outside(lambda _: reloader.check(now))


# Looking after a running assistant: its health for the page, the watchdog and the operator's mail.

T = TypeVar("T")
log = logging.getLogger(__name__)
SECONDS = 30.0
ANSWERS_WITHIN = 2.0
"""Seconds in which the page of health is told, whatever the database does."""


def examined(db: Database, settings: Settings, path: str, now: datetime) -> tuple[Condition, tuple[Sign, ...]]:
    """The condition of the assistant and what is wrong with it."""
    found = operations.read(db, CHANNEL, now, path=path)
    return found, findings(found, now)


async def look(channel: Service, settings: Settings, aside: AlertBuffer | None = None) -> None:
    """Now and then: feed the watchdog while we are not stuck, and tell the operator when it has been wrong for long.

    The watchdog comes first, and the alarm goes on in memory (`aside`, of all looks) while the file takes nothing: a full disk
    is no reason to be killed, and the operator must hear of it.
    """
    now, aside = setup.clock(), aside or AlertBuffer()
    if channel.asks:
        systemd.tell("WATCHDOG=1")

    def judge(db: Database, notes: Database) -> tuple[Condition, tuple[Sign, ...], Alarm]:
        found, signs = examined(db, settings, channel.path, now)
        return found, signs, operations.judge(notes, signs, now, timedelta(minutes=settings.health.mail_after_minutes))

    found, signs, verdict = await _noted(channel, aside, judge)
    if verdict is Alarm.NOTHING:
        return
    try:
        await asyncio.to_thread(report, settings, Path(channel.path), verdict, condition_told(found, signs), now)
    except MailFailed as error:
        log.error("the operator cannot be told: %s", error)
        await _noted(channel, aside, lambda _, notes: operations.not_told(notes))


async def _noted(channel: Service, aside: AlertBuffer, work: Callable[[Database, Database], T]) -> T:
    """What `work` gives of the file and of where to note: the file itself, or memory while it cannot be written."""
    try:
        given = await channel.gateway.database.run(lambda db: work(db, aside.carried_over(db)))
    except StorageTrouble:
        return await channel.gateway.database.outside(lambda db: work(db, aside.instead_of(db)))
    aside.forget()
    return given


def report(settings: Settings, database: Path, verdict: Alarm, text: str, now: datetime) -> str:
    """Send the operator a notice; how it went, in Dutch. Raises MailFailed."""
    subject = say("operator.mail-red") if verdict is Alarm.RED else say("operator.mail-green")
    filed = staff_mail.send(settings.mail, staff_mail.password(), settings.mail.operator, subject, text, beside=database, now=now)
    return say("operator.mail-filed", path=filed) if filed else say("operator.mailed")


async def page(channel: Service, settings: Settings) -> tuple[bool, Mapping[str, Any]]:
    """Whether all is well, and the figures, for the loopback page."""
    now = setup.clock()
    try:
        async with asyncio.timeout(ANSWERS_WITHIN):
            found, signs = await channel.gateway.database.run(lambda db: examined(db, settings, channel.path, now))
    except (TimeoutError, StorageTrouble):  # a database that is held, broken or gone must not make us silent about it
        found = Condition(database_answers=False, free_bytes=operations.free_bytes(channel.path))
        signs = findings(found, now)
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
    problems = {sign.value: say(f"operator.signs.{sign}") for sign in signs}
    return {"gezond": not signs, "problemen": problems, **figures, **{name: getattr(found, name) for name in counts}}


# `werkbot telegram`: the assistant on Telegram, until it is stopped.


def telegram(options: argparse.Namespace) -> int:
    """Serve Telegram. Raises Refused when the token is missing or refused, and when another process serves this database."""
    settings, token = setup.settings_of(options), token_of()
    signal.signal(signal.SIGPIPE, signal.SIG_IGN)  # a lost connection is an error to handle, not our end
    log_redaction.to_stderr()
    lock = _locked(setup.database_path(options))
    try:
        asyncio.run(_serve(options, settings, token))
    except TokenRefused:
        raise Refused(say("operator.token-refused")) from None
    finally:
        lock.release()
    return 0


def token_of() -> Secret:
    """The token from the environment. Raises Refused when there is none, or when it cannot be one."""
    try:
        token = secret(TOKEN_VARIABLE)
    except OSError as error:
        raise Refused(say("operator.token-unreadable", variable=TOKEN_VARIABLE, path=error.filename)) from None
    if not token:
        raise Refused(say("staff.no-token", variable=TOKEN_VARIABLE))
    if (path := secret_file(TOKEN_VARIABLE)) and private_files.readable_by_others(path):
        print(say("operator.token-open", path=path).capitalize(), file=sys.stderr)
    if not log_redaction.TOKEN.fullmatch(token.value):
        raise Refused(say("operator.not-a-token", variable=TOKEN_VARIABLE))
    return token


def _locked(database: Path) -> Lock:
    try:
        return Lock(str(database))
    except AlreadyRunning as error:
        raise Refused(say("operator.already-running", path=error.path)) from None
    except OSError:
        raise Refused(say("operator.not-writable", path=database.resolve().parent).capitalize()) from None


async def _serve(options: argparse.Namespace, settings: Settings, token: Secret) -> None:
    reception, key = setup.reception_of(options)
    if unconfirmed := reception.snapshot.knowledge.calendar.unconfirmed():
        print(say("staff.unconfirmed", what=", ".join(unconfirmed)), file=sys.stderr)
    channel = Service(reception, key, token, settings, setup.clock)
    keep_up(channel, reception, setup.knowledge_dir(options), setup.cache_dir(), settings)
    async with _stopped_by_signals() as stopped:
        stopping = asyncio.ensure_future(stopped.wait())
        starting = asyncio.ensure_future(_start(channel, settings))
        await asyncio.wait((starting, stopping), return_when=asyncio.FIRST_COMPLETED)
        if not starting.done():  # Telegram could not be reached yet, and we were told to stop
            starting.cancel()
            await channel.abandon()
            return
        await _started(channel, starting)
        systemd.tell("READY=1")
        await stopping
        systemd.tell("STOPPING=1")
        await channel.stop()
    reception.storage.close()


async def _started(channel: Service, starting: asyncio.Future[None]) -> None:
    try:
        starting.result()
    except PortTaken as error:
        await channel.stop()
        raise Refused(say("operator.port-taken", port=error.port)) from None
    except WebhookRefused as error:
        await channel.stop()
        raise Refused(say("operator.webhook-refused", why=error)) from None
    except Refused:
        await channel.abandon()
        raise


async def _start(channel: Service, settings: Settings) -> None:
    aside = AlertBuffer()
    channel.gateway.also_every(SECONDS, lambda: look(channel, settings, aside))
    if settings.health.port:
        try:
            await channel.serve_health(lambda: page(channel, settings), settings.health.port)
        except OSError:
            raise Refused(say("operator.port-taken", port=settings.health.port)) from None
    await channel.start()


@contextlib.asynccontextmanager
async def _stopped_by_signals() -> AsyncIterator[asyncio.Event]:
    """An event that is set by Ctrl-C or by systemd."""
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for one in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(one, stopped.set)
    try:
        yield stopped
    finally:
        for one in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(one)

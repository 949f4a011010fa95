"""`werkbot telegram`: the assistant on Telegram, until it is stopped."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import re
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path

from bot import staff_texts
from bot.channels.telegram.channel import Channel, TokenRefused
from bot.channels.telegram.process_lock import AlreadyRunning, Lock
from bot.channels.telegram.webhook import PortTaken, WebhookRefused
from bot.commands import keeping_up, operator_texts, watching, wiring
from bot.commands.refusal import Refused
from bot.config import TOKEN_VARIABLE, Secret, Settings, secret
from bot.ops import log_redaction, systemd
from bot.storage.alert_buffer import Aside

TOKEN = re.compile(r"\d{6,}:[A-Za-z0-9_-]{30,}")


def telegram(options: argparse.Namespace) -> int:
    """Serve Telegram. Raises Refused when the token is missing or refused, and when another process serves this database."""
    settings, token = wiring.settings_of(options), token_of()
    signal.signal(signal.SIGPIPE, signal.SIG_IGN)  # a lost connection is an error to handle, not our end
    log_redaction.to_stderr()
    lock = _locked(wiring.database_path(options))
    try:
        asyncio.run(_serve(options, settings, token))
    except TokenRefused:
        raise Refused(operator_texts.TOKEN_REFUSED) from None
    finally:
        lock.release()
    return 0


def token_of() -> Secret:
    """The token from the environment. Raises Refused when there is none, or when it cannot be one."""
    try:
        token = secret(TOKEN_VARIABLE)
    except OSError as error:
        raise Refused(operator_texts.TOKEN_UNREADABLE.format(variable=TOKEN_VARIABLE, path=error.filename)) from None
    if not token:
        raise Refused(staff_texts.NO_TOKEN.format(variable=TOKEN_VARIABLE))
    if not TOKEN.fullmatch(token.value):
        raise Refused(operator_texts.NOT_A_TOKEN.format(variable=TOKEN_VARIABLE))
    return token


def _locked(database: Path) -> Lock:
    try:
        return Lock(str(database))
    except AlreadyRunning as error:
        raise Refused(operator_texts.ALREADY_RUNNING.format(path=error.path)) from None
    except OSError:
        raise Refused(operator_texts.NOT_WRITABLE.format(path=database.resolve().parent).capitalize()) from None


async def _serve(options: argparse.Namespace, settings: Settings, token: Secret) -> None:
    reception, key = wiring.reception_of(options)
    if unconfirmed := reception.snapshot.knowledge.calendar.unconfirmed():
        print(staff_texts.UNCONFIRMED.format(what=", ".join(unconfirmed)), file=sys.stderr)
    channel = Channel(reception, key, token, settings, wiring.clock)
    keeping_up.keep_up(channel, reception, wiring.knowledge_dir(options), wiring.cache_dir(), settings)
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


async def _started(channel: Channel, starting: asyncio.Future[None]) -> None:
    try:
        starting.result()
    except PortTaken as error:
        await channel.stop()
        raise Refused(operator_texts.PORT_TAKEN.format(port=error.port)) from None
    except WebhookRefused as error:
        await channel.stop()
        raise Refused(operator_texts.WEBHOOK_REFUSED.format(why=error)) from None
    except Refused:
        await channel.abandon()
        raise


async def _start(channel: Channel, settings: Settings) -> None:
    aside = Aside()
    channel.also_every(watching.SECONDS, lambda: watching.look(channel, settings, aside))
    if settings.health.port:
        try:
            await channel.serve_health(lambda: watching.page(channel, settings), settings.health.port)
        except OSError:
            raise Refused(operator_texts.PORT_TAKEN.format(port=settings.health.port)) from None
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

"""The channel as a whole: started, watched over, and stopped without losing anything."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Coroutine
from datetime import datetime, timedelta
from typing import Any

from aiohttp import web
from telegram.error import InvalidToken, TelegramError

from bot.adapters.telegram import beating
from bot.adapters.telegram.at_once import AtOnce
from bot.adapters.telegram.attempts import Attempts
from bot.adapters.telegram.building import build, build_bot
from bot.adapters.telegram.database_thread import DatabaseThread
from bot.adapters.telegram.handling import Handler, Turn
from bot.adapters.telegram.hooking import Hook
from bot.adapters.telegram.incoming import Reader
from bot.adapters.telegram.introducing import introduce
from bot.adapters.telegram.keeping import Inbox
from bot.adapters.telegram.kept import Kept
from bot.adapters.telegram.limits import LATE_AFTER, UPDATES, Limits
from bot.adapters.telegram.sending import Sender
from bot.adapters.telegram.serving import Health, health_page, serve
from bot.app.assistant import Reception
from bot.config import Secret, Settings
from bot.storage import inbox, operations, retention
from bot.storage.database import Database, DiskTrouble

log = logging.getLogger(__name__)
FORGET_INBOX_AFTER = timedelta(days=3)
STUCK_AFTER = 90.0  # seconds: the library waits half a minute at most before it asks again
Duty = Callable[[], Coroutine[Any, Any, None]]


class TokenRefused(Exception):
    """Telegram does not know this token."""


class Channel:
    """Telegram, from the first request to the last."""

    def __init__(
        self,
        reception: Reception,
        key: bytes,
        token: Secret,
        settings: Settings,
        clock: Callable[[], datetime],
        *,
        limits: Limits | None = None,
    ) -> None:
        self.limits = limits or Limits()
        self._reception = reception
        self._settings = settings
        self._clock = clock
        self.database = DatabaseThread(reception.storage)
        self._reader = Reader(key, clock)
        self._attempts = Attempts(reception.storage.path)
        self.bot = build_bot(token.value, settings.telegram, self.limits, self._presses_are_old)
        self.hook = Hook(self.bot, settings.telegram.webhook, token, clock, self._presses_are_old)
        self._at_once = AtOnce(self.bot, lambda: self._reception.snapshot.knowledge.phrases)
        self.inbox = Inbox(self.database, self._reader, self._at_once, clock, self.limits)
        self.bot.keep_with(self.inbox.keep_all)
        self.sender = Sender(self.bot, reception, self.database, clock, self.limits)
        self._handler = Handler(reception, self.database, self._attempts, clock)
        self.app = build(self.bot, self.inbox, self.limits, self._handle)
        self._duties: list[tuple[float, Duty]] = [
            (self.limits.sweep, self.inbox.sweep),
            (self.limits.sweep, self.sender.sweep),
            (self.limits.heartbeat, self._beat),
            (self.limits.hook_look, self.hook.look),
            (3600.0, self._forget),
        ]
        self._tasks: list[asyncio.Task[None]] = []
        self._servers: list[web.AppRunner] = []

    @property
    def path(self) -> str:
        """The database file."""
        return self._reception.storage.path

    @property
    def asks(self) -> bool:
        """Whether Telegram is still being asked for updates, with or without success; behind a webhook always."""
        return self.hook.used or time.monotonic() - self.bot.polls.last_try < STUCK_AFTER + self.limits.poll

    def also_every(self, seconds: float, work: Duty) -> None:
        """Do something now and then while the channel runs; say so before `start`. Its errors are logged, and stop nothing."""
        self._duties.append((seconds, work))

    async def start(self) -> None:
        """Take up what was left lying, then listen to Telegram. Raises TokenRefused, PortTaken, WebhookRefused."""
        await self._initialize()
        await self.sender.recover()
        await self._handler.after_a_crash()
        await self._look_back()
        await self.app.start()
        await self.inbox.sweep()
        self._tasks = [asyncio.ensure_future(self._repeat(seconds, work)) for seconds, work in self._duties]
        if self.hook.used:
            await self._listen()
        else:
            await self._poll()
        self._tasks.append(asyncio.ensure_future(self._introduce()))

    async def stop(self) -> None:
        """Take nothing in any more, answer what was taken in, send what is on its way; in this order nothing is lost."""
        for task in self._tasks:
            task.cancel()
        for server in self._servers:
            await server.cleanup()
        if self.app.updater and self.app.updater.running:
            await self.app.updater.stop()
        try:
            await asyncio.wait_for(self.app.stop(), self.limits.stop)
        except TimeoutError:
            log.warning("not everything that was taken in is answered; it is, after the next start")
        await self.sender.stop()
        await self._at_once.finish(1.0)
        await self._beat()
        await self.app.shutdown()
        await self.database.close()
        self._attempts.close()

    async def abandon(self) -> None:
        """Give up a start that did not succeed."""
        for task in self._tasks:
            task.cancel()
        for server in self._servers:
            await server.cleanup()
        await self.bot.hang_up()
        await self.database.close()
        self._attempts.close()

    async def serve_health(self, health: Health, port: int) -> int:
        """Show our health on loopback; port 0 takes a free one. The port."""
        server = await serve(health_page(health), "127.0.0.1", port)
        self._servers.append(server)
        return int(server.addresses[0][1])

    async def _initialize(self) -> None:
        try:
            await self._until_reached(self.app.initialize)
        except InvalidToken:
            now = self._clock()
            await self.database.run(lambda db: operations.beat(db, beating.REFUSED, now))  # whoever looks sees why nothing runs
            await self.abandon()
            raise TokenRefused from None

    async def _until_reached(self, ask: Callable[[], Coroutine[Any, Any, Any]]) -> None:
        """Ask Telegram something until it answers: a machine may be started before its network is there."""
        pause = self.limits.first_pause
        while True:
            try:
                await ask()
                return
            except InvalidToken:
                raise
            except TelegramError as error:
                log.warning("Telegram cannot be reached yet (%s)", type(error).__name__)
                await asyncio.sleep(pause)
                pause = min(pause * 2, self.limits.longest_pause)

    async def _poll(self) -> None:
        assert self.app.updater is not None
        await self.app.updater.start_polling(
            timeout=timedelta(seconds=self.limits.poll),
            bootstrap_retries=-1,
            allowed_updates=UPDATES,
            drop_pending_updates=False,
            error_callback=_poll_failed,
        )

    async def _listen(self) -> None:
        self._servers.append(await self.hook.listen(self.inbox.take))
        await self._until_reached(self.hook.announce)
        await self.hook.look()

    async def _introduce(self) -> None:
        try:
            done = await introduce(self.bot, self._reception.snapshot.knowledge.phrases)
            log.info("presented in Telegram; set anew: %s", ", ".join(done) or "nothing")
        except TelegramError as error:
            log.warning("the menu could not be set (%s)", type(error).__name__)

    async def _handle(self, kept: Kept) -> None:
        rows = [one.row for one in kept.turn]
        reserved, turn = self.sender.reserve(kept.person), Turn()
        try:
            turn = await self._handler.handle(kept, claim=reserved)
        except DiskTrouble as error:
            log.error("the database cannot be written: %s", error.sqlite_errorname)
            self._at_once.apologise(kept.chat)
        finally:
            self.sender.serve(kept.person, kept.chat, turn.parcel, turn.record, reserved=reserved)
            self.inbox.finished(rows)

    def _presses_are_old(self, old: bool) -> None:
        self._reader.old_presses = old

    async def _look_back(self) -> None:
        """When Telegram could not be heard for a while, presses that wait for us may be as old as that; being awake says nothing of it."""
        seen = (await self.database.run(operations.all_beats)).get("opgehaald")
        self._presses_are_old(seen is not None and self._clock() - seen.at > LATE_AFTER)

    async def _repeat(self, seconds: float, work: Duty) -> None:
        while True:
            await asyncio.sleep(seconds)
            try:
                await work()
            except Exception as error:  # a duty that fails once is done again next time
                log.error("a duty failed", exc_info=error)

    async def _beat(self) -> None:
        """Note that we are awake, and how Telegram treats us."""
        now, polls, version = self._clock(), self.bot.polls, self._reception.snapshot.knowledge.version
        polled = now - timedelta(seconds=time.monotonic() - polls.last_good) if polls.last_good else None
        heard = self.hook.heard if self.hook.used else polled
        signs = {beating.CONFLICT: polls.conflict, beating.REFUSED: polls.refused, beating.HOOK_GONE: self.hook.gone}
        polls.conflict = False
        await self.database.run(lambda db: beating.note(db, now, version, heard, signs))

    async def _forget(self) -> None:
        """What may not be kept any longer goes, once a day; numbers of updates sooner, for Telegram may use them again."""
        now = self._clock()

        def forget(db: Database) -> bool:
            inbox.forget_handled(db, now - FORGET_INBOX_AFTER)
            return retention.daily(db, now, self._settings.retention) is not None

        if await self.database.run(forget):
            await self.database.outside(retention.scrub)


def _poll_failed(error: TelegramError) -> None:
    log.warning("asking for updates failed (%s)", type(error).__name__)

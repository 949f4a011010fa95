"""All that a channel needs to lose nothing, as one thing: kept, in order, answered, sent, and taken up again after a kill."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine, Mapping
from datetime import datetime, timedelta
from typing import Any

from bot.app.assistant import Reception
from bot.config import RetentionSettings
from bot.gateway.chat_scheduler import ChatOrder
from bot.gateway.database_thread import DatabaseThread
from bot.gateway.extras import Extras
from bot.gateway.heartbeat import note
from bot.gateway.inbox_queue import Inbox
from bot.gateway.limits import Limits
from bot.gateway.parcel import Carrier
from bot.gateway.queued_update import QueuedUpdate
from bot.gateway.sender import Sender
from bot.gateway.turn_handler import Attempts, Handler, Turn
from bot.storage import inbox, retention
from bot.storage.database import Database, DiskTrouble

log = logging.getLogger(__name__)
FORGET_INBOX_AFTER = timedelta(days=3)
Duty = Callable[[], Coroutine[Any, Any, None]]


class Gateway:
    """Give it what arrives (`inbox`), and everyone is answered through the channel, each chat in order."""

    def __init__(
        self, channel: Carrier, reception: Reception, clock: Callable[[], datetime], limits: Limits, extras: Extras | None = None
    ) -> None:
        self._reception = reception
        self._clock = clock
        self._limits = limits
        self._extras = extras or Extras()
        self.database = DatabaseThread(reception.storage)
        self._attempts = Attempts(reception.storage.path, channel.name)
        self.inbox = Inbox(channel.name, self.database, self._extras, clock, limits)
        self.sender = Sender(channel, self._extras, reception, self.database, clock, limits)
        self._handler = Handler(channel, reception, self.database, self._attempts, clock)
        self._order = ChatOrder(limits)
        self._others: list[Sender] = []
        self._duties: list[tuple[float, Duty]] = [(limits.sweep, self.inbox.sweep), (limits.sweep, self.sender.sweep)]
        self._tasks: list[asyncio.Task[None]] = []
        self._turns: set[asyncio.Task[None]] = set()
        self._taking: asyncio.Task[None] | None = None

    def also_every(self, seconds: float, work: Duty) -> None:
        """Do something now and then while the channel runs; say so before `start`. Its errors are logged, and stop nothing."""
        self._duties.append((seconds, work))

    def also_sends(self, channel: Carrier, seconds: float) -> None:
        """Look now and then for what leaves through another channel, one that nobody writes to; say so before `start`."""
        other = Sender(channel, Extras(), self._reception, self.database, self._clock, self._limits)
        self._others.append(other)
        self.also_every(seconds, other.sweep)

    async def start(self) -> None:
        """Take up what was left lying, and answer from now on."""
        self._taking = asyncio.ensure_future(self._take())
        for step in (self.sender.recover, self._handler.after_a_crash, self.inbox.sweep):
            await on_its_own(step, DiskTrouble)  # what cannot be written down now is done with the next sweep
        self._tasks = [asyncio.ensure_future(self._repeat(seconds, work)) for seconds, work in self._duties]

    def rest(self) -> None:
        """End what is done now and then: the first thing of a stop."""
        for task in self._tasks:
            task.cancel()

    async def finish(self) -> None:
        """Answer what was taken in, and send what is on its way; call it when nothing comes in any more."""
        for step in (self.inbox.sweep, self._finish_turns, self._stop_senders):  # what is kept may not have been taken up yet
            await on_its_own(step)

    async def close(self) -> None:
        """Give everything back; the storage stays open."""
        self.rest()
        if self._taking is not None:
            self._taking.cancel()
        await self.database.close()
        self._attempts.close()

    async def beat(self, heard: datetime | None = None, signs: Mapping[str, bool] | None = None) -> None:
        """Note that we are awake, when the channel was last heard, and how it treats us."""
        now, version = self._clock(), self._reception.snapshot.knowledge.version
        await self.database.run(lambda db: note(db, now, version, heard, signs or {}))

    async def forget(self, settings: RetentionSettings) -> None:
        """What may not be kept any longer goes, once a day; numbers of updates sooner, for a channel may use them again."""
        now = self._clock()

        def forget(db: Database) -> bool:
            inbox.forget_handled(db, now - FORGET_INBOX_AFTER)
            return retention.daily(db, now, settings) is not None

        if await self.database.run(forget):
            await self.database.outside(retention.scrub)

    async def _stop_senders(self) -> None:
        await asyncio.gather(*(one.stop() for one in (self.sender, *self._others)))

    async def _take(self) -> None:
        while True:
            task = asyncio.ensure_future(self._turn(await self.inbox.get()))
            self._turns.add(task)
            task.add_done_callback(self._turns.discard)

    async def _turn(self, kept: QueuedUpdate) -> None:
        try:
            await self._order.in_turn(kept, self._handle)
        except Exception as error:  # it stays in the inbox, and is taken up with a later sweep
            log.error("a turn failed", exc_info=error)

    async def _handle(self, kept: QueuedUpdate) -> None:
        rows = [one.row for one in kept.turn]
        reserved, turn = self.sender.reserve(kept.person), Turn()
        try:
            turn = await self._handler.handle(kept, claim=reserved)
        except DiskTrouble as error:
            log.error("the database cannot be written: %s", error.sqlite_errorname)
            self._extras.apologise(kept.address)
        finally:
            self.sender.serve(kept.person, kept.address, turn.parcel, turn.record, reserved=reserved)
            self.inbox.finished(rows)

    async def _finish_turns(self) -> None:
        try:
            async with asyncio.timeout(self._limits.stop):
                while self._turns or not self.inbox.empty():
                    await asyncio.sleep(0)
                    await asyncio.gather(*self._turns, return_exceptions=True)
        except TimeoutError:
            log.warning("not everything that was taken in is answered; it is, after the next start")

    async def _repeat(self, seconds: float, work: Duty) -> None:
        while True:
            await asyncio.sleep(seconds)
            try:
                await work()
            except Exception as error:  # a duty that fails once is done again next time
                log.error("a duty failed", exc_info=error)


async def on_its_own(step: Duty, failure: type[Exception] = Exception) -> None:
    """A step of starting or stopping; on a full disk one may fail, and the others are done all the same."""
    try:
        await step()
    except failure as error:
        log.error("a step of starting or stopping failed", exc_info=error)

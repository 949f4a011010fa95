"""The durable inbox: Telegram is only told that we have an update when it is on our disk."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, Protocol

from telegram import Update

from bot.adapters.telegram.database_thread import DatabaseThread
from bot.adapters.telegram.incoming import CHANNEL, Event, Group, Reachable, Reader, Received
from bot.adapters.telegram.kept import Kept, from_body, kept, to_body
from bot.adapters.telegram.limits import Limits
from bot.adapters.telegram.unreadable import Unreadable
from bot.storage import heartbeats, inbox, people, switches
from bot.storage.database import Database, DiskTrouble
from bot.storage.inbox import Incoming

log = logging.getLogger(__name__)


class AtOnce(Protocol):
    """What is done for a person outside the order of the outbox, without waiting for it."""

    def stop_spinner(self, query: str) -> None:
        """Answer a press, so that the button comes to rest."""

    def take_away(self, chat: int, message: int) -> None:
        """Take a message with a secret number out of the chat."""

    def leave(self, chat: int) -> None:
        """Say in a group that we do not talk there, and go."""

    def apologise(self, chat: int) -> None:
        """Say that something is wrong with us, without the database."""


class Inbox(asyncio.Queue[object]):
    """The queue that Telegram's updates are put into. `put` comes back when they are committed, and only then
    `getUpdates` confirms the batch, or the webhook answers 200.
    """

    def __init__(self, database: DatabaseThread, reader: Reader, at_once: AtOnce, clock: Callable[[], datetime], limits: Limits) -> None:
        super().__init__()
        self._database = database
        self._reader = reader
        self._at_once = at_once
        self._clock = clock
        self._limits = limits
        self._room = asyncio.Semaphore(limits.kept_in_memory)
        self._events: dict[int, Event | Unreadable] = {}
        self._kept: dict[int, int | None] = {}
        """Of the batch that is being put: what was read, and the row of what was kept (None when we had it)."""
        self.in_memory: set[int] = set()
        """Rows that wait here or are being handled."""

    async def keep_all(self, batch: Sequence[object]) -> None:
        """Keep what came together in one commit; `put` then only lines it up. What the disk refuses waits for `put`."""
        events = {one.update_id: self._read(one) for one in batch if isinstance(one, Update)}
        received = {number: event for number, event in events.items() if isinstance(event, Received)}
        try:
            rows = await self._database.run(lambda db: {number: _accept(db, event, self._clock()) for number, event in received.items()})
        except DiskTrouble as error:
            log.error("the inbox cannot be written: %s", error.sqlite_errorname)
        else:
            self._kept |= rows
        self._events = events

    async def put(self, item: object) -> None:
        """Keep an update. While the disk refuses it waits: the update stays with Telegram, and the person is told."""
        if isinstance(item, Update):
            event = self._events.pop(item.update_id) if item.update_id in self._events else self._read(item)
            await self._keep(event)
        elif isinstance(item, Unreadable):
            await self._patiently(item.chat, lambda db: self._set_aside(db, item))
            self._at_once.apologise(item.chat)
        else:
            await super().put(item)  # Application's own sign to stop

    def _read(self, update: Update) -> Event | Unreadable:
        try:
            return self._reader.read(update)
        except Exception as error:  # a mistake of ours in reading one update must not end the asking for others
            log.error("an update cannot be read", exc_info=error)
            return Unreadable(update.update_id)

    async def _keep(self, event: Event | Unreadable) -> None:
        if isinstance(event, Unreadable):
            await self.put(event)
        elif isinstance(event, Group):
            self._at_once.leave(event.chat)
        elif isinstance(event, Reachable):
            await self._patiently(0, lambda db: _note_reachable(db, event, self._clock()))
        elif isinstance(event, Received):
            await self._keep_received(event)

    async def _keep_received(self, event: Received) -> None:
        if event.query:
            self._at_once.stop_spinner(event.query)
        if event.message.masked:
            self._at_once.take_away(event.chat, event.sent)
        await self._room.acquire()
        if event.update in self._kept:
            row = self._kept.pop(event.update)
        else:
            row = await self._patiently(event.chat, lambda db: _accept(db, event, self._clock()))
        if row is None or not await self._line_up(kept(row, event, time.monotonic())):
            self._room.release()

    async def _line_up(self, one: Kept) -> bool:
        """Whether it took a place here: a sweep may have been first."""
        if one.row in self.in_memory:
            return False
        self.in_memory.add(one.row)
        await super().put(one)
        return True

    def finished(self, rows: list[int]) -> None:
        """These rows were handled, or left for a later sweep."""
        for row in rows:
            self.in_memory.discard(row)
            self._room.release()

    async def sweep(self) -> None:
        """Take up what lies in the inbox and is not here: from before a restart, a pause, a full disk."""
        for row in await self._database.run(self._lying):
            if self._room.locked():
                return
            await self._room.acquire()
            await self._line_up(_again(row))

    def _lying(self, db: Database) -> list[Incoming]:
        """Numbers first: the rows of a flood that waits here already are not read again every second."""
        if switches.on_since(db, switches.PAUSE):
            return []
        return inbox.claim(db, [row for row in inbox.waiting(db, CHANNEL) if row not in self.in_memory])

    async def _patiently(self, chat: int, work: Callable[[Database], Any]) -> Any:
        pause = self._limits.first_pause
        while True:
            try:
                return await self._database.run(work)
            except DiskTrouble as error:
                log.error("the inbox cannot be written: %s", error.sqlite_errorname)
                if chat:
                    self._at_once.apologise(chat)
                await asyncio.sleep(pause)
                pause = min(pause * 2, self._limits.longest_pause)

    def _set_aside(self, db: Database, item: Unreadable) -> None:
        row = inbox.accept(db, CHANNEL, item.update_id, "", "", self._clock())
        if row is not None:
            inbox.give_up(db, row)
        heartbeats.beat(db, "onleesbaar", self._clock())


def _accept(db: Database, event: Received, now: datetime) -> int | None:
    """The new row; None for an update that we had. Whoever writes is reachable again."""
    row = inbox.accept(db, CHANNEL, event.update, event.message.person, to_body(event), now)
    if row is not None:
        people.remember_address(db, event.message.person, CHANNEL, str(event.chat))
    return row


def _note_reachable(db: Database, event: Reachable, now: datetime) -> None:
    if event.reachable:
        people.remember_address(db, event.person, CHANNEL, str(event.chat))
    else:
        people.mark_unreachable(db, event.person, now)


def _again(row: Incoming) -> Kept:
    return kept(row.id, from_body(row.body, row.update_id, row.person, row.received_at), time.monotonic())

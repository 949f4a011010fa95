"""The durable inbox: Telegram is only told that we have an update when it is on our disk."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
import time
from collections.abc import Callable, Coroutine
from datetime import datetime
from typing import Any, Protocol

from sqlite_utils import Database
from telegram import Update

from bot.adapters.telegram.database_thread import DatabaseThread
from bot.adapters.telegram.incoming import CHANNEL, Group, Reachable, Reader, Received
from bot.adapters.telegram.kept import Kept, from_body, kept, to_body
from bot.adapters.telegram.limits import Limits
from bot.adapters.telegram.unreadable import Unreadable
from bot.storage import heartbeats, inbox, people
from bot.storage.inbox import Incoming

log = logging.getLogger(__name__)


class AtOnce(Protocol):
    """What is done for a person outside the order of the outbox, without waiting for it."""

    def stop_spinner(self, query: str) -> None:
        """Answer a press, so that the button comes to rest."""

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
        self.in_memory: set[int] = set()
        """Rows that wait here or are being handled."""

    async def put(self, item: object) -> None:
        """Keep an update. While the disk refuses it waits: the update stays with Telegram, and the person is told."""
        if isinstance(item, Update):
            await self._keep(item)
        elif isinstance(item, Unreadable):
            await self._patiently(item.chat, lambda db: self._set_aside(db, item))
            self._at_once.apologise(item.chat)
        else:
            await super().put(item)  # Application's own sign to stop

    async def _keep(self, update: Update) -> None:
        event = self._reader.read(update)
        if isinstance(event, Group):
            self._at_once.leave(event.chat)
        elif isinstance(event, Reachable):
            await self._patiently(0, lambda db: _note_reachable(db, event, self._clock()))
        elif isinstance(event, Received):
            if event.query:
                self._at_once.stop_spinner(event.query)
            await self._room.acquire()
            row = await self._patiently(event.chat, lambda db: _accept(db, event, self._clock()))
            self._room.release()
            if row is not None:
                await self._queue(kept(row, event, time.monotonic()))

    async def _queue(self, one: Kept) -> None:
        if one.row not in self.in_memory:
            self.in_memory.add(one.row)
            await self._room.acquire()
            await super().put(one)

    def finished(self, rows: list[int]) -> None:
        """These rows were handled, or left for a later sweep."""
        for row in rows:
            self.in_memory.discard(row)
            self._room.release()

    async def sweep(self) -> int:
        """Take up what lies in the inbox and is not here: from before a restart, a pause, a full disk. How many there were."""
        rows = await self._database.run(lambda db: inbox.waiting(db, CHANNEL))
        lying = [row for row in rows if row.id not in self.in_memory]
        for row in lying[: self._limits.kept_in_memory - len(self.in_memory)]:
            await self._queue(_again(row))
        return len(lying)

    async def _patiently(self, chat: int, work: Callable[[Database], Any]) -> Any:
        pause = self._limits.first_pause
        while True:
            try:
                return await self._database.run(work)
            except sqlite3.OperationalError as error:
                log.error("the inbox cannot be written: %s", error.sqlite_errorname)
                if chat:
                    self._at_once.apologise(chat)
                await asyncio.sleep(pause)
                pause = min(pause * 2, self._limits.longest_pause)

    def _set_aside(self, db: Database, item: Unreadable) -> None:
        row = inbox.accept(db, CHANNEL, item.update, "", "", self._clock())
        if row is not None:
            inbox.give_up(db, row)
        heartbeats.beat(db, "onleesbaar", self._clock())


def _accept(db: Database, event: Received, now: datetime) -> int | None:
    """The new row; None for an update that we had. Whoever writes is reachable again."""
    people.remember_address(db, event.message.person, CHANNEL, str(event.chat))
    return inbox.accept(db, CHANNEL, event.update, event.message.person, to_body(event), now)


def _note_reachable(db: Database, event: Reachable, now: datetime) -> None:
    if event.reachable:
        people.remember_address(db, event.person, CHANNEL, str(event.chat))
    else:
        people.mark_unreachable(db, event.person, now)


def _again(row: Incoming) -> Kept:
    return kept(row.id, from_body(row.body, row.update_id, row.person, row.received_at), time.monotonic())


Later = Callable[[Coroutine[Any, Any, None]], None]
"""Runs something in the background, kept from being forgotten."""

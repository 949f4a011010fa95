"""The durable inbox: Telegram is only told that we have an update when it is on our disk."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import Counter, deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from telegram import Update
from telegram.constants import ChatType

from bot.channels.telegram.client import Unreadable
from bot.channels.telegram.limits import Limits
from bot.channels.telegram.queued_update import Kept, from_body, kept, to_body
from bot.channels.telegram.updates import CHANNEL, Event, Group, Reachable, Reader, Received
from bot.gateway.database_thread import DatabaseThread
from bot.storage import inbox, operations, people
from bot.storage.database import Database, DiskTrouble
from bot.storage.inbox import Incoming

log = logging.getLogger(__name__)
LONGEST_AT_ONCE = 500
"""Characters that are masked on the event loop: a millisecond. More is done in a thread beside it."""


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


@dataclass(frozen=True)
class _Written:
    """What was read, and its new row; None when it has none, or when we had it."""

    event: Event | Unreadable
    row: int | None


class NotKept(Exception):
    """Nothing of this is on our disk: Telegram must give it again."""


class Inbox(asyncio.Queue[object]):
    """The queue that Telegram's updates are put into. What is put was committed before, and only then `getUpdates`
    confirms the batch, or the webhook answers 200.
    """

    def __init__(self, database: DatabaseThread, reader: Reader, at_once: AtOnce, clock: Callable[[], datetime], limits: Limits) -> None:
        super().__init__()
        self._database = database
        self._reader = reader
        self._at_once = at_once
        self._clock = clock
        self._room = asyncio.Semaphore(limits.kept_in_memory)
        self._written: dict[int, _Written] = {}
        """Of the batch that is being put."""
        self._taken_away: deque[int] = deque(maxlen=limits.kept_in_memory)
        """The updates of which the secret number was taken away, as far back as matters."""
        self._most = limits.kept_per_chat
        self._of_person: Counter[str] = Counter()
        self.in_memory: dict[int, str] = {}
        """Rows that wait here or are being handled, and whose they are."""

    async def keep_all(self, batch: Sequence[object]) -> None:
        """Keep what came together in one commit; `put` then only lines it up. Raises NotKept, and then nothing was kept."""
        self._written = await self._write(batch)

    async def take(self, update: object) -> None:
        """Keep one update that came by itself, and line it up. Raises NotKept."""
        for one in (await self._write([update])).values():
            await self._go_on(one)

    async def put(self, item: object) -> None:
        """Line up an update of the batch that was kept. Never fails: an error here would end the asking for updates."""
        if not isinstance(item, Update | Unreadable):
            await super().put(item)  # Application's own sign to stop
        elif one := self._written.pop(item.update_id, None):
            await self._go_on(one)

    async def _write(self, batch: Sequence[object]) -> dict[int, _Written]:
        updates = [one for one in batch if isinstance(one, Update | Unreadable)]
        if sum(map(_length, updates)) > LONGEST_AT_ONCE:  # masking takes milliseconds, and everyone would wait for them
            events = await asyncio.to_thread(self._read_all, updates)
        else:
            events = self._read_all(updates)
        try:
            return await self._together(events)
        except Exception as error:  # the disk is full, the file is broken: it stays with Telegram
            for event in events.values():
                self._at_once.apologise(_chat_of(event))
            raise NotKept from error

    def _read_all(self, updates: Sequence[Update | Unreadable]) -> dict[int, Event | Unreadable]:
        return {one.update_id: self._read(one) for one in updates}

    def _read(self, update: Update | Unreadable) -> Event | Unreadable:
        if isinstance(update, Unreadable):
            return update
        try:
            return self._reader.read(update)
        except Exception as error:  # a mistake of ours in reading one update must not end the asking for others
            log.error("an update cannot be read", exc_info=error)
            chat = update.effective_chat
            return Unreadable(update.update_id, chat.id if chat and chat.type == ChatType.PRIVATE else 0)

    async def _together(self, events: Mapping[int, Event | Unreadable]) -> dict[int, _Written]:
        """One commit for all; when one of them cannot be written, one for each, so that it stops nobody."""
        try:
            return await self._database.run(lambda db: {number: self._note(db, number, event) for number, event in events.items()})
        except DiskTrouble:
            raise
        except Exception as error:
            log.error("updates cannot be kept together; each is kept alone", exc_info=error)
        return {number: await self._alone(number, event) for number, event in events.items()}

    async def _alone(self, number: int, event: Event | Unreadable) -> _Written:
        try:
            return await self._database.run(lambda db: self._note(db, number, event))
        except DiskTrouble:
            raise
        except Exception as error:
            log.error("an update cannot be kept; the others go on", exc_info=error)
        return await self._database.run(lambda db: self._note(db, number, Unreadable(number, _chat_of(event))))

    def _note(self, db: Database, number: int, event: Event | Unreadable) -> _Written:
        now, row = self._clock(), None
        if isinstance(event, Received):
            row = _accept(db, event, now)
        elif isinstance(event, Reachable | Group):
            row = _claim(db, number, event, now)
        elif isinstance(event, Unreadable):
            row = _set_aside(db, number, now)
        return _Written(event, row)

    async def _go_on(self, written: _Written) -> None:
        event, row = written.event, written.row
        if isinstance(event, Unreadable) and row is not None:
            self._at_once.apologise(event.chat)
        elif isinstance(event, Group) and row is not None:
            self._at_once.leave(event.chat)
        elif isinstance(event, Received):
            await self._received(event, row)

    async def _received(self, event: Received, row: int | None) -> None:
        if event.query:
            self._at_once.stop_spinner(event.query)
        self._take_away(event)
        if row is not None:
            await self._line_up(kept(row, event, time.monotonic()))

    async def _line_up(self, one: Kept) -> None:
        """Give a row a place here, once there is one: a row here holds one place, whoever brought it. Of a chat that has
        all its places already it waits on the disk, for a sweep.
        """
        if not self._may_come(one):
            return
        await self._room.acquire()
        if not self._may_come(one):  # a sweep was first while we waited
            self._room.release()
            return
        self.in_memory[one.row] = one.person
        self._of_person[one.person] += 1
        await super().put(one)

    def _may_come(self, one: Kept) -> bool:
        return one.row not in self.in_memory and self._of_person[one.person] < self._most

    @property
    def places(self) -> int:
        """How many more rows may come here: together with those that are here always the same number."""
        return self._room._value

    def finished(self, rows: list[int]) -> None:
        """These rows were handled, or left for a later sweep."""
        for row in rows:
            if (person := self.in_memory.pop(row, None)) is not None:
                self._room.release()
                self._of_person[person] -= 1
                if not self._of_person[person]:
                    del self._of_person[person]

    async def sweep(self) -> None:
        """Take up what lies in the inbox and is not here: from before a restart, a pause, a full disk."""
        for row in await self._database.run(self._lying):
            if self._room.locked():
                return
            try:
                event = from_body(row.body, row.update_id, row.person, row.received_at)
            except (ValueError, KeyError, TypeError) as error:  # a row that an other version wrote must not stop the others
                log.error("row %s of the inbox cannot be read", row.id, exc_info=error)
                await self._database.run(lambda db, row=row: inbox.give_up(db, row.id))  # type: ignore[misc]
                continue
            self._take_away(event)
            await self._line_up(kept(row.id, event, time.monotonic()))

    def _take_away(self, event: Received) -> None:
        """Take a secret number out of the chat, once as long as we run: what failed again and again is swept every second."""
        if event.message.masked and event.sent and event.update not in self._taken_away:
            self._taken_away.append(event.update)
            self._at_once.take_away(event.chat, event.sent)

    def _lying(self, db: Database) -> list[Incoming]:
        """Numbers first: the rows of a flood that waits here already are not read again every second, nor do they hide others."""
        if operations.on_since(db, operations.PAUSE):
            return []
        full = [person for person, count in self._of_person.copy().items() if count >= self._most]
        return inbox.claim(db, [row for row in inbox.waiting(db, CHANNEL, but_of=full) if row not in self.in_memory])


def _length(update: Update | Unreadable) -> int:
    """Characters that must be looked through for numbers."""
    message = update.effective_message if isinstance(update, Update) else None
    return len(getattr(message, "text", None) or "") + len(getattr(message, "caption", None) or "")


def _accept(db: Database, event: Received, now: datetime) -> int | None:
    """The new row; None for an update that we had. Whoever writes is reachable again."""
    row = inbox.accept(db, CHANNEL, event.update, event.message.person, to_body(event), now)
    if row is not None:
        people.remember_address(db, event.message.person, CHANNEL, str(event.chat), event.heard)
    return row


def _set_aside(db: Database, number: int, now: datetime) -> int | None:
    """The new row of an update that nobody will read, dead at once; None when it was set aside before."""
    row = inbox.accept(db, CHANNEL, number, "", "", now)
    if row is not None:
        inbox.give_up(db, row)
    operations.beat(db, "onleesbaar", now)
    return row


def _chat_of(event: Event | Unreadable) -> int:
    """Who hears our apology; 0 for nobody: of a person who blocked us, or of a group."""
    return event.chat if isinstance(event, Received | Unreadable) else 0


def _claim(db: Database, number: int, event: Reachable | Group, now: datetime) -> int | None:
    """Take in what asks for no answer: it is handled at once, and its number stays, for what is delivered again must not count again."""
    row = inbox.accept(db, CHANNEL, number, "", "", now)
    if row is None:
        return None
    inbox.finish(db, [row], now)
    if isinstance(event, Reachable):
        _note_reachable(db, event, now)
    return row


def _note_reachable(db: Database, event: Reachable, now: datetime) -> None:
    if event.reachable:
        people.remember_address(db, event.person, CHANNEL, str(event.chat), event.heard)
    else:
        people.mark_unreachable(db, event.person, now, event.heard)

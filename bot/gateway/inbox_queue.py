"""The durable inbox: a channel is only told that we have something when it is on our disk."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import Counter, deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.gateway.arrivals import Arrival, Event, Group, Reachable, Received, Unreadable
from bot.gateway.database_thread import DatabaseThread
from bot.gateway.extras import Extras
from bot.gateway.limits import Limits
from bot.gateway.queued_update import QueuedUpdate, from_body, kept, to_body
from bot.storage import inbox, operations, people
from bot.storage.database import Database, DiskTrouble
from bot.storage.inbox import Incoming

log = logging.getLogger(__name__)
LONGEST_AT_ONCE = 500
"""Characters that are masked on the event loop: a millisecond. More is done in a thread beside it."""


@dataclass(frozen=True)
class _Written:
    """What was read, and its new row; None when it has none, or when we had it."""

    event: Event
    row: int | None


class NotKept(Exception):
    """Nothing of this is on our disk: the channel must give it again."""


class Inbox(asyncio.Queue[QueuedUpdate]):
    """What waits for its turn. What is lined up was committed before, and only then the channel hears that we have it."""

    def __init__(self, channel: str, database: DatabaseThread, extras: Extras, clock: Callable[[], datetime], limits: Limits) -> None:
        super().__init__()
        self._channel = channel
        self._database = database
        self._extras = extras
        self._clock = clock
        self._room = asyncio.Semaphore(limits.kept_in_memory)
        self._written: dict[int, _Written] = {}
        """Of the batch that is being lined up."""
        self._taken_away: deque[int] = deque(maxlen=limits.kept_in_memory)
        """The updates of which the secret number was taken away, as far back as matters."""
        self._most = limits.kept_per_chat
        self._of_person: Counter[str] = Counter()
        self.in_memory: dict[int, str] = {}
        """Rows that wait here or are being handled, and whose they are."""

    async def keep_all(self, batch: Sequence[Arrival]) -> None:
        """Keep what came together in one commit; `go_on` then only lines it up. Raises NotKept, and then nothing was kept."""
        self._written = await self._write(batch)

    async def take(self, arrival: Arrival) -> None:
        """Keep what came by itself, and line it up. Raises NotKept."""
        for one in (await self._write([arrival])).values():
            await self._go_on(one)

    async def go_on(self, update: int) -> None:
        """Line up one of the batch that was kept."""
        if one := self._written.pop(update, None):
            await self._go_on(one)

    async def _write(self, batch: Sequence[Arrival]) -> dict[int, _Written]:
        if sum(one.length for one in batch) > LONGEST_AT_ONCE:  # masking takes milliseconds, and everyone would wait for them
            events = await asyncio.to_thread(_read_all, batch)
        else:
            events = _read_all(batch)
        try:
            return await self._together(events)
        except Exception as error:  # the disk is full, the file is broken: it stays with the channel
            for event in events.values():
                self._apologise(event)
            raise NotKept from error

    def _apologise(self, event: Event) -> None:
        if address := _address_of(event):
            self._extras.apologise(address)

    async def _together(self, events: Mapping[int, Event]) -> dict[int, _Written]:
        """One commit for all; when one of them cannot be written, one for each, so that it stops nobody."""
        try:
            return await self._database.run(lambda db: {number: self._note(db, number, event) for number, event in events.items()})
        except DiskTrouble:
            raise
        except Exception as error:
            log.error("updates cannot be kept together; each is kept alone", exc_info=error)
        return {number: await self._alone(number, event) for number, event in events.items()}

    async def _alone(self, number: int, event: Event) -> _Written:
        try:
            return await self._database.run(lambda db: self._note(db, number, event))
        except DiskTrouble:
            raise
        except Exception as error:
            log.error("an update cannot be kept; the others go on", exc_info=error)
        return await self._database.run(lambda db: self._note(db, number, Unreadable(number, _address_of(event))))

    def _note(self, db: Database, number: int, event: Event) -> _Written:
        now, row = self._clock(), None
        if isinstance(event, Received):
            row = self._accept(db, event, now)
        elif isinstance(event, Reachable | Group):
            row = self._claim(db, number, event, now)
        elif isinstance(event, Unreadable):
            row = self._set_aside(db, number, now)
        return _Written(event, row)

    async def _go_on(self, written: _Written) -> None:
        event, row = written.event, written.row
        if isinstance(event, Unreadable) and row is not None:
            self._apologise(event)
        elif isinstance(event, Group) and row is not None:
            self._extras.leave(event.address)
        elif isinstance(event, Received):
            await self._received(event, row)

    async def _received(self, event: Received, row: int | None) -> None:
        if event.query:
            self._extras.stop_spinner(event.query)
        self._take_away(event)
        if row is not None:
            await self._line_up(kept(row, event, time.monotonic()))

    async def _line_up(self, one: QueuedUpdate) -> None:
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
        self.put_nowait(one)

    def _may_come(self, one: QueuedUpdate) -> bool:
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
                event = from_body(row.body, row.update_id, row.person, row.received_at, self._channel)
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
            self._extras.take_away(event.address, event.sent)

    def _lying(self, db: Database) -> list[Incoming]:
        """Numbers first: the rows of a flood that waits here already are not read again every second, nor do they hide others."""
        if operations.on_since(db, operations.PAUSE):
            return []
        full = [person for person, count in self._of_person.copy().items() if count >= self._most]
        return inbox.claim(db, [row for row in inbox.waiting(db, self._channel, but_of=full) if row not in self.in_memory])

    def _accept(self, db: Database, event: Received, now: datetime) -> int | None:
        """The new row; None for what we had. Whoever writes is reachable again."""
        row = inbox.accept(db, self._channel, event.update, event.message.person, to_body(event), now)
        if row is not None:
            people.remember_address(db, event.message.person, self._channel, event.address, event.heard)
        return row

    def _set_aside(self, db: Database, number: int, now: datetime) -> int | None:
        """The new row of something that nobody will read, dead at once; None when it was set aside before."""
        row = inbox.accept(db, self._channel, number, "", "", now)
        if row is not None:
            inbox.give_up(db, row)
        operations.beat(db, "onleesbaar", now)
        return row

    def _claim(self, db: Database, number: int, event: Reachable | Group, now: datetime) -> int | None:
        """Take in what asks for no answer: it is handled at once, and its number stays, for what is delivered again must not count again."""
        row = inbox.accept(db, self._channel, number, "", "", now)
        if row is None:
            return None
        inbox.finish(db, [row], now)
        if isinstance(event, Reachable):
            self._note_reachable(db, event, now)
        return row

    def _note_reachable(self, db: Database, event: Reachable, now: datetime) -> None:
        if event.reachable:
            people.remember_address(db, event.person, self._channel, event.address, event.heard)
        else:
            people.mark_unreachable(db, event.person, now, event.heard)


def _read_all(batch: Sequence[Arrival]) -> dict[int, Event]:
    return {one.update: _read(one) for one in batch}


def _read(arrival: Arrival) -> Event:
    try:
        return arrival.read()
    except Exception as error:  # a mistake of ours in reading one must not end the asking for others
        log.error("an update cannot be read", exc_info=error)
        return Unreadable(arrival.update, arrival.address)


def _address_of(event: Event) -> str:
    """Who hears our apology; empty for nobody: of a person who blocked us, or of a group."""
    return event.address if isinstance(event, Received | Unreadable) else ""

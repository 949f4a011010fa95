"""The sender: rows of the outbox to a channel, in order per chat, and one chat's trouble is nobody else's."""

from __future__ import annotations

import asyncio
import logging
import random
import time
from collections.abc import Callable
from datetime import datetime, timedelta

from bot.app.assistant import Reception
from bot.domain.messages import to_body
from bot.gateway.database_thread import DatabaseThread
from bot.gateway.extras import Extras, Record
from bot.gateway.limits import Limits
from bot.gateway.parcel import Carrier, Fate, Parcel, Posted, next_parcel, undeliverable
from bot.storage import outbox, people
from bot.storage.database import Database, DiskTrouble

log = logging.getLogger(__name__)
MOST_TRIES = 1500  # about a day at one a minute: as long as Telegram keeps what it could not deliver to us


class Sender:
    """Serves every person who has something due; each with a task of their own while there is something."""

    def __init__(
        self,
        channel: Carrier,
        extras: Extras,
        reception: Reception,
        database: DatabaseThread,
        clock: Callable[[], datetime],
        limits: Limits,
    ) -> None:
        self._channel = channel
        self._extras = extras
        self._reception = reception
        self._database = database
        self._clock = clock
        self._limits = limits
        self._copy_after = timedelta(seconds=limits.copy_after)
        self._permits = asyncio.Semaphore(limits.requests_at_once)
        self._serving: dict[str, asyncio.Task[None]] = {}
        self._reserved: set[str] = set()
        self._more: set[str] = set()
        self._records: dict[str, list[tuple[str, Record]]] = {}
        self._unasked: dict[str, None] = {}
        """Who has only something due that nobody waits for, in order."""
        self._pacing: asyncio.Task[None] | None = None
        self._stopping = False
        self._recovered = False
        """Whether what was on its way at the end of the process before was judged: on a full disk that must wait."""

    def wake(self, person: str) -> None:
        """Something of this person is due now."""
        if self._stopping or person in self._serving or person in self._reserved:
            self._more.add(person)
        else:
            self._begin(person, None)

    def reserve(self, person: str) -> bool:
        """Whether the caller may claim this person's next parcel itself and hand it over with `serve`; nobody else serves them till then."""
        if self._stopping or person in self._serving or person in self._reserved:
            return False
        self._reserved.add(person)
        return True

    def serve(self, person: str, address: str, parcel: Parcel | None, record: Record | None, *, reserved: bool) -> None:
        """Send what was claimed and what comes after it; then write the record."""
        if record is not None:
            self._records.setdefault(person, []).append((address, record))
        if not reserved:
            self.wake(person)
            return
        self._reserved.discard(person)
        self._begin(person, parcel)

    def _begin(self, person: str, parcel: Parcel | None) -> None:
        task = asyncio.ensure_future(self._serve(person, parcel))
        self._serving[person] = task
        task.add_done_callback(lambda done: self._ended(person, done))

    async def recover(self) -> None:
        """Judge what was on its way when the process ended, and remember which chats were told to wait."""
        waiting, now = await self._database.run(self._judge_cut_off), self._clock()
        self._recovered = True
        for address, until in waiting:
            self._extras.must_wait(address, (until - now).total_seconds())

    def _judge_cut_off(self, db: Database) -> list[tuple[str, datetime]]:
        now = self._clock()
        for row in outbox.cut_off(db, self._channel.name):
            outbox.unsure(db, row, now, self._copy_after)
        return people.who_must_wait(db, self._channel.name, now)

    async def sweep(self) -> None:
        """Serve whoever has something due that nobody woke us for: reminders, what was put off, rows of other processes."""
        if not self._recovered:
            await self.recover()
        now = self._clock()
        for one in await self._database.run(lambda db: outbox.persons_due(db, self._channel.name, now)):
            if one.asked and one.person not in self._serving:
                self.wake(one.person)
            elif not one.asked and one.person not in self._serving:
                self._unasked.setdefault(one.person)
        if self._unasked and (self._pacing is None or self._pacing.done()):
            self._pacing = asyncio.ensure_future(self._pace())

    async def _pace(self) -> None:
        """Spread in time what nobody waits for: Telegram counts it against 30 messages a second."""
        while self._unasked and not self._stopping:
            person = next(iter(self._unasked))
            del self._unasked[person]
            if person not in self._serving:
                self.wake(person)
            await asyncio.sleep(1 / self._limits.unasked_per_second)

    async def stop(self) -> None:
        """Send what is waiting, as long as that is quick; what is due later stays due."""
        until = time.monotonic() + self._limits.stop
        while self._serving and time.monotonic() < until:
            await asyncio.wait(list(self._serving.values()), timeout=until - time.monotonic())
        self._stopping = True
        if self._pacing is not None:
            self._pacing.cancel()
        for task in self._serving.values():
            task.cancel()

    def _ended(self, person: str, task: asyncio.Task[None]) -> None:
        del self._serving[person]
        if not task.cancelled() and (error := task.exception()):
            log.error("serving a chat failed; it is served again with the next sweep", exc_info=error)
        elif person in self._more and not self._stopping:
            self._more.discard(person)
            self.wake(person)

    async def _serve(self, person: str, parcel: Parcel | None) -> None:
        settle: Callable[[Database], None] = _nothing
        while True:
            async with self._permits:
                if parcel is None:
                    self._more.discard(person)
                    parcel = await self._next(settle, person)
                if parcel is None:
                    break
                posted = await self._post(parcel)
                settle = self._settling(parcel, posted)
                if posted.fate is Fate.WAIT and posted.wait is not None:
                    self._wake_after(person, posted.wait)
                parcel = None
        await self._write_records(person)

    async def _next(self, settle: Callable[[Database], None], person: str) -> Parcel | None:
        """The next parcel, with the one before written down first; while the disk refuses, that waits: it is not sent twice for it."""
        while True:
            try:
                return await self._database.run(lambda db: self._settle_and_next(db, settle, person))
            except DiskTrouble as error:
                log.error("the outbox cannot be written: %s", error.sqlite_errorname)
                if self._stopping:
                    return None
                await asyncio.sleep(self._limits.first_pause)

    async def _post(self, parcel: Parcel) -> Posted:
        try:
            posted = self._channel.send(parcel)
            return posted if isinstance(posted, Posted) else await posted
        except Exception as error:  # a mistake of ours in one message; the next ones go on
            log.error("row %s of the outbox cannot be sent", parcel.row.id, exc_info=error)
            return Posted(Fate.REFUSED)

    def _settle_and_next(self, db: Database, settle: Callable[[Database], None], person: str) -> Parcel | None:
        """Write down what became of the parcel before, and claim the next one: one commit for both."""
        settle(db)
        if self._stopping:
            return None
        return next_parcel(db, self._reception.snapshot, self._channel.name, person, self._clock())

    def _settling(self, parcel: Parcel, posted: Posted) -> Callable[[Database], None]:
        def settle(db: Database) -> None:
            row, now = parcel.row, self._clock()
            if not outbox.is_there(db, row):  # the person was erased meanwhile: nothing of them may come back
                return
            if posted.references_gone:
                outbox.forget_references(db, row.person)
            if posted.rest:
                outbox.keep_rest(db, row, to_body(posted.rest))
            if posted.fate is Fate.SENT:
                outbox.mark(db, row.id, "sent", now, reference=posted.reference)
            elif posted.fate is Fate.WAIT:
                self._later(db, parcel, posted, now)
            elif posted.fate is Fate.UNSURE:
                outbox.unsure(db, row, now, self._copy_after)
            elif posted.fate is Fate.UNREACHABLE:
                people.mark_unreachable(db, row.person, now)
                undeliverable(db, row, now)
            else:
                outbox.mark(db, row.id, "dead", now)

        return settle

    def _later(self, db: Database, parcel: Parcel, posted: Posted, now: datetime) -> None:
        """Not sent: this person's rows wait, as long as the channel says, or twice as long each time."""
        row = parcel.row
        if row.tries >= MOST_TRIES:
            outbox.mark(db, row.id, "dead", now)
            return
        if posted.wait is not None:
            outbox.hold_back(db, row, now + posted.wait, now, told=True)
        elif outbox.is_copy(row):  # the trouble may be of this copy alone
            outbox.postpone(db, row.id, now + self._pause(row.tries), now)
        else:
            outbox.hold_back(db, row, now + self._pause(row.tries), now)

    def _pause(self, tries: int) -> timedelta:
        seconds = min(self._limits.first_pause * 2 ** min(tries, 16), self._limits.longest_pause)
        return timedelta(seconds=seconds * random.uniform(0.8, 1.2))

    async def _write_records(self, person: str) -> None:
        while records := self._records.get(person):
            address, record = records[0]
            async with self._permits:
                wait = await self._extras.record(address, record)
            if wait is not None:
                await self._leave_alone(person, wait)
                return
            records.pop(0)
        self._records.pop(person, None)

    async def _leave_alone(self, person: str, wait: timedelta) -> None:
        """Records are written when the wait is over, after what is due then."""
        until = self._clock() + wait
        await self._database.run(lambda db: people.told_to_wait(db, person, until))
        self._wake_after(person, wait)

    def _wake_after(self, person: str, wait: timedelta) -> None:
        asyncio.get_running_loop().call_later(wait.total_seconds(), self.wake, person)


def _nothing(db: Database) -> None:
    """Nothing to settle before the first parcel."""

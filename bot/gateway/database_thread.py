"""One thread that owns the database: never on the event loop, and what waits together is committed together."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, TypeVar

from bot.storage.database import Database, DiskTrouble, Storage

T = TypeVar("T")
SQLITE_ERROR = 1
MOST = 32  # jobs in one transaction: a commit costs a write to the disk, so that many small ones share it


class OurMistake(Exception):
    """SQLite cannot do what was asked, and never will: malformed JSON, text that is none. Not the trouble of a disk."""


@dataclass
class _Job:
    work: Callable[[Database], Any]
    done: asyncio.Future[Any]
    value: Any = None
    error: BaseException | None = field(default=None)


class DatabaseThread:
    """Runs functions of the database, each all or nothing; a caller goes on only when its work is on the disk."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="database")
        self._waiting: deque[_Job] = deque()
        self._busy = False

    async def run(self, work: Callable[[Database], T]) -> T:
        """What `work` gives, after its transaction is committed; its error, after it is undone."""
        loop = asyncio.get_running_loop()
        job = _Job(work, loop.create_future())
        self._waiting.append(job)
        self._begin(loop)
        result: T = await job.done
        return result

    async def outside(self, work: Callable[[Database], T]) -> T:
        """What `work` gives, outside any transaction (a checkpoint)."""
        return await asyncio.wrap_future(self._thread.submit(work, self._storage.db))

    async def close(self) -> None:
        """Wait for what runs, and end the thread. The storage stays open."""
        while self._busy or self._waiting:
            await asyncio.sleep(0.005)
        self._thread.shutdown()

    def _begin(self, loop: asyncio.AbstractEventLoop) -> None:
        if not self._busy and self._waiting:
            self._busy = True
            self._thread.submit(self._empty, loop)

    def _empty(self, loop: asyncio.AbstractEventLoop) -> None:
        """In the thread: take what waits, commit, tell; until nothing waits."""
        while self._waiting:
            jobs = [self._waiting.popleft() for _ in range(min(MOST, len(self._waiting)))]
            self._commit(jobs)
            loop.call_soon_threadsafe(_tell, jobs)
        loop.call_soon_threadsafe(self._rest, loop)

    def _rest(self, loop: asyncio.AbstractEventLoop) -> None:
        self._busy = False
        self._begin(loop)  # something may have come after the thread looked

    def _commit(self, jobs: list[_Job]) -> None:
        try:
            with self._storage.transaction() as db:
                for job in jobs:
                    _attempt(db, job)
        except BaseException as error:  # nothing of these jobs is on the disk: each must hear of it
            for job in jobs:
                job.error = job.error or error


def _attempt(db: Database, job: _Job) -> None:
    """One job inside the common transaction; its failure undoes it alone."""
    db.execute("SAVEPOINT job")
    try:
        job.value = job.work(db)
    except Exception as error:
        job.error = _named(error)
        if not db.conn.in_transaction:  # SQLite gave up the whole transaction: a full disk, an unreadable page
            raise
        db.execute("ROLLBACK TO job")
    db.execute("RELEASE job")


def _named(error: Exception) -> Exception:
    """SQLite calls a full disk and a statement that makes no sense both OperationalError; only the first goes over by waiting.

    The second has the plain code SQLITE_ERROR, or none when it comes from the library around SQLite (https://sqlite.org/rescode.html).
    """
    if not isinstance(error, DiskTrouble) or getattr(error, "sqlite_errorcode", SQLITE_ERROR) & 0xFF != SQLITE_ERROR:
        return error
    mistake = OurMistake(str(error))
    mistake.__cause__ = error
    return mistake


def _tell(jobs: list[_Job]) -> None:
    for job in jobs:
        if job.done.done():  # whoever waited was cancelled
            continue
        if job.error is not None:
            job.done.set_exception(job.error)
        else:
            job.done.set_result(job.value)

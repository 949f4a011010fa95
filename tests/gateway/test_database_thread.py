"""What waits together is committed together, and each job is all or nothing."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections.abc import AsyncIterator

import pytest

from bot.gateway.database_thread import DatabaseThread, OurMistake
from bot.storage.database import Database, DiskTrouble, Storage


@pytest.fixture
async def database(storage: Storage) -> AsyncIterator[DatabaseThread]:
    """The thread, on a table with one column."""
    storage.db.execute("CREATE TABLE seen (x)")
    thread = DatabaseThread(storage)
    yield thread
    await thread.close()


def add(value: int) -> object:
    """A job that writes one row."""

    def work(db: Database) -> int:
        db.execute("INSERT INTO seen VALUES (?)", (value,))
        return value

    return work


def add_and_fail(db: Database) -> None:
    """A job that writes and then fails."""
    db.execute("INSERT INTO seen VALUES (-1)")
    raise LookupError("after writing")


def seen(storage: Storage) -> list[int]:
    """What another connection sees: only what was committed."""
    other = sqlite3.connect(storage.path)
    rows = [value for (value,) in other.execute("SELECT x FROM seen ORDER BY rowid")]
    other.close()
    return rows


async def test_work_is_on_the_disk_when_it_comes_back(database: DatabaseThread, storage: Storage) -> None:
    assert await database.run(add(1)) == 1
    assert seen(storage) == [1]


async def test_jobs_are_done_in_the_order_in_which_they_came(database: DatabaseThread, storage: Storage) -> None:
    await asyncio.gather(*(database.run(add(number)) for number in range(100)))
    assert seen(storage) == list(range(100))


async def test_many_small_jobs_share_few_commits(database: DatabaseThread, storage: Storage) -> None:
    commits = []
    storage.db.conn.set_trace_callback(lambda sql: commits.append(sql) if sql == "COMMIT" else None)
    await asyncio.gather(*(database.run(add(number)) for number in range(96)))
    assert len(commits) <= 5


async def test_a_job_that_fails_undoes_itself_and_nothing_else(database: DatabaseThread, storage: Storage) -> None:
    results = await asyncio.gather(database.run(add(1)), database.run(add_and_fail), database.run(add(2)), return_exceptions=True)
    assert [result if isinstance(result, int) else type(result) for result in results] == [1, LookupError, 2]
    assert seen(storage) == [1, 2]


async def test_when_the_disk_refuses_everyone_hears_of_it_and_nothing_is_half_written(database: DatabaseThread, storage: Storage) -> None:
    def fill(db: Database) -> None:
        (pages,) = db.execute("PRAGMA page_count").fetchone()
        db.execute(f"PRAGMA max_page_count = {pages}").fetchall()

    def large(db: Database) -> None:
        db.execute("INSERT INTO seen VALUES (zeroblob(1000000))")

    await database.outside(fill)
    results = await asyncio.gather(database.run(add(1)), database.run(large), return_exceptions=True)
    assert isinstance(results[1], sqlite3.OperationalError)
    assert seen(storage) in ([], [1])
    assert (results[0] == 1) == (seen(storage) == [1])


@pytest.mark.parametrize("sql", ["SELECT json('no json')", "SELECT nothing", "SELECT CAST(x'ff' AS TEXT)"])
async def test_what_sqlite_never_can_do_is_no_trouble_of_the_disk(database: DatabaseThread, storage: Storage, sql: str) -> None:
    results = await asyncio.gather(database.run(lambda db: db.execute(sql).fetchall()), database.run(add(1)), return_exceptions=True)
    assert (type(results[0]), seen(storage)) == (OurMistake, [1])


async def test_a_disk_that_refuses_is_trouble_of_the_disk(database: DatabaseThread) -> None:
    await database.outside(lambda db: db.execute("PRAGMA query_only = ON"))
    with pytest.raises(DiskTrouble):
        await database.run(add(1))


async def test_a_commit_that_fails_is_undone_and_the_next_job_is_kept(database: DatabaseThread, storage: Storage) -> None:
    """A commit may fail though every statement went well; the transaction must not stay open and swallow what comes after."""

    def orphan(db: Database) -> None:
        db.execute("PRAGMA defer_foreign_keys = ON")
        db.execute("INSERT INTO cells (pool, location, cell, seat, appointment) VALUES ('x', 'x', 'x', 1, 'nobody')")

    with pytest.raises(sqlite3.IntegrityError):
        await database.run(orphan)
    await database.run(add(2))
    assert seen(storage) == [2]


async def test_whoever_stops_waiting_holds_up_nobody(database: DatabaseThread, storage: Storage) -> None:
    gone = asyncio.ensure_future(database.run(add(1)))
    await asyncio.sleep(0)
    gone.cancel()
    assert await database.run(add(2)) == 2
    assert seen(storage) == [1, 2]


async def test_the_event_loop_is_never_the_one_that_writes(database: DatabaseThread) -> None:
    assert await database.run(lambda db: threading.current_thread()) is not threading.main_thread()

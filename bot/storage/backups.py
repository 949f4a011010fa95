"""Copies of the database: made while it is in use, checked, and brought back without bringing back who was erased."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from sqlite_utils import Database

from bot.domain.time import moment
from bot.storage import operations

MADE = "reservekopie"
"""The heartbeat in a copy that says when it was made."""
APPLICATION_ID = 0x57426F74  # "WBot": tells our file from somebody else's


class BackupFailed(Exception):
    """A copy could not be made or is not whole; `path` is the file, `why` says what happened (English, for `repr`)."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"{path}: {why}")
        self.path = path
        self.why = why


def is_ours(path: Path) -> bool:
    """Whether a file is a database of ours, told by its first bytes; nothing is opened, locked or made."""
    try:
        with path.open("rb") as file:
            head = file.read(72)
    except OSError:
        return False
    return head.startswith(b"SQLite format 3\0") and int.from_bytes(head[68:72], "big") == APPLICATION_ID


def copy(source: Path, target: Path, now: datetime | None = None) -> None:
    """Copy a database that may be in use, as it is at one moment; the target appears whole or not at all. Raises BackupFailed.

    `now` is noted in the copy; without it the time of the file tells when it was made. One step under one read lock: with WAL writers go on meanwhile. The pseudonym key is not in it: it is kept apart.
    """
    unfinished = target.with_name(f"{target.name}.nieuw")
    try:
        unfinished.unlink(missing_ok=True)
        os.close(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        _copy(source, unfinished, now)
        check(unfinished)
        _to_disk(unfinished)
        unfinished.replace(target)
        _to_disk(target.parent)
    except (OSError, sqlite3.Error) as error:
        raise BackupFailed(target, type(error).__name__) from error
    finally:
        with contextlib.suppress(OSError):  # what went wrong is told already
            unfinished.unlink(missing_ok=True)


def _copy(source: Path, target: Path, now: datetime | None) -> None:
    reading = sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True, timeout=30)
    writing = sqlite3.connect(target)
    try:
        reading.backup(writing)
        writing.execute("PRAGMA journal_mode = DELETE")  # one file, without a log beside it
        if now is not None:
            with writing:
                _note(Database(writing), now)
    finally:
        reading.close()
        writing.close()


def _note(db: Database, now: datetime) -> None:
    """When it was made, in the copy itself; one from before there were signs of life has only a number of its own to hold it."""
    if db["heartbeats"].exists():
        operations.beat(db, MADE, now)
    else:
        db.execute(f"PRAGMA user_version = {int(now.timestamp())}")


def check(path: Path) -> None:
    """Whether a copy is whole and ours. Raises BackupFailed."""
    try:
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
        try:
            (told,) = connection.execute("PRAGMA integrity_check").fetchone()
            (found,) = connection.execute("PRAGMA application_id").fetchone()
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise BackupFailed(path, str(error)) from error
    if told != "ok":
        raise BackupFailed(path, str(told).splitlines()[0])
    if found != APPLICATION_ID:
        raise BackupFailed(path, "not a database of this program")


def made_at(path: Path) -> datetime:
    """When a copy was made; of one in which that is not noted, when its file was last changed."""
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    try:
        return _noted(connection) or datetime.fromtimestamp(path.stat().st_mtime, UTC)
    finally:
        connection.close()


def _noted(connection: sqlite3.Connection) -> datetime | None:
    try:
        row = connection.execute("SELECT at FROM heartbeats WHERE name = ?", (MADE,)).fetchone()
    except sqlite3.OperationalError:  # of a version without signs of life
        (seconds,) = connection.execute("PRAGMA user_version").fetchone()
        return datetime.fromtimestamp(seconds, UTC) if seconds else None
    return moment(str(row[0])) if row else None


def prune(folder: Path, pattern: str, before: datetime) -> list[Path]:
    """Remove copies that are too old: what may not be kept may not be kept in a copy either. What was removed."""
    old = [path for path in sorted(folder.glob(pattern)) if datetime.fromtimestamp(path.stat().st_mtime, UTC) < before]
    for path in old:
        path.unlink(missing_ok=True)
    return old


def _to_disk(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

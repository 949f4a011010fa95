"""One SQLite file: opened, checked, migrated, and written in transactions that never half happen."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlite_utils import Database

from bot.content.catalogue import Catalogue
from bot.ops import private_files
from bot.storage.backups import APPLICATION_ID, BackupFailed, copy
from bot.storage.schema import migrations

__all__ = ["Database", "DiskTrouble", "Storage", "StorageTrouble", "StorageUnusable"]

catalogue = Catalogue("bot.storage", "berichten.yaml")
say = catalogue.say

DiskTrouble = sqlite3.OperationalError
"""The disk is full, or the file is locked or gone: not the fault of what was being written."""
StorageTrouble = sqlite3.Error
"""Anything that SQLite refuses."""

BEFORE_MIGRATION = "voor-migratie"
"""In the name of the copy that is made of a file before its tables are changed: `werkbot.db.voor-migratie-m007`."""
LEAST_ROOM = 64 * 1024  # bytes that SQLite wants beside the file: 32 kB for its index, and a page of the log
BUSY_MS = 30_000  # two processes share the file; a write transaction takes milliseconds


class StorageUnusable(Exception):
    """The database file cannot be used; the message (Dutch, out of berichten.yaml) names the file and the remedy."""


class Storage:
    """The database of the assistant. One connection, used from one thread at a time.

    Every write happens inside `transaction()`: it takes the write lock first (BEGIN IMMEDIATE), for a deferred
    transaction that reads before it writes fails at once beside a second writer.
    """

    def __init__(self, path: Path | str) -> None:
        self.path = str(path)
        self.db = _connect(self.path)
        try:
            _copy_before_migrating(self.db, self.path)
            if migrations.pending(self.db):  # else who only reads would wait for who writes
                with self.transaction():
                    migrations.apply(self.db)
                    self.db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        except sqlite3.DatabaseError as error:
            self.db.close()
            raise StorageUnusable(_why(self.path, error)) from error
        except BaseException:
            self.db.close()
            raise

    @contextmanager
    def transaction(self) -> Iterator[Database]:
        """All or nothing; nested use joins the transaction that is open."""
        if self.db.conn.in_transaction:
            yield self.db
            return
        self.db.conn.execute("BEGIN IMMEDIATE")
        try:
            yield self.db
            self.db.conn.commit()
        except BaseException:  # also of a commit: on a full disk the transaction stays open
            self.db.conn.rollback()
            raise

    @contextmanager
    def reading(self) -> Iterator[Database]:
        """One unchanging look at everything, without the write lock: a report of seconds keeps no citizen waiting."""
        self.db.conn.execute("BEGIN")
        try:
            yield self.db
        finally:
            self.db.conn.rollback()

    def close(self) -> None:
        """Close the file; a closed storage is not used again."""
        self.db.close()


def _connect(path: str) -> Database:
    try:
        if path != ":memory:":
            _owners_alone(Path(path))
        connection = sqlite3.connect(path, timeout=BUSY_MS / 1000, check_same_thread=False)
        db = Database(connection)
        db.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
        _refuse_foreign(db, path)  # before WAL, which writes into the file
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "secure_delete = ON"):
            db.execute(f"PRAGMA {pragma}")
    except (sqlite3.DatabaseError, OSError) as error:
        raise StorageUnusable(_why(path, error)) from error
    return db


def _owners_alone(path: Path) -> None:
    """Nobody else on the machine may read what people said: SQLite gives the files beside it the mode of the first."""
    if not path.exists():
        os.close(private_files.opened(path, os.O_RDWR | os.O_CREAT))
    for beside in ("", "-wal", "-shm"):
        private_files.mended(path.with_name(f"{path.name}{beside}"))


def _copy_before_migrating(db: Database, path: str) -> None:
    """A file of an earlier version is copied before it is changed: a release that goes wrong can be taken back."""
    pending = migrations.pending(db)
    if path == ":memory:" or not pending or not migrations.applied(db):
        return
    number = pending[0].name.split("_")[0]
    target = Path(f"{path}.{BEFORE_MIGRATION}-{number}")
    if target.exists():  # an earlier start was broken off: that copy is the good one
        return
    try:
        copy(Path(path), target, datetime.now(UTC))  # no caller has a moment; without one a copy that is moved would seem younger
    except BackupFailed as error:
        raise StorageUnusable(say("database.no-copy", path=path, why=error.why)) from error


def _is_full(path: str, error: Exception) -> bool:
    """Whether the disk has no room: SQLite says so, or calls it an I/O error when not even its index of the log finds room."""
    if isinstance(error, OSError):
        return error.errno in (errno.ENOSPC, errno.EDQUOT)
    if getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_FULL:
        return True
    folder = Path(path).resolve().parent
    return getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_IOERR and shutil.disk_usage(folder).free < LEAST_ROOM


def _why(path: str, error: Exception) -> str:
    if "not a database" in str(error):
        return say("database.not-one", path=path)
    if _is_full(path, error):
        return say("database.full", path=path)
    return say("database.closed", path=path, why=error)


def _refuse_foreign(db: Database, path: str) -> None:
    """A file with tables that are not ours is left alone."""
    found = int(next(iter(db.execute("PRAGMA application_id")))[0])
    tables = [name for name in db.table_names() if not name.startswith("sqlite_")]
    if found not in (0, APPLICATION_ID) or (found == 0 and tables):
        raise StorageUnusable(say("database.foreign", path=path))

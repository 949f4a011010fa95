"""`werkbot backup` and `werkbot herstel`: copies while the assistant works, and the drill of bringing one back."""

from __future__ import annotations

import argparse
import contextlib
import tempfile
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from bot.channels.telegram import process_lock
from bot.commands import operator_texts, wiring
from bot.commands.refusal import Refused
from bot.domain.time import local
from bot.storage import appointments, backups, personal_data
from bot.storage.backups import BackupFailed
from bot.storage.database import BEFORE_MIGRATION, Storage, StorageTrouble, StorageUnusable
from bot.storage.keys import key_path

NAMED = "werkbot-*.db"


def backup(options: argparse.Namespace) -> int:
    """Copy the database into a folder under a name with the moment, or to a new file; old copies in that folder go. Raises Refused."""
    settings, source, now = wiring.settings_of(options), wiring.database_path(options), wiring.clock()
    if not source.exists():
        raise Refused(operator_texts.NO_DATABASE.format(path=source))
    named = Path(options.naar)
    if not named.suffix and not named.exists():  # a name without .db is that of a folder
        named.mkdir(mode=0o700, parents=True)
    target = named / f"werkbot-{local(now):%Y%m%d-%H%M%S}.db" if named.is_dir() else named
    if target.exists() and target.samefile(source):
        raise Refused(operator_texts.BACKUP_IS_DATABASE.format(path=target))
    Storage(source).close()  # a copy is only made of a file that is ours and up to date
    try:
        backups.copy(source, target, now)
    except BackupFailed as error:
        raise Refused(operator_texts.BACKUP_FAILED.format(path=target, why=error.why)) from None
    print(operator_texts.BACKUP_MADE.format(path=target, size=target.stat().st_size // 1024))
    before = now - timedelta(days=settings.retention.backup_days)
    old = backups.prune(source.resolve().parent, f"{source.name}.{BEFORE_MIGRATION}-*", before)
    if named.is_dir():
        old += backups.prune(named, NAMED, before)
    if old:
        print(operator_texts.BACKUP_PRUNED.format(count=len(old)))
    print(operator_texts.KEY_APART.format(path=key_path(str(source))))
    return 0


def restore(options: argparse.Namespace) -> int:
    """Bring a copy back into a folder of its own, or really with --echt; who was erased since stays erased. Raises Refused."""
    database, copy = wiring.database_path(options), Path(options.van)
    try:
        backups.check(copy)
    except BackupFailed as error:
        raise Refused(operator_texts.BACKUP_BROKEN.format(path=copy, why=error.why)) from None
    if options.echt:
        return _really(copy, database)
    with tempfile.TemporaryDirectory(prefix="werkbot-herstel-") as folder:
        brought = _bring_back(copy, Path(folder) / "werkbot.db", database, wiring.clock())
    print(
        operator_texts.DRILL_DONE.format(made=operator_texts.when(brought.made), erased=brought.erased, appointments=brought.appointments)
    )
    return 0


@dataclass(frozen=True)
class _Brought:
    made: datetime
    erased: int
    appointments: int


def _bring_back(copy: Path, target: Path, database: Path, now: datetime) -> _Brought:
    """The copy as a database of this version at `target`, without whoever was erased after it was made."""
    made = backups.made_at(copy)
    try:
        backups.copy(copy, target)
    except BackupFailed as error:
        raise Refused(operator_texts.BACKUP_FAILED.format(path=target, why=error.why)) from None
    storage = Storage(target)
    try:
        noted = personal_data.beside(str(database))
        with storage.transaction() as db:
            erased = personal_data.reapply(db, noted, made) if noted else 0
        with storage.transaction() as db:
            coming = len(appointments.agenda(db, now, now + timedelta(days=366)))
    finally:
        storage.close()
    return _Brought(made, erased, coming)


def _put_aside(database: Path, old: Path) -> None:
    """The database that is replaced, whole or broken, with its log: also of a broken one something may be saved."""
    if database.exists():
        with contextlib.suppress(StorageUnusable, StorageTrouble):
            Storage(database).close()  # closing writes the log into the file, so that it is whole when it is put aside
    for rest in ("", "-wal", "-shm"):
        part = database.with_name(f"{database.name}{rest}")
        if part.exists():
            part.replace(old.with_name(f"{old.name}{rest}"))


def _really(copy: Path, database: Path) -> int:
    now = wiring.clock()
    if process_lock.running(str(database)):
        raise Refused(operator_texts.STOP_FIRST)
    unfinished = database.with_name(f"{database.name}.herstel")
    brought = _bring_back(copy, unfinished, database, now)
    old = database.with_name(f"{database.name}.oud-{local(now):%Y%m%d-%H%M%S}")
    _put_aside(database, old)
    unfinished.replace(database)
    print(
        operator_texts.RESTORED.format(
            path=database, made=operator_texts.when(brought.made), erased=brought.erased, appointments=brought.appointments, old=old
        )
    )
    return 0

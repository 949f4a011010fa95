"""Copies of a database in use: whole, private, and never half there."""

from __future__ import annotations

import os
import sqlite3
import stat
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.storage import backups, people
from bot.storage.backups import BackupFailed
from bot.storage.database import Database, Storage, StorageUnusable
from bot.storage.schema import migrations

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def rows(path: Path, sql: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(path)
    found = connection.execute(sql).fetchall()
    connection.close()
    return found


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def remember(storage: Storage, person: str) -> None:
    with storage.transaction() as db:
        people.remember_address(db, person, "json", person)


def test_a_copy_holds_what_was_committed_is_private_and_says_when_it_was_made(storage: Storage, tmp_path: Path) -> None:
    remember(storage, "anna")
    target = tmp_path / "copy.db"
    backups.copy(Path(storage.path), target, NOW)
    assert rows(target, "SELECT person FROM addresses") == [("anna",)]
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert backups.made_at(target) == NOW
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("copy")] == ["copy.db"]


def test_a_copy_made_under_load_is_of_one_moment(storage: Storage, tmp_path: Path) -> None:
    """Two rows are always written together: a copy that holds one of them without the other is of no moment at all."""
    written, stop = [0], threading.Event()

    def write() -> None:
        while not stop.is_set():
            with storage.transaction() as db:
                for half in ("a", "b"):
                    people.remember_address(db, f"{half}{written[0]}", "json", f"{half}{written[0]}")
            written[0] += 1

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(5):
            target = tmp_path / f"copy{number}.db"
            backups.copy(Path(storage.path), target, NOW)
            halves = rows(target, "SELECT substr(person, 1, 1), count(*) FROM addresses GROUP BY 1 ORDER BY 1")
            assert not halves or halves[0][1] == halves[1][1]
    finally:
        stop.set()
        writer.join()
    assert written[0] > 0


def test_a_copy_that_fails_leaves_the_one_before_alone(storage: Storage, tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    folder.mkdir()
    target = folder / "copy.db"
    backups.copy(Path(storage.path), target, NOW)
    before = target.read_bytes()
    with pytest.raises(BackupFailed):
        backups.copy(tmp_path / "nothing.db", target, NOW)
    assert (target.read_bytes(), names(folder)) == (before, ["copy.db"])


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\x00" + b"\x00" * 200])
def test_a_file_that_is_no_whole_copy_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "copy.db"
    path.write_bytes(content)
    with pytest.raises(BackupFailed):
        backups.check(path)


def test_a_copy_with_a_broken_page_is_refused(storage: Storage, tmp_path: Path) -> None:
    for number in range(200):
        remember(storage, f"person {number}")
    target = tmp_path / "copy.db"
    backups.copy(Path(storage.path), target, NOW)
    content = bytearray(target.read_bytes())
    content[4096:12288] = os.urandom(8192)
    target.write_bytes(content)
    with pytest.raises(BackupFailed):
        backups.check(target)


def test_old_copies_go_and_young_ones_and_other_files_stay(tmp_path: Path) -> None:
    for name, days in (("werkbot-1.db", 40), ("werkbot-2.db", 2), ("foto.db", 40)):
        path = tmp_path / name
        path.touch()
        moment = (NOW - timedelta(days=days)).timestamp()
        os.utime(path, (moment, moment))
    assert [path.name for path in backups.prune(tmp_path, "werkbot-*.db", NOW - timedelta(days=28))] == ["werkbot-1.db"]
    assert names(tmp_path) == ["foto.db", "werkbot-2.db"]


NAMES = [one.name for one in migrations.pending(Database(memory=True))]


def of_version(path: Path, last: int) -> None:
    """A file as an earlier release left it: with only the first migrations, and a person in it."""
    db = Database(sqlite3.connect(path))
    migrations.apply(db, stop_before=NAMES[last:])
    db.execute(f"PRAGMA application_id = {backups.APPLICATION_ID}")
    db.execute("INSERT INTO addresses (person, channel, address) VALUES ('anna', 'json', 'anna')")
    db.close()


@pytest.mark.parametrize("version", range(1, len(NAMES)))
def test_a_file_of_every_earlier_version_is_copied_and_then_brought_up_to_date(tmp_path: Path, version: int) -> None:
    path = tmp_path / "werkbot.db"
    of_version(path, version)
    storage = Storage(path)
    assert storage.db.execute("SELECT person FROM addresses").fetchall() == [("anna",)]
    assert list(migrations.pending(storage.db)) == []
    storage.close()
    (copy,) = tmp_path.glob("werkbot.db.voor-migratie-*")
    assert len(rows(copy, "SELECT name FROM _sqlite_migrations")) == version
    backups.check(copy)
    moved = tmp_path / "moved.db"
    moved.write_bytes(copy.read_bytes())
    os.utime(moved, (2**31, 2**31))
    assert backups.made_at(moved) != datetime.fromtimestamp(2**31, UTC)


def test_a_new_file_and_one_that_is_up_to_date_are_not_copied(tmp_path: Path) -> None:
    for _ in range(2):
        Storage(tmp_path / "werkbot.db").close()
    assert list(tmp_path.glob("*voor-migratie*")) == []


def test_when_no_copy_can_be_made_nothing_is_migrated(tmp_path: Path) -> None:
    path = tmp_path / "werkbot.db"
    of_version(path, 3)
    (tmp_path / "werkbot.db.voor-migratie-m004.nieuw").mkdir()
    with pytest.raises(StorageUnusable, match="reservekopie"):
        Storage(path)
    assert len(rows(path, "SELECT name FROM _sqlite_migrations")) == 3

"""What stands on the disk is its owner's alone, whatever the umask, and no link leads it elsewhere."""

from __future__ import annotations

import errno
import os
import sqlite3
import stat
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.gateway.process_lock import Lock
from bot.gateway.turn_handler import Attempts
from bot.ops import private_files
from bot.storage import personal_data
from bot.storage.database import Storage, StorageUnusable

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def everybody_reads_what_we_make() -> Iterator[None]:
    """As on a machine where nobody set the umask."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_the_database_and_its_log_are_the_owners_alone(tmp_path: Path) -> None:
    storage = Storage(tmp_path / "werkbot.db")
    with storage.transaction() as db:
        db.execute("INSERT INTO switches (name, at) VALUES ('x', 'y')")
    assert {path.name: mode(path) for path in tmp_path.iterdir()} == dict.fromkeys(
        ("werkbot.db", "werkbot.db-wal", "werkbot.db-shm"), 0o600
    )
    storage.close()


def test_a_database_of_before_is_mended_when_it_is_opened(tmp_path: Path) -> None:
    Storage(tmp_path / "werkbot.db").close()
    (tmp_path / "werkbot.db").chmod(0o644)
    Storage(tmp_path / "werkbot.db").close()
    assert mode(tmp_path / "werkbot.db") == 0o600


def test_lock_marker_and_erasures_are_the_owners_alone(tmp_path: Path) -> None:
    Lock(str(tmp_path / "w.db")).release()
    Attempts(str(tmp_path / "w.db"), "telegram").close()
    personal_data.record(tmp_path / "w.db.wissingen", "anna", NOW)
    private_files.written(tmp_path / "rapport.csv", b"1")
    assert {path.name: mode(path) for path in tmp_path.iterdir()} == dict.fromkeys(
        ("w.db.telegram.lock", "w.db.telegram.bezig", "w.db.wissingen", "rapport.csv"), 0o600
    )


@pytest.mark.parametrize("name", ["telegram.lock", "telegram.bezig", "wissingen"])
def test_a_link_beside_the_database_leads_nowhere(tmp_path: Path, name: str) -> None:
    victim = tmp_path / "victim"
    victim.write_text("of somebody else", encoding="utf-8")
    (tmp_path / f"w.db.{name}").symlink_to(victim)
    with pytest.raises(OSError, match="symbolic links") as refused:
        {
            "telegram.lock": lambda: Lock(str(tmp_path / "w.db")),
            "telegram.bezig": lambda: Attempts(str(tmp_path / "w.db"), "telegram"),
            "wissingen": lambda: personal_data.record(tmp_path / "w.db.wissingen", "anna", NOW),
        }[name]()
    assert (refused.value.errno, victim.read_text(encoding="utf-8")) == (errno.ELOOP, "of somebody else")


def test_a_full_disk_is_called_by_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, flags: int) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(private_files, "opened", full)
    with pytest.raises(StorageUnusable) as told:
        Storage(tmp_path / "w.db")
    assert str(told.value) == f"De schijf van {tmp_path / 'w.db'} is vol. Maak ruimte op de schijf; er is niets verloren."


def test_a_disk_that_is_full_for_sqlite_is_called_by_its_name_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> sqlite3.Connection:
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorcode = sqlite3.SQLITE_FULL
        raise error

    monkeypatch.setattr(sqlite3, "connect", full)
    with pytest.raises(StorageUnusable, match=r"is vol\. Maak ruimte"):
        Storage(tmp_path / "w.db")

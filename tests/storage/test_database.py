"""The database file: ours or left alone, whole or not at all."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from bot.storage import people
from bot.storage.database import Storage, StorageUnusable
from tests.conftest import SUNDAY_EVENING


def test_a_transaction_happens_whole_or_not_at_all(storage: Storage) -> None:
    with pytest.raises(ZeroDivisionError), storage.transaction() as db:
        people.write_state(db, "p", "{}", SUNDAY_EVENING)
        raise ZeroDivisionError
    with storage.transaction() as db:
        assert people.read_state(db, "p") is None


def test_two_connections_write_one_after_the_other(tmp_path: Path) -> None:
    first, second = Storage(tmp_path / "a.db"), Storage(tmp_path / "a.db")
    with first.transaction() as db:
        people.write_state(db, "p", "1", SUNDAY_EVENING)
    with second.transaction() as db:
        assert people.read_state(db, "p") == "1"
        people.write_state(db, "p", "2", SUNDAY_EVENING)
    with first.transaction() as db:
        assert people.read_state(db, "p") == "2"
    first.close()
    second.close()


def test_a_database_of_another_program_is_refused_and_left_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "anders.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE klanten (id)")
    other.close()
    before = path.read_bytes()
    with pytest.raises(StorageUnusable, match="een ander programma"):
        Storage(path)
    assert path.read_bytes() == before


def test_a_file_that_is_no_database_is_refused_and_left_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "brief.txt"
    path.write_text("Geachte heer, mevrouw, " * 50, encoding="utf-8")
    with pytest.raises(StorageUnusable, match="geen database"):
        Storage(path)
    assert path.read_text(encoding="utf-8").startswith("Geachte heer")


def test_a_folder_that_does_not_exist_is_told_with_the_way_out(tmp_path: Path) -> None:
    with pytest.raises(StorageUnusable, match="Controleer of de map bestaat"):
        Storage(tmp_path / "weg" / "werkbot.db")


def test_the_steps_run_once_and_opening_again_changes_nothing(tmp_path: Path) -> None:
    first = Storage(tmp_path / "a.db")
    tables = first.db.table_names()
    first.close()
    again = Storage(tmp_path / "a.db")
    assert again.db.table_names() == tables
    assert [row[0] for row in again.db.execute("PRAGMA journal_mode")] == ["wal"]
    again.close()

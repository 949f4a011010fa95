"""Who was erased stays erased, also when a backup from before is put back."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from bot.storage import appointment_rows, backups, personal_data
from bot.storage.database import Storage
from tests.conftest import SUNDAY_EVENING, Citizen
from tests.storage.test_retention import booked


def test_a_backup_that_is_put_back_erases_again_and_gives_up_the_appointment(
    citizen: Citizen, other_citizen: Citizen, storage: Storage, tmp_path: Path
) -> None:
    made = booked(citizen)
    other_citizen.says("hallo")
    backups.copy(Path(storage.path), tmp_path / "kopie.db", citizen.now)
    citizen.now += timedelta(hours=1)
    citizen.says("/verwijder")
    citizen.taps("Ja, wis alles")
    noted = personal_data.beside(storage.path)
    assert noted is not None and noted.stat().st_mode & 0o777 == 0o600

    brought = Storage(tmp_path / "kopie.db")
    assert personal_data.export(brought.db, citizen.person) != {}
    with brought.transaction() as db:
        assert personal_data.reapply(db, noted, backups.made_at(tmp_path / "kopie.db")) == 1
        assert personal_data.export(db, citizen.person) == {}
        assert personal_data.export(db, other_citizen.person) != {}
        left = appointment_rows.find(db, made)
    assert left is not None and (left.stands, left.person, left.phone) == (False, "", "")
    brought.close()


def test_an_erasure_from_before_the_backup_is_not_done_again(storage: Storage, tmp_path: Path) -> None:
    path = tmp_path / "wissingen"
    personal_data.record(path, "p", SUNDAY_EVENING)
    with storage.transaction() as db:
        assert personal_data.reapply(db, path, SUNDAY_EVENING + timedelta(seconds=1)) == 0


def test_a_line_that_a_crash_cut_off_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "wissingen"
    personal_data.record(path, "p", SUNDAY_EVENING)
    with path.open("a", encoding="ascii") as file:
        file.write('{"person": "q", "at": "2026-')
    assert [one.person for one in personal_data.recorded(path)] == ["p"]


def test_erasures_that_no_backup_can_bring_back_are_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "wissingen"
    personal_data.record(path, "old", SUNDAY_EVENING)
    personal_data.record(path, "new", SUNDAY_EVENING + timedelta(days=20))
    assert personal_data.prune(path, SUNDAY_EVENING + timedelta(days=10)) == 1
    assert [one.person for one in personal_data.recorded(path)] == ["new"]
    assert path.stat().st_mode & 0o777 == 0o600
    assert personal_data.prune(tmp_path / "absent", SUNDAY_EVENING) == 0


def test_a_database_in_memory_has_no_list() -> None:
    storage = Storage(":memory:")
    assert personal_data.file_of(storage.db) is None
    storage.close()

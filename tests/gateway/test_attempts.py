"""Which message was being handled when the process was killed."""

from __future__ import annotations

from pathlib import Path

from bot.gateway.turn_handler import Attempts


def test_a_good_end_leaves_nothing(tmp_path: Path) -> None:
    attempts = Attempts(str(tmp_path / "db"), "telegram")
    attempts.begin([1, 2])
    attempts.close()
    assert Attempts(str(tmp_path / "db"), "telegram").left_over() == []


def test_a_kill_leaves_the_rows_that_were_being_handled(tmp_path: Path) -> None:
    killed = Attempts(str(tmp_path / "db"), "telegram")
    killed.begin([123456, 123457, 123458])
    killed.end()
    killed.begin([7])
    assert Attempts(str(tmp_path / "db"), "telegram").left_over() == [7]


def test_another_channel_of_the_same_database_has_a_note_of_its_own(tmp_path: Path) -> None:
    Attempts(str(tmp_path / "db"), "telegram").begin([7])
    other = Attempts(str(tmp_path / "db"), "whatsapp")
    assert other.left_over() == []
    other.begin([8])
    other.close()
    assert Attempts(str(tmp_path / "db"), "telegram").left_over() == [7]


def test_a_database_in_memory_has_no_note() -> None:
    attempts = Attempts(":memory:", "telegram")
    attempts.begin([1])
    assert attempts.left_over() == []
    attempts.close()

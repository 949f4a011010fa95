"""Which message was being handled when the process was killed."""

from __future__ import annotations

from pathlib import Path

from bot.gateway.turn_handler import Attempts


def test_a_good_end_leaves_nothing(tmp_path: Path) -> None:
    attempts = Attempts(str(tmp_path / "db"))
    attempts.begin([1, 2])
    attempts.close()
    assert Attempts(str(tmp_path / "db")).left_over() == []


def test_a_kill_leaves_the_rows_that_were_being_handled(tmp_path: Path) -> None:
    killed = Attempts(str(tmp_path / "db"))
    killed.begin([123456, 123457, 123458])
    killed.end()
    killed.begin([7])
    assert Attempts(str(tmp_path / "db")).left_over() == [7]


def test_a_database_in_memory_has_no_note() -> None:
    attempts = Attempts(":memory:")
    attempts.begin([1])
    assert attempts.left_over() == []
    attempts.close()

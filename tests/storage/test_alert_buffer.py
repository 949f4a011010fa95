"""What the alarm notes while the file takes nothing is carried over into it, and what it took back stays taken back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.storage import operations
from bot.storage.alert_buffer import AlertBuffer
from bot.storage.database import Storage
from bot.storage.operations import RED, TOLD, Beat

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
LATER = NOW + timedelta(minutes=5)


@pytest.fixture
def aside() -> AlertBuffer:
    """Notes beside a file."""
    return AlertBuffer()


def test_what_stood_in_the_file_is_known_beside_it(storage: Storage, aside: AlertBuffer) -> None:
    operations.beat(storage.db, RED, NOW, "schijf")
    assert operations.all_beats(aside.instead_of(storage.db)) == {RED: Beat(NOW, "schijf")}
    aside.forget()


def test_what_was_noted_beside_the_file_is_carried_over(storage: Storage, aside: AlertBuffer) -> None:
    operations.beat(aside.instead_of(storage.db), RED, NOW, "schijf")
    operations.beat(aside.instead_of(storage.db), TOLD, LATER)
    assert operations.all_beats(storage.db) == {}
    assert operations.all_beats(aside.carried_over(storage.db)) == {RED: Beat(NOW, "schijf"), TOLD: Beat(LATER)}
    aside.forget()


def test_what_is_over_beside_the_file_is_over_in_it_and_other_signs_stay(storage: Storage, aside: AlertBuffer) -> None:
    operations.beat(storage.db, RED, NOW)
    operations.beat(storage.db, "wakker", NOW)
    operations.forget(aside.instead_of(storage.db), RED)
    operations.beat(storage.db, "wakker", LATER)
    assert operations.all_beats(aside.carried_over(storage.db)) == {"wakker": Beat(LATER)}
    aside.forget()


def test_without_notes_beside_it_the_file_stays_as_it_is(storage: Storage, aside: AlertBuffer) -> None:
    operations.beat(storage.db, RED, NOW)
    assert operations.all_beats(aside.carried_over(storage.db)) == {RED: Beat(NOW)}


def test_what_was_forgotten_is_not_carried_over_again(storage: Storage, aside: AlertBuffer) -> None:
    operations.beat(aside.instead_of(storage.db), RED, NOW)
    aside.forget()
    assert operations.all_beats(aside.carried_over(storage.db)) == {}

"""The roster, and a table that refuses what must not be."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest
from sqlite_utils import Database

from bot.storage import appointments, capacity
from tests.domain.calendars import MONDAY, calendar, location
from tests.storage.counter import ALICE, BOB, KNOWN, TEN, book, opened


@pytest.fixture
def db() -> Iterator[Database]:
    """An agenda inside an open transaction."""
    with opened() as db:
        yield db


def test_the_roster_has_one_row_per_seat_of_the_calendar(db: Database) -> None:
    assert db.execute("SELECT * FROM seats").fetchall() == [("advisers", "desk", 1), ("advisers", "desk", 2), ("employers", "desk", 1)]


def test_a_seat_that_left_the_calendar_goes_unless_something_stands_on_it(db: Database) -> None:
    book(db, ALICE)
    book(db, BOB)
    capacity.sync_roster(db, calendar(location(seats={"advisers": 1})))
    assert db.execute("SELECT * FROM seats").fetchall() == [("advisers", "desk", 1), ("advisers", "desk", 2)]
    capacity.sync_roster(db, KNOWN)
    capacity.sync_roster(db, KNOWN)
    assert len(db.execute("SELECT * FROM seats").fetchall()) == 3


@pytest.mark.parametrize("seat", [1, 2])
def test_a_second_insert_by_hand_on_the_same_seat_is_refused_by_the_table(db: Database, seat: int) -> None:
    book(db, ALICE)
    made = book(db, BOB)
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE constraint failed"):
        db.execute("INSERT INTO cells VALUES ('advisers', 'desk', '2026-11-25T10:00', ?, ?, NULL)", (seat, made.id))


def test_a_seat_made_up_by_hand_is_refused_by_the_table(db: Database) -> None:
    made = book(db, ALICE)
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY constraint failed"):
        db.execute("INSERT INTO cells VALUES ('advisers', 'desk', '2026-11-25T10:00', 3, ?, NULL)", (made.id,))


def test_a_cell_of_nobody_or_of_two_is_refused_by_the_table(db: Database) -> None:
    made = book(db, ALICE)
    appointments.hold(db, KNOWN, BOB, "talk", TEN, MONDAY)
    for owner in ((None, None), (made.id, BOB)):
        with pytest.raises(sqlite3.IntegrityError, match="CHECK constraint failed"):
            db.execute("INSERT INTO cells VALUES ('advisers', 'desk', '2026-11-25T14:00', 1, ?, ?)", owner)

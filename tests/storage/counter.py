"""The counter in tests: Alice, Bob and Carol book on a real database as the dialogue does, and what stands is looked up."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from sqlite_utils import Database

from bot.content.services import Calendar
from bot.domain.appointment import Appointment, Booking
from bot.domain.availability import Slot
from bot.domain.time import wall
from bot.storage import appointments, capacity
from bot.storage.capacity import Sought
from bot.storage.database import Storage
from bot.understanding.dates.find_moment import Moment
from tests.domain.calendars import DESK, MONDAY, calendar, clocks, slot

ALICE, BOB, CAROL = "alice", "bob", "carol"
TEN = slot("2026-11-25 10:00")
WEDNESDAY = date(2026, 11, 25)
KNOWN = calendar()


@contextmanager
def opened() -> Iterator[Database]:
    """An agenda with the usual roster, inside an open transaction."""
    storage = Storage(":memory:")
    with storage.transaction() as db:
        capacity.sync_roster(db, KNOWN)
        yield db
    storage.close()


def book(
    db: Database, person: str, wanted: Slot = TEN, now: datetime = MONDAY, known: Calendar = KNOWN, service_id: str = "talk", **more: Any
) -> Appointment:
    """Book as the dialogue does."""
    return appointments.book(db, known, Booking(person, service_id, wanted, "terminal", trial=True, **more), now)


def free(
    db: Database, person: str = CAROL, day: date = WEDNESDAY, now: datetime = MONDAY, known: Calendar = KNOWN, **more: Any
) -> list[str]:
    """Everything that is free on one day."""
    return [text[11:] for text in clocks(capacity.free(db, known, Sought(person, "talk", DESK, **more), now, Moment(date=day), 1000))]


def occupied(db: Database) -> list[tuple[str, int]]:
    """The cells in use, with their seat, of every quarter of an hour the first."""
    rows = db.execute("SELECT cell, seat FROM cells ORDER BY cell, seat").fetchall()
    return [(str(cell)[11:], int(seat)) for cell, seat in rows if str(cell)[14:] in ("00", "15", "30", "45")]


def reminders(db: Database) -> list[tuple[str, str]]:
    """The reminders that are due, with the local time at which they leave."""
    rows = db.execute("SELECT key, due_at FROM outbox WHERE kind = 'herinnering' AND state = 'due' ORDER BY due_at").fetchall()
    return [(str(key), wall(datetime.fromisoformat(due))) for key, due in rows]

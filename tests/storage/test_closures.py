"""Closures that staff made: kept with their number, in force beside those of the file, taken back, and over when they are over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlite_utils import Database

from bot.domain.time import at
from bot.storage import closures
from bot.storage.closures import MadeClosure
from tests.domain.calendars import MONDAY, calendar, closure
from tests.storage.counter import WEDNESDAY, opened

WHOLE_DAY = closure("2026-11-25 00:00", "2026-11-26 00:00")
ONE_SEAT = closure("2026-11-24 10:15", "2026-11-24 10:30", "advisers", 1)


@pytest.fixture
def db() -> Iterator[Database]:
    """A database inside an open transaction."""
    with opened() as db:
        yield db


def test_what_was_kept_comes_back_whole_in_order_of_time(db: Database) -> None:
    later, first = closures.keep(db, "desk", WHOLE_DAY, MONDAY), closures.keep(db, "wing", ONE_SEAT, MONDAY)
    assert closures.made(db, MONDAY) == [MadeClosure(first, "wing", ONE_SEAT), MadeClosure(later, "desk", WHOLE_DAY)]
    assert closures.find(db, later, MONDAY) == MadeClosure(later, "desk", WHOLE_DAY)


def test_a_closure_is_over_when_its_last_minute_is(db: Database) -> None:
    number = closures.keep(db, "desk", WHOLE_DAY, MONDAY)
    end = at(WEDNESDAY + timedelta(days=1), WHOLE_DAY.end.time())
    assert closures.find(db, number, end - timedelta(minutes=1)) is not None
    assert (closures.find(db, number, end), closures.made(db, end)) == (None, [])


def test_what_was_taken_back_is_gone_and_the_others_stay(db: Database) -> None:
    first, second = closures.keep(db, "desk", WHOLE_DAY, MONDAY), closures.keep(db, "desk", ONE_SEAT, MONDAY)
    closures.reopen(db, first)
    assert [one.id for one in closures.made(db, MONDAY)] == [second]
    assert closures.find(db, first, MONDAY) is None


def test_the_calendar_has_them_beside_its_own_and_a_location_that_is_gone_has_none(db: Database) -> None:
    known = calendar()
    assert closures.in_force(db, known, MONDAY) == known
    for location in ("desk", "weg"):
        closures.keep(db, location, WHOLE_DAY, MONDAY)
    closures.keep(db, "desk", ONE_SEAT, MONDAY)
    assert closures.in_force(db, known, MONDAY).locations["desk"].closures == (ONE_SEAT, WHOLE_DAY)
    assert list(closures.in_force(db, known, MONDAY).locations) == list(known.locations)

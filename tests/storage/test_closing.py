"""Closing with appointments: who is affected, and that nobody stands before a closed door."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlite_utils import Database

from bot.domain.appointment import Move, State
from bot.storage import appointment_rows, appointments, closures
from bot.storage.appointments import NotBookable
from tests.domain.calendars import MONDAY, PHONE, calendar, closure, hours, location, slot
from tests.storage.counter import ALICE, BOB, CAROL, KNOWN, WEDNESDAY, book, free, opened, reminders


@pytest.fixture
def db() -> Iterator[Database]:
    """An agenda inside an open transaction."""
    with opened() as db:
        yield db


def test_closing_a_day_lists_who_is_affected_and_gives_their_moments_up(db: Database) -> None:
    first, second, other = book(db, ALICE, slot("2026-11-25 14:00")), book(db, BOB), book(db, CAROL, slot("2026-11-26 10:00"))
    shut = closure("2026-11-25 00:00", "2026-11-26 00:00")
    assert appointments.affected_by(db, KNOWN, "desk", shut, MONDAY) == [second, first]
    assert appointment_rows.find(db, first.id) == first
    told = appointments.close(db, KNOWN, "desk", shut, MONDAY)
    assert [(one.id, one.state, one.sequence) for one in told] == [(second.id, State.VOID, 1), (first.id, State.VOID, 1)]
    assert (appointment_rows.upcoming(db, ALICE, MONDAY), appointment_rows.upcoming(db, CAROL, MONDAY)) == ([], [other])
    assert reminders(db) == [(f"herinnering:{other.id}", "2026-11-25T10:00")]
    assert free(db) == []
    with pytest.raises(NotBookable):
        book(db, "dave")


def test_an_appointment_that_was_given_up_can_be_moved_by_its_person_with_one_choice(db: Database) -> None:
    made = book(db, ALICE)
    book(db, ALICE, slot("2026-12-01 10:00"))
    appointments.close(db, KNOWN, "desk", closure("2026-11-25 00:00", "2026-11-26 00:00"), MONDAY)
    moved = appointments.move(db, KNOWN, Move(ALICE, made.id, slot("2026-11-26 10:00"), "terminal"), MONDAY)
    assert (moved.state, moved.sequence, moved.code) == (State.BOOKED, 2, made.code)
    assert (f"herinnering:{made.id}", "2026-11-25T10:00") in reminders(db)


def test_closing_one_seat_gives_up_only_those_booked_last(db: Database) -> None:
    first = book(db, ALICE)
    last = book(db, BOB, now=MONDAY + timedelta(minutes=1))
    told = appointments.close(db, KNOWN, "desk", closure("2026-11-25 10:15", "2026-11-25 10:30", "advisers", 1), MONDAY)
    assert [one.id for one in told] == [last.id]
    assert appointment_rows.upcoming(db, ALICE, MONDAY) == [first]
    assert free(db)[0] == "10:30"


def test_closing_a_pool_leaves_the_other_pool_open(db: Database) -> None:
    talk, employer = book(db, ALICE), book(db, BOB, slot("2026-11-25 10:00", 45), service_id="employer")
    told = appointments.close(db, KNOWN, "desk", closure("2026-11-25 09:00", "2026-11-25 17:00", "advisers"), MONDAY)
    assert ([one.id for one in told], appointment_rows.upcoming(db, BOB, MONDAY)) == ([talk.id], [employer])


def test_closing_gives_up_only_what_it_affects_itself(db: Database) -> None:
    made, other = book(db, ALICE), book(db, BOB, slot("2026-11-26 10:00"))
    changed = calendar(location(exceptions={WEDNESDAY: ()}))
    told = appointments.close(db, changed, "desk", closure("2026-11-26 00:00", "2026-11-27 00:00"), MONDAY)
    assert ([one.id for one in told], appointments.affected(db, changed, MONDAY)) == ([other.id], [made])
    assert [one.id for one in appointments.give_up_affected(db, changed, MONDAY)] == [made.id]
    assert appointments.affected(db, changed, MONDAY) == []


def test_a_closure_can_be_taken_back(db: Database) -> None:
    appointments.close(db, KNOWN, "desk", closure("2026-11-25 00:00", "2026-11-26 00:00"), MONDAY)
    (made,) = closures.made(db, MONDAY)
    closures.reopen(db, made.id)
    assert free(db)[0] == "10:00"


def test_a_change_of_the_calendar_shows_whom_it_affects(db: Database) -> None:
    made, phoned = book(db, ALICE), book(db, BOB, slot("2026-11-26 10:00", place=PHONE))
    assert appointments.affected(db, calendar(grid_minutes=20, lead_hours=1000, horizon_days=0), MONDAY) == []
    assert appointments.affected(db, calendar(location(exceptions={WEDNESDAY: hours((12, 14))})), MONDAY) == [made]
    assert appointments.affected(db, calendar(location(id="elsewhere")), MONDAY) == [made, phoned]
    assert appointments.affected(db, calendar(location(seats={"employers": 1})), MONDAY) == [made, phoned]
    assert appointments.affected(db, calendar(location(exceptions={WEDNESDAY: ()})), made.begin) == []


def test_of_those_booked_in_the_same_moment_the_last_one_goes(db: Database) -> None:
    made = [book(db, person) for person in (ALICE, BOB)]
    told = appointments.close(db, KNOWN, "desk", closure("2026-11-25 10:00", "2026-11-25 10:30", "advisers", 2), MONDAY)
    assert [one.id for one in told] == [made[1].id]

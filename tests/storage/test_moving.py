"""Moving and cancelling one's own appointment: the old moment goes only with the new one taken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlite_utils import Database

from bot.domain.appointment import Move, State
from bot.storage import appointment_rows, appointments
from bot.storage.appointments import NoSuchAppointment, TooLate
from bot.storage.capacity import SlotTaken
from tests.domain.calendars import MONDAY, PHONE, calendar, location, slot
from tests.storage.counter import ALICE, BOB, CAROL, KNOWN, TEN, book, free, occupied, opened, reminders


@pytest.fixture
def db() -> Iterator[Database]:
    """An agenda inside an open transaction."""
    with opened() as db:
        yield db


def test_moving_keeps_the_id_and_code_frees_the_old_moment_and_counts(db: Database) -> None:
    made = book(db, ALICE, name="Sanne", phone="n")
    moved = appointments.move(db, KNOWN, Move(ALICE, made.id, slot("2026-11-26 14:00"), "telegram"), MONDAY)
    assert moved == replace(made, wall="2026-11-26T14:00", sequence=1, channel="telegram")
    assert appointment_rows.upcoming(db, ALICE, MONDAY) == [moved]
    assert {str(row[0])[:10] for row in db.execute("SELECT cell FROM cells").fetchall()} == {"2026-11-26"}
    assert occupied(db) == [("14:00", 1), ("14:15", 1)]


def test_moving_to_a_moment_that_is_taken_keeps_the_old_one(db: Database) -> None:
    book(db, BOB)
    book(db, CAROL)
    made = book(db, ALICE, slot("2026-11-25 11:00"))
    before = (occupied(db), reminders(db))
    with pytest.raises(SlotTaken):
        appointments.move(db, KNOWN, Move(ALICE, made.id, TEN, "terminal"), MONDAY)
    assert (appointment_rows.upcoming(db, ALICE, MONDAY), (occupied(db), reminders(db))) == ([made], before)


def test_moving_by_a_quarter_of_an_hour_may_use_the_own_old_cells(db: Database) -> None:
    known = calendar(location(seats={"advisers": 1}))
    made = book(db, ALICE, known=known)
    assert free(db, ALICE, known=known, moving=made.id)[:2] == ["10:15", "10:30"]
    kept = appointments.hold(db, known, ALICE, "talk", slot("2026-11-25 10:15"), MONDAY, moving=made.id)
    assert kept.until == MONDAY + timedelta(minutes=10)
    assert occupied(db) == [("10:00", 1), ("10:15", 1), ("10:30", 1)]
    with pytest.raises(SlotTaken):
        book(db, BOB, slot("2026-11-25 10:30"), known=known)
    appointments.move(db, known, Move(ALICE, made.id, slot("2026-11-25 10:15"), "terminal"), MONDAY)
    assert occupied(db) == [("10:15", 1), ("10:30", 1)]


def test_moving_works_at_the_maximum_of_open_appointments(db: Database) -> None:
    made = book(db, ALICE)
    book(db, ALICE, slot("2026-11-26 10:00"))
    assert appointments.hold(db, KNOWN, ALICE, "talk", slot("2026-11-30 10:00"), MONDAY, moving=made.id)
    assert appointments.move(db, KNOWN, Move(ALICE, made.id, slot("2026-11-30 10:00"), "terminal"), MONDAY).wall == "2026-11-30T10:00"


def test_moving_from_the_desk_to_the_telephone_takes_the_number_along(db: Database) -> None:
    made = book(db, ALICE)
    moved = appointments.move(db, KNOWN, Move(ALICE, made.id, slot("2026-11-25 10:00", place=PHONE), "terminal", "n"), MONDAY)
    assert (moved.place, moved.phone, moved.sequence) == (PHONE, "n", 1)


def test_moving_to_the_same_moment_changes_nothing(db: Database) -> None:
    made = book(db, ALICE)
    assert appointments.move(db, KNOWN, Move(ALICE, made.id, TEN, "terminal"), MONDAY) == made


def test_nobody_moves_or_cancels_what_is_somebody_elses(db: Database) -> None:
    made = book(db, ALICE)
    for person in (BOB, ""):
        with pytest.raises(NoSuchAppointment):
            appointments.move(db, KNOWN, Move(person, made.id, slot("2026-11-26 10:00"), "terminal"), MONDAY)
        with pytest.raises(NoSuchAppointment):
            appointments.cancel(db, person, made.id, MONDAY)
        with pytest.raises(NoSuchAppointment):
            appointments.hold(db, KNOWN, person, "talk", slot("2026-11-26 10:00"), MONDAY, moving=made.id)
    with pytest.raises(NoSuchAppointment):
        appointments.cancel(db, ALICE, "nothing", MONDAY)
    assert appointment_rows.upcoming(db, ALICE, MONDAY) == [made]


def test_what_has_begun_or_was_cancelled_can_no_longer_be_moved(db: Database) -> None:
    made, other = book(db, ALICE), book(db, ALICE, slot("2026-11-26 10:00"))
    appointments.cancel(db, ALICE, other.id, MONDAY)
    with pytest.raises(TooLate):
        appointments.move(db, KNOWN, Move(ALICE, other.id, slot("2026-11-30 10:00"), "terminal"), MONDAY)
    with pytest.raises(TooLate):
        appointments.move(db, KNOWN, Move(ALICE, made.id, slot("2026-11-30 10:00"), "terminal"), made.begin)
    with pytest.raises(TooLate):
        appointments.cancel(db, ALICE, made.id, made.begin)


def test_cancelling_frees_the_moment_at_once(db: Database) -> None:
    known = calendar(location(seats={"advisers": 1}))
    made = book(db, ALICE, known=known)
    gone = appointments.cancel(db, ALICE, made.id, MONDAY, channel="terminal")
    assert (gone.state, gone.sequence, appointment_rows.upcoming(db, ALICE, MONDAY), occupied(db)) == (State.CANCELLED, 1, [], [])
    assert book(db, BOB, known=known).stands


def test_cancelling_twice_changes_nothing_more(db: Database) -> None:
    made = book(db, ALICE)
    gone = appointments.cancel(db, ALICE, made.id, MONDAY)
    assert appointments.cancel(db, ALICE, made.id, MONDAY + timedelta(minutes=1)) == gone

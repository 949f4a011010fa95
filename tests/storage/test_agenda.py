"""Reminders, what staff see, and that a failure changes nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

import pytest
from sqlite_utils import Database

from bot.domain.appointment import Move, Outcome
from bot.domain.time import from_wall
from bot.storage import appointment_rows, appointments, capacity, outbox
from bot.storage.appointments import NoSuchAppointment
from bot.storage.capacity import SlotTaken, Sought
from bot.storage.database import Storage
from bot.understanding.dates.find_moment import Moment
from tests.domain.calendars import DESK, MONDAY, clocks, slot
from tests.storage.counter import ALICE, BOB, CAROL, KNOWN, TEN, WEDNESDAY, book, occupied, opened, reminders


@pytest.fixture
def db() -> Iterator[Database]:
    """An agenda inside an open transaction."""
    with opened() as db:
        yield db


def test_one_reminder_is_due_the_day_before_and_follows_a_move_and_a_cancel(db: Database) -> None:
    made = book(db, ALICE)
    assert reminders(db) == [(f"herinnering:{made.id}", "2026-11-24T10:00")]
    row = outbox.due(db, "terminal", made.begin)[0]
    assert (row.person, row.kind, json.loads(row.body)) == (ALICE, "herinnering", {"appointment": made.id, "sequence": 0})
    appointments.move(db, KNOWN, Move(ALICE, made.id, slot("2026-11-30 11:00"), "terminal"), MONDAY)
    assert reminders(db) == [(f"herinnering:{made.id}", "2026-11-29T11:00")]
    assert json.loads(outbox.due(db, "terminal", from_wall("2026-11-30T00:00"))[0].body) == {"appointment": made.id, "sequence": 1}
    appointments.cancel(db, ALICE, made.id, MONDAY)
    assert reminders(db) == []


def test_there_is_no_reminder_when_booked_less_than_24_hours_ahead(db: Database) -> None:
    tomorrow = book(db, ALICE, slot("2026-11-24 10:00"), from_wall("2026-11-23T10:01"))
    assert (reminders(db), appointments.reminder_state_of(db, tomorrow)) == ([], "")


def test_moving_to_within_24_hours_takes_the_reminder_back(db: Database) -> None:
    made = book(db, ALICE)
    appointments.move(db, KNOWN, Move(ALICE, made.id, slot("2026-11-23 15:00"), "terminal"), MONDAY)
    assert reminders(db) == []


def test_after_a_reminder_was_sent_a_move_still_gives_one_for_the_new_moment(db: Database) -> None:
    made = book(db, ALICE)
    sent = outbox.due(db, "terminal", from_wall("2026-11-24T10:00"))[0]
    outbox.mark(db, sent.id, "sent", from_wall("2026-11-24T10:00"))
    assert appointments.reminder_state_of(db, made) == "sent"
    later = from_wall("2026-11-24T12:00")
    appointments.move(db, KNOWN, Move(ALICE, made.id, slot("2026-11-30 11:00"), "terminal"), later)
    assert reminders(db) == [(f"herinnering:{made.id}:1", "2026-11-29T11:00")]
    appointments.move(db, KNOWN, Move(ALICE, made.id, slot("2026-12-01 11:00"), "terminal"), later)
    assert [due for _, due in reminders(db)] == ["2026-11-30T11:00"]
    appointments.cancel(db, ALICE, made.id, later)
    assert reminders(db) == []


def test_a_reminder_that_was_not_delivered_is_seen_by_staff(db: Database) -> None:
    made = book(db, ALICE)
    row = outbox.due(db, "terminal", made.begin)[0]
    outbox.mark(db, row.id, "dead", made.begin)
    assert appointments.reminder_state_of(db, made) == "dead"


def test_the_agenda_lists_what_stands_between_two_moments_in_order_of_time(db: Database) -> None:
    late, early = book(db, ALICE, slot("2026-11-25 14:00")), book(db, BOB)
    gone = book(db, CAROL, slot("2026-11-25 12:00"))
    appointments.cancel(db, CAROL, gone.id, MONDAY)
    book(db, CAROL, slot("2026-11-26 10:00"))
    assert appointments.agenda(db, from_wall("2026-11-25T00:00"), from_wall("2026-11-26T00:00")) == [early, late]


def test_what_became_of_an_appointment_is_noted_from_its_day_on(db: Database) -> None:
    made = book(db, ALICE)
    with pytest.raises(ValueError, match="no outcome before that day"):
        appointments.set_outcome(db, made.id, Outcome.NOT_SHOWN_UP, MONDAY)
    for outcome in (Outcome.NOT_SHOWN_UP, Outcome.SHOWN_UP):
        noted = appointments.set_outcome(db, made.id, outcome, from_wall("2026-11-25T09:50"))
        assert (noted.outcome, appointment_rows.find(db, made.id)) == (outcome, noted)
    with pytest.raises(NoSuchAppointment):
        appointments.set_outcome(db, "nothing", Outcome.SHOWN_UP, MONDAY)


def test_the_history_of_an_appointment_is_kept(db: Database) -> None:
    made = book(db, ALICE)
    appointments.move(db, KNOWN, Move(ALICE, made.id, slot("2026-11-26 10:00"), "telegram"), MONDAY)
    appointments.cancel(db, ALICE, made.id, MONDAY, channel="telegram")
    rows = db.execute("SELECT sequence, change, detail, channel FROM appointment_changes ORDER BY rowid").fetchall()
    assert rows == [
        (0, "gemaakt", "2026-11-25T10:00", "terminal"),
        (1, "verzet", "2026-11-25T10:00", "telegram"),
        (2, "afgezegd", "2026-11-26T10:00", "telegram"),
    ]


def test_a_failure_inside_a_message_leaves_the_rest_of_its_transaction_alone() -> None:
    storage = Storage(":memory:")
    with storage.transaction() as db:
        capacity.sync_roster(db, KNOWN)
        db.execute("DELETE FROM seats WHERE seat = 2")  # the roster of another process, that has one seat less
    with storage.transaction() as db:
        kept = book(db, ALICE)
        with pytest.raises(SlotTaken):
            book(db, BOB)
        with pytest.raises(SlotTaken):
            appointments.hold(db, KNOWN, CAROL, "talk", TEN, MONDAY)
        moved = book(db, CAROL, slot("2026-11-25 12:00"))
        with pytest.raises(SlotTaken):
            appointments.move(db, KNOWN, Move(CAROL, moved.id, TEN, "terminal"), MONDAY)
    assert appointment_rows.upcoming(storage.db, ALICE, MONDAY) == [kept]
    assert appointment_rows.upcoming(storage.db, BOB, MONDAY) == []
    assert appointment_rows.upcoming(storage.db, CAROL, MONDAY) == [moved]
    assert [cell for cell, _ in occupied(storage.db)] == ["10:00", "10:15", "12:00", "12:15"]
    assert storage.db.execute("SELECT count(*) FROM holds").fetchone() == (0,)
    storage.close()


def test_the_nearest_moments_are_found_around_a_wish_that_cannot_be_met(db: Database) -> None:
    book(db, ALICE)
    book(db, BOB)
    found = capacity.near(db, KNOWN, Sought(CAROL, "talk", DESK), MONDAY, Moment(date=WEDNESDAY, time=TEN.begin.time()), 4)
    assert clocks(found) == ["2026-11-24 10:00", "2026-11-25 10:30", "2026-11-25 10:45", "2026-11-26 10:00"]
    far = capacity.near(db, KNOWN, Sought(CAROL, "talk", DESK), MONDAY, Moment(date=date(2027, 9, 1)), 2)
    assert clocks(far) == ["2027-01-04 10:00", "2027-01-04 12:45"]

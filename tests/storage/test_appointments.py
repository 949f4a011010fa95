"""Booking and holding: every rule checked again, on a real SQLite database."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlite_utils import Database

from bot.domain.appointment import Move, State
from bot.domain.availability import Refusal
from bot.domain.time import from_wall
from bot.storage import appointment_rows, appointments, capacity
from bot.storage.appointments import NotBookable, TooManyOpen
from bot.storage.capacity import SlotTaken, Sought
from tests.domain.calendars import DESK, MONDAY, PHONE, calendar, location, service, slot
from tests.storage.counter import ALICE, BOB, CAROL, KNOWN, TEN, book, free, occupied, opened, reminders


@pytest.fixture
def db() -> Iterator[Database]:
    """An agenda inside an open transaction."""
    with opened() as db:
        yield db


def test_a_booking_is_kept_with_everything_that_was_told(db: Database) -> None:
    made = book(db, ALICE, slot("2026-11-25 10:00", place=PHONE), name="Sanne", phone="n", subject="ontslag", contact="c1", source="poster")
    assert (made.wall, made.minutes, made.place, made.sequence, made.state) == ("2026-11-25T10:00", 30, PHONE, 0, State.BOOKED)
    assert (made.name, made.phone, made.subject, made.contact, made.source, made.trial) == ("Sanne", "n", "ontslag", "c1", "poster", True)
    assert made.begin == from_wall("2026-11-25T10:00")
    assert appointment_rows.find(db, made.id) == made
    assert appointment_rows.upcoming(db, ALICE, MONDAY) == [made]
    assert occupied(db) == [("10:00", 1), ("10:15", 1)]


def test_ids_are_short_safe_and_never_the_same_and_codes_have_no_look_alikes(db: Database) -> None:
    many = calendar(location(seats={"advisers": 200}), open_per_person=1)
    capacity.sync_roster(db, many)
    made = [book(db, f"p{number}", known=many) for number in range(200)]
    assert max(len(one.id) for one in made) <= 12
    assert {sign for one in made for sign in one.id} <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
    assert (len({one.id for one in made}), len({one.code for one in made})) == (200, 200)
    assert {len(one.code) for one in made} == {4}
    assert {sign for one in made for sign in one.code} & set("0O1IL") == set()


def test_as_many_appointments_run_side_by_side_as_there_are_seats(db: Database) -> None:
    book(db, ALICE)
    book(db, BOB)
    with pytest.raises(SlotTaken):
        book(db, CAROL)
    assert occupied(db) == [("10:00", 1), ("10:00", 2), ("10:15", 1), ("10:15", 2)]
    assert free(db)[0] == "10:30"


def test_an_appointment_may_change_seats_so_that_no_room_is_lost(db: Database) -> None:
    one_cell = calendar(services=(service(id="short", minutes=15), service()))
    for person, clock in ((ALICE, "10:00"), (BOB, "10:00"), (CAROL, "10:15")):
        book(db, person, slot(f"2026-11-25 {clock}", 15), known=one_cell, service_id="short")
    appointments.cancel(db, ALICE, appointment_rows.upcoming(db, ALICE, MONDAY)[0].id, MONDAY)
    # Seat 1 is free at 10.00 and seat 2 at 10.15: neither is free for half an hour, together they are.
    made = book(db, "dave", known=one_cell)
    assert made.stands
    assert occupied(db) == [("10:00", 1), ("10:00", 2), ("10:15", 1), ("10:15", 2)]


def test_a_buffer_keeps_the_next_one_away_but_not_another_pool(db: Database) -> None:
    buffered = calendar(
        location(seats={"advisers": 1, "employers": 1}), services=(service(buffer_minutes=10), service(id="other", pool="employers"))
    )
    book(db, ALICE, known=buffered)
    assert free(db, known=buffered)[:2] == ["10:45", "11:00"]
    assert book(db, BOB, known=buffered, service_id="other").stands


@pytest.mark.parametrize(
    ("begin", "why"),
    [
        ("2026-11-23 08:45", Refusal.PAST),
        ("2026-11-23 10:00", Refusal.TOO_SOON),
        ("2027-02-01 10:00", Refusal.BEYOND_HORIZON),
        ("2026-11-27 10:00", Refusal.CLOSED),
        ("2026-11-25 09:00", Refusal.OUTSIDE_HOURS),
        ("2026-11-25 15:45", Refusal.DOES_NOT_FIT),
        ("2026-11-25 10:05", Refusal.OFF_GRID),
    ],
)
def test_every_rule_is_checked_again_when_booking_holding_and_moving(db: Database, begin: str, why: Refusal) -> None:
    made = book(db, ALICE)
    before = db.execute("SELECT * FROM cells").fetchall()
    for attempt in (
        lambda: book(db, BOB, slot(begin)),
        lambda: appointments.hold(db, KNOWN, BOB, "talk", slot(begin), MONDAY),
        lambda: appointments.move(db, KNOWN, Move(ALICE, made.id, slot(begin), "terminal"), MONDAY),
    ):
        with pytest.raises(NotBookable) as refused:
            attempt()
        assert refused.value.refusal is why
    assert db.execute("SELECT * FROM cells").fetchall() == before
    assert appointment_rows.upcoming(db, ALICE, MONDAY) == [made]


def test_a_service_that_is_gone_is_not_booked(db: Database) -> None:
    with pytest.raises(NotBookable) as refused:
        book(db, ALICE, service_id="gone")
    assert refused.value.refusal is Refusal.NOT_HERE
    assert capacity.free(db, KNOWN, Sought(ALICE, "gone", DESK), MONDAY, None, 4) == []


def test_nobody_has_more_open_appointments_than_the_rules_say(db: Database) -> None:
    book(db, ALICE)
    book(db, ALICE, slot("2026-11-26 10:00"))
    with pytest.raises(TooManyOpen) as refused:
        book(db, ALICE, slot("2026-11-30 10:00"))
    assert refused.value.count == 2
    after_the_first = from_wall("2026-11-25T10:30")
    assert book(db, ALICE, slot("2026-11-30 10:00"), after_the_first).stands


def test_nobody_sits_in_two_talks_at_once(db: Database) -> None:
    book(db, ALICE)
    with pytest.raises(NotBookable) as refused:
        book(db, ALICE, slot("2026-11-25 10:15", 45), service_id="long")
    assert refused.value.refusal is Refusal.OVERLAPS
    assert free(db, ALICE)[0] == "10:30"


def test_confirming_twice_gives_the_same_appointment(db: Database) -> None:
    made = book(db, ALICE)
    assert book(db, ALICE) == made
    assert occupied(db) == [("10:00", 1), ("10:15", 1)]
    assert len(reminders(db)) == 1


def test_another_grid_lets_nobody_slip_in_between_what_stands(db: Database) -> None:
    one_seat = location(seats={"advisers": 1})
    book(db, ALICE, known=calendar(one_seat))
    assert free(db, known=calendar(one_seat, grid_minutes=10))[:2] == ["10:30", "10:40"]
    with pytest.raises(SlotTaken):
        book(db, BOB, slot("2026-11-25 10:20"), known=calendar(one_seat, grid_minutes=10))


def test_a_hold_counts_for_others_and_not_for_its_person(db: Database) -> None:
    book(db, ALICE)
    kept = appointments.hold(db, KNOWN, BOB, "talk", TEN, MONDAY)
    assert kept.until == MONDAY + timedelta(minutes=10)
    assert appointments.held(db, BOB, MONDAY) == kept
    assert (free(db, BOB)[0], free(db, CAROL)[0]) == ("10:00", "10:30")
    with pytest.raises(SlotTaken):
        appointments.hold(db, KNOWN, CAROL, "talk", TEN, MONDAY)
    with pytest.raises(SlotTaken):
        book(db, CAROL)


def test_a_hold_becomes_the_appointment(db: Database) -> None:
    appointments.hold(db, KNOWN, ALICE, "talk", TEN, MONDAY)
    made = book(db, ALICE)
    assert appointments.held(db, ALICE, MONDAY) is None
    rows = [(f"2026-11-25T10:{minute:02d}", 1, made.id, None) for minute in range(0, 30, 5)]
    assert db.execute("SELECT cell, seat, appointment, held_by FROM cells").fetchall() == rows


def test_a_hold_is_released_on_silence(db: Database) -> None:
    known = calendar(location(seats={"advisers": 1}))
    appointments.hold(db, known, ALICE, "talk", TEN, MONDAY)
    just_before, over = MONDAY + timedelta(minutes=9, seconds=59), MONDAY + timedelta(minutes=10)
    assert (free(db, now=just_before, known=known)[0], free(db, now=over, known=known)[0]) == ("10:30", "10:00")
    assert appointments.held(db, ALICE, over) is None
    assert book(db, BOB, now=over, known=known).stands


def test_confirming_late_succeeds_when_the_moment_is_still_free(db: Database) -> None:
    appointments.hold(db, KNOWN, ALICE, "talk", TEN, MONDAY)
    assert book(db, ALICE, now=MONDAY + timedelta(hours=3)).stands


def test_confirming_late_fails_when_someone_else_has_it_and_changes_nothing(db: Database) -> None:
    known = calendar(location(seats={"advisers": 1}))
    appointments.hold(db, known, ALICE, "talk", TEN, MONDAY)
    later = MONDAY + timedelta(hours=3)
    made = book(db, BOB, now=later, known=known)
    with pytest.raises(SlotTaken):
        book(db, ALICE, now=later, known=known)
    assert appointment_rows.upcoming(db, ALICE, later) == []
    assert appointment_rows.upcoming(db, BOB, later) == [made]


def test_choosing_another_moment_replaces_the_hold_and_a_failure_keeps_it(db: Database) -> None:
    book(db, BOB, slot("2026-11-25 12:00"))
    book(db, CAROL, slot("2026-11-25 12:00"))
    appointments.hold(db, KNOWN, ALICE, "talk", TEN, MONDAY)
    kept = appointments.hold(db, KNOWN, ALICE, "talk", slot("2026-11-25 11:00"), MONDAY)
    with pytest.raises(SlotTaken):
        appointments.hold(db, KNOWN, ALICE, "talk", slot("2026-11-25 12:00"), MONDAY)
    assert appointments.held(db, ALICE, MONDAY) == kept
    assert [cell for cell, _ in occupied(db)] == ["11:00", "11:15", "12:00", "12:00", "12:15", "12:15"]


def test_a_hold_can_be_released_by_its_person(db: Database) -> None:
    appointments.hold(db, KNOWN, ALICE, "talk", TEN, MONDAY)
    appointments.release(db, ALICE)
    assert (occupied(db), appointments.held(db, ALICE, MONDAY)) == ([], None)


def test_a_hold_for_another_moment_than_the_one_confirmed_is_let_go(db: Database) -> None:
    appointments.hold(db, KNOWN, ALICE, "talk", slot("2026-11-25 10:15"), MONDAY)
    book(db, ALICE)
    assert occupied(db) == [("10:00", 1), ("10:15", 1)]

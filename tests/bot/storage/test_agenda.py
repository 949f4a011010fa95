"""The agenda: hold, book, move, cancel, close, on a real SQLite database in memory."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlite_utils import Database

from bot.appointments import Appointment, Outcome, State
from bot.local_time import from_wall, wall
from bot.slots import Refusal, Slot
from bot.storage import agenda, outbox
from bot.storage.agenda import NoSuchAppointment, NotBookable, SlotTaken, TooLate, TooManyOpen
from bot.storage.database import Storage
from intents.dates import Moment
from knowledge.services import Calendar
from tests.bot.calendars import DESK, MONDAY, PHONE, calendar, clocks, closure, hours, location, service, slot

ALICE, BOB, CAROL = "alice", "bob", "carol"
TEN = slot("2026-11-25 10:00")
WEDNESDAY = date(2026, 11, 25)
KNOWN = calendar()


@pytest.fixture
def db() -> Iterator[Database]:
    """An agenda with the usual roster, inside an open transaction."""
    storage = Storage(":memory:")
    with storage.transaction() as db:
        agenda.sync_roster(db, KNOWN)
        yield db
    storage.close()


def book(
    db: Database, person: str, wanted: Slot = TEN, now: datetime = MONDAY, known: Calendar = KNOWN, service_id: str = "talk", **more: Any
) -> Appointment:
    """Book as the dialogue does."""
    return agenda.book(db, known, person, service_id, wanted, now, channel="terminal", trial=True, **more)


def free(
    db: Database, person: str = CAROL, day: date = WEDNESDAY, now: datetime = MONDAY, known: Calendar = KNOWN, **more: Any
) -> list[str]:
    """Everything that is free on one day."""
    return [text[11:] for text in clocks(agenda.free(db, known, "talk", DESK, now, Moment(date=day), person, 1000, **more))]


def occupied(db: Database) -> list[tuple[str, int]]:
    """The cells in use, with their seat, of every quarter of an hour the first."""
    rows = db.execute("SELECT cell, seat FROM cells ORDER BY cell, seat").fetchall()
    return [(str(cell)[11:], int(seat)) for cell, seat in rows if str(cell)[14:] in ("00", "15", "30", "45")]


def reminders(db: Database) -> list[tuple[str, str]]:
    """The reminders that are due, with the local time at which they leave."""
    rows = db.execute("SELECT key, due_at FROM outbox WHERE kind = 'herinnering' AND state = 'due' ORDER BY due_at").fetchall()
    return [(str(key), wall(datetime.fromisoformat(due))) for key, due in rows]


# --- the roster


def test_the_roster_has_one_row_per_seat_of_the_calendar(db: Database) -> None:
    assert db.execute("SELECT * FROM seats").fetchall() == [("advisers", "desk", 1), ("advisers", "desk", 2), ("employers", "desk", 1)]


def test_a_seat_that_left_the_calendar_goes_unless_something_stands_on_it(db: Database) -> None:
    book(db, ALICE)
    book(db, BOB)
    agenda.sync_roster(db, calendar(location(seats={"advisers": 1})))
    assert db.execute("SELECT * FROM seats").fetchall() == [("advisers", "desk", 1), ("advisers", "desk", 2)]
    agenda.sync_roster(db, KNOWN)
    agenda.sync_roster(db, KNOWN)
    assert len(db.execute("SELECT * FROM seats").fetchall()) == 3


# --- the table refuses


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
    agenda.hold(db, KNOWN, BOB, "talk", TEN, MONDAY)
    for owner in ((None, None), (made.id, BOB)):
        with pytest.raises(sqlite3.IntegrityError, match="CHECK constraint failed"):
            db.execute("INSERT INTO cells VALUES ('advisers', 'desk', '2026-11-25T14:00', 1, ?, ?)", owner)


# --- booking


def test_a_booking_is_kept_with_everything_that_was_told(db: Database) -> None:
    made = book(db, ALICE, slot("2026-11-25 10:00", place=PHONE), name="Sanne", phone="n", subject="ontslag", contact="c1", source="poster")
    assert (made.wall, made.minutes, made.place, made.sequence, made.state) == ("2026-11-25T10:00", 30, PHONE, 0, State.BOOKED)
    assert (made.name, made.phone, made.subject, made.contact, made.source, made.trial) == ("Sanne", "n", "ontslag", "c1", "poster", True)
    assert made.begin == from_wall("2026-11-25T10:00")
    assert agenda.find(db, made.id) == made
    assert agenda.upcoming(db, ALICE, MONDAY) == [made]
    assert occupied(db) == [("10:00", 1), ("10:15", 1)]


def test_ids_are_short_safe_and_never_the_same_and_codes_have_no_look_alikes(db: Database) -> None:
    many = calendar(location(seats={"advisers": 200}), open_per_person=1)
    agenda.sync_roster(db, many)
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
    agenda.cancel(db, ALICE, agenda.upcoming(db, ALICE, MONDAY)[0].id, MONDAY)
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
        lambda: agenda.hold(db, KNOWN, BOB, "talk", slot(begin), MONDAY),
        lambda: agenda.move(db, KNOWN, ALICE, made.id, slot(begin), MONDAY, channel="terminal"),
    ):
        with pytest.raises(NotBookable) as refused:
            attempt()
        assert refused.value.refusal is why
    assert db.execute("SELECT * FROM cells").fetchall() == before
    assert agenda.upcoming(db, ALICE, MONDAY) == [made]


def test_a_service_that_is_gone_is_not_booked(db: Database) -> None:
    with pytest.raises(NotBookable) as refused:
        book(db, ALICE, service_id="gone")
    assert refused.value.refusal is Refusal.NOT_HERE
    assert agenda.free(db, KNOWN, "gone", DESK, MONDAY, None, ALICE, 4) == []


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


# --- holding


def test_a_hold_counts_for_others_and_not_for_its_person(db: Database) -> None:
    book(db, ALICE)
    kept = agenda.hold(db, KNOWN, BOB, "talk", TEN, MONDAY)
    assert kept.until == MONDAY + timedelta(minutes=10)
    assert agenda.held(db, BOB, MONDAY) == kept
    assert (free(db, BOB)[0], free(db, CAROL)[0]) == ("10:00", "10:30")
    with pytest.raises(SlotTaken):
        agenda.hold(db, KNOWN, CAROL, "talk", TEN, MONDAY)
    with pytest.raises(SlotTaken):
        book(db, CAROL)


def test_a_hold_becomes_the_appointment(db: Database) -> None:
    agenda.hold(db, KNOWN, ALICE, "talk", TEN, MONDAY)
    made = book(db, ALICE)
    assert agenda.held(db, ALICE, MONDAY) is None
    rows = [(f"2026-11-25T10:{minute:02d}", 1, made.id, None) for minute in range(0, 30, 5)]
    assert db.execute("SELECT cell, seat, appointment, held_by FROM cells").fetchall() == rows


def test_a_hold_is_released_on_silence(db: Database) -> None:
    known = calendar(location(seats={"advisers": 1}))
    agenda.hold(db, known, ALICE, "talk", TEN, MONDAY)
    just_before, over = MONDAY + timedelta(minutes=9, seconds=59), MONDAY + timedelta(minutes=10)
    assert (free(db, now=just_before, known=known)[0], free(db, now=over, known=known)[0]) == ("10:30", "10:00")
    assert agenda.held(db, ALICE, over) is None
    assert book(db, BOB, now=over, known=known).stands


def test_confirming_late_succeeds_when_the_moment_is_still_free(db: Database) -> None:
    agenda.hold(db, KNOWN, ALICE, "talk", TEN, MONDAY)
    assert book(db, ALICE, now=MONDAY + timedelta(hours=3)).stands


def test_confirming_late_fails_when_someone_else_has_it_and_changes_nothing(db: Database) -> None:
    known = calendar(location(seats={"advisers": 1}))
    agenda.hold(db, known, ALICE, "talk", TEN, MONDAY)
    later = MONDAY + timedelta(hours=3)
    made = book(db, BOB, now=later, known=known)
    with pytest.raises(SlotTaken):
        book(db, ALICE, now=later, known=known)
    assert agenda.upcoming(db, ALICE, later) == []
    assert agenda.upcoming(db, BOB, later) == [made]


def test_choosing_another_moment_replaces_the_hold_and_a_failure_keeps_it(db: Database) -> None:
    book(db, BOB, slot("2026-11-25 12:00"))
    book(db, CAROL, slot("2026-11-25 12:00"))
    agenda.hold(db, KNOWN, ALICE, "talk", TEN, MONDAY)
    kept = agenda.hold(db, KNOWN, ALICE, "talk", slot("2026-11-25 11:00"), MONDAY)
    with pytest.raises(SlotTaken):
        agenda.hold(db, KNOWN, ALICE, "talk", slot("2026-11-25 12:00"), MONDAY)
    assert agenda.held(db, ALICE, MONDAY) == kept
    assert [cell for cell, _ in occupied(db)] == ["11:00", "11:15", "12:00", "12:00", "12:15", "12:15"]


def test_a_hold_can_be_released_by_its_person(db: Database) -> None:
    agenda.hold(db, KNOWN, ALICE, "talk", TEN, MONDAY)
    agenda.release(db, ALICE)
    assert (occupied(db), agenda.held(db, ALICE, MONDAY)) == ([], None)


def test_a_hold_for_another_moment_than_the_one_confirmed_is_let_go(db: Database) -> None:
    agenda.hold(db, KNOWN, ALICE, "talk", slot("2026-11-25 10:15"), MONDAY)
    book(db, ALICE)
    assert occupied(db) == [("10:00", 1), ("10:15", 1)]


# --- moving


def test_moving_keeps_the_id_and_code_frees_the_old_moment_and_counts(db: Database) -> None:
    made = book(db, ALICE, name="Sanne", phone="n")
    moved = agenda.move(db, KNOWN, ALICE, made.id, slot("2026-11-26 14:00"), MONDAY, channel="telegram")
    assert moved == replace(made, wall="2026-11-26T14:00", sequence=1, channel="telegram")
    assert agenda.upcoming(db, ALICE, MONDAY) == [moved]
    assert {str(row[0])[:10] for row in db.execute("SELECT cell FROM cells").fetchall()} == {"2026-11-26"}
    assert occupied(db) == [("14:00", 1), ("14:15", 1)]


def test_moving_to_a_moment_that_is_taken_keeps_the_old_one(db: Database) -> None:
    book(db, BOB)
    book(db, CAROL)
    made = book(db, ALICE, slot("2026-11-25 11:00"))
    before = (occupied(db), reminders(db))
    with pytest.raises(SlotTaken):
        agenda.move(db, KNOWN, ALICE, made.id, TEN, MONDAY, channel="terminal")
    assert (agenda.upcoming(db, ALICE, MONDAY), (occupied(db), reminders(db))) == ([made], before)


def test_moving_by_a_quarter_of_an_hour_may_use_the_own_old_cells(db: Database) -> None:
    known = calendar(location(seats={"advisers": 1}))
    made = book(db, ALICE, known=known)
    assert free(db, ALICE, known=known, moving=made.id)[:2] == ["10:15", "10:30"]
    kept = agenda.hold(db, known, ALICE, "talk", slot("2026-11-25 10:15"), MONDAY, moving=made.id)
    assert kept.until == MONDAY + timedelta(minutes=10)
    assert occupied(db) == [("10:00", 1), ("10:15", 1), ("10:30", 1)]
    with pytest.raises(SlotTaken):
        book(db, BOB, slot("2026-11-25 10:30"), known=known)
    agenda.move(db, known, ALICE, made.id, slot("2026-11-25 10:15"), MONDAY, channel="terminal")
    assert occupied(db) == [("10:15", 1), ("10:30", 1)]


def test_moving_works_at_the_maximum_of_open_appointments(db: Database) -> None:
    made = book(db, ALICE)
    book(db, ALICE, slot("2026-11-26 10:00"))
    assert agenda.hold(db, KNOWN, ALICE, "talk", slot("2026-11-30 10:00"), MONDAY, moving=made.id)
    assert agenda.move(db, KNOWN, ALICE, made.id, slot("2026-11-30 10:00"), MONDAY, channel="terminal").wall == "2026-11-30T10:00"


def test_moving_from_the_desk_to_the_telephone_takes_the_number_along(db: Database) -> None:
    made = book(db, ALICE)
    moved = agenda.move(db, KNOWN, ALICE, made.id, slot("2026-11-25 10:00", place=PHONE), MONDAY, channel="terminal", phone="n")
    assert (moved.place, moved.phone, moved.sequence) == (PHONE, "n", 1)


def test_moving_to_the_same_moment_changes_nothing(db: Database) -> None:
    made = book(db, ALICE)
    assert agenda.move(db, KNOWN, ALICE, made.id, TEN, MONDAY, channel="terminal") == made


def test_nobody_moves_or_cancels_what_is_somebody_elses(db: Database) -> None:
    made = book(db, ALICE)
    for person in (BOB, ""):
        with pytest.raises(NoSuchAppointment):
            agenda.move(db, KNOWN, person, made.id, slot("2026-11-26 10:00"), MONDAY, channel="terminal")
        with pytest.raises(NoSuchAppointment):
            agenda.cancel(db, person, made.id, MONDAY)
        with pytest.raises(NoSuchAppointment):
            agenda.hold(db, KNOWN, person, "talk", slot("2026-11-26 10:00"), MONDAY, moving=made.id)
    with pytest.raises(NoSuchAppointment):
        agenda.cancel(db, ALICE, "nothing", MONDAY)
    assert agenda.upcoming(db, ALICE, MONDAY) == [made]


def test_what_has_begun_or_was_cancelled_can_no_longer_be_moved(db: Database) -> None:
    made, other = book(db, ALICE), book(db, ALICE, slot("2026-11-26 10:00"))
    agenda.cancel(db, ALICE, other.id, MONDAY)
    with pytest.raises(TooLate):
        agenda.move(db, KNOWN, ALICE, other.id, slot("2026-11-30 10:00"), MONDAY, channel="terminal")
    with pytest.raises(TooLate):
        agenda.move(db, KNOWN, ALICE, made.id, slot("2026-11-30 10:00"), made.begin, channel="terminal")
    with pytest.raises(TooLate):
        agenda.cancel(db, ALICE, made.id, made.begin)


# --- cancelling


def test_cancelling_frees_the_moment_at_once(db: Database) -> None:
    known = calendar(location(seats={"advisers": 1}))
    made = book(db, ALICE, known=known)
    gone = agenda.cancel(db, ALICE, made.id, MONDAY, channel="terminal")
    assert (gone.state, gone.sequence, agenda.upcoming(db, ALICE, MONDAY), occupied(db)) == (State.CANCELLED, 1, [], [])
    assert book(db, BOB, known=known).stands


def test_cancelling_twice_changes_nothing_more(db: Database) -> None:
    made = book(db, ALICE)
    gone = agenda.cancel(db, ALICE, made.id, MONDAY)
    assert agenda.cancel(db, ALICE, made.id, MONDAY + timedelta(minutes=1)) == gone


# --- reminders


def test_one_reminder_is_due_the_day_before_and_follows_a_move_and_a_cancel(db: Database) -> None:
    made = book(db, ALICE)
    assert reminders(db) == [(f"herinnering:{made.id}", "2026-11-24T10:00")]
    row = outbox.due(db, "terminal", made.begin)[0]
    assert (row.person, row.kind, json.loads(row.body)) == (ALICE, "herinnering", {"appointment": made.id, "sequence": 0})
    agenda.move(db, KNOWN, ALICE, made.id, slot("2026-11-30 11:00"), MONDAY, channel="terminal")
    assert reminders(db) == [(f"herinnering:{made.id}", "2026-11-29T11:00")]
    assert json.loads(outbox.due(db, "terminal", from_wall("2026-11-30T00:00"))[0].body) == {"appointment": made.id, "sequence": 1}
    agenda.cancel(db, ALICE, made.id, MONDAY)
    assert reminders(db) == []


def test_there_is_no_reminder_when_booked_less_than_24_hours_ahead(db: Database) -> None:
    tomorrow = book(db, ALICE, slot("2026-11-24 10:00"), from_wall("2026-11-23T10:01"))
    assert (reminders(db), agenda.reminder_state(db, tomorrow)) == ([], "")


def test_moving_to_within_24_hours_takes_the_reminder_back(db: Database) -> None:
    made = book(db, ALICE)
    agenda.move(db, KNOWN, ALICE, made.id, slot("2026-11-23 15:00"), MONDAY, channel="terminal")
    assert reminders(db) == []


def test_after_a_reminder_was_sent_a_move_still_gives_one_for_the_new_moment(db: Database) -> None:
    made = book(db, ALICE)
    sent = outbox.due(db, "terminal", from_wall("2026-11-24T10:00"))[0]
    outbox.mark(db, sent.id, "sent", from_wall("2026-11-24T10:00"))
    assert agenda.reminder_state(db, made) == "sent"
    later = from_wall("2026-11-24T12:00")
    agenda.move(db, KNOWN, ALICE, made.id, slot("2026-11-30 11:00"), later, channel="terminal")
    assert reminders(db) == [(f"herinnering:{made.id}:1", "2026-11-29T11:00")]
    agenda.move(db, KNOWN, ALICE, made.id, slot("2026-12-01 11:00"), later, channel="terminal")
    assert [due for _, due in reminders(db)] == ["2026-11-30T11:00"]
    agenda.cancel(db, ALICE, made.id, later)
    assert reminders(db) == []


def test_a_reminder_that_was_not_delivered_is_seen_by_staff(db: Database) -> None:
    made = book(db, ALICE)
    row = outbox.due(db, "terminal", made.begin)[0]
    outbox.mark(db, row.id, "dead", made.begin)
    assert agenda.reminder_state(db, made) == "dead"


# --- for staff


def test_the_agenda_lists_what_stands_between_two_moments_in_order_of_time(db: Database) -> None:
    late, early = book(db, ALICE, slot("2026-11-25 14:00")), book(db, BOB)
    gone = book(db, CAROL, slot("2026-11-25 12:00"))
    agenda.cancel(db, CAROL, gone.id, MONDAY)
    book(db, CAROL, slot("2026-11-26 10:00"))
    assert agenda.agenda(db, from_wall("2026-11-25T00:00"), from_wall("2026-11-26T00:00")) == [early, late]


def test_what_became_of_an_appointment_is_noted_from_its_day_on(db: Database) -> None:
    made = book(db, ALICE)
    with pytest.raises(ValueError, match="no outcome before that day"):
        agenda.set_outcome(db, made.id, Outcome.NOT_SHOWN_UP, MONDAY)
    for outcome in (Outcome.NOT_SHOWN_UP, Outcome.SHOWN_UP):
        noted = agenda.set_outcome(db, made.id, outcome, from_wall("2026-11-25T09:50"))
        assert (noted.outcome, agenda.find(db, made.id)) == (outcome, noted)
    with pytest.raises(NoSuchAppointment):
        agenda.set_outcome(db, "nothing", Outcome.SHOWN_UP, MONDAY)


def test_the_history_of_an_appointment_is_kept(db: Database) -> None:
    made = book(db, ALICE)
    agenda.move(db, KNOWN, ALICE, made.id, slot("2026-11-26 10:00"), MONDAY, channel="telegram")
    agenda.cancel(db, ALICE, made.id, MONDAY, channel="telegram")
    rows = db.execute("SELECT sequence, change, detail, channel FROM appointment_changes ORDER BY rowid").fetchall()
    assert rows == [
        (0, "gemaakt", "2026-11-25T10:00", "terminal"),
        (1, "verzet", "2026-11-25T10:00", "telegram"),
        (2, "afgezegd", "2026-11-26T10:00", "telegram"),
    ]


# --- closing


def test_closing_a_day_lists_who_is_affected_and_gives_their_moments_up(db: Database) -> None:
    first, second, other = book(db, ALICE, slot("2026-11-25 14:00")), book(db, BOB), book(db, CAROL, slot("2026-11-26 10:00"))
    shut = closure("2026-11-25 00:00", "2026-11-26 00:00")
    assert agenda.affected_by(db, KNOWN, "desk", shut, MONDAY) == [second, first]
    assert agenda.find(db, first.id) == first
    told = agenda.close(db, KNOWN, "desk", shut, MONDAY)
    assert [(one.id, one.state, one.sequence) for one in told] == [(second.id, State.VOID, 1), (first.id, State.VOID, 1)]
    assert (agenda.upcoming(db, ALICE, MONDAY), agenda.upcoming(db, CAROL, MONDAY)) == ([], [other])
    assert reminders(db) == [(f"herinnering:{other.id}", "2026-11-25T10:00")]
    assert free(db) == []
    with pytest.raises(NotBookable):
        book(db, "dave")


def test_an_appointment_that_was_given_up_can_be_moved_by_its_person_with_one_choice(db: Database) -> None:
    made = book(db, ALICE)
    book(db, ALICE, slot("2026-12-01 10:00"))
    agenda.close(db, KNOWN, "desk", closure("2026-11-25 00:00", "2026-11-26 00:00"), MONDAY)
    moved = agenda.move(db, KNOWN, ALICE, made.id, slot("2026-11-26 10:00"), MONDAY, channel="terminal")
    assert (moved.state, moved.sequence, moved.code) == (State.BOOKED, 2, made.code)
    assert (f"herinnering:{made.id}", "2026-11-25T10:00") in reminders(db)


def test_closing_one_seat_gives_up_only_those_booked_last(db: Database) -> None:
    first = book(db, ALICE)
    last = book(db, BOB, now=MONDAY + timedelta(minutes=1))
    told = agenda.close(db, KNOWN, "desk", closure("2026-11-25 10:15", "2026-11-25 10:30", "advisers", 1), MONDAY)
    assert [one.id for one in told] == [last.id]
    assert agenda.upcoming(db, ALICE, MONDAY) == [first]
    assert free(db)[0] == "10:30"


def test_closing_a_pool_leaves_the_other_pool_open(db: Database) -> None:
    talk, employer = book(db, ALICE), book(db, BOB, slot("2026-11-25 10:00", 45), service_id="employer")
    told = agenda.close(db, KNOWN, "desk", closure("2026-11-25 09:00", "2026-11-25 17:00", "advisers"), MONDAY)
    assert ([one.id for one in told], agenda.upcoming(db, BOB, MONDAY)) == ([talk.id], [employer])


def test_closing_gives_up_only_what_it_affects_itself(db: Database) -> None:
    made, other = book(db, ALICE), book(db, BOB, slot("2026-11-26 10:00"))
    changed = calendar(location(exceptions={WEDNESDAY: ()}))
    told = agenda.close(db, changed, "desk", closure("2026-11-26 00:00", "2026-11-27 00:00"), MONDAY)
    assert ([one.id for one in told], agenda.affected(db, changed, MONDAY)) == ([other.id], [made])
    assert [one.id for one in agenda.give_up_affected(db, changed, MONDAY)] == [made.id]
    assert agenda.affected(db, changed, MONDAY) == []


def test_a_closure_can_be_taken_back(db: Database) -> None:
    agenda.close(db, KNOWN, "desk", closure("2026-11-25 00:00", "2026-11-26 00:00"), MONDAY)
    (made,) = agenda.made(db, MONDAY)
    agenda.reopen(db, made.id)
    assert free(db)[0] == "10:00"


def test_a_change_of_the_calendar_shows_whom_it_affects(db: Database) -> None:
    made, phoned = book(db, ALICE), book(db, BOB, slot("2026-11-26 10:00", place=PHONE))
    assert agenda.affected(db, calendar(grid_minutes=20, lead_hours=1000, horizon_days=0), MONDAY) == []
    assert agenda.affected(db, calendar(location(exceptions={WEDNESDAY: hours((12, 14))})), MONDAY) == [made]
    assert agenda.affected(db, calendar(location(id="elsewhere")), MONDAY) == [made, phoned]
    assert agenda.affected(db, calendar(location(seats={"employers": 1})), MONDAY) == [made, phoned]
    assert agenda.affected(db, calendar(location(exceptions={WEDNESDAY: ()})), made.begin) == []


# --- a failure changes nothing


def test_a_failure_inside_a_message_leaves_the_rest_of_its_transaction_alone() -> None:
    storage = Storage(":memory:")
    with storage.transaction() as db:
        agenda.sync_roster(db, KNOWN)
        db.execute("DELETE FROM seats WHERE seat = 2")  # the roster of another process, that has one seat less
    with storage.transaction() as db:
        kept = book(db, ALICE)
        with pytest.raises(SlotTaken):
            book(db, BOB)
        with pytest.raises(SlotTaken):
            agenda.hold(db, KNOWN, CAROL, "talk", TEN, MONDAY)
        moved = book(db, CAROL, slot("2026-11-25 12:00"))
        with pytest.raises(SlotTaken):
            agenda.move(db, KNOWN, CAROL, moved.id, TEN, MONDAY, channel="terminal")
    assert agenda.upcoming(storage.db, ALICE, MONDAY) == [kept]
    assert agenda.upcoming(storage.db, BOB, MONDAY) == []
    assert agenda.upcoming(storage.db, CAROL, MONDAY) == [moved]
    assert [cell for cell, _ in occupied(storage.db)] == ["10:00", "10:15", "12:00", "12:15"]
    assert storage.db.execute("SELECT count(*) FROM holds").fetchone() == (0,)
    storage.close()


def test_the_nearest_moments_are_found_around_a_wish_that_cannot_be_met(db: Database) -> None:
    book(db, ALICE)
    book(db, BOB)
    found = agenda.near(db, KNOWN, "talk", DESK, MONDAY, Moment(date=WEDNESDAY, time=TEN.begin.time()), CAROL, 4)
    assert clocks(found) == ["2026-11-24 10:00", "2026-11-25 10:30", "2026-11-25 10:45", "2026-11-26 10:00"]
    far = agenda.near(db, KNOWN, "talk", DESK, MONDAY, Moment(date=date(2027, 9, 1)), CAROL, 2)
    assert clocks(far) == ["2027-01-04 11:45", "2027-01-04 12:00"]

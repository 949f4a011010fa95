"""Appointments as they stand in the tables: found by id, code, person and number, in the order in which they are to be."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlite_utils import Database

from bot.domain.appointment import Hold, Outcome, State
from bot.domain.time import at, from_wall
from bot.storage import appointment_rows, appointments
from bot.storage.appointment_rows import CODE_LENGTH, CODE_SIGNS
from tests.domain.calendars import MONDAY, slot
from tests.storage.counter import ALICE, BOB, CAROL, TEN, WEDNESDAY, book, opened

THURSDAY = slot("2026-11-26 10:00")
AFTER = TEN.begin + timedelta(days=1)


@pytest.fixture
def db() -> Iterator[Database]:
    """An agenda inside an open transaction."""
    with opened() as db:
        yield db


def test_ids_cannot_be_guessed_and_codes_have_no_signs_that_look_alike(db: Database) -> None:
    ids = {appointment_rows.new_id() for _ in range(500)}
    codes = {appointment_rows.new_code(db) for _ in range(500)}
    assert (len(ids), {len(one) for one in ids}) == (500, {12})
    assert ({len(one) for one in codes}, set("".join(codes)) - set(CODE_SIGNS)) == ({CODE_LENGTH}, set())
    assert set("0O1IL" + "AEIOU") & set(CODE_SIGNS) == set()


def test_what_stands_for_a_person_is_what_is_not_over_and_not_called_off(db: Database) -> None:
    later, first, off = book(db, ALICE, THURSDAY), book(db, ALICE), book(db, BOB, slot("2026-11-25 11:00"))
    appointments.cancel(db, BOB, off.id, MONDAY)
    assert appointment_rows.upcoming(db, ALICE, MONDAY) == [first, later]
    assert appointment_rows.upcoming(db, ALICE, first.end - timedelta(minutes=1)) == [first, later]
    assert appointment_rows.upcoming(db, ALICE, first.end) == [later]
    assert appointment_rows.of_person(db, ALICE, first.end) == [later]
    assert (appointment_rows.upcoming(db, BOB, MONDAY), appointment_rows.after(db, from_wall("2026-11-26T00:00"))) == ([], 1)


def test_a_day_is_read_in_the_order_of_its_moments(db: Database) -> None:
    second, first, next_day = book(db, BOB, slot("2026-11-25 11:00")), book(db, ALICE), book(db, CAROL, THURSDAY)
    midnight = from_wall("2026-11-25T00:00")
    assert appointment_rows.between(db, midnight, midnight + timedelta(days=1)) == [first, second]
    assert appointment_rows.between(db, second.begin, next_day.begin) == [second]
    assert appointment_rows.future(db, MONDAY) == [second, first, next_day]


def test_a_code_is_found_however_it_is_typed_and_a_number_with_all_its_appointments(db: Database) -> None:
    made = book(db, ALICE, phone="0600000000")
    other = book(db, ALICE, THURSDAY, phone="0600000000")
    assert appointment_rows.with_code(db, made.code.lower()) == [made]
    assert appointment_rows.with_phone(db, "0600000000") == [other, made]
    assert (appointment_rows.with_code(db, ""), appointment_rows.find(db, "weg")) == ([], None)


def test_what_was_called_off_is_told_by_when_that_was(db: Database) -> None:
    made = book(db, ALICE)
    gone = appointments.cancel(db, ALICE, made.id, MONDAY + timedelta(hours=1))
    assert appointment_rows.called_off(db, MONDAY, MONDAY + timedelta(hours=1)) == []
    assert appointment_rows.called_off(db, MONDAY + timedelta(hours=1), MONDAY + timedelta(hours=2)) == [gone]


def test_who_was_given_up_is_lost_until_they_have_another_moment_for_it(db: Database) -> None:
    made = book(db, ALICE)
    given_up = appointments.give_up(db, made, State.VOID, MONDAY, "balie")
    midnight = from_wall("2026-11-25T00:00")
    assert appointment_rows.lost(db, midnight) == [given_up]
    assert appointment_rows.lost(db, midnight + timedelta(days=1)) == []
    book(db, BOB, THURSDAY)
    assert appointment_rows.lost(db, midnight) == [given_up]
    book(db, ALICE, slot("2026-11-26 11:00"), now=MONDAY + timedelta(minutes=1))
    assert appointment_rows.lost(db, midnight) == []


def test_outcomes_are_kept_one_after_the_other(db: Database) -> None:
    made = book(db, ALICE)
    assert appointment_rows.without_outcome(db, made.end) == 1
    for outcome in (Outcome.NOT_SHOWN_UP, Outcome.SHOWN_UP):
        appointments.set_outcome(db, made.id, outcome, AFTER)
    assert appointment_rows.outcomes_of(db, made.id) == ["niet verschenen", "verschenen"]
    assert (appointment_rows.without_outcome(db, made.end), appointment_rows.without_outcome(db, made.begin)) == (0, 0)


def test_a_hold_comes_back_as_it_was(db: Database) -> None:
    kept = Hold(ALICE, TEN, at(WEDNESDAY, TEN.begin.time()))
    appointment_rows.insert_hold(db, kept)
    assert (appointment_rows.hold_of(db, ALICE), appointment_rows.hold_of(db, BOB)) == (kept, None)


def test_who_has_no_chat_is_not_reminded_and_a_reminder_that_is_taken_back_is_gone(db: Database) -> None:
    made, without_chat = book(db, ALICE, THURSDAY), book(db, "", slot("2026-11-26 11:00"))
    assert [appointment_rows.reminder_state(db, one.id) for one in (made, without_chat)] == ["due", ""]
    appointment_rows.forget_reminder(db, made.id, MONDAY)
    assert appointment_rows.reminder_state(db, made.id) == ""
    appointment_rows.remind(db, made, MONDAY)
    assert appointment_rows.reminder_state(db, made.id) == "due"

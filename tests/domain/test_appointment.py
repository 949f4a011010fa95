"""When a reminder is due, and whether it may still be sent when its turn comes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.content.services import PlaceKind
from bot.domain.appointment import Appointment, ReminderVerdict, State, due_at, judge_reminder
from bot.domain.time import elapsed, from_wall, wall

MADE = Appointment(
    "abc", "K7RW", "p", "talk", "advisers", "desk", PlaceKind.DESK, "2026-11-24T10:00", 30, 2, State.BOOKED, trial=True, channel="terminal"
)


@pytest.mark.parametrize(
    ("begin", "booked", "due"),
    [
        ("2026-11-26T10:00", "2026-11-20T12:00", "2026-11-25T10:00"),
        ("2026-11-26T10:00", "2026-11-25T10:00", "2026-11-25T10:00"),
        ("2026-11-26T10:00", "2026-11-25T10:01", None),
        ("2026-11-26T10:00", "2026-11-26T08:00", None),
        ("2026-11-30T10:00", "2026-11-26T08:00", "2026-11-29T10:00"),
        ("2027-01-04T09:15", "2026-12-01T08:00", "2027-01-03T09:15"),
    ],
)
def test_a_reminder_is_due_the_day_before_at_the_same_time_unless_booked_within_24_hours(begin: str, booked: str, due: str | None) -> None:
    found = due_at(from_wall(begin), from_wall(booked))
    assert (found and wall(found)) == due


@pytest.mark.parametrize(
    ("begin", "hours"), [("2026-03-29T10:00", 23), ("2026-03-30T10:00", 24), ("2026-10-25T10:00", 25), ("2026-10-26T10:00", 24)]
)
def test_the_local_time_is_the_same_across_both_clock_changes(begin: str, hours: int) -> None:
    moment = from_wall(begin)
    due = due_at(moment, from_wall("2026-01-05T10:00"))
    assert due is not None
    assert (due.time(), elapsed(due, moment)) == (moment.time(), timedelta(hours=hours))


def test_who_books_less_than_24_real_hours_ahead_gets_none_though_the_clock_shows_more() -> None:
    # In the night before 29 March 2026 an hour is skipped: from 9.30 to 10.00 the next day is 23.5 hours.
    assert due_at(from_wall("2026-03-29T10:00"), from_wall("2026-03-28T09:30")) is None


def test_nothing_is_sent_at_once_when_the_time_of_the_reminder_has_gone_by() -> None:
    # In the night before 25 October 2026 an hour is repeated: booked at 10.30 is 24.5 hours ahead, but 10.00 has passed.
    assert due_at(from_wall("2026-10-25T10:00"), from_wall("2026-10-24T10:30")) is None


def test_a_reminder_of_an_hour_that_is_skipped_or_repeated_still_has_a_moment() -> None:
    spring = due_at(from_wall("2026-03-30T02:30"), from_wall("2026-03-01T10:00"))
    autumn = due_at(from_wall("2026-10-26T02:30"), from_wall("2026-10-01T10:00"))
    found = [due and due.astimezone(UTC) for due in (spring, autumn)]
    assert found == [datetime(2026, 3, 29, 1, 30, tzinfo=UTC), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)]


@pytest.mark.parametrize(
    ("now", "verdict"),
    [
        ("2026-11-23T10:00", ReminderVerdict.SEND),
        ("2026-11-23T11:00", ReminderVerdict.SEND),
        ("2026-11-23T11:01", ReminderVerdict.SEND_LATE),
        ("2026-11-24T09:59", ReminderVerdict.SEND_LATE),
        ("2026-11-24T10:00", ReminderVerdict.DROP),
        ("2026-11-25T10:00", ReminderVerdict.DROP),
    ],
)
def test_a_reminder_is_sent_in_time_or_late_but_never_after_the_beginning(now: str, verdict: ReminderVerdict) -> None:
    assert judge_reminder(MADE, 2, from_wall(now)) is verdict
    assert judge_reminder(MADE, 2, from_wall(now).astimezone(UTC)) is verdict


@pytest.mark.parametrize("state", [State.CANCELLED, State.VOID])
def test_nobody_is_reminded_of_what_is_off(state: State) -> None:
    assert judge_reminder(replace(MADE, state=state), 2, from_wall("2026-11-23T10:00")) is ReminderVerdict.DROP


def test_nobody_is_reminded_of_a_moment_that_was_moved_or_that_is_not_there() -> None:
    assert judge_reminder(MADE, 1, from_wall("2026-11-23T10:00")) is ReminderVerdict.DROP
    assert judge_reminder(None, 0, from_wall("2026-11-23T10:00")) is ReminderVerdict.DROP

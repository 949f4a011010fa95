"""The clock in the Netherlands, on the two nights on which it jumps too, and moments as the database has them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest

from bot.domain.time import ZONE, at, clock_changes, elapsed, from_wall, local, moment, shown_once, stamp, wall, wall_told

FORWARD, BACK = date(2026, 3, 29), date(2026, 10, 25)
"""The nights on which the clock jumps: 2.00 becomes 3.00, and 3.00 becomes 2.00."""


@pytest.mark.parametrize(
    ("of", "clock"),
    [
        (datetime(2026, 11, 24, 9, 30, tzinfo=UTC), "2026-11-24T10:30"),
        (datetime(2026, 7, 1, 22, 30, tzinfo=UTC), "2026-07-02T00:30"),
        (datetime(2026, 11, 24, 9, 30, tzinfo=timezone(timedelta(hours=-5))), "2026-11-24T15:30"),
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "2026-10-25T02:30"),
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "2026-10-25T02:30"),
    ],
)
def test_a_moment_is_shown_on_the_clock_of_the_netherlands(of: datetime, clock: str) -> None:
    assert (wall(of), local(of).astimezone(UTC)) == (clock, of.astimezone(UTC))


def test_of_an_hour_that_is_shown_twice_the_first_is_meant() -> None:
    assert at(BACK, time(2, 30)).astimezone(UTC) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert at(BACK, time(2, 30, fold=1)).astimezone(UTC) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("begin", "end", "hours"),
    [
        (at(BACK, time(1)), at(BACK, time(4)), 4),
        (at(FORWARD, time(1)), at(FORWARD, time(4)), 2),
        (at(BACK, time(12)), at(BACK + timedelta(days=1), time(12)), 24),
    ],
)
def test_what_really_passes_is_counted_across_a_change_of_the_clock(begin: datetime, end: datetime, hours: int) -> None:
    assert elapsed(begin, end) == timedelta(hours=hours)
    assert elapsed(end, begin) == -timedelta(hours=hours)


def test_the_clock_changes_on_two_days_of_a_year() -> None:
    days = [date(2026, 1, 1) + timedelta(days=number) for number in range(365)]
    assert [day for day in days if clock_changes(day)] == [FORWARD, BACK]


@pytest.mark.parametrize(
    ("day", "clock", "once"),
    [
        (FORWARD, time(1, 59), True),
        (FORWARD, time(2, 30), False),
        (FORWARD, time(3), True),
        (BACK, time(1, 59), True),
        (BACK, time(2, 30), False),
        (BACK, time(3), True),
    ],
)
def test_a_clock_time_is_shown_once_but_in_the_hours_of_the_jumps(day: date, clock: time, once: bool) -> None:
    assert shown_once(at(day, clock)) is once


def test_a_wall_clock_comes_back_as_it_was() -> None:
    assert from_wall("2026-11-24T10:00") == datetime(2026, 11, 24, 10, tzinfo=ZONE)
    assert wall(from_wall("2026-11-24T10:00")) == "2026-11-24T10:00"
    assert wall_told("2026-11-24T10:00") == from_wall("2026-11-24T10:00")
    assert [wall_told(text) for text in ("", "morgen", "2026-13-01T10:00", "2026-11-24T25:00")] == [None] * 4


@pytest.mark.parametrize(
    ("of", "text"),
    [
        (datetime(2026, 11, 24, 9, 30, tzinfo=UTC), "2026-11-24T09:30:00.000Z"),
        (datetime(2026, 11, 24, 10, 30, 5, 7999, tzinfo=ZONE), "2026-11-24T09:30:05.007Z"),
    ],
)
def test_a_stamp_is_utc_of_one_width(of: datetime, text: str) -> None:
    assert stamp(of) == text
    assert moment(text) == of.replace(microsecond=of.microsecond // 1000 * 1000)


def test_the_order_of_stamps_and_of_wall_clocks_is_the_order_of_time() -> None:
    moments = [at(date(2026, 9, 30), time(23, 59)) + timedelta(hours=number) for number in range(0, 24 * 20, 7)]
    assert sorted(map(stamp, moments)) == [stamp(one) for one in moments]
    assert sorted(map(wall, moments)) == [wall(one) for one in moments]


@pytest.mark.parametrize("read", [local, stamp, wall])
def test_a_moment_without_a_zone_is_refused(read: object) -> None:
    with pytest.raises(ValueError, match="a moment without a zone"):
        read(datetime(2026, 11, 24, 9, 30))  # type: ignore[operator]  # noqa: DTZ001 - that is what is refused

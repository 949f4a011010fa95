"""Reckoning with days: weeks from Monday to Friday, months of their own length, across the ends of years."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.understanding.dates.arithmetic import (
    clipped,
    existing,
    first_after,
    first_working_day,
    is_working_day,
    last_before,
    monday,
    month_of,
    months_later,
    week_of,
    weekend_of,
    working,
)

MONDAY, FRIDAY, SATURDAY, SUNDAY = date(2026, 11, 23), date(2026, 11, 27), date(2026, 11, 28), date(2026, 11, 29)
WEEK = [MONDAY + timedelta(days=number) for number in range(7)]


def test_every_day_of_a_week_has_its_monday_its_working_days_and_its_weekend() -> None:
    assert {(monday(day), week_of(day), weekend_of(day)) for day in WEEK} == {(MONDAY, (MONDAY, FRIDAY), (SATURDAY, SUNDAY))}
    assert [is_working_day(day) for day in WEEK] == [True] * 5 + [False] * 2
    assert [first_working_day(day) for day in WEEK] == [*WEEK[:5], date(2026, 11, 30), date(2026, 11, 30)]


@pytest.mark.parametrize("weekday", range(7))
def test_the_next_and_the_last_of_a_weekday_are_never_the_day_itself(weekday: int) -> None:
    for day in WEEK:
        after, before = first_after(day, weekday), last_before(day, weekday)
        assert (after.weekday(), before.weekday()) == (weekday, weekday)
        assert (1 <= (after - day).days <= 7, 1 <= (day - before).days <= 7) == (True, True)
    assert (first_after(WEEK[weekday], weekday), last_before(WEEK[weekday], weekday)) == (
        WEEK[weekday] + timedelta(days=7),
        WEEK[weekday] - timedelta(days=7),
    )


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2026, 5, 5), 0, date(2026, 5, 5)),
    ],
)
def test_a_month_later_is_the_same_day_or_the_last(day: date, months: int, then: date) -> None:
    assert months_later(day, months) == then


def test_a_month_is_as_long_as_it_is() -> None:
    assert [month_of(2026, month)[1].day for month in range(1, 13)] == [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    assert month_of(2028, 2) == (date(2028, 2, 1), date(2028, 2, 29))


@pytest.mark.parametrize(
    ("written", "day"),
    [((2026, 2, 28), date(2026, 2, 28)), ((2026, 2, 29), None), ((2026, 13, 1), None), ((2026, 0, 1), None), ((2026, 6, 0), None)],
)
def test_a_day_that_is_not_there_is_none(written: tuple[int, int, int], day: date | None) -> None:
    assert existing(*written) == day


@pytest.mark.parametrize(
    ("span", "worked"),
    [
        ((MONDAY, SUNDAY), (MONDAY, FRIDAY)),
        ((SATURDAY, date(2026, 12, 6)), (date(2026, 11, 30), date(2026, 12, 4))),
        ((SATURDAY, SUNDAY), (SATURDAY, SUNDAY)),
        ((MONDAY, MONDAY), (MONDAY, MONDAY)),
    ],
)
def test_weekends_fall_off_the_ends_unless_that_is_all(span: tuple[date, date], worked: tuple[date, date]) -> None:
    assert working(span) == worked


@pytest.mark.parametrize(
    ("today", "left"), [(MONDAY - timedelta(days=1), (MONDAY, FRIDAY)), (FRIDAY, (FRIDAY, FRIDAY)), (SATURDAY, (MONDAY, FRIDAY))]
)
def test_days_that_have_passed_fall_off_unless_all_have(today: date, left: tuple[date, date]) -> None:
    assert clipped((MONDAY, FRIDAY), today) == left

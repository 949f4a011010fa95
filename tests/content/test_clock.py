"""The parts of the day: together the whole day, none over another, and the part in which hours lie."""

from __future__ import annotations

from datetime import time

import pytest

from bot.content.clock import PARTS_OF_DAY, in_part_of_day, part_of_hours

EVERY_MINUTE = [time(hour, minute) for hour in range(24) for minute in range(60)]


def test_every_minute_lies_in_one_part_of_the_day() -> None:
    assert {tuple(part for part in PARTS_OF_DAY if in_part_of_day(clock, part)) for clock in EVERY_MINUTE} == {
        ("ochtend",),
        ("middag",),
        ("avond",),
    }


@pytest.mark.parametrize(
    ("part", "first", "last"), [("ochtend", time(0), time(11, 59)), ("middag", time(12), time(17, 59)), ("avond", time(18), time(23, 59))]
)
def test_a_part_ends_where_the_next_begins(part: str, first: time, last: time) -> None:
    within = [clock for clock in EVERY_MINUTE if in_part_of_day(clock, part)]
    assert (within[0], within[-1]) == (first, last)


def test_in_a_part_that_we_do_not_know_any_time_lies() -> None:
    assert all(in_part_of_day(clock, "schemering") for clock in EVERY_MINUTE)


@pytest.mark.parametrize(
    ("begin", "end", "part"),
    [
        (time(9), time(12), "ochtend"),
        (None, time(11), "ochtend"),
        (time(12), time(18), "middag"),
        (time(13), None, "middag"),
        (time(18), None, "avond"),
        (time(11), time(13), None),
        (time(17), time(19), None),
        (None, None, None),
        (time(9), None, None),
    ],
)
def test_hours_lie_in_one_part_or_in_none(begin: time | None, end: time | None, part: str | None) -> None:
    assert part_of_hours(begin, end) == part

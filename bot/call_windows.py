"""When we can call someone back: windows inside opening hours, near to what they asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot import openings
from intents.dates import Moment
from knowledge.services import Calendar, Hours

WINDOW = timedelta(hours=2)
LEAD = timedelta(hours=1)  # a call cannot be promised within the hour
DAYS_AHEAD = 21
PARTS = {"ochtend": (time(6), time(12)), "middag": (time(12), time(18)), "avond": (time(18), time(23))}


@dataclass(frozen=True, order=True)
class Window:
    """From when until when we call, on one day, local wall clock."""

    begin: datetime
    end: datetime


def call_windows(calendar: Calendar, now: datetime, wish: Moment, limit: int = 4) -> tuple[Window, ...]:
    """The first windows that suit the wish; none when the wish lies outside our hours. `now` is local and aware."""
    suiting = (window for window in _windows(calendar, now, wish) if _suits(window, wish))
    return tuple(window for window, _ in zip(suiting, range(limit), strict=False))


def _windows(calendar: Calendar, now: datetime, wish: Moment) -> Iterator[Window]:
    location = next((one for one in calendar.locations.values() if one.closes_after is None), None)
    if location is None:
        return
    for ahead in range(DAYS_AHEAD):
        day = now.date() + timedelta(days=ahead)
        for hours in openings.openings(location, day):
            yield from _within(day, hours, now, wish)


def _within(day: date, hours: Hours, now: datetime, wish: Moment) -> Iterator[Window]:
    zone = now.tzinfo
    begin, end = datetime.combine(day, hours.begin, zone), datetime.combine(day, hours.end, zone)
    after, before = wish.time_span or (None, None)
    begin = max(begin, datetime.combine(day, after, zone)) if after else begin
    end = min(end, datetime.combine(day, before, zone)) if before else end
    while begin < end:
        until = min(begin + WINDOW, end)
        if until - timedelta(minutes=30) >= begin and until > now + LEAD:
            yield Window(begin, until)
        begin = until


def _suits(window: Window, wish: Moment) -> bool:
    day = window.begin.date()
    if wish.date and day != wish.date:
        return False
    if wish.span and not wish.span[0] <= day <= wish.span[1]:
        return False
    if wish.date_from and day < wish.date_from:
        return False
    if wish.part_of_day and not PARTS[wish.part_of_day][0] <= window.begin.time() < PARTS[wish.part_of_day][1] and not wish.time_span:
        return False
    if wish.time and not window.begin.time() <= wish.time < window.end.time():
        return False
    return window.begin.weekday() not in _excluded(wish)


def _excluded(wish: Moment) -> set[int]:
    names = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
    return {names.index(name) for name in wish.exclude_weekdays}

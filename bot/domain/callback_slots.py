"""When we can call someone back: windows inside opening hours, near to what they asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.content.clock import WEEKDAYS, in_part_of_day
from bot.content.services import Calendar, Hours
from bot.domain import opening_hours
from bot.understanding.dates.find_moment import Moment

WINDOW = timedelta(hours=2)
LEAD = timedelta(hours=1)  # a call cannot be promised within the hour
DAYS_AHEAD = 21


@dataclass(frozen=True, order=True)
class Window:
    """From when until when we call, on one day, local wall clock."""

    begin: datetime
    end: datetime


def call_windows(calendar: Calendar, now: datetime, wish: Moment, limit: int = 4) -> tuple[Window, ...]:
    """The first windows that suit the wish; none when the wish lies outside our hours. `now` is local and aware."""
    suiting = (window for window in _windows(calendar, now, wish) if _suits(window, wish))
    return tuple(window for window, _ in zip(suiting, range(limit), strict=False))


def keeps(calendar: Calendar, now: datetime, window: Window) -> bool:
    """Whether a window that was offered can still be kept: inside our hours, soon enough and not too soon, whatever wish it came from."""
    day = window.begin.date()
    whole = window.end.date() == day and timedelta(0) < window.end - window.begin <= WINDOW
    open_then = any(hours.begin <= window.begin.time() and window.end.time() <= hours.end for hours in _hours(calendar, now, day))
    return whole and open_then and _in_time(window.end, now)


def open_for(calendar: Calendar, window: Window) -> bool:
    """Whether we are open the whole of a window that was promised, by the calendar as it is now."""
    day = window.begin.date()
    location = next((one for one in calendar.locations.values() if one.closes_after is None), None)
    hours = opening_hours.openings(location, day) if location else ()
    return any(one.begin <= window.begin.time() and window.end.time() <= one.end for one in hours)


def _windows(calendar: Calendar, now: datetime, wish: Moment) -> Iterator[Window]:
    for ahead in range(DAYS_AHEAD):
        day = now.date() + timedelta(days=ahead)
        for hours in _hours(calendar, now, day):
            yield from _within(day, hours, now, wish.on(day))


def _hours(calendar: Calendar, now: datetime, day: date) -> tuple[Hours, ...]:
    """Between which hours we can call on this day; none when it lies too far away."""
    location = next((one for one in calendar.locations.values() if one.closes_after is None), None)
    near = now.date() <= day < now.date() + timedelta(days=DAYS_AHEAD)
    return opening_hours.openings(location, day) if location and near else ()


def _in_time(until: datetime, now: datetime) -> bool:
    return until > now + LEAD


def _within(day: date, hours: Hours, now: datetime, wish: Moment) -> Iterator[Window]:
    zone = now.tzinfo
    begin, end = datetime.combine(day, hours.begin, zone), datetime.combine(day, hours.end, zone)
    after, before = wish.time_span or (None, None)
    begin = max(begin, datetime.combine(day, after, zone)) if after else begin
    end = min(end, datetime.combine(day, before, zone)) if before else end
    while begin < end:
        until = min(begin + WINDOW, end)
        if until - timedelta(minutes=30) >= begin and _in_time(until, now):
            yield Window(begin, until)
        begin = until


def _suits(window: Window, wish: Moment) -> bool:
    day = window.begin.date()
    wish = wish.on(day)
    if wish.date and day not in (wish.date, *wish.alternatives):
        return False
    if wish.span and not wish.span[0] <= day <= wish.span[1]:
        return False
    if wish.date_from and day < wish.date_from:
        return False
    if wish.part_of_day and not wish.time_span and not in_part_of_day(window.begin.time(), wish.part_of_day):
        return False
    if wish.time and not window.begin.time() <= wish.time < window.end.time():
        return False
    return WEEKDAYS[day.weekday()] not in wish.exclude_weekdays and day not in wish.exclude_dates

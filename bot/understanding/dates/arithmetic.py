"""Reckoning with days: weeks begin on Monday, months have their own length."""

from calendar import monthrange
from datetime import date, timedelta

Span = tuple[date, date]
_LAST_WORKING_DAY = 4  # Friday; whether the office is open that day is for the opening hours to say


def later(day: date, days: int) -> date:
    return day + timedelta(days=days)


def monday(day: date) -> date:
    return later(day, -day.weekday())


def week_of(day: date) -> Span:
    """Monday to Friday of the week that holds this day."""
    return monday(day), later(monday(day), _LAST_WORKING_DAY)


def weekend_of(day: date) -> Span:
    return later(monday(day), 5), later(monday(day), 6)


def first_after(day: date, weekday: int) -> date:
    """The first such weekday after this day; never the day itself."""
    return later(day, (weekday - day.weekday() - 1) % 7 + 1)


def last_before(day: date, weekday: int) -> date:
    return later(day, -((day.weekday() - weekday - 1) % 7 + 1))


def month_of(year: int, month: int) -> Span:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def months_later(day: date, months: int) -> date:
    """The same day of a later month, or its last day: 31 January + 1 is 28 February."""
    year, index = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, index + 1, min(day.day, monthrange(year, index + 1)[1]))


def existing(year: int, month: int, day: int) -> date | None:
    return date(year, month, day) if 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1] else None


def is_working_day(day: date) -> bool:
    return day.weekday() <= _LAST_WORKING_DAY


def first_working_day(day: date) -> date:
    """This day, or the Monday after it."""
    return day if is_working_day(day) else first_after(day, 0)


def working(span: Span) -> Span:
    """Without the weekends at either end; a span that is all weekend stays as it is."""
    first, last = span
    begin = first_working_day(first)
    end = last if is_working_day(last) else last_before(last, _LAST_WORKING_DAY)
    return (begin, end) if begin <= end else span


def clipped(span: Span, today: date) -> Span:
    """Without the days that have passed; a span that is over stays as it is."""
    first, last = span
    return (max(first, today), last) if last >= today else span

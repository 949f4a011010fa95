"""The period of a report: whole local days, as stamps of the database."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache

from bot.local_time import at, local
from bot.reports import texts
from bot.storage.moments import stamp
from bot.wording import plain_day


class PeriodEmpty(Exception):
    """The period ends before it begins, or lies in the future; the message (Dutch) says so."""


@dataclass(frozen=True)
class Period:
    """From the first day up to and including the last, local."""

    first: date
    last: date

    @property
    def begin(self) -> str:
        """The stamp of its beginning."""
        return stamp(at(self.first, time(0)))

    @property
    def end(self) -> str:
        """The stamp of the moment after it."""
        return stamp(at(self.last + timedelta(days=1), time(0)))

    def closed(self, today: date) -> bool:
        """Whether it is over, so that its report no longer changes: a contact of the last evening may stay open a day longer."""
        return self.last + timedelta(days=1) < today

    @property
    def told(self) -> str:
        """`1 oktober 2026 tot en met 31 december 2026`."""
        return f"{plain_day(self.first)} tot en met {plain_day(self.last)}"

    @property
    def quarters(self) -> tuple[str, str]:
        """The first and the last quarter it touches, as staff enter them (`2026-4`)."""
        return quarter_key(self.first), quarter_key(self.last)


def period_of(begin: str, end: str, today: date) -> Period:
    """The period between two days as they were typed; without days this quarter until today. Raises PeriodEmpty."""
    first = _day(begin) if begin else date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)
    last = _day(end) if end else today
    if last < first:
        raise PeriodEmpty(texts.PERIOD_REVERSED.format(first=plain_day(first), last=plain_day(last)))
    if last > today:
        raise PeriodEmpty(texts.PERIOD_FUTURE.format(last=plain_day(last), today=plain_day(today)))
    return Period(first, last)


def _day(text: str) -> date:
    """`2026-10-01` or `1-10-2026`. Raises PeriodEmpty."""
    for pattern in ("%Y-%m-%d", "%d-%m-%Y"):
        with suppress(ValueError):
            return datetime.strptime(text, pattern).replace(tzinfo=UTC).date()
    raise PeriodEmpty(texts.NO_DATE.format(text=text))


@cache
def local_moment(when: str) -> datetime:
    """The local moment that the first fifteen characters of a stamp stand for, to ten minutes; so few can be remembered."""
    return local(datetime.fromisoformat(f"{when[:15]}0:00+00:00"))


def week_of(day: date) -> str:
    """`2026, week 48` (ISO)."""
    year, week, _ = day.isocalendar()
    return f"{year}, week {week:02d}"


def quarter_key(day: date) -> str:
    """`2026-4`."""
    return f"{day.year}-{(day.month + 2) // 3}"


def quarter_of(day: date) -> str:
    """`2026, kwartaal 4`."""
    return f"{day.year}, kwartaal {(day.month + 2) // 3}"

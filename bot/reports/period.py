"""The period of a report: whole local days, as stamps of the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache

from bot.local_time import at, local
from bot.storage.moments import stamp


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
        """Whether it is over, so that its report no longer changes."""
        return self.last < today


@cache
def _hour(text: str) -> datetime:
    return local(datetime.fromisoformat(f"{text}:00:00+00:00"))


def local_hour(moment: str) -> datetime:
    """The local hour in which a stamp lies; zones shift by whole hours here, so the hour is enough and can be remembered."""
    return _hour(moment[:13])


def week_of(day: date) -> str:
    """`2026, week 48` (ISO)."""
    year, week, _ = day.isocalendar()
    return f"{year}, week {week:02d}"


def quarter_of(day: date) -> str:
    """`2026, kwartaal 4`."""
    return f"{day.year}, kwartaal {(day.month + 2) // 3}"

"""The period of a report: whole local days, as stamps of the database."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache

from bot.domain.formatting import plain_day
from bot.domain.time import at, local, stamp
from bot.reports import report_texts

EARLIEST = 2020
"""The first year of which there can be a report: years before us are typing mistakes."""


class PeriodEmpty(Exception):
    """The period ends before it begins, or lies in the future; the message (Dutch) says so."""


@dataclass(frozen=True)
class Period:
    """From the first day up to and including the last, local."""

    first: date
    last: date
    cut: str = ""
    """A stamp from which nothing counts: the present moment, for a clock that jumped leaves contacts in the future."""

    @property
    def begin(self) -> str:
        """The stamp of its beginning."""
        return stamp(at(self.first, time(0)))

    @property
    def end(self) -> str:
        """The stamp of the moment after it."""
        end = stamp(at(self.last + timedelta(days=1), time(0)))
        return min(end, self.cut) if self.cut else end

    def closed(self, today: date) -> bool:
        """Whether it is over, so that its report no longer changes: a contact of the last evening may stay open a day longer."""
        return self.last + timedelta(days=1) < today

    @property
    def told(self) -> str:
        """`1 oktober 2026 tot en met 31 december 2026`."""
        return f"{plain_day(self.first)} tot en met {plain_day(self.last)}"

    @property
    def whole_quarters(self) -> tuple[date, date]:
        """The first and the last day of the quarters it touches."""
        return _bounds("kwartaal", self.first)[0], _bounds("kwartaal", self.last)[1]

    @property
    def quarters(self) -> tuple[str, str]:
        """The first and the last quarter it touches, as staff enter them (`2026-4`)."""
        return quarter_key(self.first), quarter_key(self.last)


def period_of(begin: str, end: str, today: date) -> Period:
    """The period between two days as they were typed: a whole week, month, quarter or year, or one of those up to a Sunday.

    Without days this quarter up to the last Sunday. Any two days would tell a small number by subtracting two reports, so other
    periods are refused. Raises PeriodEmpty.
    """
    sunday = today - timedelta(days=today.isoweekday())
    last = _day(end) if end else sunday
    first = _day(begin) if begin else _first(last)
    if first > today or (end and last > today):
        raise PeriodEmpty(report_texts.say("period.future", day=plain_day(max(first, last) if end else first), today=plain_day(today)))
    if last < first:
        if not end:
            raise PeriodEmpty(report_texts.say("period.young", first=plain_day(first)))
        raise PeriodEmpty(report_texts.say("period.reversed", first=plain_day(first), last=plain_day(last)))
    found = Period(first, last)
    if not _offered(found):
        example = _bounds("kwartaal", first)
        raise PeriodEmpty(report_texts.say("period.odd", first=example[0].isoformat(), last=example[1].isoformat()))
    return found


def _first(last: date) -> date:
    """Where the widest period begins that may end on this day; a year is asked for with its first day."""
    found = [_bounds(unit, last)[0] for unit in ("kwartaal", "maand", "week")]
    return next((first for first in found if _offered(Period(first, last))), found[0])


def _offered(period: Period) -> bool:
    """Whether it is a whole week, month, quarter or year, or begins as one and ends on a Sunday within it."""
    for unit in ("week", "maand", "kwartaal", "jaar"):
        first, last = _bounds(unit, period.first)
        if first == period.first and (period.last == last or (period.last < last and period.last.isoweekday() == 7)):
            return True
    return False


def _bounds(unit: str, day: date) -> tuple[date, date]:
    """The first and the last day of the week, month, quarter or year in which a day lies."""
    if unit == "week":
        monday = day - timedelta(days=day.isoweekday() - 1)
        return monday, monday + timedelta(days=6)
    months = {"maand": 1, "kwartaal": 3, "jaar": 12}[unit]
    first = date(day.year, (day.month - 1) // months * months + 1, 1)
    after = date(day.year + (first.month + months > 12), (first.month + months - 1) % 12 + 1, 1)
    return first, after - timedelta(days=1)


def units_within(period: Period, unit: str) -> set[str]:
    """The weeks, months or quarters within a period of which there is a report too; the last may be one that still runs."""
    found: set[str] = set()
    day = period.first
    while day <= period.last:
        first, last = _bounds(unit, day)
        if first >= period.first and (last <= period.last or unit != "week"):
            found.add(UNITS[unit](first))
        day = last + timedelta(days=1)
    return found


def _day(text: str) -> date:
    """`2026-10-01` or `1-10-2026`. Raises PeriodEmpty."""
    for pattern in ("%Y-%m-%d", "%d-%m-%Y"):
        with suppress(ValueError):
            found = datetime.strptime(text, pattern).replace(tzinfo=UTC).date()
            if found.year >= EARLIEST:
                return found
    raise PeriodEmpty(report_texts.say("period.no-date", text=text))


@cache
def local_moment(when: str) -> datetime:
    """The local moment that the first thirteen characters of a stamp stand for, to the hour; so few can be remembered."""
    return local(datetime.fromisoformat(f"{when[:13]}:00:00+00:00"))


def week_of(day: date) -> str:
    """`2026, week 48` (ISO)."""
    year, week, _ = day.isocalendar()
    return f"{year}, week {week:02d}"


def month_of(day: date) -> str:
    """`november 2026`."""
    return plain_day(day).split(" ", 1)[1]


def quarter_key(day: date) -> str:
    """`2026-4`."""
    return f"{day.year}-{(day.month + 2) // 3}"


def quarter_told(entered: str) -> str:
    """`2026, kwartaal 4`, from how staff enter it (`2026-4`)."""
    return entered.replace("-", ", kwartaal ")


def quarter_of(day: date) -> str:
    """`2026, kwartaal 4`."""
    return f"{day.year}, kwartaal {(day.month + 2) // 3}"


UNITS: Mapping[str, Callable[[date], str]] = {"dag": plain_day, "week": week_of, "maand": month_of, "kwartaal": quarter_of}
"""What a period is told by, and how each is written."""


def unit_of(period: Period) -> str:
    """Days for a month, weeks for a quarter, quarters beyond."""
    length = (period.last - period.first).days
    if length <= 31:
        return "dag"
    return "week" if length <= 100 else "kwartaal"

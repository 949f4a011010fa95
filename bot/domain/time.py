"""The clock in the Netherlands, whatever the zone of the server, and how moments stand in the database."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from bot.content.clock import ZONE as ZONE

CONTACT_ENDS_AFTER = timedelta(minutes=30)
"""So much silence ends a contact: what comes later is counted as a new one."""
QUESTION_STAYS_OPEN = timedelta(hours=24)
"""So long a question of ours may be answered, and keeps its contact open: people come back to it the next morning."""

WALL = "%Y-%m-%dT%H:%M"


def local(moment: datetime) -> datetime:
    """The moment (aware) on the clock in the Netherlands."""
    if moment.tzinfo is None:
        raise ValueError(f"a moment without a zone: {moment!r}")
    return moment.astimezone(ZONE)


def at(day: date, clock: time) -> datetime:
    """The aware moment at which the clock in the Netherlands shows `clock` on `day`; the first, where it shows it twice."""
    return datetime.combine(day, clock.replace(fold=0), ZONE)


def wall(moment: datetime) -> str:
    """`2026-11-24T10:00`: the local wall clock, without a zone, so that text order is the order of the clock."""
    return local(moment).strftime(WALL)


def from_wall(text: str) -> datetime:
    """The aware moment that a wall clock text stands for."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def wall_told(text: str) -> datetime | None:
    """The same of a text that came back to us, in a button for instance; None when it is no moment."""
    try:
        return from_wall(text)
    except ValueError:
        return None


def elapsed(begin: datetime, end: datetime) -> timedelta:
    """The time that really passes between two moments.

    Python subtracts the clock faces when both carry the same zone, and is then an hour wrong across a clock change.
    """
    return end.astimezone(UTC) - begin.astimezone(UTC)


@lru_cache(maxsize=1024)
def clock_changes(day: date) -> bool:
    """Whether the clock goes forward or back on this day."""
    return at(day, time.min).utcoffset() != at(day + timedelta(days=1), time.min).utcoffset()


def shown_once(moment: datetime) -> bool:
    """Whether the clock shows this wall time exactly once: not skipped in March, not repeated in October."""
    return moment.replace(fold=0).utcoffset() == moment.replace(fold=1).utcoffset()


# How moments stand in the database: UTC with a fixed width, so that text order is time order.


def stamp(moment: datetime) -> str:
    """`2026-11-24T09:30:00.000Z`; the moment must be aware."""
    if moment.tzinfo is None:
        raise ValueError(f"a moment without a zone: {moment!r}")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"


def moment(text: str) -> datetime:
    """The aware moment (UTC) that a stamp stands for."""
    return datetime.fromisoformat(text.replace("Z", "+00:00"))

"""Closures that staff made in the desk, beside those of the calendar's file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from bot.content.services import Calendar, Closure
from bot.domain.opening_hours import with_closure
from bot.domain.time import stamp, wall


@dataclass(frozen=True)
class MadeClosure:
    """A closure with its number and the id of its location."""

    id: int
    location: str
    closure: Closure


def keep(db: Database, location_id: str, closure: Closure, now: datetime) -> int:
    """Remember a closure; its number."""
    row = db.execute(
        "INSERT INTO closures (location, pool, seat, begin, ends, reason, made_at) VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id",
        (location_id, closure.pool, closure.seat, _text(closure.begin), _text(closure.end), closure.reason, stamp(now)),
    ).fetchone()
    return int(row[0])


def reopen(db: Database, closure_id: int) -> None:
    """Take a closure back. Appointments that were given up for it stay given up: their people were told."""
    db.execute("DELETE FROM closures WHERE id = ?", (closure_id,))


def find(db: Database, closure_id: int, now: datetime) -> MadeClosure | None:
    """One closure that is not over, by its number."""
    return next((one for one in made(db, now) if one.id == closure_id), None)


def made(db: Database, now: datetime) -> list[MadeClosure]:
    """The closures that are not over, in order of time."""
    rows = db.execute(
        "SELECT id, location, begin, ends, reason, pool, seat FROM closures WHERE ends > ? ORDER BY begin, id", (wall(now),)
    ).fetchall()
    return [
        MadeClosure(number, location, Closure(datetime.fromisoformat(begin), datetime.fromisoformat(ends), reason, pool, seat))
        for number, location, begin, ends, reason, pool, seat in rows
    ]


def in_force(db: Database, calendar: Calendar, now: datetime) -> Calendar:
    """The calendar with the closures that staff made; what every rule looks at."""
    for one in made(db, now):
        calendar = with_closure(calendar, one.location, one.closure)
    return calendar


def _text(moment: datetime) -> str:
    return moment.replace(tzinfo=None).isoformat(timespec="minutes")

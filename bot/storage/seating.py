"""Who sits where: the rows of the roster, and the cells of the grid that appointments and holds occupy."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from sqlite_utils import Database

from bot.content.services import Calendar, Location, Service
from bot.domain.availability import Taken
from bot.domain.time import stamp


class SlotTaken(Exception):
    """Someone else has the moment, or the last seat of it."""


def sync_roster(db: Database, calendar: Calendar) -> None:
    """Make the rows of the roster those of the calendar; a seat on which something stands is never taken away."""
    wanted = {
        (pool, location.id, seat)
        for location in calendar.locations.values()
        for pool, seats in location.seats.items()
        for seat in range(1, seats + 1)
    }
    present = set(db.execute("SELECT pool, location, seat FROM seats").fetchall())
    db.conn.executemany("INSERT INTO seats (pool, location, seat) VALUES (?, ?, ?)", sorted(wanted - present))
    db.conn.executemany(
        """DELETE FROM seats WHERE pool = ? AND location = ? AND seat = ? AND NOT EXISTS
           (SELECT 1 FROM cells WHERE cells.pool = seats.pool AND cells.location = seats.location AND cells.seat = seats.seat)""",
        sorted(present - wanted),
    )


def purge_expired(db: Database, now: datetime) -> None:
    """Let go of every hold that nobody confirmed in time."""
    db.execute("DELETE FROM holds WHERE until <= ?", (stamp(now),))


def taken(
    db: Database, pool: str, locations: Iterable[Location], first: date, last: date, person: str, now: datetime, *, moving: str = ""
) -> Taken:
    """The seats in use per location and cell on these days, buffers included.

    A hold that expired and the person's own hold do not count, nor does the appointment that is being moved.
    """
    counts: dict[tuple[str, str], int] = {}
    for location in locations:
        rows = db.execute(
            """SELECT cell, count(*) FROM cells LEFT JOIN holds ON holds.person = cells.held_by
               WHERE cells.pool = ? AND cells.location = ? AND cell >= ? AND cell < ?
                 AND (held_by IS NULL OR (held_by <> ? AND until > ?)) AND (appointment IS NULL OR appointment <> ?)
               GROUP BY cell""",
            (pool, location.id, first.isoformat(), (last + timedelta(days=1)).isoformat(), person, stamp(now), moving),
        )
        counts.update({(location.id, cell): count for cell, count in rows.fetchall()})
    return counts


def occupy(db: Database, service: Service, location: Location, wanted: Sequence[str], owner: str, owned_by: str) -> None:
    """Put an appointment or a hold on its cells, each on the lowest seat that is free there. Raises SlotTaken.

    `owner` is the column, `appointment` or `held_by`. The seat may differ per cell; the table refuses one that is not there.
    """
    seats = location.seats.get(service.pool, 0)
    try:
        db.conn.executemany(
            f"""INSERT INTO cells (pool, location, cell, seat, {owner})
                SELECT ?1, ?2, ?3, (SELECT min(seat) FROM seats WHERE pool = ?1 AND location = ?2 AND seat <= ?4 AND seat NOT IN
                    (SELECT seat FROM cells WHERE pool = ?1 AND location = ?2 AND cell = ?3)), ?5""",
            [(service.pool, location.id, cell, seats, owned_by) for cell in wanted],
        )
    except sqlite3.IntegrityError as error:
        raise SlotTaken(f"{location.id} {wanted[0]}") from error


def occupied(db: Database, pool: str, location_id: str, appointment_id: str) -> set[str]:
    """The cells on which an appointment stands at one place."""
    rows = db.execute("SELECT cell FROM cells WHERE pool = ? AND location = ? AND appointment = ?", (pool, location_id, appointment_id))
    return {str(row[0]) for row in rows.fetchall()}

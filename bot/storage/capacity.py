"""Capacity: seats of the roster, and the moments that are free."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import chain

from sqlite_utils import Database

from bot.content.services import Calendar, Location, PlaceKind, Service
from bot.domain import availability, suggestions
from bot.domain.availability import Slot, Taken
from bot.domain.time import local, stamp
from bot.storage import appointment_rows, closures
from bot.understanding.dates.find_moment import Moment

# Who sits where: the rows of the roster, and the cells of the grid that appointments and holds occupy.


class SlotTaken(Exception):
    """Someone else has the moment, or the last seat of it."""


def sync_roster(db: Database, calendar: Calendar) -> None:
    """Make the rows of the roster those of the calendar; a seat on which something stands is never taken away."""
    wanted, present = _seats_of(calendar), _seats_in(db)
    db.conn.executemany("INSERT INTO seats (pool, location, seat) VALUES (?, ?, ?)", sorted(wanted - present))
    db.conn.executemany(
        """DELETE FROM seats WHERE pool = ? AND location = ? AND seat = ? AND NOT EXISTS
           (SELECT 1 FROM cells WHERE cells.pool = seats.pool AND cells.location = seats.location AND cells.seat = seats.seat)""",
        sorted(present - wanted),
    )


def roster_stands(db: Database, calendar: Calendar) -> bool:
    """Whether the roster is that of the calendar already, so that nothing need be written."""
    return _seats_of(calendar) == _seats_in(db)


def _seats_of(calendar: Calendar) -> set[tuple[str, str, int]]:
    return {
        (pool, location.id, seat)
        for location in calendar.locations.values()
        for pool, seats in location.seats.items()
        for seat in range(1, seats + 1)
    }


def _seats_in(db: Database) -> set[tuple[str, str, int]]:
    return {
        (str(pool), str(location), int(seat)) for pool, location, seat in db.execute("SELECT pool, location, seat FROM seats").fetchall()
    }


def purge_expired(db: Database, now: datetime) -> None:
    """Let go of every hold that nobody confirmed in time."""
    db.execute("DELETE FROM holds WHERE until <= ?", (stamp(now),))


@dataclass(frozen=True)
class SeatQuery:
    """Which seats are asked about, and for whom: what somebody holds or moves themselves does not stand in their way."""

    pool: str
    locations: tuple[Location, ...]
    first: date
    last: date
    person: str
    moving: str = ""
    """The id of the appointment that is to be moved."""


def taken_seats(db: Database, asked: SeatQuery, now: datetime) -> Taken:
    """The seats in use per location and cell on these days, buffers included; a hold that expired does not count."""
    first, after = asked.first.isoformat(), (asked.last + timedelta(days=1)).isoformat()
    counts: dict[tuple[str, str], int] = {}
    for location in asked.locations:
        rows = db.execute(
            """SELECT cell, count(*) FROM cells LEFT JOIN holds ON holds.person = cells.held_by
               WHERE cells.pool = ? AND cells.location = ? AND cell >= ? AND cell < ?
                 AND (held_by IS NULL OR (held_by <> ? AND until > ?)) AND (appointment IS NULL OR appointment <> ?)
               GROUP BY cell""",
            (asked.pool, location.id, first, after, asked.person, stamp(now), asked.moving),
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


# The search for free moments: a few indexed queries over the days that are looked at, and arithmetic.

DAYS_AT_FIRST = 2  # how far the search looks before it looks further
DAYS_AROUND = 14  # how far from a wish that cannot be met we look first


@dataclass(frozen=True)
class Sought:
    """What somebody wants a moment for."""

    person: str
    service: str
    place: PlaceKind
    location: str = ""
    """Empty for any."""
    moving: str = ""
    """The id of the appointment that is to be moved: its own moment counts as free for the rest of it."""


def free(db: Database, calendar: Calendar, sought: Sought, now: datetime, wish: Moment | None, limit: int) -> list[Slot]:
    """The free moments to show a person first, in order of time; their own hold does not stand in their way."""
    search = _Search(db, closures.in_force(db, calendar, now), sought, now)
    days = list(suggestions.wished_days(search.calendar, now, wish))
    return suggestions.spread(suggestions.suiting(search.slots(days), wish), wish, limit)


def near(
    db: Database, calendar: Calendar, sought: Sought, now: datetime, wish: Moment | None, limit: int, *, within: Moment | None = None
) -> list[Slot]:
    """The free moments nearest to a wish that cannot be met, in order of time; `within` those that fit another wish."""
    around = suggestions.around(wish, now)
    search = _Search(db, closures.in_force(db, calendar, now), sought, now)
    days = list(suggestions.wished_days(search.calendar, now, within))
    close_by = [day for day in days if abs(day - local(around).date()) <= timedelta(days=DAYS_AROUND)]
    nearest = suggestions.nearest if suggestions.names_hours(wish) else suggestions.on_nearest_days
    found = nearest(suggestions.suiting(search.slots(close_by), within), around, limit)
    return found if len(found) == limit else nearest(suggestions.suiting(search.slots(days), within), around, limit)


@dataclass(frozen=True)
class _Search:
    """One search for free moments."""

    db: Database
    calendar: Calendar
    sought: Sought
    now: datetime

    def slots(self, days: Sequence[date]) -> Iterator[Slot]:
        """The free moments on these days that do not overlap the person's own appointments."""
        service = self.calendar.services.get(self.sought.service)
        if service is None:
            return
        others = [one.slot for one in appointment_rows.upcoming(self.db, self.sought.person, self.now) if one.id != self.sought.moving]
        moved = appointment_rows.find(self.db, self.sought.moving) if self.sought.moving else None
        given_up = moved.slot if moved and moved.stands else None
        for slot in chain.from_iterable(self._some(service, some) for some in _growing(days)):
            if slot != given_up and not any(availability.overlap(slot, other) for other in others):
                yield slot

    def _some(self, service: Service, days: Sequence[date]) -> Iterator[Slot]:
        places = tuple(
            one
            for one in self.calendar.locations.values()
            if self.sought.location in ("", one.id) and availability.held_here(one, service, self.sought.place)
        )
        last = days[-1] + timedelta(days=1)  # a buffer may run past midnight
        asked = SeatQuery(service.pool, places, days[0], last, self.sought.person, self.sought.moving)
        taken = taken_seats(self.db, asked, self.now)
        return availability.every_free_slot(self.calendar, service, self.sought.place, taken, self.now, days, self.sought.location)


def _growing(days: Sequence[date]) -> Iterator[Sequence[date]]:
    """The days in stretches, each twice as long as the one before: mostly the first few have enough."""
    begin, length = 0, DAYS_AT_FIRST
    while begin < len(days):
        yield days[begin : begin + length]
        begin, length = begin + length, length * 2

"""The search for free moments: a few indexed queries over the days that are looked at, and arithmetic."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import chain

from sqlite_utils import Database

from bot.content.services import Calendar, PlaceKind, Service
from bot.domain import availability, suggestions
from bot.domain.availability import Slot
from bot.domain.time import local
from bot.storage import agenda_rows as rows
from bot.storage import closures, seating
from bot.understanding.dates.find_moment import Moment

DAYS_AT_FIRST = 2  # how far the search looks before it looks further
DAYS_AROUND = 14  # how far from a wish that cannot be met we look first


def free(
    db: Database,
    calendar: Calendar,
    service_id: str,
    place: PlaceKind,
    now: datetime,
    wish: Moment | None,
    person: str,
    limit: int,
    *,
    location: str = "",
    moving: str = "",
) -> list[Slot]:
    """The free moments to show a person first, in order of time; their own hold does not stand in their way.

    `moving` is the id of the appointment that is to be moved: its own moment counts as free for the rest of it.
    """
    search = _Search(db, closures.in_force(db, calendar, now), service_id, place, now, person, location, moving)
    days = list(suggestions.wished_days(search.calendar, now, wish))
    return suggestions.spread(suggestions.suiting(search.slots(days), wish), wish, limit)


def near(
    db: Database,
    calendar: Calendar,
    service_id: str,
    place: PlaceKind,
    now: datetime,
    wish: Moment | None,
    person: str,
    limit: int,
    *,
    location: str = "",
    moving: str = "",
) -> list[Slot]:
    """The free moments nearest to a wish that cannot be met, in order of time."""
    around = suggestions.around(wish, now)
    search = _Search(db, closures.in_force(db, calendar, now), service_id, place, now, person, location, moving)
    days = list(availability.bookable_days(search.calendar, now))
    close_by = [day for day in days if abs(day - local(around).date()) <= timedelta(days=DAYS_AROUND)]
    found = suggestions.nearest(search.slots(close_by), around, limit)
    return found if len(found) == limit else suggestions.nearest(search.slots(days), around, limit)


@dataclass(frozen=True)
class _Search:
    """One search for free moments."""

    db: Database
    calendar: Calendar
    service_id: str
    place: PlaceKind
    now: datetime
    person: str
    location: str
    moving: str

    def slots(self, days: Sequence[date]) -> Iterator[Slot]:
        """The free moments on these days that do not overlap the person's own appointments."""
        service = self.calendar.services.get(self.service_id)
        if service is None:
            return
        others = [one.slot for one in rows.upcoming(self.db, self.person, self.now) if one.id != self.moving]
        moved = rows.find(self.db, self.moving) if self.moving else None
        given_up = moved.slot if moved and moved.stands else None
        for slot in chain.from_iterable(self._some(service, some) for some in _growing(days)):
            if slot != given_up and not any(availability.overlap(slot, other) for other in others):
                yield slot

    def _some(self, service: Service, days: Sequence[date]) -> Iterator[Slot]:
        places = [
            one
            for one in self.calendar.locations.values()
            if self.location in ("", one.id) and availability.held_here(one, service, self.place)
        ]
        last = days[-1] + timedelta(days=1)  # a buffer may run past midnight
        taken = seating.taken(self.db, service.pool, places, days[0], last, self.person, self.now, moving=self.moving)
        return availability.every_free_slot(self.calendar, service, self.place, taken, self.now, days, self.location)


def _growing(days: Sequence[date]) -> Iterator[Sequence[date]]:
    """The days in stretches, each twice as long as the one before: mostly the first few have enough."""
    begin, length = 0, DAYS_AT_FIRST
    while begin < len(days):
        yield days[begin : begin + length]
        begin, length = begin + length, length * 2

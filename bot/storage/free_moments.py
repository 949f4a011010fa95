"""The search for free moments: two indexed queries for each two weeks, and arithmetic."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import chain

from sqlite_utils import Database

from bot import slots, suggestions
from bot.local_time import local
from bot.slots import Slot
from bot.storage import agenda_rows as rows
from bot.storage import closures, seating
from intents.dates import Moment
from knowledge.services import Calendar, PlaceKind, Service

DAYS_AT_A_TIME = 14  # the search looks this far at once, and mostly finds enough


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
    days = list(slots.bookable_days(search.calendar, now))
    close_by = [day for day in days if abs(day - local(around).date()) <= timedelta(days=DAYS_AT_A_TIME)]
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
        own = [one for one in rows.upcoming(self.db, self.person, self.now) if one.id != self.moving]
        for slot in chain.from_iterable(self._some(service, days[at : at + DAYS_AT_A_TIME]) for at in range(0, len(days), DAYS_AT_A_TIME)):
            if not any(slots.overlap(slot, one.slot) for one in own) and not (self.moving and self._unmoved(slot)):
                yield slot

    def _some(self, service: Service, days: Sequence[date]) -> Iterator[Slot]:
        places = [
            one for one in self.calendar.locations.values() if self.location in ("", one.id) and slots.held_here(one, service, self.place)
        ]
        taken = seating.taken(self.db, service.pool, places, days[0], days[-1], self.person, self.now, moving=self.moving)
        return slots.every_free_slot(self.calendar, service, self.place, taken, self.now, days, self.location)

    def _unmoved(self, slot: Slot) -> bool:
        moved = rows.find(self.db, self.moving)
        return moved is not None and moved.stands and moved.slot == slot

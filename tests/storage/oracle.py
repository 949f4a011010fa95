"""The agenda as a child would keep it: a list of who has what, and every rule by counting minutes one by one.

Slow and simple on purpose: it shares no code with what it judges but the shapes of the calendar.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from bot.content.services import Calendar, Closure, Hours, Location, PlaceKind, Service
from bot.domain.availability import Slot
from tests.domain.holidays_by_law import dutch_holidays

BLOCK = 5  # seats are counted in blocks of five minutes
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Standing:
    """An appointment or a hold, `begin` on the wall clock without a zone."""

    person: str
    service: str
    pool: str
    location: str
    place: PlaceKind
    begin: datetime
    minutes: int
    buffer: int
    order: int = 0

    @property
    def end(self) -> datetime:
        return self.begin + self.minutes * MINUTE

    def blocks(self) -> set[datetime]:
        """The blocks that it or its buffer touches."""
        return {block(self.begin + passed * MINUTE) for passed in range(self.minutes + self.buffer)}


def block(moment: datetime) -> datetime:
    return moment.replace(minute=moment.minute - moment.minute % BLOCK)


def utc(wall: datetime) -> datetime:
    """From the wall clock in the Netherlands to UTC, by the rule of the EU: turns on the last Sundays of March and October."""
    summer, winter = (_last_sunday(wall.year, month) for month in (3, 10))
    in_summer = summer + timedelta(hours=2) <= wall < winter + timedelta(hours=3)
    return wall - timedelta(hours=2 if in_summer else 1)


def _last_sunday(year: int, month: int) -> datetime:
    last = datetime.fromisoformat(f"{year}-{month:02d}-31")
    return last - timedelta(days=last.isoweekday() % 7)


@dataclass
class Oracle:
    """What stands, what is held until when (wall clock), and the calendar with its closures."""

    calendar: Calendar
    standing: dict[str, Standing] = field(default_factory=dict)
    held: dict[str, tuple[Standing, datetime]] = field(default_factory=dict)
    void: dict[str, Standing] = field(default_factory=dict)
    counter: int = 0

    # --- the rules

    def why_not(self, person: str, service_id: str, slot: Slot, now: datetime, moving: str = "") -> str:
        """The name of the reason why this cannot be, empty when it can."""
        service, location = self.calendar.services[service_id], self.calendar.locations.get(slot.location)
        begin, rules = slot.begin.replace(tzinfo=None), self.calendar.rules
        if location is None:
            return "NO_SUCH_LOCATION"
        if slot.place not in service.places or not location.seats.get(service.pool):
            return "NOT_HERE"
        ahead = utc(begin) - utc(now)
        if ahead <= timedelta(0):
            return "PAST"
        if ahead < timedelta(hours=rules.lead_hours):
            return "TOO_SOON"
        if (begin.date() - now.date()).days > rules.horizon_days:
            return "BEYOND_HORIZON"
        opened = self.open_minutes(location, begin.date())
        if not opened:
            return "CLOSED"
        first = begin.hour * 60 + begin.minute
        if first not in opened:
            return "OUTSIDE_HOURS"
        if slot.minutes != service.minutes or not all(first + passed in opened for passed in range(slot.minutes)):
            return "DOES_NOT_FIT"
        if first % rules.grid_minutes:
            return "OFF_GRID"
        end = begin + slot.minutes * MINUTE
        if any(one.begin < end and begin < one.end for one in self.open_of(person, now) if one is not self.standing.get(moving)):
            return "OVERLAPS"
        wanted = self.as_standing(person, service, slot)
        used = self.used(service.pool, location.id, person, now, moving)
        return "" if all(used[one] < self.seats(location, service.pool, one) for one in wanted.blocks()) else "TAKEN"

    def as_standing(self, person: str, service: Service, slot: Slot) -> Standing:
        self.counter += 1
        begin = slot.begin.replace(tzinfo=None)
        return Standing(
            person, service.id, service.pool, slot.location, slot.place, begin, slot.minutes, service.buffer_minutes, self.counter
        )

    def open_of(self, person: str, now: datetime) -> list[Standing]:
        return [one for one in self.standing.values() if one.person == person and one.end > now]

    def used(self, pool: str, location: str, person: str, now: datetime, moving: str) -> Counter[datetime]:
        """How many seats are in use in each block, without the person's own hold and what is being moved."""
        others = [one for key, one in self.standing.items() if key != moving]
        others += [one for one, until in self.held.values() if one.person != person and until > now]
        return Counter(part for one in others if (one.pool, one.location) == (pool, location) for part in one.blocks())

    def seats(self, location: Location, pool: str, of: datetime) -> int:
        """The seats that are open during a whole block, counted one by one."""
        minutes = [of + passed * MINUTE for passed in range(BLOCK)]
        shut = [one for one in location.closures if one.pool == pool and any(one.begin <= minute < one.end for minute in minutes)]
        return sum(not any(one.seat in (None, seat) for one in shut) for seat in range(1, location.seats.get(pool, 0) + 1))

    def open_minutes(self, location: Location, day: date) -> set[int]:
        """The minutes of a day (0 is midnight) at which the doors are open."""
        if (location.opens_on and day < location.opens_on) or (location.closes_after and location.closes_after < day):
            return set()
        opened = _minutes(location.week.get(day.weekday(), ()))
        if day in location.exceptions:
            opened = _minutes(location.exceptions[day])
        else:
            choices = [location.holidays.get(name, ()) for name in sorted(dutch_holidays(day.year).get(day, ()))]
            own = [_minutes(choice) for choice in choices if choice is not None]
            opened = set.intersection(*own) if own else opened
        midnight = datetime.combine(day, datetime.min.time())
        shut = [one for one in location.closures if not one.pool]
        return {minute for minute in opened if not any(one.begin <= midnight + minute * MINUTE < one.end for one in shut)}

    # --- everything that is free

    def free(self, person: str, service_id: str, place: PlaceKind, now: datetime, moving: str = "") -> list[tuple[datetime, str]]:
        """Every free moment with its location: each minute of the grid of each day is tried."""
        service, found = self.calendar.services[service_id], []
        for ahead in range(self.calendar.rules.horizon_days + 1):
            midnight = datetime.combine(now.date() + timedelta(days=ahead), datetime.min.time())
            for minute in range(0, 24 * 60, self.calendar.rules.grid_minutes):
                for location in self.calendar.locations:
                    slot = Slot(location, place, midnight + minute * MINUTE, service.minutes)
                    if not self.why_not(person, service_id, slot, now, moving):
                        found.append((slot.begin, location))
        return found

    # --- what happens

    def close(self, location: str, closure: Closure, now: datetime) -> list[str]:
        """Add a closure; the ids of who is affected by it, those booked last first to go."""
        already = self.affected(now)
        place = self.calendar.locations[location]
        closed = replace(place, closures=(*place.closures, closure))
        self.calendar = replace(self.calendar, locations={**self.calendar.locations, location: closed})
        lost = [key for key in self.affected(now) if key not in already]
        for key in lost:
            self.void[key] = self.standing.pop(key)
        return lost

    def affected(self, now: datetime) -> list[str]:
        """The ids of what no longer fits, in order of time."""
        used: Counter[tuple[str, str, datetime]] = Counter()
        lost = []
        for key, one in sorted(self.standing.items(), key=lambda item: item[1].order):
            if one.begin <= now:
                continue
            location = self.calendar.locations.get(one.location)
            wanted = [(one.pool, one.location, part) for part in one.blocks()]
            opened = self.open_minutes(location, one.begin.date()) if location else set()
            first = one.begin.hour * 60 + one.begin.minute
            fits = all(first + passed in opened for passed in range(one.minutes))
            if location and fits and all(used[part] < self.seats(location, one.pool, part[2]) for part in wanted):
                used.update(wanted)
            else:
                lost.append(key)
        return sorted(lost, key=lambda key: (self.standing[key].begin, key))


def _minutes(hours: tuple[Hours, ...]) -> set[int]:
    return {minute for one in hours for minute in range(one.begin.hour * 60 + one.begin.minute, one.end.hour * 60 + one.end.minute)}

"""Which moments can be booked: the grid, the rules of the calendar, and the free moments in order of time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from bot.local_time import at, elapsed, local, shown_once
from bot.openings import openings
from knowledge.services import Calendar, Hours, Location, PlaceKind, Rules, Service

CELL_MINUTES = 5
"""How finely the seats are counted: not the grid on which one can begin, for that may change while appointments stand."""

Taken = Mapping[tuple[str, str], int]
"""How many seats of the pool are in use, per location id and cell; a cell that is missing is empty."""


@dataclass(frozen=True, order=True)
class Slot:
    """A moment at a location (its id), by desk or telephone; `begin` is aware, in local time."""

    location: str
    place: PlaceKind
    begin: datetime
    minutes: int

    @property
    def end(self) -> datetime:
        """When it is over, on the same clock."""
        return local(self.begin) + timedelta(minutes=self.minutes)


class Refusal(StrEnum):
    """Why a moment cannot be booked; the value is the last part of the key of its sentence."""

    PAST = "voorbij"
    TOO_SOON = "te-kort-dag"
    BEYOND_HORIZON = "te-ver-vooruit"
    CLOSED = "dicht"
    OUTSIDE_HOURS = "buiten-openingstijd"
    DOES_NOT_FIT = "past-niet"
    OFF_GRID = "niet-op-raster"
    NO_SUCH_LOCATION = "geen-locatie"
    NOT_HERE = "niet-hier"
    OVERLAPS = "al-een-afspraak"
    """The person has another appointment at that moment; only bot.storage.agenda knows."""


def cells(slot: Slot, buffer: int) -> tuple[str, ...]:
    """The cells that an appointment occupies with its buffer (minutes) behind it, as local wall clock: `2026-11-24T10:00`."""
    return _cells(local(slot.begin).replace(tzinfo=None), slot.minutes + buffer)


def _cells(begin: datetime, minutes: int) -> tuple[str, ...]:
    into = begin.minute % CELL_MINUTES
    first = begin - timedelta(minutes=into)
    return tuple((first + timedelta(minutes=passed)).isoformat(timespec="minutes") for passed in range(0, into + minutes, CELL_MINUTES))


def capacity(location: Location, pool: str, cell: str) -> int:
    """The seats of a pool in one cell: those of the roster, less those that are closed in any part of the cell."""
    seats = location.seats.get(pool, 0)
    closures = [closure for closure in location.closures if closure.pool == pool]
    if not closures:
        return seats
    begin = datetime.fromisoformat(cell)
    end = begin + timedelta(minutes=CELL_MINUTES)
    shut = [closure for closure in closures if closure.begin < end and begin < closure.end]
    if any(closure.seat is None for closure in shut):
        return 0
    return seats - len({closure.seat for closure in shut if closure.seat is not None and 1 <= closure.seat <= seats})


def has_room(location: Location, pool: str, wanted: tuple[str, ...], taken: Taken) -> bool:
    """Whether every cell has a seat left. The seat may differ per cell: people change desks sooner than they are sent away."""
    return all(taken.get((location.id, cell), 0) < capacity(location, pool, cell) for cell in wanted)


def refusal(calendar: Calendar, service: Service, slot: Slot, now: datetime) -> Refusal | None:
    """Why the rules of the calendar do not allow this moment, None when they do. Who else sits there is not looked at."""
    location = calendar.locations.get(slot.location)
    if location is None:
        return Refusal.NO_SUCH_LOCATION
    if not held_here(location, service, slot.place):
        return Refusal.NOT_HERE
    begin = local(slot.begin)
    if elapsed(now, begin) <= timedelta(0):
        return Refusal.PAST
    if elapsed(now, begin) < timedelta(hours=calendar.rules.lead_hours):
        return Refusal.TOO_SOON
    if begin.date() > last_day(calendar, now):
        return Refusal.BEYOND_HORIZON
    return _hours_refusal(location, service, slot, calendar.rules)


def _hours_refusal(location: Location, service: Service, slot: Slot, rules: Rules) -> Refusal | None:
    begin = local(slot.begin)
    hours = openings(location, begin.date())
    if not hours:
        return Refusal.CLOSED
    within = next((one for one in hours if one.begin <= begin.time() < one.end), None)
    if within is None:
        return Refusal.OUTSIDE_HOURS
    if slot.minutes != service.minutes or not fits(slot, within):
        return Refusal.DOES_NOT_FIT
    return None if on_grid(begin, rules) else Refusal.OFF_GRID


def held_here(location: Location, service: Service, place: PlaceKind) -> bool:
    """Whether a location has seats for a service that is held in this way."""
    return place in service.places and location.seats.get(service.pool, 0) > 0


def fits(slot: Slot, hours: Hours) -> bool:
    """Whether an appointment is over before closing time; its buffer may run on behind closed doors."""
    begin, end = local(slot.begin), slot.end
    if not (shown_once(begin) and shown_once(end) and elapsed(begin, end) == timedelta(minutes=slot.minutes)):
        return False  # in the night of a clock change an hour is skipped or shown twice
    return hours.begin <= begin.time() and begin.date() == end.date() and end.time() <= hours.end


def overlap(one: Slot, other: Slot) -> bool:
    """Whether two appointments, held by one person, would be at the same time."""
    return elapsed(one.begin, other.end) > timedelta(0) and elapsed(other.begin, one.end) > timedelta(0)


def is_open_for(location: Location, slot: Slot) -> bool:
    """Whether a location is open during the whole of an appointment."""
    return any(fits(slot, hours) for hours in openings(location, local(slot.begin).date()))


def on_grid(begin: datetime, rules: Rules) -> bool:
    """Whether a moment lies on the grid, counted from midnight."""
    here = local(begin)
    return (here.hour * 60 + here.minute) % rules.grid_minutes == 0 and not here.second and not here.microsecond


def last_day(calendar: Calendar, now: datetime) -> date:
    """The last day on which one can book."""
    return local(now).date() + timedelta(days=calendar.rules.horizon_days)


def day_refusal(calendar: Calendar, location: Location, day: date, now: datetime) -> Refusal | None:
    """Why a whole day cannot be booked: gone by, too far ahead or closed; None when there may be moments."""
    if day < local(now).date():
        return Refusal.PAST
    if day > last_day(calendar, now):
        return Refusal.BEYOND_HORIZON
    return None if openings(location, day) else Refusal.CLOSED


def every_free_slot(
    calendar: Calendar, service: Service, place: PlaceKind, taken: Taken, now: datetime, days: Iterable[date], location: str = ""
) -> Iterator[Slot]:
    """All free moments on the days given, in order of time, then in the order in which the locations stand in the file."""
    lead = timedelta(hours=calendar.rules.lead_hours)
    places = [one for one in calendar.locations.values() if location in ("", one.id) and held_here(one, service, place)]
    for day in days:
        found = [slot for one in places for slot in _free_on(calendar.rules, one, service, place, taken, day)]
        found.sort(key=lambda slot: slot.begin)  # stable: locations keep their order
        yield from (slot for slot in found if elapsed(now, slot.begin) > timedelta(0) and elapsed(now, slot.begin) >= lead)


def _free_on(rules: Rules, location: Location, service: Service, place: PlaceKind, taken: Taken, day: date) -> Iterator[Slot]:
    for hours in openings(location, day):
        begin = _on_or_after(datetime.combine(day, hours.begin), rules.grid_minutes)
        while begin + timedelta(minutes=service.minutes) <= datetime.combine(day, hours.end):
            slot = Slot(location.id, place, at(day, begin.time()), service.minutes)
            wanted = _cells(begin, service.minutes + service.buffer_minutes)
            if has_room(location, service.pool, wanted, taken) and fits(slot, hours):
                yield slot
            begin += timedelta(minutes=rules.grid_minutes)


def _on_or_after(moment: datetime, grid: int) -> datetime:
    midnight = datetime.combine(moment.date(), time.min)
    passed = (moment - midnight) / timedelta(minutes=grid)
    return midnight + timedelta(minutes=grid) * (int(passed) + (passed % 1 > 0))


def bookable_days(calendar: Calendar, now: datetime) -> Iterator[date]:
    """The days from today up to the horizon."""
    return (local(now).date() + timedelta(days=ahead) for ahead in range(calendar.rules.horizon_days + 1))

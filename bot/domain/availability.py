"""Which moments can be booked: the grid, the rules of the calendar, and the free moments in order of time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from itertools import chain, dropwhile

from bot.content.services import Calendar, Closure, Hours, Location, PlaceKind, Rules, Service
from bot.domain.opening_hours import is_uncertain, openings
from bot.domain.time import at, clock_changes, elapsed, local, shown_once

CELL_MINUTES = 5
"""How finely the seats are counted: not the grid on which one can begin, for that may change while appointments stand."""

_CELLS_A_DAY = 24 * 60 // CELL_MINUTES
_CLOCKS = tuple(f"T{minute // 60:02d}:{minute % 60:02d}" for minute in range(0, 24 * 60, CELL_MINUTES))

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
    UNCERTAIN = "onzeker"
    """Nobody knows yet whether we are open that day."""
    OUTSIDE_HOURS = "buiten-openingstijd"
    DOES_NOT_FIT = "past-niet"
    OFF_GRID = "niet-op-raster"
    NO_SUCH_LOCATION = "geen-locatie"
    NOT_HERE = "niet-hier"
    OVERLAPS = "al-een-afspraak"
    """The person has another appointment at that moment; only bot.storage.appointments knows."""


def cells(slot: Slot, buffer: int) -> tuple[str, ...]:
    """The cells that an appointment occupies with its buffer (minutes) behind it, as local wall clock: `2026-11-24T10:00`."""
    begin = local(slot.begin)
    first = _minute(begin.time())
    return _cells(begin.date(), first // CELL_MINUTES, _up(first + slot.minutes + buffer))


@lru_cache(maxsize=4096)
def _cells(day: date, first: int, last: int) -> tuple[str, ...]:
    """The cells of a day from the `first` up to the `last`, counted from midnight; those after midnight are of the next day."""
    numbers = (divmod(number, _CELLS_A_DAY) for number in range(first, last))
    return tuple((day + timedelta(days=days)).isoformat() + _CLOCKS[rest] for days, rest in numbers)


def _minute(moment: time) -> int:
    return moment.hour * 60 + moment.minute


def _up(minutes: int) -> int:
    """Minutes in whole cells, rounded up."""
    return -(-minutes // CELL_MINUTES)


def capacity(location: Location, pool: str, cell: str) -> int:
    """The seats of a pool in one cell: those of the roster, less those that are closed in any part of the cell."""
    return _open_seats(location.seats.get(pool, 0), _closures(location, pool), cell)


def _closures(location: Location, pool: str) -> list[Closure]:
    return [closure for closure in location.closures if closure.pool == pool]


def _open_seats(seats: int, closures: list[Closure], cell: str) -> int:
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
        return _shut(location, begin.date())
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
    if clock_changes(begin.date()) and not (
        shown_once(begin) and shown_once(end) and elapsed(begin, end) == timedelta(minutes=slot.minutes)
    ):
        return False  # in that night an hour is skipped or shown twice
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


def _shut(location: Location, day: date) -> Refusal:
    """Why there are no hours on a day."""
    return Refusal.UNCERTAIN if is_uncertain(location, day) else Refusal.CLOSED


def every_free_slot(
    calendar: Calendar, service: Service, place: PlaceKind, taken: Taken, now: datetime, days: Iterable[date], location: str = ""
) -> Iterator[Slot]:
    """All free moments on the days given, in order of time, then in the order in which the locations stand in the file."""
    places = [one for one in calendar.locations.values() if location in ("", one.id) and held_here(one, service, place)]
    found = chain.from_iterable(_free_on_day(calendar.rules, places, service, place, taken, day) for day in days)
    now = now.astimezone(UTC)
    earliest = now + timedelta(hours=calendar.rules.lead_hours)
    return dropwhile(lambda slot: not now < slot.begin.astimezone(UTC) >= earliest, found)


def _free_on_day(rules: Rules, places: list[Location], service: Service, place: PlaceKind, taken: Taken, day: date) -> list[Slot]:
    """The free moments of one day; sorting keeps the order of the locations at one moment."""
    return sorted((slot for one in places for slot in _free_at(rules, one, service, place, taken, day)), key=lambda slot: slot.begin)


def _free_at(rules: Rules, location: Location, service: Service, place: PlaceKind, taken: Taken, day: date) -> Iterator[Slot]:
    grid, changes = rules.grid_minutes, clock_changes(day)
    for hours in openings(location, day):
        begin, end = _minute(hours.begin), _minute(hours.end)
        first = begin // CELL_MINUTES
        run = _room(location, service.pool, taken, _cells(day, first, _up(end + service.buffer_minutes)))
        for minute in range(-(-begin // grid) * grid, end - service.minutes + 1, grid):
            needed = _up(minute + service.minutes + service.buffer_minutes) - minute // CELL_MINUTES
            if run[minute // CELL_MINUTES - first] >= needed:
                slot = Slot(location.id, place, at(day, time(minute // 60, minute % 60)), service.minutes)
                if not changes or fits(slot, hours):
                    yield slot


def _room(location: Location, pool: str, taken: Taken, wanted: tuple[str, ...]) -> list[int]:
    """From each cell on: how many cells in a row have a seat left."""
    seats, closures = location.seats[pool], _closures(location, pool)
    run = [0]
    for cell in reversed(wanted):
        run.append(run[-1] + 1 if taken.get((location.id, cell), 0) < _open_seats(seats, closures, cell) else 0)
    return run[::-1]


def bookable_days(calendar: Calendar, now: datetime) -> Iterator[date]:
    """The days from today up to the horizon."""
    return (local(now).date() + timedelta(days=ahead) for ahead in range(calendar.rules.horizon_days + 1))

"""When a location is open: dates, exceptions, holidays and closures; the only module that knows `holidays`.

The same rules answer "zijn jullie open op Koningsdag?" and decide which moments are free, so the two cannot differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache

import holidays

from bot.content.services import Calendar, Closure, Hours, Location
from bot.domain.time import at, local

SEARCH_DAYS = 366  # a location that is closed for longer has no next opening worth telling
_WHOLE_DAY = Hours(time.min, time.max)
_EVES = {(12, 24): "kerstavond", (12, 31): "oudejaarsdag"}  # no holidays by law, but a choice for every location


@dataclass(frozen=True)
class WalkIn:
    """When one can walk in without an appointment; `begin` and `end` are aware, in local time."""

    location: Location
    begin: datetime
    end: datetime
    now_open: bool
    perhaps_earlier: bool = False
    """Whether a day lies before it of which nobody knows yet whether we are open."""


def holiday_names(day: date) -> tuple[str, ...]:
    """The names under which a location chooses its hours for this day; two holidays may fall together."""
    return _year(day.year).get(day, ())


def holiday_name(day: date) -> str:
    """What this day is called, in lower case; empty on an ordinary day."""
    return " en ".join(holiday_names(day))


def next_holiday(name: str, today: date) -> date | None:
    """The first day from today on that has this name, None when no holiday has it."""
    days = (day for year in (today.year, today.year + 1) for day, names in sorted(_year(year).items()) if name in names)
    return next((day for day in days if day >= today), None)


@lru_cache(maxsize=64)
def _year(year: int) -> Mapping[date, tuple[str, ...]]:
    """The holidays of a year by date.

    The library moves Koningsdag to Saturday 26 April when the 27th is a Sunday (Wet van 2013), and calls 5 May a day off
    only once in five years; that day is a choice per location here, every year, so the optional days are read too.
    """
    found = holidays.country_holidays("NL", years=year, categories=("public", "optional"), language="nl")
    names = {day: tuple(name.strip().lower() for name in text.split(";")) for day, text in found.items()}
    for (month, number), name in _EVES.items():
        names[date(year, month, number)] = (*names.get(date(year, month, number), ()), name)
    return names


def openings(location: Location, day: date) -> tuple[Hours, ...]:
    """The hours on this day, local wall clock, closures of the whole location taken out; none means closed."""
    hours = _planned(location, day)
    if not hours or not location.closures:
        return hours
    return tuple(_without(hours, (closure for closure in location.closures if not closure.pool), day))


def _planned(location: Location, day: date) -> tuple[Hours, ...]:
    """A date of its own goes before a holiday, a holiday before the weekday."""
    if not _in_use(location, day):
        return ()
    if day in location.exceptions:
        return location.exceptions[day]
    hours = location.week.get(day.weekday(), ())
    for name in holiday_names(day):
        # No choice made counts as closed: better a missed visit than someone before a closed door.
        choice = location.holidays.get(name, ())
        if choice is not None:
            hours = choice if hours == location.week.get(day.weekday(), ()) else _both(hours, choice)
    return hours


def is_uncertain(location: Location, day: date) -> bool:
    """Whether nobody knows yet if the doors open on this day; such a day has no openings, so it is never offered."""
    if not _in_use(location, day) or any(not closure.pool and on_day(closure, day) == _WHOLE_DAY for closure in location.closures):
        return False
    if day in location.exceptions:
        return day in location.uncertain_days
    names = holiday_names(day)
    closed = any(location.holidays.get(name, ()) == () for name in names if name not in location.uncertain_holidays)
    return not closed and any(name in location.uncertain_holidays for name in names)


def _in_use(location: Location, day: date) -> bool:
    return (location.opens_on or date.min) <= day <= (location.closes_after or date.max)


def _both(one: Iterable[Hours], other: Iterable[Hours]) -> tuple[Hours, ...]:
    shared = (Hours(max(a.begin, b.begin), min(a.end, b.end)) for a in one for b in other)
    return tuple(hours for hours in shared if hours.begin < hours.end)


def _without(hours: Iterable[Hours], closures: Iterable[Closure], day: date) -> list[Hours]:
    left = list(hours)
    for closure in closures:
        if shut := on_day(closure, day):
            left = [
                part
                for one in left
                for part in (Hours(one.begin, min(one.end, shut.begin)), Hours(max(one.begin, shut.end), one.end))
                if part.begin < part.end
            ]
    return left


def on_day(closure: Closure, day: date) -> Hours | None:
    """The part of a closure that lies on this day, None when there is none."""
    if not closure.begin.date() <= day <= closure.end.date():
        return None
    begin = closure.begin.time() if closure.begin.date() == day else time.min
    end = closure.end.time() if closure.end.date() == day else time.max
    return Hours(begin, end) if begin < end else None


def with_closure(calendar: Calendar, location_id: str, closure: Closure) -> Calendar:
    """The calendar as it would be with one closure more; unchanged when there is no such location."""
    location = calendar.locations.get(location_id)
    if location is None or closure in location.closures:
        return calendar
    closed = replace(location, closures=(*location.closures, closure))
    return replace(calendar, locations={**calendar.locations, location_id: closed})


def current(location: Location, now: datetime) -> Hours | None:
    """The opening that is going on, None when closed."""
    here = local(now)
    return next((hours for hours in openings(location, here.date()) if hours.begin <= here.time() < hours.end), None)


def next_walk_in(calendar: Calendar, now: datetime) -> WalkIn | None:
    """Where one can walk in now, else where first; None when nowhere within a year."""
    places = [location for location in calendar.locations.values() if location.walk_in]
    found = [walk_in for location in places if (walk_in := _first_walk_in(location, now))]
    return min(found, key=lambda walk_in: (not walk_in.now_open, walk_in.begin if not walk_in.now_open else local(now)), default=None)


def _first_walk_in(location: Location, now: datetime) -> WalkIn | None:
    here = local(now)
    for day, hours in upcoming_openings(location, here.date()):
        if day > here.date() or here.time() < hours.end:
            now_open = day == here.date() and hours.begin <= here.time()
            return WalkIn(location, at(day, hours.begin), at(day, hours.end), now_open, _uncertain_before(location, here.date(), day))
    return None


def _uncertain_before(location: Location, first: date, last: date) -> bool:
    return any(is_uncertain(location, first + timedelta(days=ahead)) for ahead in range((last - first).days))


def upcoming_openings(location: Location, first: date, days: int = SEARCH_DAYS) -> Iterator[tuple[date, Hours]]:
    """The openings from a day on, in order."""
    for ahead in range(days):
        day = first + timedelta(days=ahead)
        for hours in openings(location, day):
            yield day, hours


def hours_groups(location: Location) -> tuple[tuple[tuple[int, ...], tuple[Hours, ...]], ...]:
    """The ordinary week for a sentence: weekdays (0 is Monday) that have the same hours together, closed days left out."""
    groups: dict[tuple[Hours, ...], list[int]] = {}
    for weekday in range(7):
        if hours := location.week.get(weekday, ()):
            groups.setdefault(hours, []).append(weekday)
    return tuple((tuple(weekdays), hours) for hours, weekdays in groups.items())


@lru_cache(maxsize=1)
def known_holidays() -> frozenset[str]:
    """Every name by which a location can choose its hours: ten years hold all that there are."""
    return frozenset(name for year in range(2024, 2034) for named in _year(year).values() for name in named)


def missing_holidays(location: Location, year: int) -> tuple[str, ...]:
    """The holidays of a year for which a location has made no choice, in order of date; days outside its dates do not count."""
    first, last = location.opens_on or date.min, location.closes_after or date.max
    names = (name for day, named in sorted(_year(year).items()) if first <= day <= last for name in named)
    return tuple(dict.fromkeys(name for name in names if name not in location.holidays))

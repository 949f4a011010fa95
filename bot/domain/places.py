"""What the calendar says of where and when, in Dutch: the hours, the days on which nobody is there, the places.

A text of the content takes this from a slot, so that a change of the calendar is made once.
"""

from __future__ import annotations

from bot.content.services import Calendar, Location
from bot.domain import formatting
from bot.domain.opening_hours import hours_groups

WEEK = range(7)


def lasting(calendar: Calendar) -> tuple[Location, ...]:
    """The locations that are not temporary, in the order of the calendar."""
    return tuple(one for one in calendar.locations.values() if one.closes_after is None)


def hours(calendar: Calendar) -> str:
    """`maandag tot en met donderdag van 10.00 tot 16.00 uur`; per location where they differ, empty when there is none."""
    said: dict[str, list[str]] = {}
    for one in lasting(calendar):
        said.setdefault(_hours(one), []).append(one.name)
    if len(said) <= 1:
        return next(iter(said), "")
    return formatting.listed([f"{text} ({formatting.listed(names)})" for text, names in said.items()])


def _hours(location: Location) -> str:
    return formatting.listed(
        [
            f"{formatting.weekdays(days)} {formatting.listed([formatting.hours(one.begin, one.end) for one in shown])}"
            for days, shown in hours_groups(location)
        ]
    )


def short_hours(calendar: Calendar) -> str:
    """`10.00-16.00`, the hours of most days of the first location, for messages in other languages that name the days themselves."""
    groups = next((hours_groups(one) for one in lasting(calendar)), ())
    usual = max(groups, key=lambda group: len(group[0]))[1] if groups else ()
    return ", ".join(f"{one.begin.hour}.{one.begin.minute:02d}-{one.end.hour}.{one.end.minute:02d}" for one in usual)


def open_days(calendar: Calendar) -> tuple[int, ...]:
    """The weekdays on which the first location is open, 0 is Monday."""
    location = next(iter(lasting(calendar)), None)
    return tuple(day for day in WEEK if location and location.week.get(day))


def closed_days(calendar: Calendar) -> str:
    """`vrijdag tot en met zondag`: the weekdays on which no location is open; empty when there is none."""
    locations = lasting(calendar)
    return formatting.weekdays(day for day in WEEK if not any(one.week.get(day) for one in locations)) if locations else ""


def addresses(calendar: Calendar) -> str:
    """`Harm Buiterplein 1 in Groningen`; with their names when there are more."""
    locations = lasting(calendar)
    if len(locations) == 1:
        return locations[0].address
    return formatting.listed([f"{one.address} ({one.name})" for one in locations])

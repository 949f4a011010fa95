"""The calendar and the clock that everyone goes by: our zone, the names of days and months, the parts of the day.

It stands in the lowest room that the others may import: content reads weekdays, understanding reads dates, and the domain
reckons with moments (`bot.domain.time`).
"""

from __future__ import annotations

from datetime import time
from zoneinfo import ZoneInfo

ZONE_NAME = "Europe/Amsterdam"
ZONE = ZoneInfo(ZONE_NAME)
"""The clock in the Netherlands, whatever the zone of the server."""

WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
"""Their place is the weekday of a date: 0 is Monday."""
MONTHS = ("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december")

NOON, EVENING = time(12), time(18)
MORNING_PART, AFTERNOON_PART, EVENING_PART = "ochtend", "middag", "avond"
PARTS_OF_DAY = {
    MORNING_PART: (time.min, NOON),
    AFTERNOON_PART: (NOON, EVENING),
    EVENING_PART: (EVENING, time.max),
}
"""From when until when each lasts, the end not included. Together they are the whole day: no opening falls between two of them."""


def in_part_of_day(clock: time, part: str) -> bool:
    """Whether a time of day lies in a part of the day; in one that we do not know, any time does."""
    begin, end = PARTS_OF_DAY.get(part, (time.min, time.max))
    return begin <= clock < end


def part_of_hours(begin: time | None, end: time | None) -> str | None:
    """The part of the day in which hours lie, None for hours that lie in two; a bound that is None is open."""
    if end and end <= NOON:
        return MORNING_PART
    if begin and begin >= EVENING:
        return EVENING_PART
    if begin and begin >= NOON and (end is None or end <= EVENING):
        return AFTERNOON_PART
    return None

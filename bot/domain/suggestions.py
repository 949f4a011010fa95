"""Which free moments to show: those that suit what someone asked for, few at a time and spread over the days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from itertools import groupby
from math import ceil

from bot.content.clock import NOON, PARTS_OF_DAY, WEEKDAYS, in_part_of_day
from bot.content.services import Calendar
from bot.domain.availability import Slot, bookable_days
from bot.domain.time import at, local
from bot.understanding.dates.find_moment import Moment

PER_DAY = 2  # with nothing asked for: a morning and an afternoon ...
DAYS_SHOWN = 3  # ... on up to three days


def nearest(slots: Iterable[Slot], around: datetime, limit: int) -> list[Slot]:
    """The slots nearest to a moment, in order of time: on the days nearest to it, those nearest to that hour.

    At most a few per day, as long as other days can fill the list: who cannot have Tuesday at ten may want Wednesday at ten.
    """
    ranked = sorted(slots, key=lambda slot: _distance(slot, around))
    per_day: Counter[date] = Counter()
    chosen: list[Slot] = []
    left: list[Slot] = []
    for slot in ranked:
        day = local(slot.begin).date()
        per_day[day] += 1
        (chosen if per_day[day] <= PER_DAY else left).append(slot)
    return sorted((chosen + left)[:limit], key=lambda slot: slot.begin)


def on_nearest_days(slots: Iterable[Slot], around: datetime, limit: int) -> list[Slot]:
    """The slots on the days nearest to a moment, a few per day spread over it: of a day without an hour no hour is nearer."""
    middle = local(around).date()
    by_day: dict[date, list[Slot]] = {}
    for slot in slots:
        by_day.setdefault(local(slot.begin).date(), []).append(slot)
    chosen: list[Slot] = []
    for day in sorted(by_day, key=lambda day: (abs((day - middle).days), day)):
        chosen += _evenly(by_day[day], min(PER_DAY, limit - len(chosen)))
    return sorted(chosen, key=lambda slot: slot.begin)


def names_hours(wish: Moment | None) -> bool:
    """Whether a wish says anything about the time of day."""
    return wish is not None and bool(wish.time or wish.time_span or wish.part_of_day or wish.by_day)


def _distance(slot: Slot, around: datetime) -> tuple[int, int, datetime]:
    here, there = local(slot.begin), local(around)
    return abs((here.date() - there.date()).days), abs(_minutes(here.time(), there.time())), here


def wished_days(calendar: Calendar, now: datetime, wish: Moment | None) -> Iterator[date]:
    """The days up to the horizon on which a wish can be met."""
    return (day for day in bookable_days(calendar, now) if wish is None or suits_day(day, wish))


def suits_day(day: date, wish: Moment) -> bool:
    """Whether a day is one that was asked for."""
    if WEEKDAYS[day.weekday()] in wish.exclude_weekdays or day in wish.exclude_dates or (wish.date_from and day < wish.date_from):
        return False
    if wish.date:
        return day == wish.date or day in wish.alternatives
    return wish.span is None or wish.span[0] <= day <= wish.span[1]


def suiting(slots: Iterable[Slot], wish: Moment | None) -> Iterator[Slot]:
    """The slots whose time of day is one that was asked for."""
    return (slot for slot in slots if wish is None or suits_time(slot, wish))


def suits_time(slot: Slot, wish: Moment) -> bool:
    """Whether a slot lies at the time, between the times, or in the part of the day that was asked for."""
    begin, end = local(slot.begin).time(), slot.end.time()
    wish = wish.on(local(slot.begin).date())
    if wish.time:
        return begin == wish.time
    if wish.time_span:
        after, before = wish.time_span
        # "tussen 10 en half 11" is too narrow for most appointments: then it means when to begin.
        narrow = after and before and _minutes(after, before) < slot.minutes
        return (after is None or begin >= after) and (before is None or (begin if narrow else end) <= before)
    return not wish.part_of_day or in_part_of_day(begin, wish.part_of_day)


def _minutes(begin: time, end: time) -> int:
    return (end.hour - begin.hour) * 60 + end.minute - begin.minute


def spread(slots: Iterable[Slot], wish: Moment | None, limit: int) -> list[Slot]:
    """The slots to show: the whole day spread out when a day was asked for, else a few per day over a few days."""
    if wish is not None and wish.date and not wish.alternatives:
        return _evenly(list(slots), limit)
    per_day = max(PER_DAY, ceil(limit / DAYS_SHOWN))
    shown: list[Slot] = []
    left: list[Slot] = []
    for _, day in groupby(slots, key=lambda slot: slot.begin.date()):
        of_day = list(day)
        places = set(_places(len(of_day), min(per_day, limit - len(shown))))
        for number, slot in enumerate(of_day):
            (shown if number in places else left).append(slot)
        if len(shown) >= limit:
            break
    return sorted(shown + _evenly(left, limit - len(shown)), key=lambda slot: slot.begin)


def _evenly(slots: list[Slot], limit: int) -> list[Slot]:
    return [slots[place] for place in _places(len(slots), limit)]


def _places(count: int, limit: int) -> list[int]:
    """At most `limit` places in a row of `count`, the first among them, the others as far apart as they go."""
    return [number * count // limit for number in range(limit)] if count > limit > 0 else list(range(min(count, limit)))


def around(wish: Moment | None, now: datetime) -> datetime:
    """The one moment nearest to which to look when a wish cannot be met."""
    if wish is None:
        return now
    day = wish.date or (wish.span[0] if wish.span else None) or wish.date_from or local(now).date()
    after, before = wish.time_span or (None, None)
    part = PARTS_OF_DAY.get(wish.part_of_day or "", (NOON, NOON))[0]
    return at(day, wish.time or after or before or part)

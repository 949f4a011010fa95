"""When somebody can come, as it was gathered over a whole conversation."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from bot.content.clock import PARTS_OF_DAY
from bot.understanding.dates.find_moment import DayHours, Moment

Hours = tuple[time | None, time | None]


@dataclass(frozen=True)
class Wish:
    """What was said so far; empty is anything."""

    days: tuple[date, ...] = ()
    span: tuple[date, date] | None = None
    start: date | None = None
    not_weekdays: tuple[str, ...] = ()
    not_dates: tuple[date, ...] = ()
    clocks: tuple[time, ...] = ()
    """The first that is free counts: "half drie of anders kwart voor vier"."""
    part: str = ""
    hours: Hours | None = None
    by_day: tuple[DayHours, ...] = ()
    """The hours of each of `days`, when they differ: "dinsdagochtend of donderdagmiddag"."""
    soon: bool = False
    doubt: str = ""
    """The weekday that was said with the first of `days`, which falls on another one; the second day is that weekday."""

    def is_empty(self) -> bool:
        """Whether nothing narrows the choice."""
        return self == Wish(soon=self.soon)

    @property
    def has_days(self) -> bool:
        """Whether anything is said about the day."""
        return bool(self.days or self.span or self.start or self.not_weekdays or self.not_dates)

    @property
    def has_times(self) -> bool:
        """Whether anything is said about the hour."""
        return bool(self.clocks or self.part or self.hours or self.by_day)

    @property
    def exact(self) -> tuple[date, time] | None:
        """The one moment that it names; None when it leaves a choice."""
        return (self.days[0], self.clocks[0]) if len(self.days) == 1 and self.clocks else None

    def besides(self, chosen: datetime) -> Wish:
        """What was said to be fine too, once one of the moments was chosen; empty when only one was named."""
        if self.by_day or len(self.days) > 1:
            left = tuple(day for day in self.days if day != chosen.date())
            return (
                replace(self, days=left, by_day=tuple(one for one in self.by_day if one.day in left)) if left and not self.doubt else Wish()
            )
        clocks = tuple(clock for clock in self.clocks if clock != chosen.time().replace(tzinfo=None))
        return replace(self, clocks=clocks) if len(self.clocks) > 1 and clocks else Wish()

    def only_days(self) -> Wish:
        """The wish without its hours."""
        return replace(self, clocks=(), part="", hours=None, by_day=())

    def only_times(self) -> Wish:
        """The wish without its days."""
        return Wish(clocks=self.clocks, part=self.part, hours=self.hours)

    def moment(self, clock: time | None = None) -> Moment:
        """The wish as the search for free moments reads it; `clock` is one of the alternatives."""
        first = self.clocks[0] if self.clocks else None
        return Moment(
            date=self.days[0] if self.days else None,
            time=clock or first,
            span=None if self.days else self.span,
            part_of_day=self.part or None,
            time_span=_within(self.hours, self.part) if self.hours else None,
            exclude_weekdays=self.not_weekdays,
            date_from=self.start,
            asap=self.soon,
            alternatives=self.days[1:],
            exclude_dates=self.not_dates,
            by_day=self.by_day,
        )


def _within(hours: Hours, part: str) -> Hours:
    """The hours inside a part of the day."""
    if part not in PARTS_OF_DAY:
        return hours
    begin, end = PARTS_OF_DAY[part]
    first, last = max(hours[0] or begin, begin), min(hours[1] or end, end)
    return (None if first == time.min else first, None if last == time.max else last)


# As a short text in the state of a conversation.


def _written(one: DayHours) -> list[str]:
    clocks = (one.time, *(one.time_span or (None, None)))
    return [one.part_of_day or "", *(clock.isoformat("minutes") if clock else "" for clock in clocks)]


def _day_hours(day: str, part: str, *clocks: str) -> DayHours:
    clock, first, last = (time.fromisoformat(one) if one else None for one in clocks)
    return DayHours(date.fromisoformat(day), clock, part or None, (first, last) if first or last else None)


def to_text(wish: Wish) -> str:
    """The wish as one line of JSON without what is empty; empty for an empty wish."""
    hours = [one.isoformat("minutes") if one else None for one in wish.hours] if wish.hours else None
    told = {
        "d": [one.isoformat() for one in wish.days],
        "s": [one.isoformat() for one in wish.span or ()],
        "v": wish.start.isoformat() if wish.start else "",
        "nw": list(wish.not_weekdays),
        "nd": [one.isoformat() for one in wish.not_dates],
        "t": [one.isoformat("minutes") for one in wish.clocks],
        "p": wish.part,
        "h": hours,
        "z": wish.soon,
        "w": wish.doubt,
        "b": [[one.day.isoformat(), *_written(one)] for one in wish.by_day],
    }
    kept = {name: value for name, value in told.items() if value}
    return json.dumps(kept) if kept else ""


def from_text(text: str) -> Wish:
    """The wish of a stored conversation."""
    raw = json.loads(text) if text else {}
    span = [date.fromisoformat(one) for one in raw.get("s", ())]
    hours = [time.fromisoformat(one) if one else None for one in raw.get("h") or ()]
    return Wish(
        days=tuple(date.fromisoformat(one) for one in raw.get("d", ())),
        span=(span[0], span[1]) if span else None,
        start=date.fromisoformat(raw["v"]) if raw.get("v") else None,
        not_weekdays=tuple(raw.get("nw", ())),
        not_dates=tuple(date.fromisoformat(one) for one in raw.get("nd", ())),
        clocks=tuple(time.fromisoformat(one) for one in raw.get("t", ())),
        part=raw.get("p", ""),
        hours=(hours[0], hours[1]) if hours else None,
        soon=bool(raw.get("z")),
        doubt=raw.get("w", ""),
        by_day=tuple(_day_hours(*one) for one in raw.get("b", ())),
    )

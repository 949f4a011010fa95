"""When somebody can come, gathered over a whole conversation: each phrase narrows its own dimension, and what contradicts replaces it."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from bot.content.clock import PARTS_OF_DAY, WEEKDAYS
from bot.content.schema_answers import Said
from bot.domain.wish_phrase import Phrase, phrase_of
from bot.understanding.dates.find_moment import Moment

Hours = tuple[time | None, time | None]
_WEEK = timedelta(days=7)


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
        return bool(self.clocks or self.part or self.hours)

    @property
    def exact(self) -> tuple[date, time] | None:
        """The one moment that it names; None when it leaves a choice."""
        return (self.days[0], self.clocks[0]) if len(self.days) == 1 and self.clocks else None

    def only_days(self) -> Wish:
        """The wish without its hours."""
        return replace(self, clocks=(), part="", hours=None)

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
        )


def _within(hours: Hours, part: str) -> Hours:
    """The hours inside a part of the day."""
    if part not in PARTS_OF_DAY:
        return hours
    begin, end = PARTS_OF_DAY[part]
    first, last = max(hours[0] or begin, begin), min(hours[1] or end, end)
    return (None if first == time.min else first, None if last == time.max else last)


# One phrase more.


def narrowed(wish: Wish, text: str, now: datetime, said: Collection[Said] = (), around: datetime | None = None) -> Wish:
    """The wish after a further phrase. `said` are the answers in it ("zelfde tijd"), `around` the moment that was held or stands."""
    phrase = phrase_of(text, now, _frame(wish, around))
    if Said.ANY in said:
        wish = _let_go(wish, phrase)
    wish = _timed(_dayed(wish, phrase), phrase)
    if phrase.shift is not None:
        wish = _shifted(wish, phrase.shift, around)
    if Said.SAME_TIME in said and around and not phrase.clocks:
        wish = replace(wish, clocks=(around.time().replace(tzinfo=None),), part="", hours=None)
    return replace(wish, soon=(wish.soon or phrase.moment.asap) and Said.ANY not in said)


def _frame(wish: Wish, around: datetime | None) -> tuple[date, date] | None:
    """The days within which a bare weekday is meant: the stretch that was named, else the week of the day that was spoken of."""
    if wish.span:
        return wish.span
    if wish.start:
        return wish.start, wish.start + _WEEK
    day = wish.days[0] if wish.days else around.date() if around else None
    if day is None:
        return None
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def _let_go(wish: Wish, phrase: Phrase) -> Wish:
    """'Maakt niet uit': all of it, or only what the same phrase does not name."""
    if phrase.about == "days":
        return wish.only_times()
    return wish.only_days() if phrase.about == "times" else Wish()


def _dayed(wish: Wish, phrase: Phrase) -> Wish:
    if phrase.days or phrase.span or phrase.start:
        named = {WEEKDAYS[day.weekday()] for day in phrase.days}
        wish = replace(
            wish,
            days=phrase.days,
            span=phrase.span,
            start=phrase.start,
            doubt=phrase.moment.doubt or "",
            not_weekdays=tuple(one for one in wish.not_weekdays if one not in named),
            not_dates=tuple(one for one in wish.not_dates if one not in phrase.days),
        )
    if not phrase.not_weekdays and not phrase.not_dates:
        return wish
    refused = tuple(dict.fromkeys((*wish.not_weekdays, *phrase.not_weekdays)))
    not_dates = tuple(dict.fromkeys((*wish.not_dates, *phrase.not_dates)))
    left = tuple(day for day in wish.days if WEEKDAYS[day.weekday()] not in refused and day not in not_dates)
    return replace(wish, days=left, not_weekdays=refused, not_dates=not_dates)


def _timed(wish: Wish, phrase: Phrase) -> Wish:
    if phrase.clocks:
        return replace(wish, clocks=phrase.clocks, part="", hours=None)
    if not phrase.part and not phrase.hours:
        return wish
    part, hours = phrase.part or "", phrase.hours
    kept = not phrase.replaces and not wish.clocks and (wish.part or wish.hours)
    if kept and (joined := _joined(wish, part, hours)):
        return replace(wish, part=joined[0], hours=joined[1])
    return replace(wish, clocks=(), part=part, hours=hours)


def _joined(wish: Wish, part: str, hours: Hours | None) -> tuple[str, Hours | None] | None:
    """Old and new hours together; None when nothing lies in both."""
    bounds = [_bounds(wish.part, wish.hours), _bounds(part, hours)]
    first, last = max(one[0] for one in bounds), min(one[1] for one in bounds)
    if first >= last:
        return None
    if wish.hours and hours:
        both: Hours | None = (None if first == time.min else first, None if last == time.max else last)
    else:
        both = hours or wish.hours
    return part or wish.part, both


def _bounds(part: str, hours: Hours | None) -> tuple[time, time]:
    begin, end = PARTS_OF_DAY.get(part, (time.min, time.max))
    first, last = hours or (None, None)
    return max(begin, first or begin), min(end, last or end)


def _shifted(wish: Wish, shift: timedelta, around: datetime | None) -> Wish:
    """'Een dag later', 'een half uur eerder': counted from the moment that was spoken of, by the clock on the wall."""
    if shift % timedelta(days=1):
        base = datetime.combine(*wish.exact) if wish.exact else around.replace(tzinfo=None) if around else None
        if base is None:
            return wish
        wished = base + shift
        return replace(wish, days=(wished.date(),), span=None, clocks=(wished.time(),), part="", hours=None)
    if wish.days:
        return replace(wish, days=tuple(day + shift for day in wish.days))
    if wish.span and abs(shift) >= _WEEK:
        return replace(wish, span=(wish.span[0] + shift, wish.span[1] + shift))
    if around is None:
        return wish
    clocks = wish.clocks or ((around.time().replace(tzinfo=None),) if not wish.has_times else ())
    return replace(wish, days=((around + shift).date(),), span=None, clocks=clocks)


# As a short text in the state of a conversation.


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
    )

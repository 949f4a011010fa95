"""What one phrase says about when, and the wish that it narrows: what contradicts replaces, each in its own dimension."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from bot.content.clock import PARTS_OF_DAY, WEEKDAYS
from bot.content.schema_answers import Said
from bot.content.schema_signal_words import WordList, WordPattern
from bot.domain.wish import Hours, Wish
from bot.understanding.dates.find_moment import Moment, find_moment
from bot.understanding.entities import find_shift
from bot.understanding.signal_words import listed, pattern
from bot.understanding.text import plain, words

_DAY, _WEEK = timedelta(days=1), timedelta(days=7)


@dataclass(frozen=True)
class Phrase:
    """The wish of one phrase by itself, and how it bears on what was said before."""

    wish: Wish
    shift: timedelta | None = None
    """How far it moves from what was spoken of."""
    replaces: bool = False
    about: str = ""
    """`days` or `times` when it speaks of only one of them: "de dag maakt niet uit"."""

    def is_empty(self) -> bool:
        """Whether it says nothing about when."""
        return self.wish == Wish() and self.shift is None


def phrase_of(text: str, now: datetime, *frames: tuple[date, date] | None) -> Phrase:
    """What a text says. `frames`: the days within which a bare weekday is meant; the first in which it lies counts."""
    said = plain(text)
    moment = find_moment(text, now)
    shift = _shift(text, said, moment)
    about = "days" if pattern(WordPattern.ABOUT_DAY).search(said) else "times" if pattern(WordPattern.ABOUT_TIME).search(said) else ""
    if shift is not None:
        on = _placed(text, said, moment, now, frames).date if shift % _DAY else None
        return Phrase(Wish(days=(on,) if on else (), part=moment.part_of_day or "", soon=moment.asap), shift, about=about)
    if moment.is_empty() and (refused := _refused(said, now)):
        return Phrase(refused, about=about)
    placed = _placed(text, said, moment, now, frames)
    days = tuple(day for day in (placed.date, *placed.alternatives) if day)
    wish = Wish(
        days=days,
        span=None if days else placed.span,
        start=None if days else placed.date_from,
        not_weekdays=placed.exclude_weekdays,
        not_dates=moment.exclude_dates,
        clocks=(moment.time, *moment.other_times) if moment.time and not placed.by_day else (),
        part="" if moment.time or placed.by_day else moment.part_of_day or "",
        hours=None if moment.time or placed.by_day else moment.time_span,
        by_day=placed.by_day,
        soon=moment.asap,
        doubt=moment.doubt or "",
    )
    return Phrase(wish, replaces=pattern(WordPattern.REPLACES).search(said) is not None, about=about)


def _shift(text: str, said: str, moment: Moment) -> timedelta | None:
    """How far a phrase moves what was spoken of; None when it moves nothing, or counts from a day that it names itself."""
    shift = _beside(said) or find_shift(text)
    if moment.time_span and pattern(WordPattern.FROM_ITSELF).search(said):  # "iets later dan 3 uur"
        return None
    names_day = bool(moment.date or moment.span or moment.date_from)
    if shift is None or not names_day:
        return shift
    whole_days = shift % _DAY == timedelta(0)
    itself = pattern(WordPattern.FROM_ITSELF).search(said) is not None if whole_days else moment.time is not None
    return None if itself else shift


def _beside(said: str) -> timedelta | None:
    """'De week erna', 'de dag ervoor': the next or the one before."""
    after, before = pattern(WordPattern.THE_NEXT).search(said), pattern(WordPattern.THE_ONE_BEFORE).search(said)
    found = after if after and (before is None or after.start() < before.start()) else before
    if found is None:
        return None
    length = _WEEK if found[0].split()[0] in listed(WordList.WEEK) else _DAY
    return length if found is after else -length


def _is_dated(said: str) -> bool:
    """Whether it tells which day is meant by more than a bare weekday."""
    return re.search(r"\d", said) is not None or pattern(WordPattern.DATED).search(said) is not None


def _placed(text: str, said: str, moment: Moment, now: datetime, frames: Sequence[tuple[date, date] | None]) -> Moment:
    """The moment with its bare weekdays in the first of these stretches in which they lie."""
    return next((found for frame in frames if (found := _within_frame(text, said, moment, now, frame))), moment)


def _within_frame(text: str, said: str, moment: Moment, now: datetime, frame: tuple[date, date] | None) -> Moment | None:
    """Bare weekdays read as days of the stretch that was spoken of; None when they do not lie in it, or are past."""
    named = [word for word in words(text) if word.removesuffix("s") in WEEKDAYS]
    if frame is None or not named or _is_dated(_without_hours(said)):
        return None
    eve = datetime.combine(frame[0] - timedelta(days=1), time(0, 1), now.tzinfo)
    there = find_moment(text, eve)
    found = [day for day in (there.date, *there.alternatives, *(there.span or ())) if day]
    fits = bool(found) and all(frame[0] <= day <= frame[1] and day >= now.date() for day in found)
    return there if fits else None


def _without_hours(said: str) -> str:
    """The text without its times of day: "donderdag om 2 uur" is a bare weekday."""
    return re.sub(r"\b\d{1,2}(?:[.:]\d\d)?(?: ?(?:uur|u))?\b", " ", said)


def _refused(said: str, now: datetime) -> Wish | None:
    """'Niet morgen', 'behalve de 10e', 'volgende week ook niet': the days that are out, or from when it can; None when nothing is refused."""
    if not pattern(WordPattern.DAY_REFUSED).search(said):
        return None
    named = find_moment(pattern(WordPattern.DAY_REFUSED).sub(" ", said), now)
    if named.date and not named.time:
        return Wish(not_dates=(named.date, *named.alternatives))
    return Wish(start=named.span[1] + timedelta(days=1)) if named.span else None


# One phrase more.


def narrowed(
    wish: Wish,
    text: str,
    now: datetime,
    said: Collection[Said] = (),
    around: datetime | None = None,
    offered: tuple[date, date] | None = None,
) -> Wish:
    """The wish after a further phrase.

    `said` are the answers in it ("zelfde tijd"), `around` the moment that was held or stands, `offered` the days from which one can choose.
    """
    phrase = phrase_of(text, now, offered, _frame(wish, around))
    if Said.ANY in said:
        wish = _let_go(wish, phrase)
    wish = _timed(_dayed(wish, phrase.wish), phrase.wish, phrase.replaces)
    if phrase.shift is not None:
        wish = _shifted(wish, phrase.shift, _on_named_day(phrase, around), now.date(), offered)
    if Said.SAME_TIME in said and around and not phrase.wish.clocks:
        wish = replace(wish, clocks=(around.time().replace(tzinfo=None),), part="", hours=None)
    return replace(wish, soon=(wish.soon or phrase.wish.soon) and Said.ANY not in said)


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


def _dayed(wish: Wish, phrase: Wish) -> Wish:
    if phrase.days or phrase.span or phrase.start:
        named = {WEEKDAYS[day.weekday()] for day in phrase.days}
        wish = replace(
            wish,
            days=phrase.days,
            span=phrase.span,
            start=phrase.start,
            doubt=phrase.doubt,
            by_day=phrase.by_day,
            not_weekdays=tuple(one for one in wish.not_weekdays if one not in named),
            not_dates=tuple(one for one in wish.not_dates if one not in phrase.days),
        )
    if not phrase.not_weekdays and not phrase.not_dates:
        return wish
    refused = tuple(dict.fromkeys((*wish.not_weekdays, *phrase.not_weekdays)))
    not_dates = tuple(dict.fromkeys((*wish.not_dates, *phrase.not_dates)))
    left = tuple(day for day in wish.days if WEEKDAYS[day.weekday()] not in refused and day not in not_dates)
    by_day = tuple(one for one in wish.by_day if one.day in left)
    return replace(wish, days=left, by_day=by_day, not_weekdays=refused, not_dates=not_dates)


def _timed(wish: Wish, phrase: Wish, replaces: bool) -> Wish:
    if phrase.by_day:
        return replace(wish, clocks=(), part="", hours=None)
    if phrase.clocks:
        return replace(wish, clocks=phrase.clocks, part="", hours=None, by_day=())
    if not phrase.part and not phrase.hours:
        return wish
    wish = replace(wish, by_day=())
    part, hours = phrase.part, phrase.hours
    kept = not replaces and not wish.clocks and (wish.part or wish.hours)
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


def _on_named_day(phrase: Phrase, around: datetime | None) -> datetime | None:
    """The moment that was spoken of, on the day that the phrase names: "woensdag een half uur later"."""
    days = phrase.wish.days
    return datetime.combine(days[0], around.timetz()) if around and days else around


def _shifted(wish: Wish, shift: timedelta, around: datetime | None, today: date, offered: tuple[date, date] | None) -> Wish:
    """'Een dag later', 'een half uur eerder': counted from the moment that was spoken of, by the clock on the wall.

    While none was, "een dag later" is counted from the first day that is `offered`.
    """
    if shift % _DAY:
        base = datetime.combine(*wish.exact) if wish.exact else around.replace(tzinfo=None) if around else None
        if base is None:
            return wish
        wished = base + shift
        return replace(wish, days=(wished.date(),), span=None, clocks=(wished.time(),), part="", hours=None)
    if wish.days:
        moved = tuple(replace(one, day=one.day + shift) for one in wish.by_day)
        return replace(wish, days=tuple(day + shift for day in wish.days), by_day=moved)
    if wish.span and abs(shift) >= _WEEK:
        return replace(wish, span=(wish.span[0] + shift, wish.span[1] + shift))
    if around is None and shift == _WEEK:  # "de week erna", while nothing was named: after this one
        monday = today + _WEEK - timedelta(days=today.weekday())
        return replace(wish, span=(monday, monday + timedelta(days=4)))
    if around is None and offered and shift > timedelta(0):
        return replace(wish, start=offered[0] + shift)
    if around is None:
        return wish
    clocks = wish.clocks or ((around.time().replace(tzinfo=None),) if not wish.has_times else ())
    return replace(wish, days=((around + shift).date(),), span=None, clocks=clocks)

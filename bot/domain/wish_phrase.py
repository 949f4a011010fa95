"""What one phrase says about when, in the light of the days that were spoken of before."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.content.clock import WEEKDAYS
from bot.understanding.dates.find_moment import DayHours, Moment, find_moment
from bot.understanding.entities import find_shift
from bot.understanding.text import plain, words

_OR = re.compile(r"\b(?:of anders|en anders|of|anders|liefst|eventueel)\b")
_NOT = re.compile(r"\b(?:niet|nait|geen|gain|behalve|ook niet)\b")
_REPLACES = re.compile(r"\b(?:toch|liever|laiver|nee|doe maar|dan maar)\b")
_DATED = re.compile(r"\d|\b(?:morgen|overmorgen|vandaag|week|weken|maand|komende|aanstaande|volgende|eerstvolgende|deze)\b")
_ABOUT_DAY, _ABOUT_TIME = re.compile(r"\b(?:dag|dagen|datum|week)\b"), re.compile(r"\b(?:tijd|tijdstip|uur|hoe laat)\b")
_BARE_HOUR = re.compile(r"\d{1,2}")
_NEXT_WEEK = re.compile(r"\b(?:de )?week (?:erna|daarna|erop|daarop|later)\b|\been weekje? later\b")


@dataclass(frozen=True)
class Phrase:
    """The days and hours of one phrase, those it refuses, and how far it moves from what was spoken of."""

    moment: Moment
    days: tuple[date, ...] = ()
    span: tuple[date, date] | None = None
    start: date | None = None
    not_weekdays: tuple[str, ...] = ()
    not_dates: tuple[date, ...] = ()
    clocks: tuple[time, ...] = ()
    part: str = ""
    hours: tuple[time | None, time | None] | None = None
    shift: timedelta | None = None
    by_day: tuple[DayHours, ...] = ()
    replaces: bool = False
    about: str = ""
    """`days` or `times` when it speaks of only one of them: "de dag maakt niet uit"."""

    def is_empty(self) -> bool:
        """Whether it says nothing about when."""
        return not (self.says_days or self.clocks or self.part or self.hours or self.shift or self.moment.asap)

    @property
    def says_days(self) -> bool:
        """Whether it says anything about the day."""
        return bool(self.days or self.span or self.start or self.not_weekdays or self.not_dates)


def phrase_of(text: str, now: datetime, frame: tuple[date, date] | None = None) -> Phrase:
    """What a text says. `frame`: the days within which a bare weekday is meant."""
    said = plain(text)
    moment = find_moment(text, now)
    shift = timedelta(days=7) if _NEXT_WEEK.search(said) else find_shift(text)
    about = "days" if _ABOUT_DAY.search(said) else "times" if _ABOUT_TIME.search(said) else ""
    if shift is not None:
        return Phrase(moment, shift=shift, about=about)
    if moment.is_empty() and (refused := _refused(said, now)):
        return Phrase(moment, not_dates=refused[0], start=refused[1], about=about)
    placed = _within_frame(text, said, moment, now, frame)
    days = tuple(day for day in (placed.date, *placed.alternatives) if day)
    return Phrase(
        moment,
        days=days,
        by_day=placed.by_day,
        span=None if days else placed.span,
        start=None if days else placed.date_from,
        not_weekdays=placed.exclude_weekdays,
        not_dates=moment.exclude_dates,
        clocks=() if placed.by_day else _clocks(said, moment, now),
        part="" if moment.time or placed.by_day else moment.part_of_day or "",
        hours=None if moment.time or placed.by_day else moment.time_span,
        replaces=_REPLACES.search(said) is not None,
        about=about,
    )


def _within_frame(text: str, said: str, moment: Moment, now: datetime, frame: tuple[date, date] | None) -> Moment:
    """Bare weekdays read as days of the stretch that was spoken of, when they lie in it and are not past."""
    named = [word for word in words(text) if word.removesuffix("s") in WEEKDAYS]
    if frame is None or not named or _DATED.search(_without_hours(said)):
        return moment
    eve = datetime.combine(frame[0] - timedelta(days=1), time(0, 1), now.tzinfo)
    there = find_moment(text, eve)
    found = [day for day in (there.date, *there.alternatives, *(there.span or ())) if day]
    fits = bool(found) and all(frame[0] <= day <= frame[1] and day >= now.date() for day in found)
    return there if fits else moment


def _without_hours(said: str) -> str:
    """The text without its times of day: "donderdag om 2 uur" is a bare weekday."""
    return re.sub(r"\b\d{1,2}(?:[.:]\d\d)?(?: ?(?:uur|u))?\b", " ", said)


def _refused(said: str, now: datetime) -> tuple[tuple[date, ...], date | None] | None:
    """'Niet morgen', 'behalve de 10e', 'volgende week ook niet': the days that are out, or from when it can; None when nothing is refused."""
    if not _NOT.search(said):
        return None
    named = find_moment(_NOT.sub(" ", said), now)
    if named.date and not named.time:
        return (named.date, *named.alternatives), None
    return ((), named.span[1] + timedelta(days=1)) if named.span else None


def _clocks(said: str, moment: Moment, now: datetime) -> tuple[time, ...]:
    """The times in the order in which they are wanted."""
    if moment.time is None:
        return ()
    parts = [part.strip() for part in _OR.split(said) if part.strip()]
    if len(parts) < 2:
        return (moment.time,)
    read = (find_moment(f"{part} uur" if _BARE_HOUR.fullmatch(part) else part, now).time for part in parts)
    return tuple(dict.fromkeys(clock for clock in read if clock)) or (moment.time,)

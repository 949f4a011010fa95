"""From what the rules read to one moment: which day, which hours."""

import re
from dataclasses import dataclass, replace
from datetime import date, time
from itertools import pairwise

from bot.content.clock import PARTS_OF_DAY, WEEKDAYS, part_of_hours
from bot.understanding.dates.arithmetic import Span, first_after, first_working_day, later, working
from bot.understanding.dates.engine import Draft
from bot.understanding.dates.rules_days import weekday_within
from bot.understanding.dates.tokens import (
    Clock,
    Days,
    Doubt,
    From,
    Hours,
    Impossible,
    Kind,
    Mark,
    NotOn,
    Otherwise,
    Part,
    Soon,
    Until,
    Without,
)

# What was left standing in a message, sorted by what it says: days, clocks, bounds, refusals.


@dataclass(frozen=True)
class Wish:
    """All that someone said about when."""

    days: tuple[Days, ...]
    clocks: tuple[Clock, ...]
    parts: tuple[str, ...]
    hours: tuple[Hours, ...]
    starts: tuple[From, ...]
    ends: tuple[Until, ...]
    refused: tuple[str, ...]
    soon: bool
    impossible: str | None
    doubt: str | None
    not_on: tuple[date, ...] = ()
    """Dates that were refused."""
    beside: tuple[Clock | Part | Hours | None, ...] = ()
    """The hours of each of `days`, when every day was said with hours of its own; None for a first choice without any."""
    instead: tuple[Clock, ...] = ()
    """The clocks that were said to do as well as the first: "3 uur of half vier"."""
    in_turn: bool = False
    """Whether the second day is only for when the first cannot be."""


def gathered(draft: Draft) -> Wish:
    marks = draft.remaining()
    refused = [weekday for mark in marks if isinstance(mark, Without) for weekday in mark.weekdays]
    impossible = [mark.said for mark in marks if isinstance(mark, Impossible)]
    return Wish(
        days=tuple(mark for mark in marks if isinstance(mark, Days)),
        clocks=tuple(dict.fromkeys(mark for mark in marks if isinstance(mark, Clock))),
        parts=tuple(dict.fromkeys(mark.name for mark in marks if isinstance(mark, Part))),
        hours=tuple(mark for mark in marks if isinstance(mark, Hours)),
        starts=tuple(mark for mark in marks if isinstance(mark, From)),
        ends=tuple(mark for mark in marks if isinstance(mark, Until)),
        refused=tuple(dict.fromkeys(WEEKDAYS[weekday] for weekday in refused)),
        soon=any(isinstance(mark, Soon) for mark in marks),
        impossible=impossible[0] if impossible else None,
        doubt=next((WEEKDAYS[mark.weekday] for mark in marks if isinstance(mark, Doubt)), None),
        not_on=tuple(day for mark in marks if isinstance(mark, NotOn) for day in mark.days),
        beside=_beside(marks) or _of_second_choice(draft, marks),
        instead=_instead(draft),
        in_turn=any(isinstance(mark, Otherwise) for mark in marks),
    )


_CHOICE = re.compile(r"T\d+(?:(?: (?:,|of|en|anders|om|rond|graag|liefst|liever|eventueel|ook|X\d+))+ T\d+)+")


def _instead(draft: Draft) -> tuple[Clock, ...]:
    """The further clocks of the first choice between them, in the order in which they were said."""
    choice = _CHOICE.search(draft.text)
    return tuple(draft.clock(name) for name in re.findall(r"T\d+", choice[0])[1:]) if choice else ()


def _beside(marks: list[Mark]) -> tuple[Clock | Part | Hours, ...]:
    """As in "dinsdagochtend of donderdagmiddag": days and hours by turns, the day or the hours first."""
    said = [mark for mark in marks if isinstance(mark, Days | Clock | Part | Hours)]
    days, hours = [mark for mark in said if isinstance(mark, Days)], [mark for mark in said if isinstance(mark, Clock | Part | Hours)]
    by_turns = all(isinstance(one, Days) is not isinstance(other, Days) for one, other in pairwise(said))
    return tuple(hours) if by_turns and len(days) == len(hours) >= _TWO and len(set(hours)) >= _TWO else ()


_RIGHT_BEHIND = re.compile(r"[DW]\d+ (?:(?:om|rond|in|de) )*[TPH]\d+")


def _of_second_choice(draft: Draft, marks: list[Mark]) -> tuple[Clock | Part | Hours | None, ...]:
    """As in "vandaag nog, anders morgenvroeg": hours right behind the second day belong to it alone, "dinsdag, anders donderdag,
    liefst 's middags" to both.
    """
    if not _RIGHT_BEHIND.search(draft.text):
        return ()
    said = [mark for mark in marks if isinstance(mark, Days | Clock | Part | Hours | Otherwise)]
    match said:
        case [Days(), Otherwise(), Days(), (Clock() | Part() | Hours()) as hours]:
            return (None, hours)
    return ()


# Which day was meant, or between which days; what is vague stays a stretch.

_WORKING_DAYS = 5
_TWO = 2
_ONE_WEEK = 7  # in a longer stretch a weekday is a preference, not a day
_SINGLE_KINDS = {Kind.DAY, Kind.DATED, Kind.WEEKDAY, Kind.EVERY}


@dataclass(frozen=True)
class DayChoice:
    """One day, or a stretch, or only a first day; `others` are the further days that were offered."""

    day: date | None = None
    span: Span | None = None
    start: date | None = None
    others: tuple[date, ...] = ()
    refused: tuple[str, ...] = ()


def _is_bare(days: Days) -> bool:
    return days.kind in (Kind.WEEKDAY, Kind.EVERY) and days.within is None


def _length(days: Days) -> int:
    return (days.last - days.first).days + 1


def _is_one(days: Days) -> bool:
    """Whether one day was named; a week of which one day is left is still a week."""
    return days.kind in _SINGLE_KINDS or (days.kind is Kind.HOLIDAY and days.first == days.last)


def _placed(days: Days, wish: Wish) -> Days:
    """A bare weekday, looked up in the week that was named or after the day from which someone can."""
    weekday = days.first.weekday()
    for span in wish.days:
        found = weekday_within(span, weekday) if 1 < _length(span) <= _ONE_WEEK else None
        if found:
            return replace(days, first=found, last=found, within=span)
    if wish.starts:
        found = first_after(later(wish.starts[0].day, -1), weekday)
        return replace(days, first=found, last=found)
    return days


def _in_long_stretch(wish: Wish) -> DayChoice | None:
    """The month stays and the other days fall away: "een dinsdag in januari"."""
    stretches = [days for days in wish.days if _length(days) > _ONE_WEEK]
    wanted = [days.first.weekday() for days in wish.days if _is_bare(days)]
    if len(stretches) != 1 or len(stretches) + len(wanted) != len(wish.days) or not wanted:
        return None
    others = tuple(WEEKDAYS[weekday] for weekday in range(_WORKING_DAYS) if weekday not in wanted)
    return DayChoice(span=(stretches[0].first, stretches[0].last), refused=others)


def _follow(days: list[date]) -> bool:
    """Whether these are working days in a row, such as Friday and Monday."""
    in_order = sorted(days)
    return all(day in (later(before, 1), first_working_day(later(before, 1))) for before, day in pairwise(in_order))


def _among(singles: list[date], wish: Wish) -> DayChoice:
    several = len(wish.clocks) > 1 or len(wish.parts) > 1
    if len(singles) > 1 and not several and not wish.in_turn and _follow(singles):
        return DayChoice(span=(min(singles), max(singles)))
    return DayChoice(day=singles[0], others=tuple(singles[1:]))


def _joined(spans: list[Days], wish: Wish) -> DayChoice:
    """Stretches that touch become one; a bound cuts it."""
    first, last = spans[0].first, spans[0].last
    for span in spans[1:]:
        if first_working_day(later(last, 1)) >= span.first >= first:
            last = max(last, span.last)
    begin = max([first, *(start.day for start in wish.starts)])
    end = min([last, *(until.day for until in wish.ends)])
    return DayChoice(span=(begin, end) if begin <= end else (first, last))


def _bounded(wish: Wish, today: date) -> DayChoice:
    if wish.starts:
        start = max(wish.starts, key=lambda start: start.day)
        first, last = start.likely
        end = min([until.day for until in wish.ends], default=last)
        return DayChoice(start=start.day, span=(first, end if end >= first else last))
    if wish.ends:
        end = min(until.day for until in wish.ends)
        return DayChoice(span=working((today, end))) if end >= today else DayChoice()
    return DayChoice()


def chosen_days(wish: Wish, today: date) -> DayChoice:
    """The day or the stretch that all the days in a wish come down to."""
    preferred = _in_long_stretch(wish)
    if preferred:
        return preferred
    said = [days for days in wish.days if not (wish.impossible and _is_bare(days))]  # "dinsdag 31 november" is no Tuesday
    named = [_placed(days, wish) if _is_bare(days) else days for days in said]
    placed = [days for days in named if not (_is_one(days) and days.first in wish.not_on)]  # what is refused is never offered
    singles = list(dict.fromkeys(days.first for days in placed if _is_one(days)))
    if singles:
        return _among(singles, wish)
    return _joined(placed, wish) if placed else _bounded(wish, today)


# Which time was meant, read as at an office: "3 uur" is 15.00, unless the part of the day says otherwise.

_AFTER_NOON = range(1, 7)  # hours at which no office is open before noon

TimeSpan = tuple[time | None, time | None]


@dataclass(frozen=True)
class HourChoice:
    """A time, or a part of the day, or hours between which."""

    clock: time | None = None
    part: str | None = None
    span: TimeSpan | None = None
    others: tuple[time, ...] = ()


def on_the_clock(clock: Clock, part: str | None) -> time:
    """As 19.00 when "7 uur" is in the evening, as 13.30 when "half twee" is all that was said."""
    hour = clock.hour
    afternoon = hour in _AFTER_NOON and part in (None, "middag")
    if hour == 12 and part == "nacht":
        hour = 0
    if not clock.sure and hour < 12 and (afternoon or part == "avond"):
        hour += 12
    return time(hour, clock.minute)


def _read(hour: Clock | time | None, part: str | None) -> time | None:
    return on_the_clock(hour, part) if isinstance(hour, Clock) else hour


def _stretch(hours: Hours, part: str | None) -> TimeSpan:
    """The second comes after the first: "tussen elf en een"."""
    first, last = _read(hours.first, part), _read(hours.last, part)
    if first and last and last <= first and last.hour < 12:
        last = last.replace(hour=last.hour + 12)
    return first, last


def _shared(stretches: list[TimeSpan]) -> TimeSpan:
    """What all allow: "na tien uur en voor twaalf"."""
    firsts = [first for first, _ in stretches if first]
    lasts = [last for _, last in stretches if last]
    first, last = max(firsts, default=None), min(lasts, default=None)
    return stretches[0] if first and last and last <= first else (first, last)


def _lies_in(clock: time, span: TimeSpan) -> bool:
    return (span[0] or time.min) <= clock <= (span[1] or time.max)


def _said_part(wish: Wish) -> str | None:
    """Two parts of one day leave the choice open; of two days the first counts."""
    said = [part for part in wish.parts if part in PARTS_OF_DAY]
    return said[0] if len(said) == 1 or (said and len(wish.days) > 1) else None


def chosen_hours(wish: Wish) -> HourChoice:
    """The time or the hours that all clocks and parts in a wish come down to."""
    if wish.beside[:1] == (None,):
        return HourChoice()
    reading = wish.parts[0] if wish.parts else None
    part = _said_part(wish)
    span = _shared([_stretch(hours, reading) for hours in wish.hours]) if wish.hours else None
    clock = on_the_clock(wish.clocks[0], reading) if wish.clocks else None
    if clock and (span is None or _lies_in(clock, span)):
        others = tuple(dict.fromkeys(on_the_clock(one, reading) for one in wish.instead))
        return HourChoice(clock, part, others=tuple(one for one in others if one != clock))
    return HourChoice(part=part or (part_of_hours(*span) if span else None), span=span)


def hours_of_each(wish: Wish) -> tuple[HourChoice, ...]:
    """The hours that were said with each day, in the order of the days; empty when the days share them."""
    return tuple(
        chosen_hours(replace(wish, clocks=clocks, parts=parts, hours=hours, beside=())) for clocks, parts, hours in map(_alone, wish.beside)
    )


def _alone(mark: Clock | Part | Hours | None) -> tuple[tuple[Clock, ...], tuple[str, ...], tuple[Hours, ...]]:
    return (
        (mark,) if isinstance(mark, Clock) else (),
        (mark.name,) if isinstance(mark, Part) else (),
        (mark,) if isinstance(mark, Hours) else (),
    )

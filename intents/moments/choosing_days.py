"""Which day was meant, or between which days; what is vague stays a stretch."""

from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from intents.moments.gathering import Wish
from intents.moments.marks import Days, Kind
from intents.moments.reckoning import Span, first_after, first_working_day, later, working
from intents.moments.weekdays import weekday_within
from intents.moments.words import WEEKDAYS

_WORKING_DAYS = 5
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
    if len(singles) > 1 and not several and _follow(singles):
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
    placed = [_placed(days, wish) if _is_bare(days) else days for days in said]
    singles = list(dict.fromkeys(days.first for days in placed if _is_one(days)))
    if singles:
        return _among(singles, wish)
    return _joined(placed, wish) if placed else _bounded(wish, today)

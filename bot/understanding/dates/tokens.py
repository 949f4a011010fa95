"""What can be recognised in a message: days, clock times, parts of the day, and what bounds or refuses them."""

from dataclasses import dataclass
from datetime import date, time
from enum import Enum


class Kind(Enum):
    """How a day was named, as that decides what "na" and "vanaf" it mean."""

    DAY = "day"  # vandaag, over drie dagen
    WEEKDAY = "weekday"  # dinsdag
    EVERY = "every"  # dinsdags
    DATED = "dated"  # 12 maart, de 14e
    WEEKDAYS = "weekdays"  # maandag tot en met woensdag
    WEEK = "week"
    WEEKEND = "weekend"
    MONTH = "month"
    YEAR = "year"
    HOLIDAY = "holiday"
    SEASON = "season"
    END = "end"  # eind december
    VAGUE = "vague"  # over een paar dagen


@dataclass(frozen=True)
class Days:
    """One day, or a stretch of days, that was named.

    `within` is the stretch in which a weekday was looked up, `in_year` whether the year was said with the date.
    """

    first: date
    last: date
    kind: Kind
    within: "Days | None" = None
    in_year: bool = False


@dataclass(frozen=True)
class Clock:
    """A clock time as said; `sure` when it can be read in one way only ("15 uur", "09:00")."""

    hour: int
    minute: int = 0
    sure: bool = False


@dataclass(frozen=True)
class Part:
    """A part of the day: ochtend, middag, avond, or nacht, in which nobody has an appointment."""

    name: str


@dataclass(frozen=True)
class Hours:
    """A stretch of the day, open on one side or closed."""

    first: Clock | time | None
    last: Clock | time | None


@dataclass(frozen=True)
class From:
    """Not before this day; `likely` are the days that someone who says so first thinks of."""

    day: date
    likely: tuple[date, date]


@dataclass(frozen=True)
class Until:
    """Not after this day."""

    day: date


@dataclass(frozen=True)
class Without:
    """These weekdays (0 = Monday) will not do."""

    weekdays: tuple[int, ...]


@dataclass(frozen=True)
class NotOn:
    """These dates will not do."""

    days: tuple[date, ...]


@dataclass(frozen=True)
class Soon:
    """No preference but the first."""


@dataclass(frozen=True)
class Impossible:
    """A day that does not exist, as it was written."""

    said: str


@dataclass(frozen=True)
class Doubt:
    """The weekday (0 = Monday) that was said with a date that falls on another one."""

    weekday: int


@dataclass(frozen=True)
class Otherwise:
    """What follows is for when what came before it cannot be: "vandaag, anders morgenvroeg"."""


@dataclass(frozen=True)
class Gone:
    """Something in the past: what stands beside it is not about an appointment."""


Mark = Days | Clock | Part | Hours | From | Until | Without | NotOn | Soon | Impossible | Doubt | Otherwise | Gone

_SINGLE = {Kind.DAY: "D", Kind.DATED: "D", Kind.WEEKDAY: "W", Kind.EVERY: "W"}


def letter(mark: Mark) -> str:
    """The letter under which a mark stands in the text: a capital, because the text itself has none."""
    match mark:
        case Days(kind=Kind.WEEKDAY, within=Days()):
            return "D"
        case Days(kind=Kind.HOLIDAY):
            return "D" if mark.first == mark.last else "S"
        case Days():
            return _SINGLE.get(mark.kind, "S")
        case Clock():
            return "T"
        case Part():
            return "P"
        case Hours():
            return "H"
        case From():
            return "F"
        case Until():
            return "U"
        case Gone():
            return "Z"
        case _:
            return "X"

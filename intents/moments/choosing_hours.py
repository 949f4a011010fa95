"""Which time was meant, read as at an office: "3 uur" is 15.00, unless the part of the day says otherwise."""

from dataclasses import dataclass
from datetime import time

from intents.moments.gathering import Wish
from intents.moments.marks import Clock, Hours
from intents.moments.words import PARTS

_AFTER_NOON = range(1, 7)  # hours at which no office is open before noon
_NOON, _EVENING = time(12), time(18)

TimeSpan = tuple[time | None, time | None]


@dataclass(frozen=True)
class HourChoice:
    """A time, or a part of the day, or hours between which."""

    clock: time | None = None
    part: str | None = None
    span: TimeSpan | None = None


def on_the_clock(clock: Clock, part: str | None) -> time:
    """As 19.00 when "7 uur" is in the evening, as 13.30 when "half twee" is all that was said."""
    hour = clock.hour
    afternoon = hour in _AFTER_NOON and part in (None, "middag")
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


def part_of_day(span: TimeSpan) -> str | None:
    """The part of the day in which these hours lie, or none when they lie in two."""
    first, last = span
    if last and last <= _NOON:
        return "ochtend"
    if first and first >= _EVENING:
        return "avond"
    if first and first >= _NOON and (last is None or last <= _EVENING):
        return "middag"
    return None


def _said_part(wish: Wish) -> str | None:
    """Two parts of one day leave the choice open; of two days the first counts."""
    said = [part for part in wish.parts if part in PARTS]
    return said[0] if len(said) == 1 or (said and len(wish.days) > 1) else None


def chosen_hours(wish: Wish) -> HourChoice:
    """The time or the hours that all clocks and parts in a wish come down to."""
    reading = wish.parts[0] if wish.parts else None
    part = _said_part(wish)
    span = _shared([_stretch(hours, reading) for hours in wish.hours]) if wish.hours else None
    clock = on_the_clock(wish.clocks[0], reading) if wish.clocks else None
    if clock and (span is None or _lies_in(clock, span)):
        return HourChoice(clock, part)
    return HourChoice(part=part or (part_of_day(span) if span else None), span=span)

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
    """"7 uur" in the evening is 19.00; "half twee" without more is 13.30."""
    hour = clock.hour
    afternoon = hour in _AFTER_NOON and part in (None, "middag")
    if not clock.sure and hour < 12 and (afternoon or part == "avond"):
        hour += 12
    return time(hour, clock.minute)


def _read(hour: Clock | time | None, part: str | None) -> time | None:
    return on_the_clock(hour, part) if isinstance(hour, Clock) else hour


def _stretch(hours: Hours, part: str | None) -> TimeSpan:
    """"tussen elf en een": the second comes after the first."""
    first, last = _read(hours.first, part), _read(hours.last, part)
    if first and last and last <= first and last.hour < 12:
        last = last.replace(hour=last.hour + 12)
    return first, last


def _shared(stretches: list[TimeSpan]) -> TimeSpan:
    """"na tien uur en voor twaalf"."""
    firsts = [first for first, _ in stretches if first]
    lasts = [last for _, last in stretches if last]
    first, last = max(firsts, default=None), min(lasts, default=None)
    return stretches[0] if first and last and last <= first else (first, last)


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
    if wish.clocks:
        return HourChoice(on_the_clock(wish.clocks[0], reading), part)
    if not wish.hours:
        return HourChoice(part=part)
    span = _shared([_stretch(hours, reading) for hours in wish.hours])
    return HourChoice(part=part or part_of_day(span), span=span)

"""What holds for every moment that is shown, once someone said it: "alleen na drie uur", "niet op maandag"."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

from bot.understanding.dates.find_moment import Moment

_ANY = "-"


def filter_of(wish: Moment) -> str:
    """What of a wish lasts, as a short text for the state; empty when it names a day or an hour of its own."""
    if wish.date or wish.time or not (wish.part_of_day or wish.time_span or wish.exclude_weekdays):
        return ""
    bounds = [f"{bound:%H:%M}" if bound else _ANY for bound in wish.time_span or (None, None)]
    return " ".join([wish.part_of_day or _ANY, *bounds, *wish.exclude_weekdays])


def narrowed(wish: Moment, kept: str) -> Moment:
    """The wish within the filter; a time that is said now counts more than one that was said before."""
    if not kept or wish.time:
        return wish
    part, begin, end, *excluded = kept.split()
    if not (wish.part_of_day or wish.time_span):
        bounds = tuple(None if bound == _ANY else time.fromisoformat(bound) for bound in (begin, end))
        wish = replace(wish, part_of_day=None if part == _ANY else part, time_span=(bounds[0], bounds[1]) if any(bounds) else None)
    return replace(wish, exclude_weekdays=wish.exclude_weekdays or tuple(excluded))

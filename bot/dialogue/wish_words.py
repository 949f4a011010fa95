"""A wish in words, as we read it back: "volgende week, niet maandag, na 13.00 uur"."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from bot.content.clock import PARTS_OF_DAY, WEEKDAYS
from bot.dialogue.context import TurnContext
from bot.domain import formatting
from bot.domain.wish import Wish
from bot.understanding.dates.find_moment import DayHours

FEW = 2
"""So many weekdays are said to be the only ones, rather than the others not to do."""


def read_back(context: TurnContext, wish: Wish) -> str:
    """'U zocht: …', or which day was meant when a date is no such weekday; empty for a wish that says nothing."""
    if wish.doubt:
        return formatting.capital(context.say("wens.welke-dag", dag=_day(context, wish.days[0]), weekdag=wish.doubt))
    said = words_of(context, wish)
    return context.say("wens.u-zocht", wens=said) if said else ""


def also_fine(context: TurnContext, wish: Wish, chosen: datetime) -> str:
    """For staff: the moments that were named beside the one that was chosen, for when it must be moved; empty when there are none."""
    left = wish.besides(chosen)
    return context.say("wens.kon-ook", wens=words_of(context, left)) if not left.is_empty() else ""


def words_of(context: TurnContext, wish: Wish) -> str:
    """The wish in words, empty when it says nothing."""
    return ", ".join((*_days(context, wish), *_refused(context, wish), *_hours(context, wish)))


def days_of(context: TurnContext, wish: Wish) -> str:
    """Only its days."""
    return ", ".join((*_days(context, wish), *_refused(context, wish)))


def hours_of(context: TurnContext, wish: Wish) -> str:
    """Only its hours."""
    return ", ".join(_hours(context, wish))


def _day(context: TurnContext, day: date) -> str:
    return formatting.day(day, year_of=context.now.date())


def _days(context: TurnContext, wish: Wish) -> Iterator[str]:
    if wish.by_day:
        each = [", ".join((_day(context, one.day), *_hours(context, _of_day(one)))) for one in wish.by_day]
        yield formatting.listed(each, choice=True)
    elif wish.days:
        yield formatting.listed([_day(context, one) for one in wish.days], choice=True)
    elif wish.span and wish.span[0] != wish.start:
        yield _span(context, *wish.span)
    if wish.start and not wish.days:
        yield context.say("wens.vanaf", dag=_day(context, wish.start))


def _of_day(one: DayHours) -> Wish:
    return Wish(clocks=(one.time,) if one.time else (), part=one.part_of_day or "", hours=one.time_span)


def _span(context: TurnContext, first: date, last: date) -> str:
    monday = context.now.date() - timedelta(days=context.now.weekday())
    if first.weekday() == 0 and last - first in (timedelta(days=4), timedelta(days=6)):
        if first == monday:
            return context.say("wens.deze-week")
        if first == monday + timedelta(days=7):
            return context.say("wens.volgende-week")
    return context.say("wens.van-tot", van=_day(context, first), tot=_day(context, last))


def _refused(context: TurnContext, wish: Wish) -> Iterator[str]:
    """What will not do; beside days that are named it says nothing, and of most weekdays those that are left are said."""
    if wish.days:
        return
    left = [day for day in WEEKDAYS[:5] if day not in wish.not_weekdays]
    if 0 < len(left) <= FEW and not wish.not_dates:
        yield context.say("wens.alleen", dagen=formatting.listed(left))
        return
    refused = [*wish.not_weekdays, *(_day(context, one) for one in wish.not_dates)]
    if refused:
        yield context.say("wens.niet", dagen=formatting.listed(refused))


def _hours(context: TurnContext, wish: Wish) -> Iterator[str]:
    if wish.clocks:
        yield context.say("wens.om", tijd=formatting.listed([formatting.clock(one) for one in wish.clocks], choice=True))
    first, last = wish.hours or (None, None)
    if first and last:
        yield context.say("wens.tussen", van=formatting.clock(first), tot=formatting.clock(last))
    elif first:
        yield context.say("wens.na", tijd=formatting.clock(first))
    elif last:
        yield context.say("wens.voor", tijd=formatting.clock(last))
    elif wish.part in PARTS_OF_DAY:
        yield context.say(f"wens.{wish.part}")

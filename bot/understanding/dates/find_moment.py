"""Finds the moment that a sentence names: a date, a time, a range, a part of the day."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.content.clock import WEEKDAYS, ZONE
from bot.understanding.dates import (
    rules_corrections,
    rules_dates,
    rules_days,
    rules_duties,
    rules_limits,
    rules_periods,
    rules_times,
)
from bot.understanding.dates.arithmetic import first_after, last_before
from bot.understanding.dates.engine import Draft, applied
from bot.understanding.dates.lexicon import AROUND_A_WISH
from bot.understanding.dates.normalise import read, repaired
from bot.understanding.dates.resolve import DayChoice, Wish, chosen_days, chosen_hours, gathered, hours_of_each

# The order in which a message is read: what is no moment goes first, bounds and refusals come last.

_STAGES = (
    rules_corrections.UNRELATED_RULES,
    rules_periods.HOLIDAYS,  # "goede vrijdag" before "vrijdag"
    rules_days.SOON_RULES,
    rules_days.NAMES,
    rules_days.NEAR_DAYS,
    rules_times.NAMES,
    rules_dates.DATE_RULES,  # "3 dec 11.00": the date before the time
    rules_days.AHEAD,
    rules_days.DAYS_AHEAD,  # "over 3 uur" before "3 uur"
    rules_periods.WEEK_RULES,
    rules_periods.PERIOD_RULES,
    rules_periods.BESIDE,
    rules_periods.PERIOD_PART_RULES,
    rules_days.BESIDE,
    rules_days.FOLLOWING_RULES,
    rules_times.CLOCK_RULES,
    rules_corrections.CHANGE_RULES,
    rules_days.LISTS,
    rules_corrections.BESIDE_THE_PAST,
    rules_times.HOUR_RULES,
    rules_limits.LIMIT_RULES,
    rules_duties.DUTY_RULES,
    rules_limits.REFUSAL_RULES,
    rules_duties.ALSO_TAKEN,
    rules_duties.CHOICES,
)


def _read(text: str, now: datetime, repair: Callable[[str], str]) -> Draft:
    """The text with a mark for everything that it says about when."""
    draft = Draft(read(text, repair), now)
    for rules in _STAGES:
        draft = applied(rules, draft)
    return draft


def only_says_when(text: str, now: datetime) -> bool:
    """Whether a text is about when and nothing else, however long: "kan ik van 13.15 tot 3 uur langskomen"."""
    draft = _read(text, now.astimezone(ZONE), repaired)
    left = [word for word in re.findall(r"[a-z0-9]+", re.sub(r"[DSWTPHFUXZ]\d+", " ", draft.text)) if word not in AROUND_A_WISH]
    return bool(draft.remaining()) and not left


# Dates and times as people type them: "volgende week dinsdag half drie" → a moment, given the present one.


@dataclass(frozen=True)
class DayHours:
    """The hours that were said with one of several days: "dinsdagochtend of donderdag om 3 uur"."""

    day: dt.date
    time: dt.time | None = None
    part_of_day: str | None = None
    time_span: tuple[dt.time | None, dt.time | None] | None = None


@dataclass(frozen=True)
class Moment:
    """When someone can or wants to come, as far as it was said; all that was not said is empty.

    The fields up to `date_from` are the contract of `werkbot moment --json`.
    """

    date: dt.date | None = None
    time: dt.time | None = None
    span: tuple[dt.date, dt.date] | None = None
    part_of_day: str | None = None
    time_span: tuple[dt.time | None, dt.time | None] | None = None
    exclude_weekdays: tuple[str, ...] = ()
    date_from: dt.date | None = None
    asap: bool = False
    impossible: str | None = None  # a day that does not exist, as written: "31 februari"
    alternatives: tuple[dt.date, ...] = ()  # "dinsdag of donderdag": the days beside `date`
    exclude_dates: tuple[dt.date, ...] = ()  # "niet op 12 januari"

    doubt: str | None = None
    """The weekday that was said with a date that falls on another one: of "woensdag 3 december" that Wednesday is among the `alternatives`."""

    other_times: tuple[dt.time, ...] = ()
    """The times that will do as well as `time`, in the order in which they were said: "3 uur of anders half vier"."""

    by_day: tuple[DayHours, ...] = ()
    """The hours of each of several days, when they differ; empty when the days share the hours above."""

    def on(self, day: dt.date) -> Moment:
        """The same with the hours of one day."""
        own = next((one for one in self.by_day if one.day == day), None)
        return replace(self, time=own.time, part_of_day=own.part_of_day, time_span=own.time_span, by_day=()) if own else self

    def is_empty(self) -> bool:
        """Whether nothing was said that narrows the choice; "zo snel mogelijk" does say something."""
        return self == Moment(impossible=self.impossible)

    def as_json(self) -> dict[str, object]:
        """The fields of the contract, without the text; what is unset is None."""
        return {
            "date": self.date.isoformat() if self.date else None,
            "time": _hhmm(self.time),
            "range": [day.isoformat() for day in self.span] if self.span else None,
            "part_of_day": self.part_of_day,
            "time_range": [_hhmm(bound) for bound in self.time_span] if self.time_span else None,
            "exclude_weekdays": list(self.exclude_weekdays) or None,
            "date_from": self.date_from.isoformat() if self.date_from else None,
        }


def _hhmm(clock: dt.time | None) -> str | None:
    return clock.strftime("%H:%M") if clock else None


def find_moment(text: str, now: dt.datetime, repair: Callable[[str], str] | None = None) -> Moment:
    """The moment that a text names, seen from `now` (aware); empty when it names none.

    `repair` may replace our own mending of misspelt calendar words: one word in, one word out.
    """
    local = now.astimezone(ZONE)
    wish = gathered(_read(text, local, repair or repaired))
    days, hours = chosen_days(wish, local.date()), chosen_hours(wish)
    doubt = wish.doubt if days.day and not days.others and days.day >= local.date() else None
    return Moment(
        date=days.day,
        time=hours.clock,
        span=days.span,
        part_of_day=hours.part,
        time_span=hours.span,
        exclude_weekdays=tuple(dict.fromkeys((*wish.refused, *days.refused))),
        date_from=days.start,
        asap=wish.soon,
        impossible=wish.impossible,
        alternatives=(_on_weekday(days.day, doubt, local.date()),) if days.day and doubt else days.others,
        doubt=doubt,
        exclude_dates=wish.not_on,
        other_times=hours.others,
        by_day=_by_day(wish, days),
    )


def _by_day(wish: Wish, days: DayChoice) -> tuple[DayHours, ...]:
    each, named = hours_of_each(wish), [day for day in (days.day, *days.others) if day]
    if len(each) != len(named):
        return ()
    return tuple(DayHours(day, one.clock, one.part, one.span) for day, one in zip(named, each, strict=True))


def _on_weekday(day: dt.date, weekday: str, today: dt.date) -> dt.date:
    """The nearest such weekday to a date that falls on another one; never one that is over."""
    before = last_before(day, WEEKDAYS.index(weekday))
    after = first_after(day, WEEKDAYS.index(weekday))
    return before if before >= today and day - before < after - day else after

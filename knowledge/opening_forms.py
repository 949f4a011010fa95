"""When a location of `afspraken.yaml` is open: hours of the week, holidays, days of their own and closures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Generic, TypeVar

from knowledge import calendar_problems, problems, sheets, value_problems, values
from knowledge.reading import Field, Mapping, Node
from knowledge.services import WEEKDAYS, Closure, Hours
from knowledge.sheets import FieldRule, Sheet, fill, text
from knowledge.values import clock

CLOSED, AS_USUAL, UNCERTAIN = "dicht", "gewoon", "onzeker"

Key = TypeVar("Key", str, date)


@dataclass(frozen=True)
class Choices(Generic[Key]):
    """What was chosen per holiday or per date."""

    hours: dict[Key, tuple[Hours, ...] | None] = field(default_factory=dict)
    """None is as usual; a day of which nobody knows yet whether we are open has no hours."""
    uncertain: frozenset[Key] = frozenset()


def opening(value: str) -> tuple[Hours, ...]:
    """`10.00-16.00` or `9.00-12.00, 13.00-17.00` or `dicht`. Raises ValueError."""
    if value.strip().lower() == CLOSED:
        return ()
    hours = []
    for part in value.split(","):
        begin, end = re.split(r"\s*(?:-|–|tot)\s*", part.strip().removesuffix("uur").strip())
        hours.append(Hours(clock(begin), clock(end)))
    if any(one.end <= one.begin for one in hours) or any(b.begin < a.end for a, b in pairwise(hours)):
        raise ValueError(value)
    return tuple(hours)


def _hours(sheet: Sheet, name: str, node: Node, value: str, choices: tuple[str, ...]) -> tuple[Hours, ...] | None:
    """The hours that `value` names, None with a noted problem; `choices` are the words that may stand there too."""
    try:
        hours = opening(value)
    except ValueError:
        sheet.wrong(node.line, value_problems.not_hours(name, value, choices))
        return None
    if ":" in value:
        sheet.wrong(node.line, value_problems.hours_with_colons(name, value, value.replace(":", ".")), warning=True)
    return hours


def _weekday(sheet: Sheet, name: str, node: Node) -> tuple[Hours, ...] | None:
    """The hours of a day of every week; these cannot be uncertain, for then we would never say when we are open."""
    value = text(sheet, name, node)
    if value is None:
        return None
    if value.lower() == UNCERTAIN:
        sheet.wrong(node.line, value_problems.uncertain_weekday(name, value))
        return None
    return _hours(sheet, name, node, value, (CLOSED,))


@dataclass(frozen=True)
class _Day:
    """What was chosen for one holiday or one date."""

    hours: tuple[Hours, ...] | None = ()
    uncertain: bool = False


def _date(sheet: Sheet, name: str, node: Node) -> _Day | None:
    """Hours, `dicht` or `onzeker`."""
    value = text(sheet, name, node)
    if value is None:
        return None
    if value.lower() == UNCERTAIN:
        return _Day(uncertain=True)
    hours = _hours(sheet, name, node, value, (CLOSED, UNCERTAIN))
    return None if hours is None else _Day(hours)


def _holiday(sheet: Sheet, name: str, node: Node) -> _Day:
    """Hours, `dicht`, `gewoon` (the day's usual hours) or `onzeker`; what cannot be read counts as closed."""
    value = text(sheet, name, node)
    if value is None:
        return _Day()
    if value.lower() == AS_USUAL:
        return _Day(None)
    if value.lower() == UNCERTAIN:
        return _Day(uncertain=True)
    return _Day(_hours(sheet, name, node, value, (CLOSED, AS_USUAL, UNCERTAIN)) or ())


def week(sheet: Sheet, name: str, node: Node) -> dict[int, tuple[Hours, ...]]:
    """The hours of every day of the week, from 0 for Monday; a day that is not named is closed."""
    filled = fill(sheet, node, {day: FieldRule(_weekday) for day in WEEKDAYS}, f"'{name}'")
    for day in WEEKDAYS:
        if filled.lines and day not in filled.lines:
            sheet.wrong(filled.line, value_problems.missing_weekday(day), warning=True)
    return {number: filled.get(day, ()) for number, day in enumerate(WEEKDAYS)}


def holidays(sheet: Sheet, name: str, node: Node) -> Choices[str]:
    """The choice per holiday."""
    if not isinstance(node, Mapping):
        sheet.wrong(node.line, problems.not_a_mapping(f"'{name}'", "koningsdag"))
        return Choices()
    days = {item.key.value.lower(): _holiday(sheet, item.key.value, item.value) for item in once(sheet, node)}
    return Choices({name: day.hours for name, day in days.items()}, frozenset(name for name, day in days.items() if day.uncertain))


def once(sheet: Sheet, node: Mapping) -> Iterator[Field]:
    """The fields of a mapping; one that stands there again is noted and passed over."""
    seen: dict[str, int] = {}
    for item in node:
        first = seen.setdefault(item.key.value.lower(), item.key.line)
        if first == item.key.line:
            yield item
        else:
            sheet.wrong(item.key.line, problems.double_field(item.key.value, first))


_EXCEPTION_FORM = {
    "datum": FieldRule(values.day, "2026-12-24", required=True),
    "open": FieldRule(_date, "dicht", required=True),
    "reden": FieldRule(sheets.text),
}


@dataclass(frozen=True)
class _Exception:
    """A date with a choice of its own, and its line."""

    date: date
    day: _Day
    line: int


def _exception(sheet: Sheet, node: Node) -> _Exception | None:
    filled = fill(sheet, node, _EXCEPTION_FORM, "een uitzondering")
    named = filled.get("datum", None)
    return _Exception(named, filled.get("open", _Day()), filled.line) if named else None


def exceptions(sheet: Sheet, name: str, node: Node) -> Choices[date]:
    """The choice per date; each date once."""
    seen: dict[date, _Exception] = {}
    for one in sheets.listed(_exception)(sheet, name, node) or ():
        if seen.setdefault(one.date, one) is not one:
            sheet.wrong(one.line, calendar_problems.day_twice(str(one.date), seen[one.date].line))
    hours = {one.date: one.day.hours for one in seen.values()}
    return Choices(hours, frozenset(one.date for one in seen.values() if one.day.uncertain))


def _moment(sheet: Sheet, name: str, node: Node) -> datetime | None:
    value = text(sheet, name, node)
    if value is None:
        return None
    try:
        day, _, hour = value.partition(" ")
        if len(day) != len("2026-12-24"):
            raise ValueError(day)
        return datetime.combine(date.fromisoformat(day), clock(hour or "0.00"))
    except ValueError:
        sheet.wrong(node.line, value_problems.not_a_moment(name, value))
        return None


_CLOSURE_FORM = {
    "van": FieldRule(_moment, "2026-12-24 12.00", required=True),
    "tot": FieldRule(_moment, "2026-12-24 16.00", required=True),
    "reden": FieldRule(sheets.text),
    "groep": FieldRule(sheets.text),
    "stoel": FieldRule(values.whole(1, 99)),
}


def closure(sheet: Sheet, node: Node) -> Closure | None:
    """A time within the hours in which a location, a pool or a seat of it is closed."""
    filled = fill(sheet, node, _CLOSURE_FORM, "een sluiting")
    begin, end = filled.get("van", None), filled.get("tot", None)
    if not begin or not end:
        return None
    if end == begin:
        words = calendar_problems.no_time_between(str(begin.date()), str(begin.date() + timedelta(days=1)))
        sheet.wrong(filled.lines["tot"], words)
        return None
    if end < begin:
        sheet.wrong(filled.line, problems.ends_before_it_begins(str(begin), str(end)))
        return None
    return Closure(begin, end, filled.get("reden", ""), filled.get("groep", ""), filled.get("stoel", None), filled.where())

"""When a location of `afspraken.yaml` is open: hours of the week, holidays, days of their own and closures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from knowledge import calendar_problems, problems, sheets, value_problems, values
from knowledge.reading import Field, Mapping, Node
from knowledge.services import WEEKDAYS, Closure, Hours
from knowledge.sheets import FieldRule, Sheet, fill, text
from knowledge.values import clock

CLOSED, AS_USUAL = "dicht", "gewoon"


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


def _hours(sheet: Sheet, name: str, node: Node) -> tuple[Hours, ...] | None:
    value = text(sheet, name, node)
    if value is None:
        return None
    try:
        hours = opening(value)
    except ValueError:
        sheet.wrong(node.line, value_problems.not_hours(name, value))
        return None
    if ":" in value:
        sheet.wrong(node.line, value_problems.hours_with_colons(name, value, value.replace(":", ".")), warning=True)
    return hours


def week(sheet: Sheet, name: str, node: Node) -> dict[int, tuple[Hours, ...]]:
    """The hours of every day of the week, from 0 for Monday; a day that is not named is closed."""
    filled = fill(sheet, node, {day: FieldRule(_hours) for day in WEEKDAYS}, f"'{name}'")
    for day in WEEKDAYS:
        if filled.lines and day not in filled.lines:
            sheet.wrong(filled.line, value_problems.missing_weekday(day), warning=True)
    return {number: filled.get(day, ()) for number, day in enumerate(WEEKDAYS)}


def holidays(sheet: Sheet, name: str, node: Node) -> dict[str, tuple[Hours, ...] | None]:
    """A choice per holiday: hours, `dicht`, or `gewoon` (the day's usual hours)."""
    if not isinstance(node, Mapping):
        sheet.wrong(node.line, problems.not_a_mapping(f"'{name}'", "koningsdag"))
        return {}
    choices: dict[str, tuple[Hours, ...] | None] = {}
    for item in once(sheet, node):
        value = text(sheet, item.key.value, item.value)
        usual = value is not None and value.lower() == AS_USUAL
        choices[item.key.value.lower()] = None if usual else (_hours(sheet, item.key.value, item.value) or ())
    return choices


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
    "open": FieldRule(_hours, "dicht", required=True),
    "reden": FieldRule(sheets.text),
}


@dataclass(frozen=True)
class _Exception:
    """A day with hours of its own, and its line."""

    day: date
    hours: tuple[Hours, ...]
    line: int


def _exception(sheet: Sheet, node: Node) -> _Exception | None:
    filled = fill(sheet, node, _EXCEPTION_FORM, "een uitzondering")
    day = filled.get("datum", None)
    return _Exception(day, filled.get("open", ()), filled.line) if day else None


def exceptions(sheet: Sheet, name: str, node: Node) -> dict[date, tuple[Hours, ...]]:
    """Days with hours of their own; each day once."""
    seen: dict[date, _Exception] = {}
    for one in sheets.listed(_exception)(sheet, name, node) or ():
        if seen.setdefault(one.day, one) is not one:
            sheet.wrong(one.line, calendar_problems.day_twice(str(one.day), seen[one.day].line))
    return {day: one.hours for day, one in seen.items()}


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

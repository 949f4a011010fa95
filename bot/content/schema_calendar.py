"""The form of the calendar: locations, hours, closed days, services."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Generic, TypeVar

from bot.content import fields, problems, shapes, text_fields, value_problems
from bot.content.clock import WEEKDAYS
from bot.content.entries import Audience, Lines
from bot.content.fields import FieldRule, Filled, Sheet, clock, fill, text
from bot.content.services import Calendar, Closure, Hours, Location, PlaceKind, Rules, Service
from bot.content.shapes import of_form, shaped
from bot.content.yaml_nodes import Field, Mapping, Node

# The rules of the agenda that need more than one field: ids once, seats for every service, a day that is long enough.


def check_calendar(sheet: Sheet, services: Sequence[Service], locations: Sequence[Location]) -> None:
    """Note what makes that a service can never be booked, or that one hides another."""
    _check_ids(sheet, services)
    _check_ids(sheet, locations)
    pools = {pool for location in locations for pool, seats in location.seats.items() if seats}
    longest = max((_minutes(location) for location in locations), default=0)
    for service in services:
        if locations and service.pool and service.pool not in pools:
            sheet.wrong(service.lines.of("groep").line, value_problems.pool_without_seats(service.pool, pools))
        if longest and service.minutes > longest:
            sheet.wrong(service.lines.of("duur_minuten").line, value_problems.longer_than_a_day(service.minutes, longest))
    for location in locations:
        _check_closures(sheet, location)
        used = {service.pool for service in services}
        for pool in location.seats:
            if services and pool not in used:
                sheet.wrong(location.seat_lines.of(pool).line, value_problems.unused_pool(pool, used), warning=True)
        if location.opens_on and location.closes_after and location.closes_after < location.opens_on:
            words = problems.ends_before_it_begins(str(location.opens_on), str(location.closes_after))
            sheet.wrong(location.lines.of("tot").line, words)


def _check_ids(sheet: Sheet, listed: Sequence[Service] | Sequence[Location]) -> None:
    seen: dict[str, int] = {}
    for one in listed:
        line = one.lines.of("id").line
        first = seen.setdefault(one.id, line)
        if first != line:
            sheet.wrong(line, problems.double_id(one.id, sheet.place(first)))


def _minutes(location: Location) -> int:
    """The longest time without a break that a location is open in an ordinary week or on a day of its own."""
    days = [*location.week.values(), *location.exceptions.values()]
    spans = (hours for day in days for hours in day)
    return max((60 * (one.end.hour - one.begin.hour) + one.end.minute - one.begin.minute for one in spans), default=0)


def _check_closures(sheet: Sheet, location: Location) -> None:
    for closure in location.closures:
        if closure.seat is not None and not closure.pool:
            sheet.wrong(closure.lines.of("stoel").line, value_problems.seat_without_pool(closure.seat, location.seats))
        elif closure.pool and closure.pool not in location.seats:
            words = problems.unknown_id(closure.pool, "de groep", location.seats)
            sheet.wrong(closure.lines.of("groep").line, words)
        elif closure.seat is not None and closure.seat > location.seats.get(closure.pool, 0):
            words = value_problems.no_such_seat(closure.seat, closure.pool, location.seats.get(closure.pool, 0))
            sheet.wrong(closure.lines.of("stoel").line, words)


# When a location of `afspraken.yaml` is open: hours of the week, holidays, days of their own and closures.

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


@shaped(shapes.TEXT)
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


@shaped(shapes.TEXT)
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


_WEEK_FORM = {day: FieldRule(_weekday) for day in WEEKDAYS}


@of_form(_WEEK_FORM)
def week(sheet: Sheet, name: str, node: Node) -> dict[int, tuple[Hours, ...]]:
    """The hours of every day of the week, from 0 for Monday; a day that is not named is closed."""
    filled = fill(sheet, node, _WEEK_FORM, f"'{name}'")
    for day in WEEKDAYS:
        if filled.lines and day not in filled.lines:
            sheet.wrong(filled.line, value_problems.missing_weekday(day), warning=True)
    return {number: filled.get(day, ()) for number, day in enumerate(WEEKDAYS)}


@shaped({"type": "object"})
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
    "datum": FieldRule(fields.day, "2026-12-24", required=True),
    "open": FieldRule(_date, "dicht", required=True),
    "reden": FieldRule(fields.text),
}


@dataclass(frozen=True)
class _Exception:
    """A date with a choice of its own, and its line."""

    date: date
    day: _Day
    line: int


@of_form(_EXCEPTION_FORM)
def _exception(sheet: Sheet, node: Node) -> _Exception | None:
    filled = fill(sheet, node, _EXCEPTION_FORM, "een uitzondering")
    named = filled.get("datum", None)
    return _Exception(named, filled.get("open", _Day()), filled.line) if named else None


@shaped({"type": "array", "items": {"form": _EXCEPTION_FORM}})
def exceptions(sheet: Sheet, name: str, node: Node) -> Choices[date]:
    """The choice per date; each date once."""
    seen: dict[date, _Exception] = {}
    for one in fields.listed(_exception)(sheet, name, node) or ():
        if seen.setdefault(one.date, one) is not one:
            sheet.wrong(one.line, value_problems.day_twice(str(one.date), seen[one.date].line))
    hours = {one.date: one.day.hours for one in seen.values()}
    return Choices(hours, frozenset(one.date for one in seen.values() if one.day.uncertain))


@shaped(shapes.TEXT)
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


@shaped(shapes.TEXT)
def _until(sheet: Sheet, name: str, node: Node) -> datetime | None:
    """A day without a time is closed too: `tot: 2026-12-31` is the whole of that day, as everywhere."""
    end = _moment(sheet, name, node)
    return end + timedelta(days=1) if end and " " not in (text(sheet, name, node) or "").strip() else end


_CLOSURE_FORM = {
    "van": FieldRule(_moment, "2026-12-24 12.00", required=True),
    "tot": FieldRule(_until, "2026-12-24 16.00", required=True),
    "reden": FieldRule(fields.text),
    "groep": FieldRule(fields.text),
    "stoel": FieldRule(fields.whole(1, 99)),
}


@of_form(_CLOSURE_FORM)
def closure(sheet: Sheet, node: Node) -> Closure | None:
    """A time within the hours in which a location, a pool or a seat of it is closed."""
    filled = fill(sheet, node, _CLOSURE_FORM, "een sluiting")
    begin, end = filled.get("van", None), filled.get("tot", None)
    if not begin or not end:
        return None
    if end == begin:
        words = value_problems.no_time_between(f"{begin:%Y-%m-%d %H.%M}", str(begin.date()))
        sheet.wrong(filled.lines["tot"], words)
        return None
    if end < begin:
        sheet.wrong(filled.line, problems.ends_before_it_begins(str(begin), str(end)))
        return None
    return Closure(begin, end, filled.get("reden", ""), filled.get("groep", ""), filled.get("stoel", None), lines=filled.where())


# From `afspraken.yaml` to the calendar: services, locations and the rules for booking.


@shaped(shapes.whole(1, 60))
def _grid(sheet: Sheet, name: str, node: Node) -> int | None:
    minutes = fields.whole(1, 60)(sheet, name, node)
    if minutes and (60 % minutes or minutes % 5):  # seats are counted by five minutes (bot.domain.availability)
        sheet.wrong(node.line, value_problems.not_on_grid(minutes))
        return None
    return minutes


_RULES_FORM = {
    "raster_minuten": FieldRule(_grid),
    "aanlooptijd_uren": FieldRule(fields.whole(0, 336)),
    "dagen_vooruit": FieldRule(fields.whole(1, 365)),
    "open_afspraken": FieldRule(fields.whole(1, 20)),
    "vasthouden_minuten": FieldRule(fields.whole(1, 60)),
    "bevestigd": FieldRule(fields.yes_or_no),
}

_SERVICE_FORM = {
    "id": FieldRule(text_fields.identifier, "gesprek-over-werk", required=True),
    "naam": FieldRule(text_fields.shown(60), "Gesprek over werk", required=True),
    "doelgroep": FieldRule(fields.one_of(tuple(Audience))),
    "duur_minuten": FieldRule(fields.whole(5, 480), "30", required=True),
    "plek": FieldRule(fields.texts),
    "groep": FieldRule(fields.text, "adviseurs", required=True),
    "buffer_minuten": FieldRule(fields.whole(0, 120)),
    "meenemen": FieldRule(text_fields.shown(200)),
    "woorden": FieldRule(fields.texts),
    "bevestigd": FieldRule(fields.yes_or_no),
}


@shaped({"type": "object"})
def _seats(sheet: Sheet, name: str, node: Node) -> dict[str, int]:
    if not isinstance(node, Mapping):
        sheet.wrong(node.line, problems.not_a_mapping(f"'{name}'", "adviseurs"))
        return {}
    read_seats = {item.key.value: fields.whole(1, 99)(sheet, item.key.value, item.value) for item in once(sheet, node)}
    return {pool: seats for pool, seats in read_seats.items() if seats is not None}


_LOCATION_FORM = {
    "id": FieldRule(text_fields.identifier, "centrum", required=True),
    "naam": FieldRule(text_fields.shown(60), "Werkcentrum Voorbeeldstad", required=True),
    "adres": FieldRule(text_fields.shown(120), "Dorpsstraat 1 in Voorbeeldstad", required=True),
    "route": FieldRule(text_fields.shown(200)),
    "inloop": FieldRule(fields.yes_or_no),
    "openingstijden": FieldRule(week, "…", required=True),
    "feestdagen": FieldRule(holidays),
    "uitzonderingen": FieldRule(exceptions),
    "sluitingen": FieldRule(fields.listed(closure)),
    "stoelen": FieldRule(_seats, "…", required=True),
    "van": FieldRule(fields.day),
    "tot": FieldRule(fields.day),
    "bevestigd": FieldRule(fields.yes_or_no),
}


@of_form(_LOCATION_FORM)
def _location(sheet: Sheet, node: Node) -> Location | None:
    filled = fill(sheet, node, _LOCATION_FORM, "een locatie")
    if not filled.get("id", ""):
        return None
    dates: Choices[date] = filled.get("uitzonderingen", Choices())
    holidays: Choices[str] = filled.get("feestdagen", Choices())
    return Location(
        id=filled.get("id", ""),
        name=filled.get("naam", ""),
        address=filled.get("adres", ""),
        week=filled.get("openingstijden", {}),
        seats=filled.get("stoelen", {}),
        exceptions={day: hours or () for day, hours in dates.hours.items()},
        uncertain_days=dates.uncertain,
        holidays=holidays.hours,
        uncertain_holidays=holidays.uncertain,
        closures=filled.get("sluitingen", ()),
        opens_on=filled.get("van", None),
        closes_after=filled.get("tot", None),
        walk_in=filled.get("inloop", True),
        route=filled.get("route", ""),
        confirmed=filled.get("bevestigd", False),
        lines=filled.where(),
        holiday_lines=_lines(sheet, filled, "feestdagen"),
        seat_lines=_lines(sheet, filled, "stoelen"),
    )


@of_form(_SERVICE_FORM)
def _service(sheet: Sheet, node: Node) -> Service | None:
    filled = fill(sheet, node, _SERVICE_FORM, "een dienst")
    if not filled.get("id", ""):
        return None
    kinds = filled.get("plek", (PlaceKind.DESK.value,))
    for kind in kinds:
        if kind not in tuple(PlaceKind):
            sheet.wrong(filled.lines["plek"], problems.not_a_choice(kind, "plek", tuple(PlaceKind)))
    return Service(
        id=filled.get("id", ""),
        name=filled.get("naam", ""),
        audience=Audience(filled.get("doelgroep", Audience.BOTH)),
        minutes=filled.get("duur_minuten", 30),
        places=tuple(PlaceKind(kind) for kind in kinds if kind in tuple(PlaceKind)),
        pool=filled.get("groep", ""),
        bring=filled.get("meenemen", ""),
        words=filled.get("woorden", ()),
        buffer_minutes=filled.get("buffer_minuten", 0),
        confirmed=filled.get("bevestigd", False),
        lines=filled.where(),
    )


@of_form(_RULES_FORM)
def _rules(sheet: Sheet, name: str, node: Node) -> Rules:
    filled = fill(sheet, node, _RULES_FORM, f"'{name}'")
    usual = Rules()
    return Rules(
        filled.get("raster_minuten", usual.grid_minutes),
        filled.get("aanlooptijd_uren", usual.lead_hours),
        filled.get("dagen_vooruit", usual.horizon_days),
        filled.get("open_afspraken", usual.open_per_person),
        filled.get("vasthouden_minuten", usual.hold_minutes),
        filled.get("bevestigd", False),
    )


_CALENDAR_FORM = {
    "regels": FieldRule(_rules),
    "diensten": FieldRule(fields.listed(_service), "…", required=True),
    "locaties": FieldRule(fields.listed(_location), "…", required=True),
}


@of_form(_CALENDAR_FORM)
def read_calendar(sheet: Sheet, root: Mapping) -> Calendar:
    """The calendar of `afspraken.yaml`."""
    filled = fill(sheet, root, _CALENDAR_FORM, "dit bestand")
    services: tuple[Service, ...] = filled.get("diensten", ())
    locations: tuple[Location, ...] = filled.get("locaties", ())
    sheet.unreadable |= not {"diensten", "locaties"} <= filled.lines.keys()
    check_calendar(sheet, services, locations)
    return Calendar(filled.get("regels", Rules()), {one.id: one for one in services}, {one.id: one for one in locations})


def _lines(sheet: Sheet, filled: Filled, name: str) -> Lines:
    """The lines of the fields of a mapping that is read without a form."""
    node = filled.nodes.get(name)
    fields = {item.key.value.lower(): item.key.line for item in node} if isinstance(node, Mapping) else {}
    return Lines(sheet.file, filled.lines.get(name, filled.line), fields)

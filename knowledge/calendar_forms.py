"""From `afspraken.yaml` to the calendar: services, locations, hours and the rules for booking."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from knowledge import calendar_problems, problems, sheets, texts, value_problems, values
from knowledge.calendar_rules import check_calendar
from knowledge.entries import Audience
from knowledge.lines import Lines
from knowledge.reading import Field, Mapping, Node
from knowledge.services import WEEKDAYS, Calendar, Closure, Hours, Location, PlaceKind, Rules, Service
from knowledge.sheets import FieldRule, Filled, Sheet, fill, text
from knowledge.values import clock

CLOSED, AS_USUAL = "dicht", "gewoon"


def _grid(sheet: Sheet, name: str, node: Node) -> int | None:
    minutes = values.whole(1, 60)(sheet, name, node)
    if minutes and (60 % minutes or minutes % 5):  # seats are counted by five minutes (bot.slots)
        sheet.wrong(node.line, calendar_problems.not_on_grid(minutes))
        return None
    return minutes


_RULES_FORM = {
    "raster_minuten": FieldRule(_grid),
    "aanlooptijd_uren": FieldRule(values.whole(0, 336)),
    "dagen_vooruit": FieldRule(values.whole(1, 365)),
    "open_afspraken": FieldRule(values.whole(1, 20)),
    "vasthouden_minuten": FieldRule(values.whole(1, 60)),
    "bevestigd": FieldRule(values.yes_or_no),
}

_SERVICE_FORM = {
    "id": FieldRule(texts.identifier, "werkgesprek", required=True),
    "naam": FieldRule(texts.shown(60), "Gesprek over werk", required=True),
    "doelgroep": FieldRule(sheets.one_of(tuple(Audience))),
    "duur_minuten": FieldRule(values.whole(5, 480), "30", required=True),
    "plek": FieldRule(sheets.texts),
    "groep": FieldRule(sheets.text, "adviseurs", required=True),
    "buffer_minuten": FieldRule(values.whole(0, 120)),
    "meenemen": FieldRule(texts.shown(200)),
    "woorden": FieldRule(sheets.texts),
    "bevestigd": FieldRule(values.yes_or_no),
}


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


def _week(sheet: Sheet, name: str, node: Node) -> dict[int, tuple[Hours, ...]]:
    filled = fill(sheet, node, {day: FieldRule(_hours) for day in WEEKDAYS}, f"'{name}'")
    for day in WEEKDAYS:
        if filled.lines and day not in filled.lines:
            sheet.wrong(filled.line, value_problems.missing_weekday(day), warning=True)
    return {number: filled.get(day, ()) for number, day in enumerate(WEEKDAYS)}


def _holidays(sheet: Sheet, name: str, node: Node) -> dict[str, tuple[Hours, ...] | None]:
    """A choice per holiday: hours, `dicht`, or `gewoon` (the day's usual hours)."""
    if not isinstance(node, Mapping):
        sheet.wrong(node.line, problems.not_a_mapping(f"'{name}'", "koningsdag"))
        return {}
    choices: dict[str, tuple[Hours, ...] | None] = {}
    for item in _once(sheet, node):
        value = text(sheet, item.key.value, item.value)
        usual = value is not None and value.lower() == AS_USUAL
        choices[item.key.value.lower()] = None if usual else (_hours(sheet, item.key.value, item.value) or ())
    return choices


def _once(sheet: Sheet, node: Mapping) -> Iterator[Field]:
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


def _exceptions(sheet: Sheet, name: str, node: Node) -> dict[date, tuple[Hours, ...]]:
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


def _closure(sheet: Sheet, node: Node) -> Closure | None:
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


def _seats(sheet: Sheet, name: str, node: Node) -> dict[str, int]:
    if not isinstance(node, Mapping):
        sheet.wrong(node.line, problems.not_a_mapping(f"'{name}'", "adviseurs"))
        return {}
    read_seats = {item.key.value: values.whole(1, 99)(sheet, item.key.value, item.value) for item in _once(sheet, node)}
    return {pool: seats for pool, seats in read_seats.items() if seats is not None}


_LOCATION_FORM = {
    "id": FieldRule(texts.identifier, "groningen", required=True),
    "naam": FieldRule(texts.shown(60), "Werkcentrum Groningen", required=True),
    "adres": FieldRule(texts.shown(120), "Harm Buiterplein 1 in Groningen", required=True),
    "route": FieldRule(texts.shown(200)),
    "inloop": FieldRule(values.yes_or_no),
    "openingstijden": FieldRule(_week, "…", required=True),
    "feestdagen": FieldRule(_holidays),
    "uitzonderingen": FieldRule(_exceptions),
    "sluitingen": FieldRule(sheets.listed(_closure)),
    "stoelen": FieldRule(_seats, "…", required=True),
    "van": FieldRule(values.day),
    "tot": FieldRule(values.day),
    "bevestigd": FieldRule(values.yes_or_no),
}


def _location(sheet: Sheet, node: Node) -> Location | None:
    filled = fill(sheet, node, _LOCATION_FORM, "een locatie")
    if not filled.get("id", ""):
        return None
    return Location(
        id=filled.get("id", ""),
        name=filled.get("naam", ""),
        address=filled.get("adres", ""),
        week=filled.get("openingstijden", {}),
        seats=filled.get("stoelen", {}),
        exceptions=filled.get("uitzonderingen", {}),
        holidays=filled.get("feestdagen", {}),
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
    "diensten": FieldRule(sheets.listed(_service), "…", required=True),
    "locaties": FieldRule(sheets.listed(_location), "…", required=True),
}


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

"""From `afspraken.yaml` to the calendar: services, locations and the rules for booking."""

from __future__ import annotations

from datetime import date

from knowledge import calendar_problems, opening_forms, problems, sheets, texts, values
from knowledge.calendar_rules import check_calendar
from knowledge.entries import Audience
from knowledge.lines import Lines
from knowledge.opening_forms import Choices, once
from knowledge.reading import Mapping, Node
from knowledge.services import Calendar, Location, PlaceKind, Rules, Service
from knowledge.sheets import FieldRule, Filled, Sheet, fill


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


def _seats(sheet: Sheet, name: str, node: Node) -> dict[str, int]:
    if not isinstance(node, Mapping):
        sheet.wrong(node.line, problems.not_a_mapping(f"'{name}'", "adviseurs"))
        return {}
    read_seats = {item.key.value: values.whole(1, 99)(sheet, item.key.value, item.value) for item in once(sheet, node)}
    return {pool: seats for pool, seats in read_seats.items() if seats is not None}


_LOCATION_FORM = {
    "id": FieldRule(texts.identifier, "groningen", required=True),
    "naam": FieldRule(texts.shown(60), "Werkcentrum Groningen", required=True),
    "adres": FieldRule(texts.shown(120), "Harm Buiterplein 1 in Groningen", required=True),
    "route": FieldRule(texts.shown(200)),
    "inloop": FieldRule(values.yes_or_no),
    "openingstijden": FieldRule(opening_forms.week, "…", required=True),
    "feestdagen": FieldRule(opening_forms.holidays),
    "uitzonderingen": FieldRule(opening_forms.exceptions),
    "sluitingen": FieldRule(sheets.listed(opening_forms.closure)),
    "stoelen": FieldRule(_seats, "…", required=True),
    "van": FieldRule(values.day),
    "tot": FieldRule(values.day),
    "bevestigd": FieldRule(values.yes_or_no),
}


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

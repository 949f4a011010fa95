"""A small calendar for tests: one desk, open from Monday to Thursday, with two pools and three services."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from bot.content.entries import Audience
from bot.content.services import HOLIDAYS, Calendar, Closure, Hours, Location, PlaceKind, Rules, Service
from bot.domain.availability import Slot
from bot.domain.time import at

DESK, PHONE = PlaceKind.DESK, PlaceKind.PHONE
TEN_TO_FOUR = (Hours(time(10), time(16)),)
WEEK = {weekday: TEN_TO_FOUR if weekday < 4 else () for weekday in range(7)}
ALL_CLOSED: dict[str, tuple[Hours, ...] | None] = {name: () for name in HOLIDAYS}

MONDAY = at(date(2026, 11, 23), time(9))
"""Monday 23 November 2026, 9.00 uur: an hour before the doors open."""


def hours(*spans: tuple[int, int]) -> tuple[Hours, ...]:
    """Openings on whole hours."""
    return tuple(Hours(time(begin), time(end)) for begin, end in spans)


def location(**fields: Any) -> Location:
    """The desk, with fields replaced."""
    usual = Location("desk", "Balie", "Plein 1 in Groningen", WEEK, {"advisers": 2, "employers": 1}, holidays=ALL_CLOSED)
    return replace(usual, **fields)


def service(**fields: Any) -> Service:
    """A talk of half an hour, with fields replaced."""
    return replace(Service("talk", "Gesprek over werk", Audience.INHABITANT, 30, (DESK, PHONE), "advisers"), **fields)


def calendar(*locations: Location, services: tuple[Service, ...] = (), **rules: Any) -> Calendar:
    """The desk (or other locations), with rules replaced."""
    known = services or (service(), service(id="long", minutes=45), service(id="employer", pool="employers", places=(DESK,), minutes=45))
    places = locations or (location(),)
    return Calendar(replace(Rules(), **rules), {one.id: one for one in known}, {one.id: one for one in places})


def slot(text: str, minutes: int = 30, place: PlaceKind = DESK, where: str = "desk") -> Slot:
    """A slot from local wall clock, `2026-11-24 10:00`."""
    moment = datetime.fromisoformat(text)
    return Slot(where, place, at(moment.date(), moment.time()), minutes)


def closure(begin: str, end: str, pool: str = "", seat: int | None = None) -> Closure:
    """A closure from local wall clock."""
    return Closure(datetime.fromisoformat(begin), datetime.fromisoformat(end), pool=pool, seat=seat)


def clocks(slots: list[Slot]) -> list[str]:
    """Slots as local wall clock, to compare for equality."""
    return [f"{one.begin:%Y-%m-%d %H:%M}" for one in slots]

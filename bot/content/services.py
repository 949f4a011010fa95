"""The shapes of the agenda: services, locations, opening hours, closures and the rules for booking."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum

from bot.content.entries import UNPLACED, Audience, Lines

HOLIDAYS = (
    "nieuwjaarsdag",
    "goede vrijdag",
    "eerste paasdag",
    "tweede paasdag",
    "koningsdag",
    "bevrijdingsdag",
    "hemelvaartsdag",
    "eerste pinksterdag",
    "tweede pinksterdag",
    "kerstavond",
    "eerste kerstdag",
    "tweede kerstdag",
    "oudejaarsdag",
)
"""The days for which every location makes a choice, as `bot.domain.opening_hours` names them."""


class PlaceKind(StrEnum):
    """Where an appointment is held."""

    DESK = "balie"
    PHONE = "telefoon"


@dataclass(frozen=True, order=True)
class Hours:
    """An opening on one day, local wall-clock time, `begin` included and `end` not."""

    begin: time
    end: time


@dataclass(frozen=True)
class Service:
    """Something one can make an appointment for."""

    id: str
    name: str
    audience: Audience
    minutes: int
    places: tuple[PlaceKind, ...]
    pool: str
    bring: str = ""
    words: tuple[str, ...] = ()
    """Words by which people ask for it: "een afspraak over omscholing"."""
    buffer_minutes: int = 0
    confirmed: bool = False
    lines: Lines = field(default=UNPLACED, compare=False, repr=False)


@dataclass(frozen=True)
class Closure:
    """Closed from `begin` up to `end` (local wall clock): a whole location, or one pool, or one seat of it."""

    begin: datetime
    end: datetime
    reason: str = ""
    pool: str = ""
    seat: int | None = None
    by_notice: bool = False
    """The message of the day says it (`dicht: ja`), and it goes when that message goes."""
    lines: Lines = field(default=UNPLACED, compare=False, repr=False)


@dataclass(frozen=True)
class Location:
    """A place where people are received; temporary ones have dates (a library, StartFest)."""

    id: str
    name: str
    address: str
    week: Mapping[int, tuple[Hours, ...]]
    """Openings per weekday, 0 is Monday; a day that is missing is closed."""
    seats: Mapping[str, int]
    """Seats per pool: how many appointments run side by side."""
    exceptions: Mapping[date, tuple[Hours, ...]] = field(default_factory=dict)
    """Other hours on one date; an empty tuple is closed, or uncertain."""
    uncertain_days: frozenset[date] = frozenset()
    """The dates of `exceptions` of which nobody knows yet whether we are open: no hours, so nothing is ever offered then."""
    holidays: Mapping[str, tuple[Hours, ...] | None] = field(default_factory=dict)
    """The explicit choice per holiday name: hours, an empty tuple for closed or uncertain, None for as usual."""
    uncertain_holidays: frozenset[str] = frozenset()
    """The names of `holidays` of which nobody knows yet whether we are open."""
    closures: tuple[Closure, ...] = ()
    opens_on: date | None = None
    closes_after: date | None = None
    walk_in: bool = True
    route: str = ""
    confirmed: bool = False
    lines: Lines = field(default=UNPLACED, compare=False, repr=False)
    holiday_lines: Lines = field(default=UNPLACED, compare=False, repr=False)
    seat_lines: Lines = field(default=UNPLACED, compare=False, repr=False)


@dataclass(frozen=True)
class Rules:
    """The rules of booking, re-checked at the moment of confirming."""

    grid_minutes: int = 15
    lead_hours: int = 2
    horizon_days: int = 42
    open_per_person: int = 2
    hold_minutes: int = 10
    confirmed: bool = False


@dataclass(frozen=True)
class Calendar:
    """Everything of `afspraken.yaml`."""

    rules: Rules = Rules()
    services: Mapping[str, Service] = field(default_factory=dict)
    locations: Mapping[str, Location] = field(default_factory=dict)

    def unconfirmed(self) -> tuple[str, ...]:
        """What the centre must still confirm; while there is any, every appointment is a trial."""
        parts = [] if self.rules.confirmed else ["regels"]
        parts += [f"dienst {service.id}" for service in self.services.values() if not service.confirmed]
        parts += [f"locatie {location.id}" for location in self.locations.values() if not location.confirmed]
        return tuple(parts)

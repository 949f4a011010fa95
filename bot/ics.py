"""An appointment as a file for someone's own calendar (RFC 5545); the only module that knows `icalendar`."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Component, Event, Timezone, TimezoneDaylight, TimezoneStandard

from bot.content.services import Location, PlaceKind
from bot.domain.appointments import Appointment

PRODUCT = "-//Werkcentrum//werkbot//NL"
DOMAIN = "werkbot.invalid"  # RFC 2606: never a real host, so that no mail goes astray


def calendar_file(
    appointment: Appointment, location: Location, title: str, now: datetime, *, cancelled: bool = False, where: str = ""
) -> bytes:
    """The file, made anew at every sending. The title must be neutral: others look over a shoulder.

    The UID stays and SEQUENCE rises with every change, so that a calendar replaces what it has. `where` overrides the
    address; an appointment by telephone has none.
    """
    event = Event()
    event.add("uid", f"{appointment.id}@{DOMAIN}")
    event.add("sequence", appointment.sequence)
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", appointment.begin)
    event.add("dtend", appointment.end)
    event.add("summary", title)
    if place := where or _address(appointment, location):
        event.add("location", place)
    event.add("class", "PRIVATE")
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "CANCEL" if cancelled else "PUBLISH")
    calendar.add_component(_zone())
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def _address(appointment: Appointment, location: Location) -> str:
    return "" if appointment.place is PlaceKind.PHONE else f"{location.name}, {location.address}"


def _zone() -> Timezone:
    """The rules of the zone since 1996 (EU directive 2000/84/EC, and the one before it): written here, for the zone that the
    library makes has summer time begin at 3.00 where RFC 5545 counts in the time before the change, 2.00.
    """
    zone = Timezone()
    zone.add("tzid", "Europe/Amsterdam")
    zone.add_component(_turn(TimezoneDaylight(), "CEST", datetime.fromisoformat("1996-03-31T02:00"), month=3, ahead=(1, 2)))
    zone.add_component(_turn(TimezoneStandard(), "CET", datetime.fromisoformat("1996-10-27T03:00"), month=10, ahead=(2, 1)))
    return zone


def _turn(turn: TimezoneDaylight | TimezoneStandard, name: str, first: datetime, *, month: int, ahead: tuple[int, int]) -> Component:
    """One of the two changes of the clock in a year: on the last Sunday of the month, from and to so many hours ahead of UTC."""
    turn.add("dtstart", first)
    turn.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1su"})
    turn.add("tzoffsetfrom", timedelta(hours=ahead[0]))
    turn.add("tzoffsetto", timedelta(hours=ahead[1]))
    turn.add("tzname", name)
    return turn

"""What leaves as a file: calendar files and QR codes."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime, timedelta
from urllib.parse import quote

import segno
from icalendar import Alarm, Calendar, Component, Event, Timezone, TimezoneDaylight, TimezoneStandard

from bot.content.clock import ZONE_NAME
from bot.content.model import Knowledge
from bot.content.services import Location, PlaceKind
from bot.domain.answers import Answers
from bot.domain.appointment import Appointment

# An appointment as a file for someone's own calendar (RFC 5545); the only module that knows `icalendar`.

PRODUCT = "-//Werkcentrum//werkbot//NL"
DOMAIN = "werkbot.invalid"  # RFC 2606: never a real host, so that no mail goes astray


ALARM_BEFORE = timedelta(days=1)


def own_calendar(known: Knowledge, made: Appointment, now: datetime) -> bytes | None:
    """The file as a person gets it: where it is or who calls, the code, what to bring, an alarm the day before.

    One that does not stand takes itself out of the calendar. None when its location is no longer known and it is not by telephone.
    """
    locations, service, phrases = known.calendar.locations, known.calendar.services.get(made.service), known.phrases
    location = locations.get(made.location) or (next(iter(locations.values())) if made.place is PlaceKind.PHONE else None)
    if location is None:
        return None
    if made.place is PlaceKind.PHONE:
        where, note = phrases["afspraak.agenda-telefoon"], phrases.say("afspraak.agenda-uitleg-telefoon", code=made.code)
    else:
        where, note = "", phrases.say("afspraak.agenda-uitleg", code=made.code)
    bring = service.bring if service and made.place is PlaceKind.DESK else ""
    told = " ".join(part for part in (note, bring, phrases["afspraak.agenda-veranderen"]) if part)
    answers = Answers(known, now.date())
    return calendar_file(
        made, location, phrases["afspraak.agenda-titel"], now, cancelled=not made.stands, where=where, note=answers.fill(told)
    )


def calendar_file(
    appointment: Appointment, location: Location, title: str, now: datetime, *, cancelled: bool = False, where: str = "", note: str = ""
) -> bytes:
    """The file, made anew at every sending. The title must be neutral: others look over a shoulder.

    The UID stays and SEQUENCE rises with every change, so that a calendar replaces what it has. `where` overrides the
    address; an appointment by telephone has none. `note` says what one must know, without whom or what it is about.
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
    if note:
        event.add("description", note)
    event.add("class", "PRIVATE")
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    if not cancelled:
        event.add_component(_alarm(title))
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "CANCEL" if cancelled else "PUBLISH")
    calendar.add_component(_zone())
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def _alarm(title: str) -> Alarm:
    """The day before, at the same time; it says no more than the title."""
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", -ALARM_BEFORE)
    return alarm


def _address(appointment: Appointment, location: Location) -> str:
    return "" if appointment.place is PlaceKind.PHONE else f"{location.name}, {location.address}"


def _zone() -> Timezone:
    """The rules of the zone since 1996 (EU directive 2000/84/EC, and the one before it): written here, for the zone that the
    library makes has summer time begin at 3.00 where RFC 5545 counts in the time before the change, 2.00.
    """
    zone = Timezone()
    zone.add("tzid", ZONE_NAME)
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


# A QR code that opens the assistant by the link of an event or a location; the only module that knows segno.

BOT_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{4,31}")
"""A user name of Telegram: 5 to 32 letters, digits and underscores."""
BORDER = 4  # modules of white around the code: less and phones do not find it
PIXELS = 12  # of a module in the PNG: about 9 cm wide on paper at 150 dots per inch
CORRECTION = "q"  # a quarter of a poster may be dirty or torn


class NoBotName(Exception):
    """What was given is not a user name of Telegram."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def link(bot: str, payload: str) -> str:
    """The web address that opens the assistant. Raises NoBotName; a leading @ is fine."""
    name = bot.removeprefix("@")
    if not BOT_NAME.fullmatch(name):
        raise NoBotName(bot)
    return f"https://t.me/{name}?start={quote(payload, safe='')}"


def svg(address: str) -> bytes:
    """The code as a drawing: for posters, at any size."""
    out = io.BytesIO()
    segno.make(address, error=CORRECTION, micro=False).save(out, kind="svg", border=BORDER, title=address, light="white")
    return out.getvalue()


def png(address: str) -> bytes:
    """The code as a picture: for documents and screens."""
    out = io.BytesIO()
    segno.make(address, error=CORRECTION, micro=False).save(out, kind="png", border=BORDER, scale=PIXELS)
    return out.getvalue()

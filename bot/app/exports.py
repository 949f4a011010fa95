"""What leaves as a file: calendar files, QR codes, a page to print."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from html import escape
from urllib.parse import quote

import segno
from icalendar import Calendar, Component, Event, Timezone, TimezoneDaylight, TimezoneStandard

from bot.app import content_report
from bot.content.clock import ZONE_NAME
from bot.content.entries import Entry, Step
from bot.content.model import Knowledge
from bot.content.services import Location, PlaceKind
from bot.domain.answers import Answers
from bot.domain.appointment import Appointment
from bot.domain.formatting import plain_day

# An appointment as a file for someone's own calendar (RFC 5545); the only module that knows `icalendar`.

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


# All answers as one page of HTML that prints well, for the desk of the library.

_STYLE = """
body { font: 12pt/1.5 Verdana, sans-serif; max-width: 42em; margin: 2em auto; padding: 0 1em; color: #111; background: #fff; }
h1 { font-size: 1.6em; } h2 { font-size: 1.3em; border-bottom: 2px solid #111; margin-top: 2em; }
h3 { font-size: 1.05em; margin-bottom: 0.2em; } section { break-inside: avoid; } ul { margin-top: 0.2em; }
nav ul { columns: 2; list-style: none; padding: 0; } a { color: #00449e; overflow-wrap: anywhere; } p { margin: 0.4em 0; }
@media print { body { margin: 0; font-size: 10pt; } nav { break-after: page; } a { color: #111; } }
"""


def page(knowledge: Knowledge, today: date) -> str:
    """The page: a list of all questions, then the answers by subject with their next steps, as they are said on this day."""
    answers = Answers(knowledge, today)
    subjects: dict[str, list[Entry]] = {}
    for entry in knowledge.entries.values():
        subjects.setdefault(entry.subject, []).append(entry)
    title = escape(content_report.PAGE_TITLE.format(name=knowledge.roles.name))
    parts = [
        f'<!DOCTYPE html>\n<html lang="nl">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>",
        f"<p>{escape(content_report.PAGE_INTRO.format(day=plain_day(today)))}</p>",
        "<nav>",
        *(f"<h2>{escape(subject)}</h2>\n<ul>\n{_links(listed)}\n</ul>" for subject, listed in subjects.items()),
        "</nav>\n<main>",
        *(part for subject, listed in subjects.items() for part in _subject(subject, listed, answers)),
        "</main>\n</body>\n</html>",
    ]
    return "\n".join(parts)


def _links(entries: list[Entry]) -> str:
    return "\n".join(f'<li><a href="#{escape(entry.id)}">{escape(entry.question)}</a></li>' for entry in entries)


def _subject(subject: str, entries: list[Entry], answers: Answers) -> Iterator[str]:
    yield f"<h2>{escape(subject)}</h2>"
    for entry in entries:
        yield f'<section id="{escape(entry.id)}">\n<h3>{escape(entry.question)}</h3>'
        yield f"<p><small>{escape(content_report.PAGE_FOR[entry.audience.value])}</small></p>"
        for line in f"{answers.full(entry)}\n{answers.origin(entry)}".split("\n"):
            yield f"<p>{escape(line)}</p>"
        steps = "\n".join(_step(step, answers) for step in entry.steps)
        yield f"<p><b>{escape(content_report.PAGE_STEPS)}</b></p>\n<ul>\n{steps}\n</ul>\n</section>"


def _step(step: Step, answers: Answers) -> str:
    label = escape(step.label or content_report.STEP_NAMES[step.kind.value])
    text = f": {escape(answers.fill(step.text))}" if step.text else ""
    url = answers.fill(step.url)
    link = f' <a href="{escape(url)}">{escape(url)}</a>' if url.startswith(("https://", "http://")) else f" {escape(url)}" if url else ""
    return f"<li>{label}{text}{link}</li>"

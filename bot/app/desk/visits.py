"""One appointment in the hands of staff: called off, moved, written about, booked for who calls; by the same rules, with word to the person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.app.desk.closed_days import CANCELLED_FILE, new_moments
from bot.app.desk.outcomes import NoSuchCode
from bot.content.entries import StepKind
from bot.content.model import Knowledge
from bot.content.services import PlaceKind
from bot.dialogue.actions import Action, encode
from bot.domain import formatting
from bot.domain.appointment import Appointment, Booking, State
from bot.domain.availability import Slot
from bot.domain.messages import Attachment, Button, Reply, to_body
from bot.domain.time import elapsed, local
from bot.storage import appointment_rows, appointments, capacity, outbox, people
from bot.storage.appointments import NotBookable
from bot.storage.capacity import SlotTaken
from bot.storage.database import Database, Storage

__all__ = ["NoSuchCode", "NoSuchService", "NotBookable", "SlotTaken"]

AT_THE_DESK = "balie"
"""The channel of an appointment that staff made for someone who called: nobody is written to."""


class NoSuchService(Exception):
    """The calendar has no service of this id."""


@dataclass(frozen=True)
class Acted:
    """The appointment as it is now, as it was, and whether its person got word of it (else staff must tell them)."""

    appointment: Appointment
    before: Appointment
    told: bool


def of_code(storage: Storage, code: str, now: datetime) -> Appointment:
    """The appointment to come with this code. Raises NoSuchCode."""
    with storage.reading() as db:
        return _to_come(db, code, now)


def call_off(storage: Storage, known: Knowledge, code: str, now: datetime) -> Acted:
    """We cannot: the person gets the nearest new moments, and stands among those without one until they choose. Raises NoSuchCode."""
    with storage.transaction() as db:
        made = _to_come(db, code, now)
        given_up = appointments.give_up(db, made, State.VOID, now, AT_THE_DESK)
        text = known.phrases.say("belofte.afgezegd-door-ons", moment=formatting.moment(made.begin, local(now)))
        buttons = (*(new_moments(db, known, given_up, now) if made.person else ()), *_ways(known, made))
        reply = Reply(text, buttons, Attachment(CANCELLED_FILE, f"ics:{made.id}"))
        return Acted(given_up, made, _write(db, given_up, reply, "afgezegd-door-ons", now))


def cancelled(storage: Storage, known: Knowledge, code: str, now: datetime) -> Acted:
    """The person called to say that they do not come. Raises NoSuchCode."""
    with storage.transaction() as db:
        made = _to_come(db, code, now)
        gone = appointments.give_up(db, made, State.CANCELLED, now, AT_THE_DESK)
        text = known.phrases.say("afspraak.afgezegd", moment=formatting.moment(made.begin, local(now)))
        reply = Reply(text, _ways(known, made), Attachment(CANCELLED_FILE, f"ics:{made.id}"))
        return Acted(gone, made, _write(db, gone, reply, "afgezegd", now))


def move(storage: Storage, known: Knowledge, code: str, begin: datetime, now: datetime) -> Acted:
    """Another moment, by every rule of the calendar. Raises NoSuchCode, NotBookable, SlotTaken."""
    with storage.transaction() as db:
        made = _to_come(db, code, now)
        capacity.sync_roster(db, known.calendar)
        slot = Slot(made.location, made.place, begin, made.minutes)
        moved = appointments.reseat(db, known.calendar, made.id, slot, now, channel=made.channel)
        moments = {"oud": formatting.moment(made.begin, local(now)), "nieuw": formatting.moment(begin, local(now))}
        reply = Reply(
            known.phrases.say("belofte.verzet-door-ons", **moments), _ways(known, made), Attachment("afspraak.ics", f"ics:{made.id}")
        )
        return Acted(moved, made, _write(db, moved, reply, "verzet-door-ons", now))


def message(storage: Storage, known: Knowledge, code: str, text: str, now: datetime) -> Acted:
    """A word about the appointment, marked as a colleague's. Raises NoSuchCode."""
    with storage.transaction() as db:
        made = _to_come(db, code, now)
        told = known.phrases.say("belofte.bericht", moment=formatting.moment(made.begin, local(now)), tekst=text)
        return Acted(made, made, _write(db, made, Reply(told, _ways(known, made)), f"bericht:{now.isoformat()}", now))


def book(
    storage: Storage,
    known: Knowledge,
    service: str,
    begin: datetime,
    now: datetime,
    *,
    place: PlaceKind = PlaceKind.DESK,
    location: str = "",
    name: str = "",
    phone: str = "",
    trial: bool = False,
) -> Appointment:
    """For someone who calls or stands at the counter: no chat, so nobody is reminded. Raises NoSuchService, NotBookable, SlotTaken."""
    asked = known.calendar.services.get(service)
    if asked is None:
        raise NoSuchService(service)
    slot = Slot(location or next(iter(known.calendar.locations)), place, begin, asked.minutes)
    with storage.transaction() as db:
        capacity.sync_roster(db, known.calendar)
        wanted = Booking("", service, slot, AT_THE_DESK, trial=trial, name=name, phone=phone)
        return appointments.book(db, known.calendar, wanted, now)


def _to_come(db: Database, code: str, now: datetime) -> Appointment:
    found = [one for one in appointment_rows.with_code(db, code.strip()) if one.stands and elapsed(now, one.begin).total_seconds() > 0]
    if not found:
        raise NoSuchCode(code)
    return found[-1]


def _write(db: Database, made: Appointment, reply: Reply, what: str, now: datetime) -> bool:
    channel = people.channel_of(db, made.person) if made.person else None
    if channel is None:
        return False
    outbox.put(db, made.person, channel, "bericht", to_body(reply), now, now=now, key=f"balie:{what}:{made.id}:{made.sequence}")
    return True


def _ways(known: Knowledge, made: Appointment) -> tuple[Button, ...]:
    """Another moment, being called, a person."""
    label = known.phrases.label
    return (
        Button(label("ander-moment"), encode(Action.MOVE, made.id), StepKind.APPOINTMENT.value),
        Button(label("bel-mij"), encode(Action.CALL), StepKind.CALL_BACK.value),
        Button(label("medewerker"), encode(Action.HUMAN)),
    )

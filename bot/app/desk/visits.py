"""One appointment in the hands of staff: called off, moved, written about, booked for who calls; by the same rules, with word to the person."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.app.desk.closed_days import CANCELLED_FILE, new_moments
from bot.app.desk.outcomes import NoSuchCode
from bot.app.desk.promises import AT_ONCE
from bot.content.entries import StepKind
from bot.content.model import Knowledge
from bot.content.services import PlaceKind
from bot.dialogue.actions import Action, encode
from bot.domain import formatting
from bot.domain.appointment import Appointment, Booking, Move, State
from bot.domain.availability import Slot
from bot.domain.messages import Attachment, Button, Reply, to_body
from bot.domain.time import elapsed, local
from bot.privacy.masking import mask
from bot.storage import appointment_rows, appointments, capacity, outbox, people
from bot.storage.appointments import NotBookable
from bot.storage.capacity import SlotTaken, Sought
from bot.storage.database import Database, Storage
from bot.understanding.dates.find_moment import Moment

__all__ = ["NoSuchCode", "NoSuchService", "NotBookable", "SlotTaken"]

AT_THE_DESK = "balie"
"""The channel of an appointment that staff made for someone who called: nobody is written to."""


MOST_OF_A_DAY = 200
OVERRULED_HORIZON = 366
"""Days ahead that can be booked when a colleague overrules the rules."""


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


def call_off(storage: Storage, known: Knowledge, code: str, now: datetime, *, after: timedelta = AT_ONCE) -> Acted:
    """We cannot: the person gets the nearest new moments, and stands among those without one until they choose. Raises NoSuchCode."""
    with storage.transaction() as db:
        made = _to_come(db, code, now)
        given_up = appointments.give_up(db, made, State.VOID, now, AT_THE_DESK)
        text = known.phrases.say("belofte.afgezegd-door-ons", moment=formatting.moment(made.begin, local(now)))
        buttons = (*(new_moments(db, known, given_up, now) if made.person else ()), *_ways(known, made))
        reply = Reply(text, buttons, Attachment(CANCELLED_FILE, f"ics:{made.id}"))
        return Acted(given_up, made, _write(db, given_up, reply, "afgezegd-door-ons", now, after))


def cancelled(storage: Storage, known: Knowledge, code: str, now: datetime, *, after: timedelta = AT_ONCE) -> Acted:
    """The person called to say that they do not come. Raises NoSuchCode."""
    with storage.transaction() as db:
        made = _to_come(db, code, now)
        gone = appointments.give_up(db, made, State.CANCELLED, now, AT_THE_DESK)
        text = known.phrases.say("afspraak.afgezegd", moment=formatting.moment(made.begin, local(now)))
        reply = Reply(text, _ways(known, made), Attachment(CANCELLED_FILE, f"ics:{made.id}"))
        return Acted(gone, made, _write(db, gone, reply, "afgezegd", now, after))


def needs_none(storage: Storage, appointment_id: str, now: datetime) -> Acted:
    """Who lost a moment told us that they want no other: they stand in no list any more. Raises NoSuchCode."""
    with storage.transaction() as db:
        made = _lost(db, appointment_id)
        if made is None:
            raise NoSuchCode(appointment_id)
        return Acted(appointments.give_up(db, made, State.CANCELLED, now, AT_THE_DESK), made, told=True)


def move(storage: Storage, known: Knowledge, code: str, begin: datetime, now: datetime, *, after: timedelta = AT_ONCE) -> Acted:
    """Another moment, by every rule of the calendar; also for who lost one. Raises NoSuchCode, NotBookable, SlotTaken."""
    with storage.transaction() as db:
        made = _lost(db, code) or _to_come(db, code, now)
        capacity.sync_roster(db, known.calendar)
        slot = Slot(made.location, made.place, begin, made.minutes)
        moved = appointments.reseat(db, known.calendar, Move(made.person, made.id, slot, made.channel), now)
        moments = {"oud": formatting.moment(made.begin, local(now)), "nieuw": formatting.moment(begin, local(now))}
        reply = Reply(
            known.phrases.say("belofte.verzet-door-ons", **moments), _ways(known, made), Attachment("afspraak.ics", f"ics:{made.id}")
        )
        return Acted(moved, made, _write(db, moved, reply, "verzet-door-ons", now, after))


def message(storage: Storage, known: Knowledge, code: str, text: str, now: datetime, *, after: timedelta = AT_ONCE) -> Acted:
    """A word about the appointment, marked as a colleague's. Raises NoSuchCode."""
    with storage.transaction() as db:
        made = _to_come(db, code, now)
        told = known.phrases.say("belofte.bericht", moment=formatting.moment(made.begin, local(now)), tekst=text)
        return Acted(made, made, _write(db, made, Reply(told, _ways(known, made)), f"bericht:{now.isoformat()}", now, after))


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
    overrule: bool = False,
) -> Appointment:
    """For someone who calls or stands at the counter: no chat, so nobody is reminded. Raises NoSuchService, NotBookable, SlotTaken.

    To `overrule` lets go of how soon and how far ahead, never of opening hours or seats.
    """
    known = _freer(known) if overrule else known
    asked = known.calendar.services.get(service)
    if asked is None:
        raise NoSuchService(service)
    slot = Slot(location or next(iter(known.calendar.locations)), place, begin, asked.minutes)
    with storage.transaction() as db:
        capacity.sync_roster(db, known.calendar)
        wanted = Booking("", service, slot, AT_THE_DESK, trial=trial, name=name, phone=phone)
        return appointments.book(db, known.calendar, wanted, now)


def free_on(
    storage: Storage,
    known: Knowledge,
    service: str,
    place: PlaceKind,
    day: date,
    now: datetime,
    *,
    overrule: bool = False,
    moving: str = "",
) -> tuple[Slot, ...]:
    """The free moments of one day, in order of time; none for a service that does not exist."""
    calendar = _freer(known).calendar if overrule else known.calendar
    if service not in calendar.services:
        return ()
    with storage.reading() as db:
        found = capacity.free(db, calendar, Sought("", service, place, moving=moving), now, Moment(date=day), MOST_OF_A_DAY)
    return tuple(one for one in found if one.begin.date() == day)


def _freer(known: Knowledge) -> Knowledge:
    """The same content with rules that ask no time ahead and look a year far."""
    rules = replace(known.calendar.rules, lead_hours=0, horizon_days=OVERRULED_HORIZON)
    return replace(known, calendar=replace(known.calendar, rules=rules))


def remark(storage: Storage, appointment_id: str, note: str, now: datetime) -> None:
    """A note for colleagues, masked; its person sees it with what we hold of them, and it goes with the appointment. Raises NoSuchCode."""
    with storage.transaction() as db:
        try:
            appointments.remark(db, appointment_id, mask(note).text, now)
        except appointments.NoSuchAppointment as error:
            raise NoSuchCode(appointment_id) from error


def _lost(db: Database, appointment_id: str) -> Appointment | None:
    """The appointment that we gave up, by its id."""
    found = appointment_rows.find(db, appointment_id)
    return found if found and found.state is State.VOID else None


def _to_come(db: Database, code: str, now: datetime) -> Appointment:
    """By its code or its id."""
    by_id = appointment_rows.find(db, code)
    found = [by_id] if by_id else appointment_rows.with_code(db, code.strip())
    found = [one for one in found if one.stands and elapsed(now, one.begin).total_seconds() > 0]
    if not found:
        raise NoSuchCode(code)
    return found[-1]


def _write(db: Database, made: Appointment, reply: Reply, what: str, now: datetime, after: timedelta) -> bool:
    channel = people.channel_of(db, made.person) if made.person else None
    if channel is None:
        return False
    outbox.put(db, made.person, channel, "bericht", to_body(reply), now + after, now=now, key=f"balie:{what}:{made.id}:{made.sequence}")
    return True


def _ways(known: Knowledge, made: Appointment) -> tuple[Button, ...]:
    """Another moment, being called, a person."""
    label = known.phrases.label
    return (
        Button(label("ander-moment"), encode(Action.MOVE, made.id), StepKind.APPOINTMENT.value),
        Button(label("bel-mij"), encode(Action.CALL), StepKind.CALL_BACK.value),
        Button(label("medewerker"), encode(Action.HUMAN)),
    )

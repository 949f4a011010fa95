"""The calendar changed: whom it hits, appointments and calls; each person gets the nearest new moments, so that nobody stands before a closed door."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.app.desk import promises
from bot.app.desk.promises import AT_ONCE
from bot.content.entries import StepKind
from bot.content.model import Knowledge
from bot.content.services import Closure
from bot.dialogue.actions import Action, encode
from bot.domain import formatting
from bot.domain.appointment import Appointment
from bot.domain.messages import Attachment, Button, Reply, to_body
from bot.domain.opening_hours import with_closure
from bot.domain.time import elapsed, from_wall, local, wall
from bot.storage import appointment_rows, appointments, capacity, closures, outbox, people
from bot.storage.capacity import Sought
from bot.storage.closures import MadeClosure
from bot.storage.database import Database, Storage
from bot.storage.requests import Request
from bot.understanding.dates.find_moment import Moment, find_moment

UNTIL = re.compile(r"\b(?:t/m|tm|tot en met|tot)\b|\s[-–]\s", re.IGNORECASE)
CANCELLED_FILE = "afspraak-afgezegd.ics"
OFFERED = 3  # moments per person; more stand behind [Ander moment]
MOST_BY_ITSELF = 5
"""So many people a change of a file may touch before a colleague must say that it was meant: one typing error must not write to everyone."""


@dataclass(frozen=True)
class Hit:
    """Who is touched by a change of the calendar, the first first."""

    visits: tuple[Appointment, ...]
    calls: tuple[Request, ...]

    @property
    def count(self) -> int:
        """How many promises."""
        return len(self.visits) + len(self.calls)


@dataclass(frozen=True)
class Told:
    """Who was touched, each with whether we could write (else staff must call)."""

    visits: tuple[tuple[Appointment, bool], ...]
    calls: tuple[tuple[Request, bool], ...]


@dataclass(frozen=True)
class Coming:
    """A closure to come, and who lost a moment by it and has no other yet."""

    made: MadeClosure
    lost: tuple[Appointment, ...]


class NoSuchClosure(Exception):
    """No closure to come has this number."""


# Closing by hand, and opening again.


def stretch_named(text: str, now: datetime) -> tuple[date, date] | None:
    """The first and the last day of a stretch as people write it: "24 december t/m 3 januari"; None when it names no whole days."""
    named, ends = find_moment(text, now), [find_moment(part, now).date for part in UNTIL.split(text)]
    if named.impossible or named.time or named.time_span:
        return None
    first, last = named.span or (named.date, named.date)
    if first is None or last is None:
        return None
    if len(ends) == 1 or ends[1] is None:
        return first, last
    return min(first, ends[0] or first), ends[1]  # a wish ends on the last workday, a stretch on the day that was said


def hit_by(storage: Storage, known: Knowledge, location: str, closure: Closure, now: datetime) -> Hit:
    """Who would be touched by a closure that is not made yet; nothing is changed."""
    with storage.reading() as db:
        calendar = with_closure(known.calendar, location, closure)
        already = {one.id for one in promises.unfitting(db, known.calendar, now)}
        calls = tuple(one for one in promises.unfitting(db, calendar, now) if one.id not in already)
        return Hit(tuple(appointments.affected_by(db, known.calendar, location, closure, now)), calls)


def shut(storage: Storage, known: Knowledge, location: str, closure: Closure, now: datetime, *, after: timedelta = AT_ONCE) -> Told:
    """Close, and write to everyone touched, after a while."""
    with storage.transaction() as db:
        capacity.sync_roster(db, known.calendar)
        visits = close(db, known, location, closure, now, after=after)
        return Told(tuple(visits), _calls_moved(db, known, now, after=after))


def close(
    db: Database, known: Knowledge, location: str, closure: Closure, now: datetime, *, after: timedelta = AT_ONCE
) -> list[tuple[Appointment, bool]]:
    """The same for the appointments alone, inside an open transaction."""
    lost = appointments.close(db, known.calendar, location, closure, now)
    return [(one, _written(db, known, one, now, after=after)) for one in lost]


def coming(storage: Storage, now: datetime) -> tuple[Coming, ...]:
    """The closures to come that staff made, in order of time."""
    with storage.reading() as db:
        lost = appointment_rows.lost(db, now)
        return tuple(Coming(one, tuple(visit for visit in lost if _lies_in(visit, one))) for one in closures.made(db, now))


def reopen(
    storage: Storage, known: Knowledge, number: int, now: datetime, *, after: timedelta = AT_ONCE
) -> tuple[tuple[Appointment, bool], ...]:
    """Take a closure back; who lost a moment and has no other is offered it again. Raises NoSuchClosure."""
    with storage.transaction() as db:
        made = closures.find(db, number, now)
        if made is None:
            raise NoSuchClosure(number)
        closures.reopen(db, number)
        lost = [one for one in appointment_rows.lost(db, now) if _lies_in(one, made) and elapsed(now, one.begin).total_seconds() > 0]
        return tuple((one, _offered_again(db, known, one, number, now, after=after)) for one in lost)


def _lies_in(visit: Appointment, made: MadeClosure) -> bool:
    begin, end = (from_wall(moment.isoformat(timespec="minutes")) for moment in (made.closure.begin, made.closure.end))
    return visit.location == made.location and visit.begin < end and visit.end > begin


# A change of the file: hours, exceptions, closures, seats, a location that ends.


def unfitting(storage: Storage, known: Knowledge, now: datetime) -> Hit:
    """Whose promise the present calendar no longer allows; nothing is changed."""
    with storage.reading() as db:
        return _unfitting(db, known, now)


def settle(storage: Storage, known: Knowledge, now: datetime) -> Told:
    """A colleague says that the change was meant: all who are touched get new moments."""
    with storage.transaction() as db:
        return _settled(db, known, now)


def after_change(db: Database, known: Knowledge, now: datetime) -> int:
    """New content went live: who is touched gets new moments, when they are few; else how many wait for a colleague."""
    count = _unfitting(db, known, now).count
    if 0 < count <= MOST_BY_ITSELF:
        _settled(db, known, now)
        return 0
    return count


def _unfitting(db: Database, known: Knowledge, now: datetime) -> Hit:
    return Hit(tuple(appointments.affected(db, known.calendar, now)), tuple(promises.unfitting(db, known.calendar, now)))


def _settled(db: Database, known: Knowledge, now: datetime) -> Told:
    lost = appointments.give_up_affected(db, known.calendar, now)
    return Told(tuple((one, _written(db, known, one, now)) for one in lost), _calls_moved(db, known, now))


def _calls_moved(db: Database, known: Knowledge, now: datetime, *, after: timedelta = AT_ONCE) -> tuple[tuple[Request, bool], ...]:
    moved = [promises.move_on(db, known, one, now, after=after) for one in promises.unfitting(db, known.calendar, now)]
    return tuple((one.request, one.told) for one in moved)


# What the people read.


def _written(db: Database, known: Knowledge, lost: Appointment, now: datetime, *, after: timedelta = AT_ONCE) -> bool:
    channel = people.channel_of(db, lost.person) if lost.person else None
    if channel is None:
        return False
    text = known.phrases.say("afspraak.sluiting", moment=formatting.moment(lost.begin, local(now)))
    reply = Reply(text, (*new_moments(db, known, lost, now), *_others(known, lost)), Attachment(CANCELLED_FILE, f"ics:{lost.id}"))
    outbox.put(db, lost.person, channel, "bericht", to_body(reply), now + after, now=now, key=f"sluiting:{lost.id}:{lost.sequence}")
    return True


def _offered_again(db: Database, known: Knowledge, lost: Appointment, number: int, now: datetime, *, after: timedelta = AT_ONCE) -> bool:
    """The moment that was lost, in one tap, when it is still free."""
    channel = people.channel_of(db, lost.person) if lost.person else None
    if channel is None:
        return False
    text = known.phrases.say("belofte.toch-open", moment=formatting.moment(lost.begin, local(now)))
    reply = Reply(text, (_moved_to(lost, lost.begin, lost.place.value, lost.location), *_others(known, lost)))
    outbox.put(db, lost.person, channel, "bericht", to_body(reply), now + after, now=now, key=f"toch-open:{number}:{lost.id}")
    return True


def _moved_to(lost: Appointment, begin: datetime, place: str, location: str) -> Button:
    """A tap moves the appointment there."""
    action = encode(Action.MOVE_TO, lost.id, f"{wall(begin)}/{place}/{location}")
    return Button(formatting.moment_button(begin), action, StepKind.APPOINTMENT.value)


def new_moments(db: Database, known: Knowledge, lost: Appointment, now: datetime) -> list[Button]:
    """The free moments nearest to the one that was lost: a tap moves the appointment there."""
    wish = Moment(date=lost.begin.date(), time=lost.begin.time())
    free = capacity.near(db, known.calendar, Sought(lost.person, lost.service, lost.place), now, wish, OFFERED)
    return [_moved_to(lost, slot.begin, slot.place.value, slot.location) for slot in free]


def _others(known: Knowledge, lost: Appointment) -> tuple[Button, ...]:
    phrases = known.phrases
    return (
        Button(phrases.label("ander-moment"), encode(Action.MOVE, lost.id), StepKind.APPOINTMENT.value),
        Button(phrases.label("bel-mij"), encode(Action.CALL), StepKind.CALL_BACK.value),
        Button(phrases.label("medewerker"), encode(Action.HUMAN)),
    )

"""The work of a day at the desk: what is late first, who comes, who must be called, who still has no moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.content.model import Knowledge
from bot.domain.appointment import Appointment, Outcome
from bot.domain.time import at, elapsed, local, wall
from bot.storage import appointment_rows, appointments, operations, outbox, referral_rows, requests
from bot.storage.database import Database, Storage
from bot.storage.outbox import Outgoing
from bot.storage.referral_rows import Referral
from bot.storage.requests import Request
from bot.understanding.entities import phone_in

CODE_LENGTH = appointment_rows.CODE_LENGTH
Passed = Mapping[str, tuple[Referral, ...]]
"""Per request or appointment to whom it was to be passed on."""
LOST_SHOWN = timedelta(days=14)
"""So long after its moment someone who lost it stands in the list: later they have found their way, or nobody can reach them."""


@dataclass(frozen=True)
class Visit:
    """An appointment as staff need it."""

    appointment: Appointment
    service: str
    location: str
    subject: str
    """What it is about, in a few words; empty when that is sensitive or not known."""
    over: bool
    """It has begun: who came and who did not can be noted."""
    reminder: str
    """`dead` or `uncertain` when the reminder did not surely arrive."""
    passed: tuple[Referral, ...] = ()
    """To which other organisations it was to be passed on, and what its person said."""

    @property
    def unknown(self) -> bool:
        """Whether it is over and nobody noted what became of it."""
        return self.over and self.appointment.stands and self.appointment.outcome in (Outcome.OPEN, Outcome.UNKNOWN)


@dataclass(frozen=True)
class Task:
    """Something that was promised to someone: a call, an answer, a visit."""

    request: Request
    late: bool
    """The moment until which we promised it is over."""
    asked: datetime
    waits: bool = False
    """A colleague put it off to a later day."""
    passed: tuple[Referral, ...] = ()
    """To which other organisations it was to be passed on, and what its person said."""


@dataclass(frozen=True)
class Day:
    """One day with its appointments, in order of time."""

    day: date
    visits: tuple[Visit, ...]


@dataclass(frozen=True)
class Agenda:
    """The work of one or more days, as it is at `now`."""

    now: datetime
    first: date
    last: date
    late: tuple[Task, ...]
    tasks: tuple[Task, ...]
    """What is to be done and not late; what must be done first stands first."""
    days: tuple[Day, ...]
    """Each day of the stretch, also without an appointment."""
    called_off: tuple[Visit, ...]
    """What was cancelled today, by whoever, and is not over yet."""
    lost: tuple[Visit, ...]
    """Who lost a moment because we closed, and has not chosen another one."""
    undelivered: tuple[Outgoing, ...]
    settled: tuple[Request, ...]
    """What was brought to an end today, the last first: it can still be taken back."""
    later: int
    """How many appointments stand after the last day."""
    unknown: int
    """Of how many appointments before the first day nobody noted whether someone came."""
    since: datetime | None
    """Since when this database knows of contacts: an empty one is a wrong folder rather than a day without work."""


@dataclass(frozen=True)
class Found:
    """What a search came to."""

    visits: tuple[Visit, ...]
    tasks: tuple[Task, ...]


def agenda(storage: Storage, known: Knowledge, first: date, last: date, now: datetime) -> Agenda:
    """The work of the days from `first` up to and including `last`."""
    now = local(now)
    begin, end = at(first, time(0)), at(last + timedelta(days=1), time(0))
    today = at(now.date(), time(0))
    with storage.reading() as db:
        passed = referral_rows.by_object(db)
        tasks = _tasks(requests.unfinished(db), passed, now)
        visits = [_visit(db, known, one, passed, now) for one in appointments.agenda(db, begin, end)]
        off = appointment_rows.called_off(db, today, today + timedelta(days=1))
        return Agenda(
            now,
            first,
            last,
            tuple(task for task in tasks if task.late),
            tuple(task for task in tasks if not task.late),
            tuple(_days(first, last, visits)),
            tuple(_visit(db, known, one, passed, now) for one in off if elapsed(now, one.end) > timedelta(0)),
            tuple(_visit(db, known, one, passed, now) for one in appointment_rows.lost(db, now - LOST_SHOWN)),
            tuple(outbox.undelivered(db)),
            tuple(requests.settled(db, today)),
            appointment_rows.after(db, end),
            appointment_rows.without_outcome(db, begin),
            operations.oldest_contact(db),
        )


def search(storage: Storage, known: Knowledge, text: str, now: datetime) -> Found:
    """By the code or the whole telephone number; by first name only among those of today, for a name is no key to who ever came."""
    now, phone, word = local(now), phone_in(text), text.strip()
    today = at(now.date(), time(0))
    with storage.reading() as db:
        if phone:
            found, owed = appointment_rows.with_phone(db, phone), requests.with_phone(db, phone)
        else:
            found, owed = appointment_rows.with_code(db, word) if len(word) == CODE_LENGTH else [], []
            of_today = appointments.agenda(db, today, today + timedelta(days=1))
            found += [one for one in of_today if one.name.casefold() == word.casefold() and one not in found]
        passed = referral_rows.by_object(db)
        return Found(tuple(_visit(db, known, one, passed, now) for one in found), tuple(_tasks(owed, passed, now)))


def _days(first: date, last: date, visits: list[Visit]) -> list[Day]:
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    return [Day(day, tuple(one for one in visits if one.appointment.begin.date() == day)) for day in days]


def _tasks(owed: list[Request], passed: Passed, now: datetime) -> list[Task]:
    """What must be done first in front: by the end of what was promised, else by when it was asked."""
    day = now.date().isoformat()
    tasks = [Task(one, is_late(one, now), datetime.fromisoformat(one.asked_at), one.later > day, passed.get(one.id, ())) for one in owed]
    return sorted(tasks, key=lambda task: (task.request.call_until or wall(task.asked), task.request.asked_at, task.request.id))


def is_late(request: Request, now: datetime) -> bool:
    """Whether the moment until which we promised it is over, or was before and the person heard so."""
    return request.missed > 0 or (bool(request.call_until) and request.call_until <= wall(now))


def _visit(db: Database, known: Knowledge, made: Appointment, passed: Passed, now: datetime) -> Visit:
    service, location = known.calendar.services.get(made.service), known.calendar.locations.get(made.location)
    entry = known.entries.get(made.subject)
    reminder = appointments.reminder_state_of(db, made)
    return Visit(
        made,
        service.name if service else made.service,
        location.name if location else made.location,
        entry.label if entry else "",
        elapsed(made.begin, now) >= timedelta(0),
        reminder if reminder in ("dead", "uncertain") else "",
        passed.get(made.id, ()),
    )

"""An example to look at: a day of a made-up desk, with a bit of everything that a day has."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import count, islice, product
from pathlib import Path

from bot.app.desk import closed_days, outcomes
from bot.content.entries import StepKind
from bot.content.model import Knowledge
from bot.content.services import Closure, PlaceKind
from bot.domain.appointment import Booking, Outcome
from bot.domain.availability import Slot
from bot.domain.opening_hours import openings
from bot.domain.time import at, wall
from bot.storage import appointments, capacity, events, outbox, people, requests
from bot.storage.database import Database, Storage
from bot.storage.events import Event
from bot.storage.requests import Request

CHANNEL = "json"
TOLD = json.loads(Path(__file__).with_name("example.json").read_text(encoding="utf-8"))
"""The words of the example: names, questions, subjects, and who looks at it."""
NAMES: list[str] = TOLD["names"]
NOT_REAL = 600000000
"""Telephone numbers of the example begin here: nobody has them."""
AT_WORK = time(11, 5)
"""The time of day at which the example begins."""


def workday(known: Knowledge, today: date) -> datetime:
    """Five past eleven on the first day from today on at which we are open: an example of a closed day shows nothing."""
    return at(next(_open_days(known, today, 1)), AT_WORK)


def _open_days(known: Knowledge, first: date, step: int) -> Iterator[date]:
    """The days from one on at which we are open, ahead or, with a step of -1, back."""
    place = next(iter(known.calendar.locations.values()))
    days = (first + timedelta(days=step * number) for number in count())
    return (day for day in days if openings(place, day))


def fill(storage: Storage, known: Knowledge, now: datetime) -> None:
    """Appointments of today and later, calls of which one is late, a question, someone who lost a moment, a message that did not arrive."""
    made = list(_appointments(storage, known, now))
    with storage.transaction() as db:
        for number in range(len(NAMES)):
            person = f"voorbeeld{number}"
            people.remember_address(db, person, CHANNEL, person, now)
            contact = f"v{number}"
            events.note(db, now - timedelta(hours=3), contact, person, "inwoner", "", Event("contact"))
            if number % 3 == 0:
                events.note(db, now - timedelta(hours=2), contact, person, "inwoner", "", Event("chosen", "", StepKind.WALK_IN.value))
        _weeks_before(db, known, now)
        before = next(_open_days(known, now.date() - timedelta(days=1), -1))
        _requests(db, now, before)
        last = appointments.agenda(db, at(now.date(), time(0)), at(now.date() + timedelta(days=1), time(0)))[-1]
        due, given_up = at(before, time(15)), at(before, time(16))
        row = outbox.put(db, last.person, CHANNEL, "bericht", "{}", due, now=due, key=f"bericht:{last.id}")
        outbox.mark(db, row, "dead", given_up)
    outcomes.note(storage, made[0], Outcome.SHOWN_UP, now)
    _someone_lost_a_moment(storage, known, now)


def _weeks_before(db: Database, known: Knowledge, now: datetime) -> None:
    """Three contacts on each of ten days, so that the figures have something to tell."""
    topics = [one.id for one in known.entries.values() if one.label][:5]
    steps = (StepKind.APPOINTMENT, StepKind.WALK_IN, StepKind.REFERRAL, StepKind.SELF)
    days = islice(_open_days(known, now.date() - timedelta(days=1), -1), 10)
    for number, (day, hour) in enumerate(product(days, (10, 12, 14))):
        who, topic = f"eerder{number}", topics[number % len(topics)]
        for event in (Event("contact"), Event("answered", topic), Event("chosen", topic, steps[number % len(steps)].value)):
            events.note(db, at(day, time(hour)), who, who, "inwoner", "", event)


def _appointments(storage: Storage, known: Knowledge, now: datetime) -> list[str]:
    """Their codes: some before now, some after it, one by telephone, some on a later day."""
    services = [one for one in known.calendar.services.values() if PlaceKind.DESK in one.places]
    location = next(iter(known.calendar.locations))
    clocks = ((10, 0), (10, 30), (11, 0), (11, 30), (13, 0), (14, 0))
    codes = []
    with storage.transaction() as db:
        capacity.sync_roster(db, known.calendar)
        for number, (hour, minute) in enumerate(clocks):
            service = services[number % len(services)]
            by_phone = number == 4 and PlaceKind.PHONE in service.places
            slot = Slot(location, PlaceKind.PHONE if by_phone else PlaceKind.DESK, at(now.date(), time(hour, minute)), service.minutes)
            codes.append(
                appointments.book(
                    db,
                    known.calendar,
                    _booking(number, service.id, slot, _phone(number) if by_phone else ""),
                    now - timedelta(days=1),
                ).code
            )
    return codes


def _booking(number: int, service: str, slot: Slot, phone: str = "") -> Booking:
    name = f"voorbeeld{number}"
    return Booking(name, service, slot, CHANNEL, trial=True, name=NAMES[number], phone=phone, contact=f"v{number}")


def _phone(number: int) -> str:
    return f"0{NOT_REAL + number}"


def _requests(db: Database, now: datetime, before: date) -> None:
    """A call whose window passed on the day before, one of this afternoon, and two written questions."""
    today = now.date()
    late = (wall(at(before, time(13))), wall(at(before, time(15))))
    coming = (wall(at(today, time(13))), wall(at(today, time(15))))
    subjects = TOLD["subjects"]
    requests.ask(db, _call(1, late, subjects[0]), at(before, time(10)))
    requests.ask(db, _call(2, coming, subjects[1]), now - timedelta(hours=2))
    for number, question in enumerate(TOLD["questions"], 3):
        one = Request(f"vraag{number}", f"voorbeeld{number}", f"v{number}", "antwoord", question=question)
        requests.ask(db, one, now - timedelta(minutes=7 * number))


def _call(number: int, window: tuple[str, str], subject: str) -> Request:
    return Request(f"bel{number}", f"voorbeeld{number}", f"v{number}", "bellen", _phone(number), *window, subject)


def _someone_lost_a_moment(storage: Storage, known: Knowledge, now: datetime) -> None:
    """A morning next week on which we closed after someone had booked."""
    location, service = next(iter(known.calendar.locations)), next(iter(known.calendar.services.values()))
    day = next(_open_days(known, now.date() + timedelta(days=7), 1))
    with storage.transaction() as db:
        slot = Slot(location, PlaceKind.DESK, at(day, time(10)), service.minutes)
        appointments.book(db, known.calendar, _booking(7, service.id, slot), now)
    begin = datetime.combine(day, time(0))
    closed_days.shut(storage, known, location, Closure(begin, begin + timedelta(days=1), TOLD["closed"]), now)

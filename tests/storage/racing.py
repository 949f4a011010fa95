"""One process among several that book on the same file: run as `python -m tests.storage.racing run <file> ...`.

It takes messages as an adapter does: an update is accepted into the inbox, claimed and handled in one transaction, with its
confirmation in the outbox. Updates come twice, in another process too; the process may be killed anywhere and started again.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from pathlib import Path

from sqlite_utils import Database

from bot.content.services import Calendar, Closure, Hours
from bot.domain.appointment import Booking, Move, Outcome
from bot.domain.availability import Slot
from bot.domain.time import at
from bot.storage import appointment_rows, appointments, capacity, inbox, outbox, requests
from bot.storage.database import Storage
from bot.storage.requests import Request
from tests.domain.calendars import DESK, calendar, location, service

CHANNEL = "race"
NOW = at(date(2026, 11, 23), time(9))
SEATS = 2
WEEK = {weekday: (Hours(time(10), time(12)),) for weekday in range(7)}
SERVICES = (service(id="short", minutes=15), service(id="talk", minutes=30, buffer_minutes=5))
HELD = timedelta(minutes=10)
CLOSES = 150
"""Once in so many updates a quarter of an hour is closed, whoever has an appointment then."""


VISITORS = 12
OUTCOMES = (Outcome.SHOWN_UP, Outcome.NOT_SHOWN_UP, None)
"""What is noted at the desk of an appointment that was; None takes the last note back."""


def roster(days: int) -> Calendar:
    """A few days with two seats, where many want to be."""
    return calendar(location(week=WEEK, seats={"advisers": SEATS}), services=SERVICES, horizon_days=days, open_per_person=1, lead_hours=0)


def message(number: int, clients: int, days: int) -> tuple[str, str, str]:
    """What update `number` says: person, act and moment; the same in every process and on every delivery."""
    chance = random.Random(number)  # a repeatable stream
    person = f"p{chance.randrange(clients)}"
    act = chance.choice(("book", "book", "hold", "hold", "confirm", "move", "cancel", "release", "promise", "settle", "outcome"))
    act = "close" if number % CLOSES == CLOSES - 1 else act
    day = NOW.date() + timedelta(days=chance.randint(1, days))
    minute = 15 * chance.randrange(8)
    return person, act, f"{day.isoformat()}T{10 + minute // 60}:{minute % 60:02d}"


def moment(number: int) -> datetime:
    """When update `number` is handled: an hour passes in a thousand of them, so that holds expire."""
    return NOW + timedelta(seconds=3.6 * number)


def visited(storage: Storage) -> None:
    """Appointments of the day before, of which the desk may note whether someone came."""
    known = roster(1)
    for number in range(VISITORS):
        begin = at(NOW.date() - timedelta(days=1), time(10 + number // 8, number % 8 // 2 * 15))
        with storage.transaction() as db:
            booking = Booking(f"visitor{number}", "short", Slot("desk", DESK, begin, 15), CHANNEL, trial=True)
            appointments.book(db, known, booking, NOW - timedelta(days=2))


def note_outcome(db: Database, number: int) -> str:
    """What the desk does with one of them, and what stood and stands then."""
    chance = random.Random(number)
    row = db.execute("SELECT id FROM appointments WHERE person = ?", (f"visitor{chance.randrange(VISITORS)}",)).fetchone()
    old = appointment_rows.find(db, str(row[0]))
    wanted = chance.choice(OUTCOMES)
    outcome = appointments.outcome_before(db, str(row[0])) if wanted is None else wanted
    if old is None or outcome is None or outcome is old.outcome:
        return "unchanged"
    new = appointments.set_outcome(db, old.id, outcome, moment(number))
    return f"noted {old.id}/{old.outcome.value}/{new.outcome.value}"


def handle(db: Database, known: Calendar, number: int, said: tuple[str, str, str]) -> str:
    """Do what the message says; what the person is told."""
    person, act, wall = said
    now = moment(number)
    kind = SERVICES[number % 2]
    begin = datetime.fromisoformat(wall)
    slot = Slot("desk", DESK, at(begin.date(), begin.time()), kind.minutes)
    mine = appointment_rows.upcoming(db, person, now)
    if act == "outcome":
        return note_outcome(db, number)
    try:
        if act == "hold":
            appointments.hold(db, known, person, kind.id, slot, now)
        elif act == "release":
            appointments.release(db, person)
        elif act == "close":
            shut = slot.begin.replace(tzinfo=None)
            lost = appointments.close(db, known, "desk", Closure(shut, shut + timedelta(minutes=15)), now)
            return " ".join(["closed", *(one.id for one in lost)])
        elif act == "promise":
            requests.ask(db, Request(f"r{number}", person, "", "bellen", "", wall, f"{wall[:10]}T23:59"), now)
            return f"promised r{number}"
        elif act == "settle" and (owed := requests.of_person(db, person)):
            return f"settled {owed[0].id} {requests.finish(db, owed[0].id, now)}"
        elif act == "confirm" and (kept := appointments.held(db, person, now)):
            same = next(one for one in SERVICES if one.minutes == kept.slot.minutes)
            return f"booked {appointments.book(db, known, Booking(person, same.id, kept.slot, CHANNEL, trial=True), now).id}"
        elif act == "move" and mine:
            slot = Slot("desk", DESK, slot.begin, mine[0].minutes)
            return f"moved {appointments.move(db, known, Move(person, mine[0].id, slot, CHANNEL), now).id}"
        elif act == "cancel" and mine:
            return f"cancelled {appointments.cancel(db, person, mine[0].id, now).id}"
        elif act == "book":
            return f"booked {appointments.book(db, known, Booking(person, kind.id, slot, CHANNEL, trial=True), now).id}"
    except capacity.SlotTaken:
        return refused(db, known, person, act, slot, number)
    except (appointments.NotBookable, appointments.TooManyOpen) as error:
        return type(error).__name__
    return act


def refused(db: Database, known: Calendar, person: str, act: str, slot: Slot, number: int) -> str:
    """A refusal must be true: some block of the moment has no seat left, counted here by hand."""
    kind = SERVICES[number % 2] if act != "move" else next(one for one in SERVICES if one.minutes == slot.minutes)
    mine = [one.id for one in appointment_rows.upcoming(db, person, moment(number))] if act == "move" else []
    first = slot.begin.replace(tzinfo=None)
    for passed in range(0, slot.minutes + kind.buffer_minutes, 5):
        cell = (first + timedelta(minutes=passed)).isoformat(timespec="minutes")
        rows = db.execute("SELECT appointment, held_by FROM cells WHERE cell = ?", (cell,)).fetchall()
        if sum(owner not in mine and held_by != person for owner, held_by in rows) >= SEATS:
            return "taken"
    raise AssertionError(f"update {number}: {slot} was refused though every block has a seat")


def take(storage: Storage, known: Calendar, number: int, said: tuple[str, str, str]) -> None:
    """Accept an update and handle it once, however often it is delivered."""
    with storage.transaction() as db:
        inbox.accept(db, CHANNEL, number, said[0], " ".join(said), moment(number))
    with storage.transaction() as db:
        row = db.execute("SELECT id FROM inbox WHERE channel = ? AND update_id = ?", (CHANNEL, number)).fetchone()
        (claimed,) = inbox.claim(db, [int(row[0])]) or (None,)
        if claimed is None:
            return
        answer = handle(db, known, number, said)
        outbox.put(db, said[0], CHANNEL, "antwoord", answer, moment(number), now=moment(number), key=f"answer:{number}")
        inbox.finish(db, [claimed.id], moment(number))


def run(path: str, seed: int, last: int, clients: int, days: int, dies_after: int) -> None:
    """Take the updates in an order of this process's own, some of them twice; die after so many statements of SQL (0: never)."""
    storage, known = Storage(path), roster(days)
    if dies_after:
        die_at(storage, dies_after)
    chance = random.Random(seed)
    # Mostly in order, as a channel delivers them, with neighbours swapped and repeats.
    for number in sorted(range(last), key=lambda number: number + chance.uniform(0, 30)):
        for _ in range(chance.choice((1, 1, 2))):
            take(storage, known, number, message(number, clients, days))
    storage.close()


def die_at(storage: Storage, statement: int) -> None:
    """Have this process die of `kill -9` when its so-many-th statement is about to run."""
    left = iter(range(statement - 1, -1, -1))

    def count(_: str) -> None:
        if next(left) == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    storage.db.conn.set_trace_callback(count)


WALKED = {
    "book": ("carol", "book", "2026-11-24T11:00"),
    "hold": ("bob", "hold", "2026-11-24T11:00"),
    "confirm": ("bob", "confirm", "2026-11-24T11:30"),
    "move": ("alice", "move", "2026-11-24T10:15"),
    "cancel": ("alice", "cancel", "2026-11-24T10:00"),
    "release": ("bob", "release", "2026-11-24T11:30"),
    "outcome": ("desk", "outcome", "2026-11-22T10:00"),
}
"""An update of each kind, after twelve people came the day before, Alice has an appointment at ten and Bob holds half past eleven."""


def walk(folder: str, act: str, step: int) -> None:
    """For every statement of one update: a process dies there, then nothing or all of it has happened, and a repeat completes it."""
    before, after = Path(folder, "before.db"), Path(folder, "after.db")
    _prepare(before)
    shutil.copy(before, after)
    deliver(after, act)
    known = (picture(before), picture(after))
    statement, deaths = 1, 0
    while True:
        file = Path(folder, f"{statement}.db")
        shutil.copy(before, file)
        died = _dies(file, act, statement)
        assert picture(file) in known, f"{act}, statement {statement}: half of it happened"
        deliver(file, act)
        assert picture(file) == known[1], f"{act}, statement {statement}: a repeat does not complete it"
        if not died:
            break
        statement, deaths = statement + step, deaths + 1
    assert deaths * step >= 12, f"{act}: only {deaths} places to die"


def _prepare(file: Path) -> None:
    storage, known = Storage(file), roster(2)
    with storage.transaction() as db:
        capacity.sync_roster(db, known)
    visited(storage)
    take(storage, known, 1, ("alice", "book", "2026-11-24T10:00"))
    take(storage, known, 3, ("bob", "hold", "2026-11-24T11:30"))
    storage.close()


def deliver(file: Path, act: str) -> None:
    """The update of this kind, delivered to a process that lives."""
    storage = Storage(file)
    take(storage, roster(2), 5, WALKED[act])
    storage.close()


def _dies(file: Path, act: str, statement: int) -> bool:
    """Whether a child that dies at this statement got that far."""
    child = os.fork()
    if child == 0:
        storage = Storage(file)
        die_at(storage, statement)
        with suppress(StopIteration):
            take(storage, roster(2), 5, WALKED[act])
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL


def picture(file: Path) -> dict[str, list[tuple[object, ...]]]:
    """Everything in a file that is not chance: ids and codes are left out."""
    questions = {
        "appointments": "SELECT person, begin, minutes, state, outcome, sequence, reminder <> '' FROM appointments",
        "cells": """SELECT cell, seat, coalesce(held_by, person), held_by IS NULL FROM cells LEFT JOIN appointments ON id = appointment""",
        "holds": "SELECT person, begin, until FROM holds",
        "outbox": "SELECT person, kind, state, due_at FROM outbox",
        "changes": "SELECT person, change, detail, appointment_changes.sequence FROM appointment_changes JOIN appointments ON id = appointment",
    }
    storage = Storage(file)
    found = {name: sorted(storage.db.execute(question).fetchall()) for name, question in questions.items()}
    storage.close()
    return found


def main(arguments: list[str]) -> None:
    """`run <file> <seed> <last> <clients> <days> <dies after>`, or `walk <folder> <act> <step>`."""
    act, path, *rest = arguments
    if act == "run":
        run(path, *map(int, rest))
    else:
        walk(path, rest[0], int(rest[1]))


if __name__ == "__main__":
    main(sys.argv[1:])

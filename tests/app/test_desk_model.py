"""The desk beside an oracle that keeps its own books: promises, closings and outcomes in any order, and both say the same.

A few histories run always; with WERKBOT_SOAK=1 two hundred.
"""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

import pytest

from bot.app.assistant import Reception
from bot.app.desk import closed_days, correspondence, outcomes, promises, visits
from bot.app.desk.agenda import Agenda, agenda
from bot.channels.immediate import drain
from bot.content.services import Closure, PlaceKind
from bot.domain import opening_hours
from bot.domain.appointment import Booking, Outcome
from bot.domain.callback_slots import call_windows
from bot.domain.time import ZONE, wall
from bot.storage import appointments, capacity, closures, people, requests
from bot.storage.capacity import Sought
from bot.storage.requests import Request
from bot.understanding.dates.find_moment import Moment

HISTORIES = range(200 if os.environ.get("WERKBOT_SOAK") == "1" else 5)
ACTS = 70
PEOPLE = tuple(f"person-{number}" for number in range(8))
START = datetime(2026, 11, 30, 9, 0, tzinfo=ZONE)
FIRST_WEEK = timedelta(days=6)
BEFORE_END = timedelta(minutes=10)


@dataclass
class Visit:
    """An appointment in the oracle's book; `since` is when it was made, called off or lost, `turn` after how many acts."""

    code: str
    person: str
    begin: datetime
    end: datetime
    since: datetime
    turn: int
    state: str = "stands"
    noted: list[str] = field(default_factory=list)

    @property
    def outcome(self) -> str:
        return self.noted[-1] if self.noted else ""


@dataclass
class Call:
    """A promise to call in the oracle's book, on the wall clock."""

    begin: str
    end: str
    missed: int = 0
    tries: int = 0
    settled: datetime | None = None


class Desk:
    """The real desk and the oracle, at one moment."""

    def __init__(self, reception: Reception, seed: int) -> None:
        self.reception, self.storage, self.known = reception, reception.storage, reception.snapshot.knowledge
        self.chance, self.now, self.turn = random.Random(seed), START, 0
        self.visits: dict[str, Visit] = {}
        self.calls: dict[str, Call] = {}
        self.closed: dict[int, Closure] = {}
        self.words: Counter[str] = Counter()
        """How many messages of each kind have been written, by the first part of their key."""
        with self.storage.transaction() as db:
            capacity.sync_roster(db, self.known.calendar)
            for person in PEOPLE:
                people.remember_address(db, person, "json", person)

    # What people do.

    def book(self) -> None:
        person = self.chance.choice(PEOPLE)
        with self.storage.transaction() as db:
            free = capacity.free(db, self.known.calendar, Sought(person, "werkgesprek", PlaceKind.DESK), self.now, None, 40)
            try:
                wanted = Booking(person, "werkgesprek", self.chance.choice(free), "json", trial=False)
                made = appointments.book(db, self.known.calendar, wanted, self.now)
            except appointments.TooManyOpen:
                return
        self.visits[made.id] = Visit(made.code, person, made.begin, made.end, self.now, self.turn)

    def cancel(self) -> None:
        if standing := [key for key, one in self.visits.items() if one.state == "stands" and one.begin > self.now]:
            key = self.chance.choice(standing)
            with self.storage.transaction() as db:
                appointments.cancel(db, self.visits[key].person, key, self.now)
            self.gone(self.visits[key], "cancelled")

    def ask(self) -> None:
        number = f"call-{len(self.calls)}"
        with self.storage.transaction() as db:
            opened = closures.in_force(db, self.known.calendar, self.now)
            window = self.chance.choice(call_windows(opened, self.now, Moment(), limit=8))
            person = f"{PEOPLE[0]}-{number}"  # one each: who asks too often pushes out the oldest, and that is tested elsewhere
            people.remember_address(db, person, "json", person)
            requests.ask(db, Request(number, person, "", "bellen", "", wall(window.begin), wall(window.end)), self.now)
        self.calls[number] = Call(wall(window.begin), wall(window.end))

    def gone(self, visit: Visit, state: str) -> None:
        visit.state, visit.since, visit.turn = state, self.now, self.turn

    # What staff do.

    def open_calls(self) -> list[str]:
        return [key for key, one in self.calls.items() if one.settled is None]

    def settle(self, act: Callable[[str], object]) -> None:
        if mine := self.open_calls():
            key = self.chance.choice(mine)
            act(key)
            self.calls[key].settled = self.now

    def done(self) -> None:
        self.settle(lambda key: promises.done(self.storage, key, self.now))

    def give_up(self) -> None:
        self.settle(lambda key: promises.give_up(self.storage, self.known, key, self.now))

    def not_reached(self) -> None:
        if mine := self.open_calls():
            key = self.chance.choice(mine)
            self.calls[key].tries += 1
            promises.not_reached(self.storage, self.known, key, self.now)
            self.words["niet-bereikt"] += 1
            if self.calls[key].tries < promises.MOST_TRIES:
                self.moved_on(key)
            else:
                self.calls[key].settled = self.now

    def undo(self) -> None:
        if settled := [key for key, one in self.calls.items() if one.settled]:
            key = self.chance.choice(settled)
            call = self.calls[key]
            if call.settled and call.settled.date() == self.now.date():
                correspondence.undo(self.storage, key, self.now)
                call.settled = None
            else:
                with pytest.raises(correspondence.TooLateToUndo):
                    correspondence.undo(self.storage, key, self.now)

    def note(self) -> None:
        if stand := [one for one in self.visits.values() if one.state == "stands"]:
            visit, outcome = self.chance.choice(stand), self.chance.choice((Outcome.SHOWN_UP, Outcome.NOT_SHOWN_UP))
            if visit.begin.date() > self.now.date():
                with pytest.raises(outcomes.NotYet):
                    outcomes.note(self.storage, visit.code, outcome, self.now)
            else:
                outcomes.note(self.storage, visit.code, outcome, self.now)
                if visit.outcome != outcome.value:
                    visit.noted.append(outcome.value)

    def note_undone(self) -> None:
        if noted := [one for one in self.visits.values() if one.state == "stands" and one.noted]:
            visit = self.chance.choice(noted)
            outcomes.undo(self.storage, visit.code, self.now)
            visit.noted.append(visit.noted[-2] if len(visit.noted) > 1 else "")

    def call_off(self) -> None:
        if standing := [one for one in self.visits.values() if one.state == "stands" and one.begin > self.now]:
            visit = self.chance.choice(standing)
            visits.call_off(self.storage, self.known, visit.code, self.now)
            self.gone(visit, "lost")

    def shut(self) -> None:
        day = self.now.date() + timedelta(days=self.chance.randint(0, 6))
        begin = datetime.combine(day, time(self.chance.choice((0, 10, 13))))
        closure = Closure(begin, begin + timedelta(hours=self.chance.choice((3, 24))))
        known_before = {one.made.id for one in closed_days.coming(self.storage, self.now)}
        told = closed_days.shut(self.storage, self.known, "groningen", closure, self.now)
        if number := {one.made.id for one in closed_days.coming(self.storage, self.now)} - known_before:
            self.closed[number.pop()] = closure
        first, last = (one.replace(tzinfo=ZONE) for one in (closure.begin, closure.end))
        hit = {
            one.code
            for one in self.visits.values()
            if one.state == "stands" and one.begin > self.now and one.begin < last and one.end > first
        }
        assert {one.code for one, _ in told.visits} == hit
        for one in self.visits.values():
            if one.code in hit and one.state == "stands" and one.begin > self.now:
                self.gone(one, "lost")
        touched = {key for key in self.open_calls() if self.calls[key].begin > wall(self.now) and self.calls[key].missed < 2}
        touched = {key for key in touched if not self.is_open(self.calls[key])}
        assert {one.id for one, _ in told.calls} == touched
        self.words["sluiting"] += len(hit)
        self.words["dicht"] += len(touched)
        for key in touched:
            self.moved_on(key)

    def reopen(self) -> None:
        if coming := [number for number, one in self.closed.items() if one.end.replace(tzinfo=ZONE) > self.now]:
            number = self.chance.choice(coming)
            closed_days.reopen(self.storage, self.known, number, self.now)
            del self.closed[number]

    def wait(self) -> None:
        """Time passes, and what is due leaves: of every promise that is nearly over the person hears once, and after the second no more."""
        self.now += timedelta(minutes=self.chance.choice((5, 45, 100, 240, 900, 1440)))
        near = wall(self.now + BEFORE_END)
        late = [key for key in self.open_calls() if self.calls[key].end <= near and self.calls[key].missed < 2]
        for person in (*PEOPLE, *(f"{PEOPLE[0]}-{key}" for key in self.calls)):
            drain(self.reception, "json", person, self.now)
        for key in late:
            self.words["te-laat"] += 1
            self.calls[key].missed += 1
            if self.calls[key].missed < 2:
                self.moved_on(key)

    # What both know.

    def is_open(self, call: Call) -> bool:
        begin, end = datetime.fromisoformat(call.begin), datetime.fromisoformat(call.end)
        hours = opening_hours.openings(self.known.calendar.locations["groningen"], begin.date())
        inside = any(one.begin <= begin.time() and end.time() <= one.end for one in hours)
        return inside and not any(begin < one.end and end > one.begin for one in self.closed.values())

    def moved_on(self, key: str) -> None:
        """A promise was moved: to a later window, still to come, in which we are open. Which one is the desk's to choose."""
        with self.storage.reading() as db:
            found = requests.find(db, key)
        assert found is not None
        new = replace(self.calls[key], begin=found.call_from, end=found.call_until)
        assert new.begin >= self.calls[key].end and new.end > wall(self.now) and self.is_open(new), (key, self.calls[key], new)
        self.calls[key] = new

    def has_chosen(self, lost: Visit) -> bool:
        return any(one.person == lost.person and one.state == "stands" and one.turn > lost.turn for one in self.visits.values())

    def compare(self) -> None:
        today: date = self.now.date()
        found: Agenda = agenda(self.storage, self.known, today, today + FIRST_WEEK, self.now)
        late = {key for key in self.open_calls() if self.calls[key].missed or self.calls[key].end <= wall(self.now)}
        assert {one.request.id for one in found.late} == late
        assert {one.request.id for one in found.tasks} == set(self.open_calls()) - late
        standing = [one for one in self.visits.values() if one.state == "stands"]
        shown = {one.appointment.id: one.appointment.outcome.value for day in found.days for one in day.visits if one.appointment.stands}
        week = {
            key: one.outcome
            for key, one in self.visits.items()
            if one.state == "stands" and today <= one.begin.date() <= today + FIRST_WEEK
        }
        assert shown == week
        assert found.later == sum(one.begin.date() > today + FIRST_WEEK for one in standing)
        assert found.unknown == sum(one.begin.date() < today and not one.outcome for one in standing)
        lost = {key for key, one in self.visits.items() if one.state == "lost" and not self.has_chosen(one)}
        assert {one.appointment.id for one in found.lost} == lost
        off = {key for key, one in self.visits.items() if one.state != "stands" and one.since.date() == today and one.end > self.now}
        assert {one.appointment.id for one in found.called_off} == off
        with self.storage.reading() as db:
            keys = Counter(str(key).split(":")[0] for (key,) in db.execute("SELECT key FROM outbox WHERE kind = 'bericht'").fetchall())
        assert {word: keys[word] for word in self.words} == dict(self.words)


OFTEN = ("book", "book", "ask", "ask", "wait", "wait", "wait", "note", "not_reached")
SELDOM = ("cancel", "done", "give_up", "undo", "undo", "note_undone", "call_off", "shut", "reopen")


@pytest.mark.parametrize("seed", HISTORIES)
def test_the_desk_and_the_oracle_say_the_same(reception: Reception, seed: int) -> None:
    desk = Desk(reception, seed)
    for desk.turn in range(ACTS):
        getattr(desk, desk.chance.choice((*OFTEN, *SELDOM)))()
        desk.compare()

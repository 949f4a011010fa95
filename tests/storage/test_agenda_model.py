"""The agenda against a brute-force oracle: whatever is done in whatever order, both say the same.

The short form runs always; with WERKBOT_SOAK=1 the same tests run on 10,000 rosters.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bot.content.services import Calendar, PlaceKind
from bot.domain.appointment import Booking, Move
from bot.domain.availability import Slot
from bot.domain.time import ZONE, stamp, wall
from bot.storage import appointment_rows, appointments, capacity
from bot.storage.capacity import Sought
from bot.storage.database import Storage
from tests.storage.oracle import Oracle, Standing
from tests.storage.rosters import PLACES, POOLS, SERVICES, calendars, closures, locations, starts

SOAK = os.environ.get("WERKBOT_SOAK") == "1"
PEOPLE = ("alice", "bob", "carol", "dave", "erin")
QUIET = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much, HealthCheck.large_base_example]

people, services, places = st.sampled_from(PEOPLE), st.sampled_from(SERVICES), st.sampled_from(tuple(PlaceKind))


def here(moment: datetime) -> datetime:
    """A wall clock moment of the oracle as the agenda wants it."""
    return moment.replace(tzinfo=ZONE)


class Both:
    """The agenda and the oracle side by side, at one moment (wall clock)."""

    def __init__(self, calendar: Calendar, now: datetime) -> None:
        self.storage = Storage(":memory:")
        self.file = calendar  # what stands in the file; closures made later stand in the database only
        self.oracle = Oracle(calendar)
        self.now = now
        with self.storage.transaction() as db:
            capacity.sync_roster(db, calendar)

    def attempt(self, act: Callable[[Any], Any]) -> tuple[str, Any]:
        """What the agenda did: the name of the refusal, or empty with the result."""
        with self.storage.transaction() as db:
            try:
                return "", act(db)
            except appointments.NotBookable as error:
                return error.refusal.name, None
            except capacity.SlotTaken:
                return "TAKEN", None
            except appointments.TooManyOpen:
                return "TOO_MANY", None
            except appointments.TooLate:
                return "TOO_LATE", None
            except appointments.NoSuchAppointment:
                return "NO_SUCH", None

    def free(self, person: str, service: str, place: PlaceKind, moving: str = "") -> list[Slot]:
        with self.storage.transaction() as db:
            return capacity.free(db, self.file, Sought(person, service, place, moving=moving), here(self.now), None, 10**9)

    def compare_free(self, person: str, service: str, place: PlaceKind, moving: str = "") -> None:
        found = [(one.begin.replace(tzinfo=None), one.location) for one in self.free(person, service, place, moving)]
        expected = self.oracle.free(person, service, place, self.now, moving)
        if moved := self.oracle.standing.get(moving):  # its own moment is no choice
            expected = [one for one in expected if (*one, place) != (moved.begin, moved.location, moved.place)]
        assert found == expected

    def book(self, person: str, service: str, slot: Slot) -> str:
        """Book on both sides and compare; the refusal."""
        same = [
            key
            for key, one in self.oracle.standing.items()
            if (one.person, one.service, one.location, one.place, one.begin, one.minutes)
            == (person, service, slot.location, slot.place, slot.begin.replace(tzinfo=None), slot.minutes)
            and one.end > self.now
        ]
        expected = ""
        if not same:
            at_most = self.oracle.calendar.rules.open_per_person
            too_many = len(self.oracle.open_of(person, self.now)) >= at_most
            expected = "TOO_MANY" if too_many else self.oracle.why_not(person, service, slot, self.now)
        refusal, made = self.attempt(
            lambda db: appointments.book(db, self.file, Booking(person, service, slot, "terminal", trial=True), here(self.now))
        )
        assert refusal == expected
        if same:
            assert [made.id] == same
        elif made:
            self.oracle.standing[made.id] = self.oracle.as_standing(person, self.oracle.calendar.services[service], slot)
            self.oracle.held.pop(person, None)
        return refusal


class AgendaMachine(RuleBasedStateMachine):
    """Any order of holding, booking, moving, cancelling, closing, waiting and changing the roster."""

    both: Both

    @initialize(data=st.data(), start=starts)
    def begin(self, data: st.DataObject, start: datetime) -> None:
        self.both = Both(data.draw(calendars(start.date())), start)

    def teardown(self) -> None:
        if hasattr(self, "both"):
            self.both.storage.close()

    def slot(self, data: st.DataObject, person: str, service: str, place: PlaceKind, moving: str = "") -> Slot:
        """Mostly a moment that is free, or one beside what stands; sometimes any moment, or one on the edge of a rule."""
        kind = data.draw(st.sampled_from(("free", "free", "beside", "beside", "edge", "any")))
        rules, length = self.both.oracle.calendar.rules, self.both.oracle.calendar.services[service].minutes
        if kind == "free" and (free := self.both.free(person, service, place, moving)):
            return data.draw(st.sampled_from(free[:60]))
        known = [self.both.oracle.standing[moving]] if moving in self.both.oracle.standing else [*self.both.oracle.standing.values()]
        if kind == "beside" and known:
            one = data.draw(st.sampled_from(sorted(known, key=lambda one: one.order)))
            steps = data.draw(st.sampled_from((0, 1, -1, 2)))
            return Slot(one.location, place, here(one.begin + timedelta(minutes=steps * rules.grid_minutes)), length)
        minutes = data.draw(st.integers(-60, 9 * 24 * 60))
        if kind == "edge":
            minutes = 60 * rules.lead_hours + 24 * 60 * data.draw(st.sampled_from((0, rules.horizon_days, rules.horizon_days + 1)))
        length = data.draw(st.sampled_from((length, length, 30)))
        return Slot(data.draw(st.sampled_from((*PLACES, "nowhere"))), place, here(self.both.now + timedelta(minutes=minutes)), length)

    def some_id(self, data: st.DataObject, known: dict[str, Standing]) -> str:
        return data.draw(st.sampled_from(sorted(known, key=lambda key: known[key].order)))

    @rule(data=st.data(), person=people, service=services, place=places)
    def book(self, data: st.DataObject, person: str, service: str, place: PlaceKind) -> None:
        slot = self.slot(data, person, service, place)
        for _ in range(data.draw(st.sampled_from((1, 1, 2)))):  # the second time as a message that was delivered twice
            self.both.book(person, service, slot)

    @rule(data=st.data(), person=people, service=services, place=places)
    def hold(self, data: st.DataObject, person: str, service: str, place: PlaceKind) -> None:
        both, slot = self.both, self.slot(data, person, service, place)
        expected = both.oracle.why_not(person, service, slot, both.now)
        refusal, kept = both.attempt(lambda db: appointments.hold(db, both.file, person, service, slot, here(both.now)))
        assert refusal == expected
        if kept:
            until = both.now + timedelta(minutes=both.oracle.calendar.rules.hold_minutes)
            assert wall(kept.until) == f"{until:%Y-%m-%dT%H:%M}"
            both.oracle.held[person] = (both.oracle.as_standing(person, both.oracle.calendar.services[service], slot), until)

    @precondition(lambda self: self.both.oracle.held)
    @rule(data=st.data())
    def confirm_what_was_held(self, data: st.DataObject) -> None:
        held, _ = self.both.oracle.held[data.draw(st.sampled_from(sorted(self.both.oracle.held)))]
        self.both.book(held.person, held.service, Slot(held.location, held.place, here(held.begin), held.minutes))

    @rule(person=people)
    def release(self, person: str) -> None:
        self.both.attempt(lambda db: appointments.release(db, person))
        self.both.oracle.held.pop(person, None)

    @precondition(lambda self: self.both.oracle.standing or self.both.oracle.void)
    @rule(data=st.data(), place=places, held_first=st.booleans(), thief=st.one_of(st.none(), st.none(), people))
    def move(self, data: st.DataObject, place: PlaceKind, held_first: bool, thief: str | None) -> None:
        both, oracle = self.both, self.both.oracle
        known = {**oracle.standing, **oracle.void}
        key = self.some_id(data, known)
        old = known[key]
        person = thief or old.person
        slot = self.slot(data, person, old.service, place, key)
        if held_first and person == old.person:
            self._hold_for_move(person, old.service, slot, key)
        expected = "" if person == old.person else "NO_SUCH"
        same = key in oracle.standing and (old.location, old.place, old.begin, old.minutes) == (
            slot.location,
            slot.place,
            slot.begin.replace(tzinfo=None),
            slot.minutes,
        )
        if not expected and not same:
            begun = key in oracle.standing and old.begin <= both.now
            expected = "TOO_LATE" if begun else oracle.why_not(person, old.service, slot, both.now, key)
        refusal, moved = both.attempt(lambda db: appointments.move(db, both.file, Move(person, key, slot, "terminal"), here(both.now)))
        assert refusal == expected
        if moved and not same:
            assert moved.id == key
            oracle.void.pop(key, None)
            new = oracle.as_standing(person, oracle.calendar.services[old.service], slot)
            oracle.standing[key] = replace(new, order=old.order)
            oracle.held.pop(person, None)

    def _hold_for_move(self, person: str, service: str, slot: Slot, key: str) -> None:
        both, oracle = self.both, self.both.oracle
        expected = oracle.why_not(person, service, slot, both.now, key)
        refusal, kept = both.attempt(lambda db: appointments.hold(db, both.file, person, service, slot, here(both.now), moving=key))
        assert refusal == expected
        if kept:
            until = both.now + timedelta(minutes=oracle.calendar.rules.hold_minutes)
            held = oracle.as_standing(person, oracle.calendar.services[service], slot)
            own = oracle.standing.get(key)
            oracle.held[person] = (_Rest.of(held, own), until)

    @precondition(lambda self: self.both.oracle.standing)
    @rule(data=st.data(), thief=st.one_of(st.none(), st.none(), people), times=st.sampled_from((1, 1, 2)))
    def cancel(self, data: st.DataObject, thief: str | None, times: int) -> None:
        both, oracle = self.both, self.both.oracle
        key = self.some_id(data, oracle.standing)
        one = oracle.standing[key]
        person = thief or one.person
        expected = "NO_SUCH" if person != one.person else "TOO_LATE" if one.begin <= both.now else ""
        for _ in range(times):
            refusal, _gone = both.attempt(lambda db: appointments.cancel(db, person, key, here(both.now)))
            assert refusal == expected
        if not expected:
            del oracle.standing[key]

    @rule(minutes=st.sampled_from((1, 5, 10, 60, 300, 1440)))
    def wait(self, minutes: int) -> None:
        self.both.now += timedelta(minutes=minutes)

    @rule(data=st.data())
    def close(self, data: st.DataObject) -> None:
        both = self.both
        location = data.draw(st.sampled_from(sorted(both.oracle.calendar.locations)))
        closure = data.draw(closures(both.now.date()))
        refusal, told = both.attempt(lambda db: appointments.close(db, both.file, location, closure, here(both.now)))
        assert (refusal, [one.id for one in told]) == ("", both.oracle.close(location, closure, both.now))

    @rule(data=st.data())
    def change_the_roster(self, data: st.DataObject) -> None:
        """Other hours and seats in the file: what stands keeps standing, and who no longer fits is listed."""
        both, oracle = self.both, self.both.oracle
        name = data.draw(st.sampled_from(sorted(both.file.locations)))
        changed = data.draw(locations(both.now.date(), name))
        made = oracle.calendar.locations[name].closures[len(both.file.locations[name].closures) :]
        both.file = replace(both.file, locations={**both.file.locations, name: changed})
        effective = replace(changed, closures=(*changed.closures, *made))
        oracle.calendar = replace(oracle.calendar, locations={**oracle.calendar.locations, name: effective})
        with both.storage.transaction() as db:
            capacity.sync_roster(db, both.file)
            assert [one.id for one in appointments.affected(db, both.file, here(both.now))] == oracle.affected(both.now)

    @rule(person=people, service=services, place=places)
    def look_for_free_moments(self, person: str, service: str, place: PlaceKind) -> None:
        self.both.compare_free(person, service, place)

    @precondition(lambda self: self.both.oracle.standing)
    @rule(data=st.data(), place=places)
    def look_for_another_moment(self, data: st.DataObject, place: PlaceKind) -> None:
        key = self.some_id(data, self.both.oracle.standing)
        one = self.both.oracle.standing[key]
        self.both.compare_free(one.person, one.service, place, key)

    @invariant()
    def the_tables_hold_what_the_oracle_holds(self) -> None:
        if not hasattr(self, "both"):
            return
        both, oracle = self.both, self.both.oracle
        db = both.storage.db
        for person in PEOPLE:
            mine = {key: one for key, one in oracle.standing.items() if one.person == person and one.end > both.now}
            found = appointment_rows.upcoming(db, person, here(both.now))
            assert {one.id: one.wall for one in found} == {key: f"{one.begin:%Y-%m-%dT%H:%M}" for key, one in mine.items()}
        for pool in POOLS:
            for location in PLACES:
                counted = Counter(
                    one
                    for (one,) in db.execute(
                        "SELECT cell FROM cells WHERE pool = ? AND location = ? AND appointment NOT NULL", (pool, location)
                    )
                )
                expected = Counter(
                    f"{part:%Y-%m-%dT%H:%M}"
                    for one in oracle.standing.values()
                    if (one.pool, one.location) == (pool, location)
                    for part in one.blocks()
                )
                assert counted == expected
        held = db.execute(
            "SELECT person, count(cell) FROM holds LEFT JOIN cells ON held_by = person WHERE until > ? GROUP BY person",
            (stamp(here(both.now)),),
        )
        assert dict(held.fetchall()) == {person: len(one.blocks()) for person, (one, until) in oracle.held.items() if until > both.now}
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []


class _Rest(Standing):
    """A hold for a move: the blocks that the appointment occupies already are held by it."""

    own: frozenset[datetime] = frozenset()

    @classmethod
    def of(cls, held: Standing, own: Standing | None) -> _Rest:
        rest = cls(*(getattr(held, name) for name in held.__dataclass_fields__))
        overlapping = own is not None and (own.pool, own.location) == (held.pool, held.location)
        object.__setattr__(rest, "own", frozenset(own.blocks()) if own is not None and overlapping else frozenset())
        return rest

    def blocks(self) -> set[datetime]:
        return super().blocks() - self.own


AgendaMachine.TestCase.settings = settings(
    max_examples=2000 if SOAK else 15,
    stateful_step_count=40 if SOAK else 25,
    derandomize=True,
    deadline=None,
    suppress_health_check=QUIET,
)
TestAgendaAgainstTheOracle = pytest.mark.sweep(AgendaMachine.TestCase)


@pytest.mark.sweep
@settings(max_examples=10_000 if SOAK else 20, derandomize=True, deadline=None, suppress_health_check=QUIET)
@given(data=st.data(), start=starts)
def test_on_random_rosters_exactly_the_moments_of_the_oracle_are_free(data: st.DataObject, start: datetime) -> None:
    both = Both(data.draw(calendars(start.date())), start)
    for _ in range(data.draw(st.integers(0, 8))):
        person, service, place = data.draw(people), data.draw(services), data.draw(places)
        if free := both.free(person, service, place):
            both.book(person, service, data.draw(st.sampled_from(free[:40])))
    for service in SERVICES:
        both.compare_free(data.draw(people), service, data.draw(places))
    both.storage.close()

"""What we hold of one person, found by an appointment or a request; erased at the counter, and told to who can be reached."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.app.desk import person
from bot.app.desk.person import NobodyThere
from bot.config import RetentionSettings
from bot.content.model import Knowledge
from bot.domain.appointment import Appointment, State
from bot.storage import appointment_rows, capacity, people, personal_data, requests
from bot.storage.database import Storage
from bot.storage.requests import Request
from tests.domain.calendars import MONDAY, slot
from tests.storage.counter import ALICE, BOB, KNOWN, TEN, book

KEPT = RetentionSettings(person_days=100)


@pytest.fixture
def made(storage: Storage) -> Appointment:
    """Alice has two appointments and a request, Bob has one appointment, and somebody at the counter has one."""
    with storage.transaction() as db:
        capacity.sync_roster(db, KNOWN)
        people.remember_address(db, ALICE, "telegram", "17", MONDAY)
        people.remember_address(db, BOB, "telegram", "18", MONDAY)
        later = book(db, ALICE, slot("2026-11-26 10:00"))
        first = book(db, ALICE, TEN)
        requests.ask(db, Request("b1", ALICE, "c1", "bellen"), MONDAY)
        book(db, BOB, slot("2026-11-26 11:00"))
        assert later.wall > first.wall
        return first


@pytest.mark.parametrize("by_request", [True, False])
def test_all_of_one_person_is_found_by_an_appointment_or_a_request(storage: Storage, made: Appointment, by_request: bool) -> None:
    held = person.held(storage, "b1" if by_request else made.id, KEPT)
    assert (held.person, [one.wall for one in held.visits], [one.id for one in held.owed]) == (
        ALICE,
        ["2026-11-25T10:00", "2026-11-26T10:00"],
        ["b1"],
    )
    assert (held.reachable, held.erased_by) == (True, MONDAY + timedelta(days=100))
    assert held.rows == sum(len(rows) for rows in personal_data.export(storage.db, ALICE).values())
    assert held.rows > 4


def test_who_blocked_us_is_not_reached(storage: Storage, made: Appointment) -> None:
    people.mark_unreachable(storage.db, ALICE, MONDAY)
    assert not person.held(storage, made.id, KEPT).reachable


def test_behind_an_appointment_of_nobody_there_is_nobody(storage: Storage, made: Appointment) -> None:
    with storage.transaction() as db:
        anonymous = book(db, "", slot("2026-11-30 10:00"))
    for name in (anonymous.id, "weg"):
        with pytest.raises(NobodyThere):
            person.held(storage, name, KEPT)


@pytest.mark.parametrize("reachable", [True, False])
def test_what_is_erased_is_gone_of_one_person_alone_and_told_to_who_can_hear_it(
    storage: Storage, shipped_knowledge: Knowledge, made: Appointment, reachable: bool
) -> None:
    if not reachable:
        people.mark_unreachable(storage.db, ALICE, MONDAY)
    others = personal_data.export(storage.db, BOB)
    assert person.erase(storage, shipped_knowledge, made.id, MONDAY) is reachable
    found = appointment_rows.find(storage.db, made.id)
    assert found is None or (found.state, found.person) == (State.CANCELLED, "")
    assert (requests.of_person(storage.db, ALICE), appointment_rows.upcoming(storage.db, ALICE, MONDAY)) == ([], [])
    assert personal_data.export(storage.db, BOB) == others
    told = storage.db.execute("SELECT kind FROM outbox WHERE person = ? AND state = 'due'", (ALICE,)).fetchall()
    assert told == ([(personal_data.ANSWERING,)] if reachable else [])
    with pytest.raises(NobodyThere):
        person.held(storage, made.id, KEPT)

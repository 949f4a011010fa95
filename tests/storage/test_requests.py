"""What staff must still do: listed until it is done, with what was said of it, and a guard that speaks before its moment has passed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlite_utils import Database

from bot.domain.time import from_wall, stamp
from bot.storage import people, requests
from bot.storage.database import Storage
from bot.storage.requests import BEFORE_END, GUARD, MOST_OPEN, Request, Result

NOON = from_wall("2026-11-23T12:00")
LATER = NOON + timedelta(hours=1)
CALL = Request("b1", "alice", "c1", "bellen", "0600000000", "2026-11-24T10:00", "2026-11-24T12:00", "scholing")
KEPT = replace(CALL, asked_at=stamp(NOON))
"""As it stands in the table."""


@pytest.fixture
def db() -> Iterator[Database]:
    """Alice can be reached, and asked to be called."""
    storage = Storage(":memory:")
    with storage.transaction() as db:
        people.remember_address(db, "alice", "telegram", "17", NOON)
        requests.ask(db, CALL, NOON)
        yield db
    storage.close()


def guards(db: Database) -> list[tuple[str, str]]:
    """What stands ready to say that we are late, with its moment."""
    rows = db.execute("SELECT key, due_at FROM outbox WHERE kind = ? AND state = 'due' ORDER BY key", (GUARD,)).fetchall()
    return [(str(key), str(due)) for key, due in rows]


def test_what_was_asked_stands_on_the_list_until_it_is_done(db: Database) -> None:
    assert (requests.unfinished(db), requests.find(db, "b1"), requests.of_person(db, "alice")) == ([KEPT], KEPT, [KEPT])
    assert (requests.with_phone(db, CALL.phone), requests.with_phone(db, "0611111111")) == ([KEPT], [])
    assert [requests.finish(db, "b1", LATER) for _ in range(2)] == [True, False]
    assert (requests.unfinished(db), requests.find(db, "b1")) == ([], replace(KEPT, done_at=stamp(LATER), result=Result.DONE))


def test_a_person_has_no_more_open_than_they_may_and_the_newest_count(db: Database) -> None:
    for number in range(2, MOST_OPEN + 3):
        requests.ask(db, replace(CALL, id=f"b{number}"), NOON + timedelta(minutes=number))
    requests.ask(db, replace(CALL, id="x1", person="bob"), LATER)
    assert [one.id for one in requests.of_person(db, "alice")] == [f"b{number}" for number in range(3, MOST_OPEN + 3)]
    assert [one.id for one in requests.of_person(db, "bob")] == ["x1"]


def test_the_guard_stands_ready_before_the_end_and_at_once_when_that_is_past(db: Database) -> None:
    assert guards(db) == [("belofte:b1:2026-11-24T12:00", stamp(from_wall(CALL.call_until) - BEFORE_END))]
    requests.ask(db, replace(CALL, id="b2", call_until="2026-11-23T12:05"), NOON)
    assert guards(db)[1] == ("belofte:b2:2026-11-23T12:05", stamp(NOON))


@pytest.mark.parametrize(
    "asked", [replace(CALL, id="b2", person="bob"), replace(CALL, id="b2", call_until=""), replace(CALL, id="b2", person="")]
)
def test_without_a_moment_or_an_address_there_is_nothing_to_tell(db: Database, asked: Request) -> None:
    requests.ask(db, asked, NOON)
    assert len(guards(db)) == 1


def test_another_moment_is_promised_with_a_guard_of_its_own(db: Database) -> None:
    moved = requests.move(db, KEPT, "2026-11-25T10:00", "2026-11-25T12:00", LATER, missed=1)
    assert moved == replace(KEPT, call_from="2026-11-25T10:00", call_until="2026-11-25T12:00", missed=1)
    assert "belofte:b1:2026-11-25T12:00" in [key for key, _ in guards(db)]


def test_what_was_missed_is_not_told_again(db: Database) -> None:
    requests.miss(db, "b1", 2, LATER)
    assert (requests.find(db, "b1"), guards(db)) == (replace(KEPT, missed=2), [])


def test_a_word_of_the_person_stands_beside_it_once_and_ends_the_delay(db: Database) -> None:
    requests.put_off(db, "b1", "2026-11-26")
    for note in ("niet gebeld", "ander nummer", "niet gebeld"):
        requests.complain(db, "b1", note)
    assert requests.find(db, "b1") == replace(KEPT, details="niet gebeld · ander nummer", later="")


def test_a_note_of_staff_stands_beside_it_once_and_delays_nothing_anew(db: Database) -> None:
    requests.put_off(db, "b1", "2026-11-26")
    assert [requests.remark(db, "b1", note) for note in ("belt zelf", "belt zelf", "na vieren")] == [True] * 3
    assert requests.find(db, "b1") == replace(KEPT, details="belt zelf · na vieren", later="2026-11-26")


def test_tries_are_counted_and_taken_back_to_none(db: Database) -> None:
    assert [requests.tried(db, "b1") for _ in range(2)] == [True, True]
    assert requests.find(db, "b1") == replace(KEPT, tries=2)
    assert [requests.untried(db, "b1") for _ in range(3)] == [True, True, False]
    assert requests.find(db, "b1") == KEPT


@pytest.mark.parametrize(
    "act",
    [
        lambda db, name: requests.take(db, name, "Roos"),
        lambda db, name: requests.tried(db, name),
        lambda db, name: requests.remark(db, name, "x"),
        lambda db, name: requests.put_off(db, name, "2026-11-26"),
        lambda db, name: requests.finish(db, name, LATER),
    ],
)
def test_what_is_over_or_was_never_is_left_alone(db: Database, act: Callable[[Database, str], bool]) -> None:
    requests.finish(db, "b1", LATER, Result.NOT_REACHED)
    over = requests.find(db, "b1")
    assert (act(db, "b1"), act(db, "b9"), requests.find(db, "b1")) == (False, False, over)


def test_what_was_over_is_open_again_but_for_who_was_erased(db: Database) -> None:
    assert not requests.reopen(db, "b1")
    requests.finish(db, "b1", LATER, Result.NOT_REACHED)
    assert (requests.reopen(db, "b1"), requests.find(db, "b1")) == (True, KEPT)
    requests.finish(db, "b1", LATER)
    db.execute("UPDATE requests SET person = NULL WHERE id = 'b1'")
    assert not requests.reopen(db, "b1")


def test_what_staff_brought_to_an_end_is_told_the_last_first_and_not_what_was_withdrawn(db: Database) -> None:
    for number, result in ((2, Result.NOT_REACHED), (3, Result.WITHDRAWN), (4, Result.DONE)):
        requests.ask(db, replace(CALL, id=f"b{number}"), NOON)
        requests.finish(db, f"b{number}", LATER + timedelta(minutes=number), result)
    assert [one.id for one in requests.settled(db, LATER)] == ["b4", "b2"]
    assert [one.id for one in requests.settled(db, LATER + timedelta(minutes=3))] == ["b4"]
    last = requests.last_call(db, "alice", LATER)
    assert last is not None and last.id == "b4"
    assert (requests.last_call(db, "bob", LATER), requests.last_call(db, "alice", LATER + timedelta(minutes=5))) == (None, None)


def test_the_number_and_the_question_can_be_another(db: Database) -> None:
    requests.renumber(db, "b1", "0611111111")
    requests.add_question(db, "b1", "mag ik ook in de avond bellen")
    assert requests.find(db, "b1") == replace(KEPT, phone="0611111111", question="mag ik ook in de avond bellen")

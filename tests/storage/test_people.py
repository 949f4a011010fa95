"""Where a person can be reached: known by the last address, silent or blocked when they say so, and what is older than the last news changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlite_utils import Database

from bot.storage import people
from bot.storage.database import Storage

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
BEFORE, AFTER = NOON - timedelta(hours=1), NOON + timedelta(hours=1)


@pytest.fixture
def db() -> Iterator[Database]:
    """Alice, reached through Telegram."""
    storage = Storage(":memory:")
    with storage.transaction() as db:
        people.remember_address(db, "alice", "telegram", "17", NOON)
        yield db
    storage.close()


def reached(db: Database, person: str = "alice") -> tuple[str | None, str | None, bool]:
    """The address, the channel, and whether something unasked may be sent."""
    return people.address_of(db, person), people.channel_of(db, person), people.wants_messages(db, person)


def test_who_wrote_is_reached_where_they_wrote_last(db: Database) -> None:
    assert reached(db) == ("17", "telegram", True)
    people.remember_address(db, "alice", "terminal", "tty", AFTER)
    assert reached(db) == ("tty", "terminal", True)
    assert reached(db, "bob") == (None, None, False)


def test_an_address_is_that_of_one_person(db: Database) -> None:
    people.remember_address(db, "alice-by-another-key", "telegram", "17", AFTER)
    assert (people.address_of(db, "alice"), people.address_of(db, "alice-by-another-key")) == (None, "17")


def test_who_blocked_us_is_not_reached_until_they_write_again(db: Database) -> None:
    people.mark_unreachable(db, "alice", AFTER, AFTER)
    assert reached(db) == (None, None, False)
    people.remember_address(db, "alice", "telegram", "17", AFTER + timedelta(seconds=1))
    assert reached(db) == ("17", "telegram", True)


def test_news_that_is_older_than_the_last_we_heard_changes_nothing(db: Database) -> None:
    people.mark_unreachable(db, "alice", AFTER, BEFORE)
    assert reached(db) == ("17", "telegram", True)
    people.mark_unreachable(db, "alice", AFTER, AFTER)
    people.remember_address(db, "alice", "telegram", "17", NOON)
    assert reached(db) == (None, None, False)


def test_who_wants_nothing_unasked_is_still_reached(db: Database) -> None:
    assert [people.stop_messages(db, "alice", NOON), people.stop_messages(db, "alice", AFTER)] == [True, False]
    assert reached(db) == ("17", "telegram", False)
    people.allow_messages(db, "alice")
    assert reached(db) == ("17", "telegram", True)


def test_the_longest_wait_that_a_channel_asked_for_holds_and_no_message_ends_it(db: Database) -> None:
    assert [people.told_to_wait(db, "alice", until) for until in (AFTER, NOON)] == [True, True]
    people.remember_address(db, "alice", "telegram", "17", AFTER)
    assert people.who_must_wait(db, "telegram", NOON) == [("17", AFTER)]
    assert (people.who_must_wait(db, "telegram", AFTER), people.who_must_wait(db, "terminal", NOON)) == ([], [])
    assert not people.told_to_wait(db, "bob", AFTER)


def paused(db: Database) -> str:
    """Until when we ask nothing of Alice's chat."""
    return str(db.execute("SELECT paused_until FROM addresses WHERE person = 'alice'").fetchone()[0])


def test_a_pause_of_our_own_ends_when_somebody_writes(db: Database) -> None:
    assert (people.pause(db, "alice", AFTER), people.pause(db, "bob", AFTER)) == (True, False)
    assert paused(db) != ""
    people.remember_address(db, "alice", "telegram", "17", AFTER)
    assert paused(db) == ""


def test_when_the_clock_was_set_back_nobody_waits_for_a_moment_that_was_never(db: Database) -> None:
    people.told_to_wait(db, "alice", AFTER)
    people.pause(db, "alice", AFTER)
    people.after_a_clock_set_back(db, BEFORE)
    assert (people.who_must_wait(db, "telegram", BEFORE), paused(db)) == ([], "")
    people.mark_unreachable(db, "alice", BEFORE, BEFORE)
    assert reached(db) == (None, None, False)


def test_the_conversation_stands_where_it_was_left(db: Database) -> None:
    assert people.read_state(db, "alice") is None
    people.write_state(db, "alice", '{"a": 1}', NOON)
    people.write_state(db, "alice", '{"a": 2}', AFTER)
    assert (people.read_state(db, "alice"), people.read_state(db, "bob")) == ('{"a": 2}', None)

"""What came in: open until it is handled, and a flood costs as many statements as one message."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.storage import inbox
from bot.storage.database import Storage

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def fill(storage: Storage, count: int) -> list[int]:
    """Messages of one person; their rows."""
    with storage.transaction() as db:
        rows = [inbox.accept(db, "json", number, "anna", f"tekst {number}", NOW) for number in range(count)]
    return [row for row in rows if row]


def test_what_is_claimed_comes_in_the_order_that_was_asked_without_what_is_handled_or_given_up(storage: Storage) -> None:
    first, second, third, fourth = fill(storage, 4)
    with storage.transaction() as db:
        inbox.finish(db, [second], NOW)
        inbox.give_up(db, third)
        assert [row.body for row in inbox.claim(db, [fourth, third, second, first])] == ["tekst 3", "tekst 0"]
        assert inbox.waiting(db, "json") == [first, fourth]


@pytest.mark.parametrize("count", [1, 1000])
def test_a_thousand_messages_take_as_many_statements_as_one(storage: Storage, count: int) -> None:
    rows, told = fill(storage, count), []
    with storage.transaction() as db:
        db.conn.set_trace_callback(told.append)
        claimed = inbox.claim(db, rows)
        inbox.finish(db, [row.id for row in claimed], NOW)
        db.conn.set_trace_callback(None)
        assert (len(claimed), len(told), inbox.waiting(db, "json")) == (count, 2, [])

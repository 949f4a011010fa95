"""Who is waiting for what, in which order, and what is sent again."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.time import moment
from bot.storage import outbox, people, personal_data
from bot.storage.database import Database, Storage
from bot.storage.outbox import COPY_AFTER, Outgoing, Waiting

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def put(db: Database, person: str, minutes: int, kind: str = "antwoord", key: str = "") -> int:
    return outbox.put(db, person, "telegram", kind, "{}", NOW + minutes * MINUTE, now=NOW, key=key)


def first(db: Database, person: str, minutes: int = 0) -> Outgoing:
    row = outbox.next_of(db, "telegram", person, NOW + minutes * MINUTE)
    assert row is not None
    return row


def test_whoever_waits_longest_is_served_first(storage: Storage) -> None:
    with storage.transaction() as db:
        put(db, "anna", -1)
        put(db, "bram", -5)
        put(db, "bram", 5)
        put(db, "cor", 1)
        assert outbox.persons_due(db, "telegram", NOW) == [Waiting("bram", True), Waiting("anna", True)]


def test_who_waits_for_nothing_is_served_after_who_does(storage: Storage) -> None:
    with storage.transaction() as db:
        put(db, "anna", -9, "herinnering")
        put(db, "bram", -8, "bericht")
        put(db, "cor", -1)
        put(db, "cor", -7, "herinnering")
        assert outbox.persons_due(db, "telegram", NOW) == [Waiting("cor", True), Waiting("anna", False), Waiting("bram", False)]


def test_of_one_person_what_is_due_first_leaves_first(storage: Storage) -> None:
    with storage.transaction() as db:
        later, earlier = put(db, "anna", -1), put(db, "anna", -2)
        assert first(db, "anna").id == earlier
        outbox.mark(db, earlier, "sent", NOW)
        assert first(db, "anna").id == later
        outbox.mark(db, later, "sent", NOW)
        assert outbox.next_of(db, "telegram", "anna", NOW) is None


def test_when_a_row_must_wait_everything_of_this_person_waits_behind_it(storage: Storage) -> None:
    with storage.transaction() as db:
        people.remember_address(db, "anna", "telegram", "1")
        one, two, other = put(db, "anna", -2), put(db, "anna", -1), put(db, "bram", -1)
        row = first(db, "anna")
        outbox.mark(db, one, "sending", NOW)
        outbox.hold_back(db, row, NOW + MINUTE, NOW)
        three = put(db, "anna", 0)
        assert outbox.next_of(db, "telegram", "anna", NOW) is None
        assert outbox.persons_due(db, "telegram", NOW) == [Waiting("bram", True)]
        assert first(db, "bram").id == other
        for expected in (one, two, three):
            assert first(db, "anna", 1).id == expected
            outbox.mark(db, expected, "sent", NOW)


def test_who_writes_again_ends_a_pause_of_ours_but_not_one_that_the_channel_told_us_to_make(storage: Storage) -> None:
    with storage.transaction() as db:
        people.remember_address(db, "anna", "telegram", "1")
        one, two = put(db, "anna", -2), put(db, "anna", -1)
        outbox.hold_back(db, first(db, "anna"), NOW + MINUTE, NOW)
        people.remember_address(db, "anna", "telegram", "1")
        assert first(db, "anna").id == one
        outbox.hold_back(db, first(db, "anna"), NOW + MINUTE, NOW, told=True)
        people.remember_address(db, "anna", "telegram", "1")
        assert outbox.next_of(db, "telegram", "anna", NOW) is None
        assert people.who_must_wait(db, "telegram", NOW) == [("1", NOW + MINUTE)]
        assert (first(db, "anna", 1).id, people.who_must_wait(db, "telegram", NOW + MINUTE)) == (one, [])
        outbox.mark(db, one, "sent", NOW)
        assert first(db, "anna", 1).id == two


def test_an_answer_that_may_have_arrived_is_sent_again_later_and_later_for_a_day(storage: Storage) -> None:
    with storage.transaction() as db:
        people.remember_address(db, "anna", "telegram", "1")
        put(db, "anna", 0)
        now, waits = NOW, []
        while row := outbox.next_of(db, "telegram", "anna", now):
            waits.append(now)
            outbox.mark(db, row.id, "sending", now)
            outbox.unsure(db, row, now)
            (until,) = db.execute("SELECT paused_until FROM addresses").fetchone()
            now = max(now, moment(until))
        pauses = [after - before for before, after in itertools.pairwise(waits)]
        assert [pause.total_seconds() for pause in pauses[:6]] == [1, 10, 60, 300, 900, 900]
        assert timedelta(hours=23) < sum(pauses, timedelta()) <= timedelta(days=1)
        assert outbox.undelivered(db)[0].state == "uncertain"


@pytest.mark.parametrize("kind", ["bevestiging", "herinnering"])
def test_a_confirmation_or_reminder_is_repeated_a_little_later_and_nothing_waits_for_that(storage: Storage, kind: str) -> None:
    with storage.transaction() as db:
        row_id, after = put(db, "anna", -2, kind), put(db, "anna", -1)
        row = first(db, "anna")
        outbox.mark(db, row_id, "sending", NOW)
        outbox.unsure(db, row, NOW)
        assert first(db, "anna").id == after
        outbox.mark(db, after, "sent", NOW)
        assert outbox.next_of(db, "telegram", "anna", NOW + COPY_AFTER - timedelta(seconds=1)) is None
        again = first(db, "anna", 1)
        assert (again.kind, again.key, again.due_at) == (kind, f"zekerheid:{row_id}", NOW + COPY_AFTER)


def test_a_copy_in_doubt_is_the_same_row_sent_again_later_and_later_and_nothing_waits_for_it(storage: Storage) -> None:
    with storage.transaction() as db:
        row_id = put(db, "anna", 0, "bevestiging", key="zekerheid:1")
        now, waits = NOW, []
        for number in range(7):
            row = first(db, "anna", 10_000)
            waits.append((row.due_at - now).total_seconds())
            assert (row.id, row.key) == (row_id, "zekerheid:1")
            now = row.due_at
            outbox.mark(db, row_id, "sending", now)
            other = put(db, "anna", -number)
            outbox.unsure(db, row, now)
            assert first(db, "anna").id == other
            outbox.mark(db, other, "sent", now)
        assert waits == [0, 60, 120, 240, 480, 900, 900]


def test_a_copy_lets_everything_else_of_this_person_go_first(storage: Storage) -> None:
    with storage.transaction() as db:
        put(db, "anna", -9, "bevestiging", key="zekerheid:1")
        keyed, bare = put(db, "anna", -2, key="b"), put(db, "anna", -1)
        assert first(db, "anna").id == keyed
        outbox.mark(db, keyed, "sent", NOW)
        assert first(db, "anna").id == bare


def test_a_row_on_its_way_is_there_until_it_is_erased_and_a_new_one_of_the_same_number_is_another(storage: Storage) -> None:
    with storage.transaction() as db:
        row_id = put(db, "anna", 0, "bevestiging")
        row = first(db, "anna")
        assert not outbox.is_there(db, row)
        outbox.mark(db, row_id, "sending", NOW)
        assert outbox.is_there(db, row)
        personal_data.erase(db, "anna")
        assert put(db, "anna", 0, personal_data.ANSWERING) == row_id
        assert not outbox.is_there(db, row)


def test_what_was_being_sent_at_the_end_of_a_process_is_found(storage: Storage) -> None:
    with storage.transaction() as db:
        row_id = put(db, "anna", 0)
        put(db, "anna", 0)
        outbox.mark(db, row_id, "sending", NOW)
        assert [row.id for row in outbox.cut_off(db, "telegram")] == [row_id]


def test_the_last_reference_is_that_of_what_was_sent_last(storage: Storage) -> None:
    with storage.transaction() as db:
        assert outbox.last_reference(db, "anna") == ""
        for reference in ("toetsen", ""):
            outbox.mark(db, put(db, "anna", 0), "sent", NOW, reference=reference)
        assert outbox.last_reference(db, "anna") == ""
        outbox.mark(db, put(db, "anna", 0), "sent", NOW, reference="toetsen")
        assert outbox.last_reference(db, "anna") == "toetsen"
        outbox.forget_references(db, "anna")
        assert outbox.last_reference(db, "anna") == ""

"""What a running channel notes: awake with which content, when it was heard, and each sign until it is gone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.domain.health import AWAKE, POLLED, Sign
from bot.gateway.heartbeat import CLOCK_BACK_AFTER, CLOCK_BACK_FOR, STAYS, note
from bot.storage import operations, people
from bot.storage.database import Storage
from bot.storage.operations import Beat

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
LATER = NOW + timedelta(minutes=1)
HOOK, SECOND = Sign.HOOK_GONE.value, Sign.SECOND_POLLER.value


def beats(storage: Storage) -> dict[str, Beat]:
    """All that is noted."""
    return operations.all_beats(storage.db)


def test_it_is_awake_with_its_content_and_heard_when_it_was(storage: Storage) -> None:
    note(storage.db, NOW, "v1", None, {})
    assert beats(storage) == {AWAKE: Beat(NOW, "v1")}
    note(storage.db, LATER, "v2", NOW, {})
    assert beats(storage) == {AWAKE: Beat(LATER, "v2"), POLLED: Beat(NOW)}


def test_a_sign_is_noted_while_it_is_there_and_gone_with_it(storage: Storage) -> None:
    note(storage.db, NOW, "v1", None, {HOOK: True, SECOND: False})
    assert beats(storage) == {AWAKE: Beat(NOW, "v1"), HOOK: Beat(NOW)}
    note(storage.db, LATER, "v1", None, {HOOK: False, SECOND: False})
    assert beats(storage) == {AWAKE: Beat(LATER, "v1")}


def test_a_second_poller_stays_noted_for_as_long_as_a_restart_may_hide_it(storage: Storage) -> None:
    note(storage.db, NOW, "v1", None, {SECOND: True})
    at_the_end = NOW + STAYS[SECOND]
    note(storage.db, at_the_end, "v1", None, {SECOND: False})
    assert beats(storage)[SECOND] == Beat(NOW)
    note(storage.db, at_the_end + timedelta(seconds=1), "v1", None, {SECOND: False})
    assert SECOND not in beats(storage)


def test_a_clock_that_is_kept_right_is_no_sign(storage: Storage) -> None:
    note(storage.db, NOW, "v1", None, {})
    note(storage.db, NOW - CLOCK_BACK_AFTER, "v1", None, {})
    assert beats(storage) == {AWAKE: Beat(NOW - CLOCK_BACK_AFTER, "v1")}


def test_a_clock_that_was_set_back_is_told_for_as_long_as_it_was_and_a_day_at_most(storage: Storage) -> None:
    for back, until in ((timedelta(hours=2), NOW), (timedelta(days=9), NOW - timedelta(days=9) + CLOCK_BACK_FOR)):
        operations.beat(storage.db, AWAKE, NOW, "v1")
        note(storage.db, NOW - back, "v1", None, {})
        assert beats(storage)[Sign.CLOCK_BACK.value] == Beat(NOW - back, f"{until:%Y-%m-%dT%H:%M:%S}.000Z")


def test_after_a_clock_that_was_set_back_nobody_waits_for_what_it_said(storage: Storage) -> None:
    people.remember_address(storage.db, "anna", "telegram", "17", NOW)
    people.told_to_wait(storage.db, "anna", NOW + timedelta(hours=1))
    note(storage.db, NOW, "v1", None, {})
    assert people.who_must_wait(storage.db, "telegram", NOW) != []
    note(storage.db, NOW - timedelta(hours=2), "v1", None, {})
    assert people.who_must_wait(storage.db, "telegram", NOW - timedelta(hours=2)) == []

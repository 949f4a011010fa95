"""The tests of reliability can fail: with a fault put back, each says so. What is cheap to break is broken here."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from telegram.error import NetworkError, RetryAfter

from bot.app.assistant import Snapshot
from bot.ops import private_files
from bot.privacy import number_detection
from bot.storage import outbox, people
from bot.storage.database import Storage
from tests.channels.telegram.test_sender import History, Trouble, _plays
from tests.privacy import test_identifiers
from tests.storage import test_file_rights

NOTICED = (AssertionError, pytest.fail.Exception)
TWO_ANSWERS: list[tuple[str, str, Any]] = [("say", "anna", "antwoord"), ("pass", "", 0.3), ("say", "anna", "antwoord")]


def overtaking(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the row that failed waits, as it once was: what is said next goes first."""

    def alone(db: Any, row: Any, until: Any, now: Any, *, told: bool = False) -> None:
        del told
        outbox.postpone(db, row.id, until, now)

    monkeypatch.setattr(outbox, "hold_back", alone)


def hurrying(monkeypatch: pytest.MonkeyPatch) -> None:
    """What Telegram told us of a chat is forgotten."""
    monkeypatch.setattr(people, "told_to_wait", lambda db, person, until: True)


@pytest.mark.parametrize(
    ("fault", "trouble"),
    [(overtaking, Trouble("500", NetworkError("Internal Server Error"))), (hurrying, Trouble("429", RetryAfter(3), seconds=3))],
    ids=["overtaking", "hurrying"],
)
def test_an_answer_that_overtakes_or_hurries_is_noticed(
    small: Snapshot, monkeypatch: pytest.MonkeyPatch, fault: Callable[[pytest.MonkeyPatch], None], trouble: Trouble
) -> None:
    steps = [("fail", "anna", trouble), *TWO_ANSWERS]
    asyncio.run(_plays(History(Storage(":memory:"), small), steps))
    fault(monkeypatch)
    with pytest.raises(NOTICED):
        asyncio.run(_plays(History(Storage(":memory:"), small), steps))


def test_files_that_others_may_read_are_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = os.umask(0o022)
    monkeypatch.setattr(private_files, "MODE", 0o644)
    with pytest.raises(NOTICED):
        test_file_rights.test_lock_marker_and_erasures_are_the_owners_alone(tmp_path)
    os.umask(before)


def test_a_link_that_is_followed_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "O_NOFOLLOW", 0)
    with pytest.raises(NOTICED):
        test_file_rights.test_a_link_beside_the_database_leads_nowhere(tmp_path, "telegram.lock")


def test_a_card_that_is_not_masked_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(number_detection.Row, "is_card", lambda *_: False)
    with pytest.raises(NOTICED):
        test_identifiers.test_a_payment_card_is_found_by_the_test_of_luhn()

"""A move of code changes no word: what was recorded is said again, byte for byte."""

from __future__ import annotations

import pytest

from bot.app.assistant import Snapshot
from tests.recordings.player import conversations, frozen, play, recorded

PARTS = 8


@pytest.fixture(scope="session")
def frozen_snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """The frozen content, learned once for all workers of a run."""
    return frozen(tmp_path_factory.getbasetemp().parent / "werkbot-model")


def test_there_are_at_least_three_hundred_conversations() -> None:
    assert len(conversations()) >= 300
    assert [one["id"] for one in conversations()] == list(recorded())


@pytest.mark.parametrize("part", range(PARTS))
def test_what_was_recorded_is_said_again(part: int, frozen_snapshot: Snapshot) -> None:
    before = recorded()
    for one in conversations()[part::PARTS]:
        assert play(frozen_snapshot, one["lines"]) == before[one["id"]], one["id"]

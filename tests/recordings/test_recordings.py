"""A move of code changes no word: what was recorded is said again, byte for byte."""

from __future__ import annotations

import pytest

from bot.app.assistant import Snapshot
from bot.cli.start_cache import fingerprint, kept
from bot.dialogue.actions import LONGEST, Pressed, decode, encode
from bot.dialogue.buttons import HANDLERS
from tests.models import learned_once, model_cache
from tests.recordings.player import CONTENT, conversations, frozen, played, recorded

PARTS = 8


@pytest.fixture(scope="session")
def frozen_snapshot() -> Snapshot:
    """The frozen content, learned once for all workers of a run."""
    with learned_once(model_cache("frozen")) as cache:
        return kept(cache, "start", fingerprint(CONTENT), lambda: frozen(cache))


def test_there_are_at_least_three_hundred_conversations() -> None:
    assert len(conversations()) >= 300
    assert [one["id"] for one in conversations()] == list(recorded())


@pytest.mark.parametrize("part", range(PARTS))
def test_what_was_recorded_is_said_again(part: int, frozen_snapshot: Snapshot) -> None:
    before = recorded()
    assert conversations()[part::PARTS]
    for one in conversations()[part::PARTS]:
        answers, actions = played(frozen_snapshot, one["lines"])
        assert answers == before[one["id"]], one["id"]
        assert [action for action in actions if not is_pressable(action)] == [], one["id"]


def is_pressable(action: str) -> bool:
    """Whether a button of ours is one that is read again, short enough for every channel, with someone who handles it."""
    read = decode(action)
    return isinstance(read, Pressed) and read.action in HANDLERS and action == encode(read.action, *read.arguments) and fits(action)


def fits(action: str) -> bool:
    return len(action.encode()) <= LONGEST

"""Plays a conversation through `chat --json`, in process: its own database, a clock of its own, and chance that repeats itself."""

from __future__ import annotations

import json
import random
import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from unittest import mock

from bot.app.assistant import Reception, Snapshot
from bot.channels.jsonl import CHANNEL, Talk
from bot.config import Settings
from bot.content.loader import load
from bot.content.phrases import REQUIRED
from bot.dialogue.context import from_json
from bot.domain.time import ZONE
from bot.privacy.masking import pseudonym
from bot.storage import people
from bot.storage.database import Storage
from bot.understanding.pipeline import prepare
from bot.understanding.reading import prepare_listener
from bot.understanding.sentences import read_sentences
from tests.models import learn_together

HERE = Path(__file__).parent
CONTENT = HERE / "content" / "knowledge"
CONVERSATIONS = HERE / "conversations.jsonl"
RECORDED = HERE / "recorded.jsonl"
BEGIN = datetime(2026, 11, 23, 9, 5, tzinfo=ZONE)
PAUSE = timedelta(seconds=20)  # between two messages
KEY = b"a key for recordings, nothing else"

Line = Mapping[str, Any]


def frozen(cache: Path) -> Snapshot:
    """The frozen content with its model."""
    knowledge = load(CONTENT, REQUIRED)
    sentences = read_sentences(CONTENT)
    learn_together(knowledge, sentences, CONTENT, cache)
    understanding = prepare(knowledge, sentences, cache)
    return Snapshot(knowledge, understanding, prepare_listener(knowledge, sentences, understanding, CONTENT, cache))


def conversations() -> list[Line]:
    """What is said, pressed and waited: {"id", "lines": [{"text" | "button", "minutes"}]}."""
    return [json.loads(line) for line in CONVERSATIONS.read_text(encoding="utf-8").splitlines()]


def recorded() -> dict[str, list[Line]]:
    """What was answered, by the id of the conversation."""
    lines = RECORDED.read_text(encoding="utf-8").splitlines()
    return {one["id"]: one["answers"] for one in map(json.loads, lines)}


class Player:
    """One person at a time, in a database of its own."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.storage = Storage(":memory:")
        self.talk = Talk(Reception(self.storage, snapshot, Settings()), KEY, lambda: BEGIN)
        self.now = BEGIN

    def say(self, line: Line) -> Line:
        """One line after its pause, and the answer."""
        self.now += PAUSE + timedelta(minutes=line.get("minutes", 0))
        said = {key: line[key] for key in ("text", "button") if key in line}
        return self.talk.answer({"chat": "anna", "now": self.now.isoformat(), **said})

    def offered(self) -> set[str]:
        """The actions of the buttons that stand open."""
        state = from_json(people.read_state(self.storage.db, pseudonym(CHANNEL, "anna", KEY)))
        return {button.action for button in state.offered}

    def close(self) -> None:
        """Forget it all."""
        self.storage.close()


def play(snapshot: Snapshot, lines: Sequence[Line]) -> list[Line]:
    """The answers to one conversation."""
    return played(snapshot, lines)[0]


def played(snapshot: Snapshot, lines: Sequence[Line]) -> tuple[list[Line], set[str]]:
    """The answers to one conversation, and the actions of all buttons that stood open in it."""
    answers, actions = [], set()
    with same_chance():
        player = Player(snapshot)
        try:
            for line in lines:
                answers.append(player.say(line))
                actions |= player.offered()
        finally:
            player.close()
    return answers, actions


@contextmanager
def same_chance() -> Iterator[None]:
    """Codes and tokens are drawn alike each time."""
    chance = random.Random(7)

    def urlsafe(size: int = 8) -> str:
        return "".join(chance.choice("abcdefghjkmnpqrstuvwxyz") for _ in range(size))

    def hexadecimal(size: int = 8) -> str:
        return "".join(chance.choice("0123456789abcdef") for _ in range(2 * size))

    with (
        mock.patch.object(secrets, "choice", chance.choice),
        mock.patch.object(secrets, "token_urlsafe", urlsafe),
        mock.patch.object(secrets, "token_hex", hexadecimal),
        mock.patch.object(secrets, "randbelow", chance.randrange),
    ):
        yield

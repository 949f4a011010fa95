"""The same few people and the real parts, for every test: shipped knowledge, a real database, a clock that stands still."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.app.assistant import Handled, Reception, Snapshot
from bot.channels.immediate import drain
from bot.cli.start_cache import fingerprint, kept
from bot.config import Settings
from bot.content.folder import SHIPPED
from bot.content.loader import load
from bot.content.model import Knowledge
from bot.content.phrases import REQUIRED
from bot.domain.messages import Button, ChannelFacts, Kind, Message, Reply
from bot.domain.time import ZONE
from bot.privacy.masking import pseudonym
from bot.storage import people
from bot.storage.database import Storage
from bot.understanding.pipeline import Thresholds, Understanding, prepare
from bot.understanding.reading import Listener, prepare_listener
from bot.understanding.sentences import Sentences, read_sentences
from tests import planted
from tests.channels.telegram.small import small_snapshot
from tests.models import learn_together, learned_once, model_cache

MEMORY, ROOM = Path("/dev/shm"), 2 * 1024**3
"""Files in memory, and the bytes that a run may need of it. A run makes some thousands of databases, and two thirds of its
time went to waiting until a disk had written them."""
if os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))  # pytest's own name for where it makes its folders

SUNDAY_EVENING = datetime(2026, 11, 22, 21, 40, tzinfo=ZONE)
KEY = b"a key for tests, nothing else"
FACTS = {"telegram": ChannelFacts(can_delete=True, keeps_history=True)}
"""What a channel says of itself, where it is more than nothing (tests of that channel hold it to this)."""


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    """A sweep takes the same branches thousands of times, which the tests beside it take too: it is not measured, for that doubles its time."""
    tracer = sys.gettrace() if item.get_closest_marker("sweep") else None
    if tracer is None:
        return (yield)
    sys.settrace(None)
    try:
        return (yield)
    finally:
        sys.settrace(tracer)


@pytest.fixture(scope="session", autouse=True)
def no_secret_is_left(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """After all tests: no file that they wrote, database or log, has one of the secrets that were typed into the assistant."""
    yield
    assert planted.found_in(tmp_path_factory.getbasetemp()) == []


@pytest.fixture(scope="session")
def shipped_content() -> tuple[Knowledge, Sentences]:
    """The content that we ship, checked, with the acts and commands; read once for all workers of a run."""
    with learned_once(model_cache("shipped")) as cache:
        return kept(cache, "content", fingerprint(SHIPPED), lambda: (load(SHIPPED, REQUIRED), read_sentences(SHIPPED)))


@pytest.fixture(scope="session")
def shipped_knowledge(snapshot: Snapshot) -> Knowledge:
    """The content that we ship, checked."""
    return snapshot.knowledge


@pytest.fixture(scope="session")
def shipped_sentences(shipped_content: tuple[Knowledge, Sentences]) -> Sentences:
    """The acts and commands that we ship."""
    return shipped_content[1]


@pytest.fixture(scope="session")
def shipped_understanding(snapshot: Snapshot) -> Understanding:
    """The model of the shipped content."""
    return snapshot.understanding


@pytest.fixture(scope="session")
def shipped_listener(snapshot: Snapshot) -> Listener:
    """The models of topics and acts together."""
    assert snapshot.listener
    return snapshot.listener


@pytest.fixture(scope="session")
def snapshot(shipped_content: tuple[Knowledge, Sentences]) -> Snapshot:
    """Content and model together; learned once for all workers of a run."""
    known, sentences = shipped_content

    def learned() -> Snapshot:
        learn_together(known, sentences, SHIPPED, cache)
        understanding = prepare(known, sentences, cache)
        return Snapshot(known, understanding, prepare_listener(known, sentences, understanding, SHIPPED, cache))

    with learned_once(model_cache("shipped")) as cache:
        return kept(cache, "start", fingerprint(SHIPPED, Thresholds()), learned)


@pytest.fixture(scope="session")
def small_cache() -> Path:
    """Where the model of the small knowledge is kept: shared by all workers of a run, and by processes that they start."""
    return model_cache("small")


@pytest.fixture(scope="session")
def small(small_cache: Path) -> Snapshot:
    """A small knowledge and its model, for tests that are about something else than content; learned once."""
    with learned_once(small_cache):
        return small_snapshot(small_cache)


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with all tables and nothing in them. A copy of it is what twenty migrations make, at a tenth of their cost."""
    made = tmp_path_factory.mktemp("empty") / "werkbot.db"
    Storage(made).close()
    return made


@pytest.fixture
def storage(empty_database: Path, tmp_path: Path) -> Iterator[Storage]:
    """A real database in a file."""
    opened = Storage(shutil.copy(empty_database, tmp_path / "werkbot.db"))
    yield opened
    opened.close()


@pytest.fixture
def reception(storage: Storage, snapshot: Snapshot) -> Reception:
    """The one door, on shipped content."""
    return Reception(storage, snapshot, Settings())


@dataclass
class Citizen:
    """Someone who types and taps. Every message takes ten seconds; `later` lets time pass."""

    reception: Reception
    name: str = "anna"
    channel: str = "json"
    now: datetime = SUNDAY_EVENING
    replies: list[Reply] = field(default_factory=list)
    handled: Handled | None = None

    @property
    def person(self) -> str:
        """The pseudonym."""
        return pseudonym(self.channel, self.name, KEY)

    def says(self, text: str) -> list[Reply]:
        """Type something; the replies that come back."""
        return self._send(Message(self.person, self.now, text, channel=self.channel))

    def taps(self, label: str) -> list[Reply]:
        """Press the button with this label, of the replies last seen."""
        return self._send(Message(self.person, self.now, action=self.button(label).action, kind=Kind.BUTTON, channel=self.channel))

    def does(self, kind: Kind, **more: str) -> list[Reply]:
        """A voice message, a photo, a shared number, /start."""
        return self._send(Message(self.person, self.now, kind=kind, channel=self.channel, **more))

    def button(self, label: str) -> Button:
        """The button with this label."""
        found = [button for reply in self.replies for button in reply.buttons if button.label == label]
        assert found, f"no button {label!r} among {self.labels}"
        return found[0]

    def later(self, **time: float) -> list[Reply]:
        """Let time pass; what is due by then is delivered."""
        self.now += timedelta(**time)
        self.replies = [one.reply for one in drain(self.reception, self.channel, self.person, self.now)]
        return self.replies

    @property
    def labels(self) -> list[str]:
        """The labels of all buttons in sight."""
        return [button.label for reply in self.replies for button in reply.buttons]

    @property
    def text(self) -> str:
        """All that was said, one reply below the other."""
        return "\n\n".join(reply.text for reply in self.replies)

    @property
    def step(self) -> tuple[str, str] | None:
        """The next step that the last message recorded."""
        step = self.handled.result.step if self.handled else None
        return (step.kind.value, step.label) if step else None

    def _send(self, message: Message) -> list[Reply]:
        message = replace(message, facts=FACTS.get(self.channel, ChannelFacts()))
        with self.reception.storage.transaction() as db:
            people.remember_address(db, self.person, self.channel, self.person)
        self.handled = self.reception.handle(message)
        self.replies = [one.reply for one in drain(self.reception, self.channel, self.person, self.now)]
        self.now += timedelta(seconds=10)
        return self.replies


@pytest.fixture
def citizen(reception: Reception) -> Citizen:
    """Anna, on a Sunday evening."""
    return Citizen(reception)


@pytest.fixture
def other_citizen(reception: Reception) -> Citizen:
    """Bram, at the same moment."""
    return Citizen(reception, "bram")

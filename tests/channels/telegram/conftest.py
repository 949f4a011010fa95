"""The whole channel over HTTP: the real Application against the project's own fake Bot API, with short times."""

from __future__ import annotations

import signal
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.app.assistant import Reception, Snapshot
from bot.channels.telegram.channel import Channel
from bot.config import Secret, Settings, TelegramSettings
from bot.domain.time import ZONE
from bot.gateway.limits import Limits
from bot.storage.database import Storage
from tests.channels.telegram.small import small_snapshot
from tests.models import learned_once, model_cache
from tests.telegram_api.people import FakeUser
from tests.telegram_api.server import FakeApi

MONDAY_MORNING = datetime(2026, 11, 23, 8, 30, tzinfo=ZONE)
KEY = b"a key for tests, nothing else"
QUICK = Limits(
    poll=5.0,
    poll_slack=0.5,
    read_timeout=0.5,
    connect_timeout=1.0,
    flood_quiet=0.2,
    flood_most=0.6,
    unasked_per_second=200.0,
    sweep=0.05,
    first_pause=0.05,
    longest_pause=0.2,
    heartbeat=0.1,
    stop=5.0,
)


@pytest.fixture(autouse=True)
def a_lost_connection_is_an_error() -> None:
    """Not the end of the process: a test of the command line may have left it so."""
    signal.signal(signal.SIGPIPE, signal.SIG_IGN)


@dataclass
class Clock:
    """Runs with the real clock from a Monday morning on; `forward` makes time pass at once."""

    began: float = field(default_factory=time.monotonic)
    ahead: timedelta = timedelta()

    def __call__(self) -> datetime:
        return MONDAY_MORNING + timedelta(seconds=time.monotonic() - self.began) + self.ahead

    def seconds(self) -> float:
        """As Telegram dates a message."""
        return self().timestamp()

    def forward(self, **time: float) -> None:
        """Let time pass."""
        self.ahead += timedelta(**time)


@pytest.fixture(scope="session")
def small_cache() -> Path:
    """Where the model of these tests is kept: shared by all workers of a run, and by processes that they start."""
    return model_cache("small")


@pytest.fixture(scope="session")
def small(small_cache: Path) -> Snapshot:
    """Content and model for these tests; learned once."""
    with learned_once(small_cache):
        return small_snapshot(small_cache)


@pytest.fixture
def reception(storage: Storage, small: Snapshot) -> Iterator[Reception]:
    """The one door, on the small knowledge. It has a connection of its own, for one connection is used from one thread at a time:
    `storage` is for the test to look from outside.
    """
    own = Storage(storage.path)
    yield Reception(own, small, Settings())
    own.close()


@pytest.fixture
def clock() -> Clock:
    """Monday 23 November 2026, half past eight."""
    return Clock()


@pytest.fixture
async def api(clock: Clock) -> AsyncIterator[FakeApi]:
    """A Telegram of our own."""
    async with FakeApi(clock=clock.seconds) as server:
        yield server


Run = Callable[..., AbstractAsyncContextManager[Channel]]


@pytest.fixture
def run(reception: Reception, api: FakeApi, clock: Clock) -> Run:
    """Starts the channel, and stops it at the end: `async with run() as channel:`."""

    @asynccontextmanager
    async def running(*, settings: Settings | None = None, through: Reception | None = None, **limits: float) -> AsyncIterator[Channel]:
        chosen = settings or Settings(telegram=TelegramSettings(base_url=api.base_url))
        channel = Channel(through or reception, KEY, Secret(api.token), chosen, clock, limits=replace(QUICK, **limits))
        await channel.start()
        try:
            yield channel
        finally:
            await channel.stop()
            assert channel.gateway.inbox.places + len(channel.gateway.inbox.in_memory) == channel.limits.kept_in_memory

    return running


@pytest.fixture
def reopened(small: Snapshot, storage: Storage) -> Iterator[Callable[[], Reception]]:
    """The reception on a new connection to the same file, as after a restart."""
    opened: list[Storage] = []

    def reopen() -> Reception:
        opened.append(Storage(storage.path))
        return Reception(opened[-1], small, Settings())

    yield reopen
    for one in opened:
        one.close()


@pytest.fixture
async def anna(api: FakeApi) -> FakeUser:
    """Anna, with a phone."""
    return api.user("Anna")


@pytest.fixture
async def bram(api: FakeApi) -> FakeUser:
    """Bram, with another one."""
    return api.user("Bram")

"""Whatever goes wrong on the way to Telegram: nothing of a person leaves while an earlier row of theirs waits, a chat told to wait is
not asked in between, and nobody else waits. 100 random histories run always; with WERKBOT_SOAK=1 10,000.
"""

from __future__ import annotations

import asyncio
import os
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from telegram import Message
from telegram.error import NetworkError, RetryAfter, TelegramError, TimedOut

from bot.app.assistant import Reception, Snapshot
from bot.channels.telegram.client import CutOff, NotSent
from bot.channels.telegram.outgoing import post
from bot.channels.telegram.updates import CHANNEL
from bot.config import Settings
from bot.content.phrases import Phrases
from bot.domain.messages import Reply, to_body
from bot.gateway.database_thread import DatabaseThread
from bot.gateway.extras import Extras
from bot.gateway.limits import Limits
from bot.gateway.parcel import Parcel, Posted
from bot.gateway.sender import Sender
from bot.storage import outbox, people
from bot.storage.database import Storage
from tests.channels.telegram.conftest import MONDAY_MORNING, Clock, Run
from tests.privacy.numbers import bsn
from tests.telegram_api.people import FakeUser
from tests.telegram_api.server import Call, FakeApi

EXAMPLES = 10_000 if os.environ.get("WERKBOT_SOAK") else 100
PEOPLE = {"anna": 1, "bram": 2}
LIMITS = replace(Limits(), unasked_per_second=1e6, first_pause=1.0, longest_pause=60.0)
KINDS = ("antwoord", "antwoord", "bevestiging", "bericht")
AGAIN = "Voor de zekerheid: "


@dataclass(frozen=True)
class Trouble:
    """What happens to one request; `kill` is a process that dies while it is on its way."""

    name: str
    error: TelegramError | None = None
    arrives: bool = False
    kill: bool = False
    seconds: int = 0


TROUBLES = (
    Trouble("429 for 3 s", RetryAfter(3), seconds=3),
    Trouble("429 for 400 s", RetryAfter(400), seconds=400),
    Trouble("500", NetworkError("Internal Server Error")),
    Trouble("half an answer", TelegramError("Invalid server response"), arrives=True),
    Trouble("time out", TimedOut()),
    Trouble("reset before", CutOff("reset")),
    Trouble("reset after", CutOff("reset"), arrives=True),
    Trouble("no connection", NotSent("no route")),
    Trouble("killed before", kill=True),
    Trouble("killed after", arrives=True, kill=True),
)


@dataclass
class Telegram:
    """Takes requests one by one: what was asked when, and what arrived."""

    now: datetime = MONDAY_MORNING
    plans: dict[int, list[Trouble]] = field(default_factory=lambda: defaultdict(list))
    arrived: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    told: dict[int, datetime] = field(default_factory=dict)
    hurried: list[str] = field(default_factory=list)
    """What was asked of a chat that was told to wait."""
    before: Callable[[str], Awaitable[None]] | None = None
    killed: asyncio.Event = field(default_factory=asyncio.Event)

    name = CHANNEL

    async def send(self, parcel: Parcel) -> Posted:
        return await post(self, parcel, Phrases({}))  # type: ignore[arg-type]

    async def send_message(self, chat: int, text: str, **more: Any) -> Message:
        del more
        if self.now < self.told.get(chat, self.now):
            self.hurried.append(text)
        assert self.before is not None
        await self.before(text)
        trouble = self.plans[chat].pop(0) if self.plans[chat] else Trouble("none", arrives=True)
        if trouble.arrives:
            self.arrived[chat].append(text)
        if trouble.seconds:
            self.told[chat] = self.now + timedelta(seconds=trouble.seconds)
        if trouble.kill:
            self.killed.set()
            await asyncio.sleep(3600)
        if trouble.error:
            raise trouble.error
        return None  # type: ignore[return-value]


class History:
    """One sender after the other on one database, with a clock that we turn."""

    def __init__(self, storage: Storage, snapshot: Snapshot) -> None:
        self.storage, self.snapshot = storage, snapshot
        self.telegram = Telegram()
        self.telegram.before = self.note
        self.put: dict[str, list[str]] = defaultdict(list)
        self.kind: dict[str, str] = {}
        self.overtook: list[tuple[str, str]] = []
        with storage.transaction() as db:
            db.execute("DELETE FROM outbox")
            db.execute("DELETE FROM addresses")
        for person in PEOPLE:
            self.heard(person)

    async def __aenter__(self) -> History:
        self.database = DatabaseThread(self.storage)
        self.sender = self.new_sender()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.end_tasks()
        await self.database.close()

    def new_sender(self) -> Sender:
        reception = Reception(self.storage, self.snapshot, Settings())
        return Sender(self.telegram, Extras(), reception, self.database, lambda: self.telegram.now, LIMITS)

    def heard(self, person: str) -> None:
        """The person wrote to us."""
        with self.storage.transaction() as db:
            people.remember_address(db, person, CHANNEL, str(PEOPLE[person]))

    def say(self, person: str, kind: str) -> None:
        text = f"{person} {len(self.put[person])}"
        self.put[person].append(text)
        self.kind[text] = kind
        now = self.telegram.now
        with self.storage.transaction() as db:
            outbox.put(db, person, CHANNEL, kind, to_body(Reply(text)), now, now=now)

    async def note(self, text: str) -> None:
        """Before a request leaves: what of this person was said before it and still waits."""
        said = text.removeprefix(AGAIN)
        if text != said:
            return
        person = said.split()[0]

        def waiting(db: Any) -> list[str]:
            sql = "SELECT body FROM outbox WHERE person = ? AND state IN ('due', 'sending') AND coalesce(key, '') NOT LIKE 'zekerheid:%'"
            return [body for (body,) in db.execute(sql, (person,)).fetchall()]

        bodies = await self.database.run(waiting)
        for earlier in self.put[person][: self.put[person].index(said)]:
            if any(f'"{earlier}"' in body for body in bodies):
                self.overtook.append((earlier, said))

    async def go(self) -> None:
        """Let the sender do all it can now; a kill on the way is followed by a restart."""
        await self.sender.sweep()
        while tasks := self.tasks():
            killed = asyncio.ensure_future(self.telegram.killed.wait())
            await asyncio.wait([*tasks, killed], return_when=asyncio.FIRST_COMPLETED)
            killed.cancel()
            await asyncio.gather(killed, return_exceptions=True)
            if self.telegram.killed.is_set():
                self.telegram.killed = asyncio.Event()
                await self.end_tasks()
                self.sender = self.new_sender()
                await self.sender.recover()
                await self.sender.sweep()

    def tasks(self) -> list[asyncio.Task[Any]]:
        return [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]

    async def end_tasks(self) -> None:
        for task in (tasks := self.tasks()):
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


STEP = st.one_of(
    st.tuples(st.just("say"), st.sampled_from(sorted(PEOPLE)), st.sampled_from(KINDS)),
    st.tuples(st.just("say"), st.sampled_from(sorted(PEOPLE)), st.sampled_from(KINDS)),
    st.tuples(st.just("fail"), st.sampled_from(sorted(PEOPLE)), st.sampled_from(TROUBLES)),
    st.tuples(st.just("pass"), st.just(""), st.sampled_from([0.3, 1.5, 3.5, 31.0, 400.0])),
    st.tuples(st.just("heard"), st.sampled_from(sorted(PEOPLE)), st.just(None)),
)


@pytest.fixture(scope="module")
def begin(small: Snapshot) -> Callable[[], History]:
    """A new history, on one database for all."""
    storage = Storage(":memory:")
    return lambda: History(storage, small)


@settings(max_examples=EXAMPLES, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=st.lists(STEP, min_size=3, max_size=14))
def test_nothing_overtakes_and_nobody_is_hurried(begin: Callable[[], History], steps: list[tuple[str, str, Any]]) -> None:
    asyncio.run(_plays(begin(), steps))


async def _plays(history: History, steps: list[tuple[str, str, Any]]) -> None:
    troubled = {person for what, person, _ in steps if what == "fail"}
    async with history:
        for what, person, value in steps:
            await _step(history, what, person, value)
            for other in set(PEOPLE) - troubled:
                assert history.telegram.arrived[PEOPLE[other]] == history.put[other]
        history.telegram.plans.clear()
        for _ in range(30):
            history.telegram.now += timedelta(hours=1)
            await history.go()
    assert (history.overtook, history.telegram.hurried) == ([], [])
    for person, chat in PEOPLE.items():
        _arrived_in_order(history, person, [text for text in history.telegram.arrived[chat] if not text.startswith(AGAIN)])


async def _step(history: History, what: str, person: str, value: Any) -> None:
    if what == "say":
        history.say(person, value)
    elif what == "fail":
        history.telegram.plans[PEOPLE[person]].append(value)
    elif what == "heard":
        history.heard(person)
    else:
        history.telegram.now += timedelta(seconds=value)
    await history.go()


def _arrived_in_order(history: History, person: str, bare: list[str]) -> None:
    """Each once or, of an answer in doubt, in a row; a confirmation in doubt may be there as a copy alone."""
    places = [history.put[person].index(text) for text in bare]
    assert places == sorted(places)
    copies = [text.removeprefix(AGAIN) for text in history.telegram.arrived[PEOPLE[person]] if text.startswith(AGAIN)]
    assert set(history.put[person]) <= {*bare, *copies}
    twice = [text for text in bare if bare.count(text) > 1]
    assert [text for text in twice if history.kind[text] == "bevestiging"] == []


async def test_a_chat_told_to_wait_is_asked_for_nothing_at_all_and_then_all_comes_in_order(
    run: Run, anna: FakeUser, bram: FakeUser, api: FakeApi
) -> None:
    """No answer to something new, no removal of a secret number, no record of a choice; the others notice nothing."""
    async with run():
        await anna.send("/start")
        menu = await anna.expect("Waar kunnen wij")
        api.fail("sendMessage", 429, "Too Many Requests: retry after 1", retry_after=1, chat=anna.id)
        before = len(api.calls)
        await anna.press("Ik kom langs")
        await _until(lambda: len(_asked(api, anna)) > 1)
        await anna.send(f"mijn bsn is {bsn(Random(1))}")
        await bram.send("kost dit geld")
        await bram.expect("gratis")
        await anna.expect("Plein 1")
        await anna.expect_change(menu)
        await _until(lambda: "deleteMessage" in [call.method for call in _asked(api, anna)])
    first, *then = [call for call in _asked(api, anna) if call in api.calls[before:]]
    assert first.status == 0
    assert [call.method for call in then if call.at < first.at + 1.0] == []
    assert {call.method for call in then} >= {"sendMessage", "editMessageText", "deleteMessage"}


async def _until(there: Callable[[], bool]) -> None:
    ends = time.monotonic() + 8
    while not there():
        assert time.monotonic() < ends, "it never became so"
        await asyncio.sleep(0.01)


def _asked(api: FakeApi, user: FakeUser) -> list[Call]:
    return [call for call in api.calls if str(call.params.get("chat_id")) == str(user.id)]


async def test_a_wait_that_telegram_told_survives_a_restart(
    run: Run, anna: FakeUser, api: FakeApi, reopened: Callable[[], Reception], clock: Clock
) -> None:
    async with run():
        api.fail("sendMessage", 429, "Too Many Requests: retry after 3600", retry_after=3600, chat=anna.id)
        await anna.send("waar zitten jullie")
        await _until(lambda: len(_asked(api, anna)) == 1)
    async with run(through=reopened()) as channel:
        await anna.send("kost dit geld")
        await _until(lambda: channel.gateway.inbox.in_memory == {} and not api.updates.waiting)
        await channel.gateway.sender.sweep()
        assert len(_asked(api, anna)) == 1
    clock.forward(hours=1)
    async with run(through=reopened()):
        await anna.expect("gratis")
    assert ["Plein 1" in text for text in anna.texts] == [True, False]

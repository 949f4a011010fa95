"""The health of a running channel: its page, the operator's notice, and the watchdog of systemd."""

from __future__ import annotations

import asyncio
import socket
import threading
from datetime import timedelta
from pathlib import Path

import aiohttp
import pytest

from bot.channels.telegram.updates import CHANNEL
from bot.cli import setup as wiring
from bot.cli import telegram
from bot.config import Settings
from bot.domain.health import Sign
from bot.domain.messages import Reply, to_body
from bot.domain.time import moment, stamp
from bot.privacy.masking import pseudonym
from bot.storage import operations, outbox, people
from bot.storage.alert_buffer import AlertBuffer
from bot.storage.database import Storage
from bot.storage.operations import Alarm
from tests.channels.telegram.conftest import KEY, Clock, Run
from tests.channels.telegram.test_channel import beats, until
from tests.channels.telegram.test_inbox_queue import allow, refuse
from tests.telegram_api.people import FakeUser
from tests.telegram_api.server import FakeApi


@pytest.fixture(autouse=True)
def one_clock(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those who watch read the same clock as the channel."""
    monkeypatch.setattr(wiring, "clock", clock)


def refuse_one(storage: Storage, clock: Clock) -> None:
    """Let an answer be refused by Telegram, as far as the database knows."""
    with storage.transaction() as db:
        outbox.mark(db, outbox.put(db, "p", CHANNEL, "antwoord", "{}", clock(), now=clock()), "dead", clock())


async def test_red_for_ten_minutes_reaches_the_operator_once_and_green_again_too(run: Run, storage: Storage, clock: Clock) -> None:
    post = Path(f"{storage.path}.post")
    async with run(poll=0.1) as channel:
        await until(lambda: {"wakker", "opgehaald"} <= beats(storage))
        await telegram.look(channel, Settings())
        refuse_one(storage, clock)
        await telegram.look(channel, Settings())
        assert not post.exists()
        clock.forward(minutes=11)
        await _awake_again(storage, clock)
        for _ in range(2):
            await telegram.look(channel, Settings())
        clock.forward(days=1)
        await _awake_again(storage, clock)
        await telegram.look(channel, Settings())
    subjects = [line for line in post.read_text(encoding="utf-8").splitlines() if line.startswith("Subject")]
    assert subjects == ["Subject: Werkbot: er is iets mis", "Subject: Werkbot: het gaat weer goed"]


async def _awake_again(storage: Storage, clock: Clock) -> None:
    """Until the channel has noted that it is awake at the new moment, and has polled."""
    await until(lambda: telegram.examined(storage.db, Settings(), "", clock())[0].awake is not None and _fresh(storage, clock))


def _fresh(storage: Storage, clock: Clock) -> bool:
    with storage.transaction() as db:
        found, _ = telegram.examined(db, Settings(), "", clock())
    moments = (found.awake, found.polled)
    return all(moment is not None and (clock() - moment).total_seconds() < 60 for moment in moments)


async def test_the_page_is_green_or_red_and_names_nobody(run: Run, storage: Storage, clock: Clock) -> None:
    async with run(poll=0.1) as channel, aiohttp.ClientSession() as session:
        await until(lambda: {"wakker", "opgehaald"} <= beats(storage))
        port = await channel.serve_health(lambda: telegram.page(channel, Settings()), 0)
        async with session.get(f"http://127.0.0.1:{port}/gezond") as answer:
            assert (answer.status, (await answer.json())["gezond"]) == (200, True)
        refuse_one(storage, clock)
        async with session.get(f"http://127.0.0.1:{port}/gezond") as answer:
            figures = await answer.json()
            assert (answer.status, figures["gezond"], list(figures["problemen"])) == (503, False, ["geweigerd"])
    assert "p" not in figures.values()


async def test_the_page_is_told_within_two_seconds_whatever_holds_the_database(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telegram, "ANSWERS_WITHIN", 0.05)
    held = threading.Event()
    async with run(poll=0.1) as channel, aiohttp.ClientSession() as session:
        port = await channel.serve_health(lambda: telegram.page(channel, Settings()), 0)
        holding = asyncio.ensure_future(channel.gateway.database.outside(lambda db: held.wait(60)))
        async with session.get(f"http://127.0.0.1:{port}/gezond") as answer:
            figures = await answer.json()
        held.set()
        await holding
        assert (answer.status, figures["gezond"], list(figures["problemen"])) == (503, False, ["database"])


async def test_a_clock_that_was_set_back_is_told_and_what_waited_goes_on(
    run: Run, anna: FakeUser, api: FakeApi, storage: Storage, clock: Clock
) -> None:
    clock.forward(days=40)
    async with run(poll=0.1):
        await until(lambda: "wakker" in beats(storage))
        api.fail("sendMessage", 500, chat=anna.id, times=1)
        with storage.transaction() as db:
            person = pseudonym(CHANNEL, str(anna.id), KEY)
            people.remember_address(db, person, CHANNEL, str(anna.id))
            people.pause(db, person, clock() + timedelta(minutes=15))
            outbox.put(db, person, CHANNEL, "antwoord", to_body(Reply("Ons adres")), clock(), now=clock())
        clock.forward(days=-40)
        await anna.expect("Ons adres")
        with storage.transaction() as db:
            found, signs = telegram.examined(db, Settings(), "", clock())
        assert (found.clock_back, Sign.CLOCK_BACK in signs) == (True, True)
        clock.forward(days=1, minutes=1)
        with storage.transaction() as db:
            assert not telegram.examined(db, Settings(), "", clock())[0].clock_back


async def test_the_watchdog_is_fed_while_updates_are_asked_for(
    run: Run, tmp_path: Path, storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
        listening.bind(str(tmp_path / "notify"))
        monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
        async with run(poll=0.1) as channel:
            await until(lambda: "opgehaald" in beats(storage))
            await telegram.look(channel, Settings())
            assert listening.recv(100) == b"WATCHDOG=1"
            channel.bot.polls.last_try -= 1000
            assert not channel.asks


async def test_while_nothing_can_be_written_the_watchdog_is_fed_and_the_operator_hears_of_it_once(
    run: Run, tmp_path: Path, storage: Storage, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    aside, fed = AlertBuffer(), 0
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
        listening.bind(str(tmp_path / "notify"))
        listening.setblocking(False)
        monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
        async with run(poll=0.1) as channel:
            await until(lambda: {"wakker", "opgehaald"} <= beats(storage))
            await channel.gateway.database.outside(refuse)
            for _ in range(3):
                clock.forward(minutes=11)
                await telegram.look(channel, Settings(), aside)
                fed += listening.recv(100) == b"WATCHDOG=1"
            await channel.gateway.database.outside(allow)
            await _awake_again(storage, clock)
            for _ in range(2):
                await telegram.look(channel, Settings(), aside)
    subjects = [line for line in Path(f"{storage.path}.post").read_text(encoding="utf-8").splitlines() if line.startswith("Subject")]
    assert (fed, subjects) == (3, ["Subject: Werkbot: er is iets mis", "Subject: Werkbot: het gaat weer goed"])


async def test_the_alarm_that_stood_in_the_file_goes_on_beside_it(storage: Storage, clock: Clock) -> None:
    aside, since = AlertBuffer(), clock()
    with storage.transaction() as db:
        operations.judge(db, ["a"], since, timedelta(minutes=10))
    refuse(storage.db)
    clock.forward(minutes=11)
    verdicts = [operations.judge(aside.instead_of(storage.db), ["a"], clock(), timedelta(minutes=10)) for _ in range(2)]
    allow(storage.db)
    with storage.transaction() as db:
        found = operations.all_beats(aside.carried_over(db))
    aside.forget()
    assert (verdicts, set(found)) == ([Alarm.RED, Alarm.NOTHING], {operations.RED, operations.TOLD})
    assert found[operations.RED].at == moment(stamp(since))

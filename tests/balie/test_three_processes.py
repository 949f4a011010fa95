"""Chat, desk and a command, three processes on one file: each is killed while people book, and nothing is lost, doubled or done by half."""

from __future__ import annotations

import asyncio
import random
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.channels.telegram.updates import CHANNEL
from bot.privacy.masking import pseudonym
from tests.balie.process import EMAIL
from tests.balie.test_two_processes import Desk, page
from tests.channels.telegram.conftest import KEY
from tests.channels.telegram.test_kill import Victim, book, found, until_all_left
from tests.telegram_api.server import FakeApi

PEOPLE, ROUNDS = 6, 3
ENTERED = 5


@pytest.fixture
async def telegram() -> AsyncIterator[FakeApi]:
    """A Telegram on the real clock, as all three have."""
    async with FakeApi(latency=0.005) as server:
        yield server


def entering(database: Path, programme: str) -> list[str]:
    """A command that writes."""
    figure = ("--programma", programme, "--kwartaal", "2026-4", "--aantal", str(ENTERED), "--gegevens", str(database))
    return [sys.executable, "-m", "bot", "invoer", "stap", *figure]


async def given(command: list[str], killed_after: float | None = None) -> int | None:
    """A command that ends by itself, or is killed before that; how it ended."""
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL)
    if killed_after is not None:
        await asyncio.sleep(killed_after)
        if process.returncode is None:
            process.kill()
    return await process.wait()


@pytest.fixture
async def chat(telegram: FakeApi, tmp_path: Path, small_cache: Path) -> AsyncIterator[Victim]:
    """The assistant; it does not outlive its test."""
    told = (str(tmp_path / "werkbot.db"), telegram.base_url, telegram.token, str(small_cache))
    one = Victim([sys.executable, "-m", "tests.channels.telegram.process", *told])
    await one.start()
    yield one
    if one.process and one.process.returncode is None:
        await one.kill()


@pytest.fixture
async def desk(chat: Victim, tmp_path: Path) -> AsyncIterator[Desk]:
    """The desk, beside it."""
    one = Desk(tmp_path / "werkbot.db")
    await one.start()
    yield one
    if one.process and one.process.returncode is None:
        await one.kill()


async def test_whoever_is_killed_everyone_is_booked_once_and_what_was_entered_stands_whole(
    telegram: FakeApi, tmp_path: Path, chat: Victim, desk: Desk
) -> None:
    database, dice = tmp_path / "werkbot.db", random.Random(18)
    users = [telegram.user() for _ in range(PEOPLE)]
    walks = asyncio.gather(*(book(user) for user in users))
    for number in range(ROUNDS):
        await given(entering(database, f"Programma {number}"), killed_after=dice.uniform(0.2, 1.2))
        await chat.kill()
        await desk.kill()
        await chat.start()
        address = await desk.start()
        assert await given(entering(database, f"Programma {number}")) == 0
    await walks
    await until_all_left(database)

    booked = found(database, "SELECT person, count(*) FROM appointments WHERE state = 'afgesproken' GROUP BY person")
    assert sorted(booked) == sorted((pseudonym(CHANNEL, str(user.id), KEY), 1) for user in users)
    assert found(database, "SELECT count(*) FROM inbox WHERE handled_at IS NULL OR dead = 1") == [(0,)]
    entered = found(database, "SELECT programme, count FROM entered_figures ORDER BY programme")
    assert entered == [(f"Programma {number}", ENTERED) for number in range(ROUNDS)]
    assert found(database, "PRAGMA integrity_check") == [("ok",)]
    kim = await desk.colleague(address, EMAIL)
    assert (await page(kim)).headings != []
    kim.close()
    assert await chat.end() == 0

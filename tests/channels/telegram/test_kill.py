"""SIGKILL of a real process in the middle of the work: everyone is answered, and nobody is booked twice."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.app.assistant import Snapshot
from bot.channels.telegram.updates import CHANNEL
from bot.privacy.masking import pseudonym
from tests.channels.telegram.conftest import KEY
from tests.telegram_api.people import FakeUser
from tests.telegram_api.server import FakeApi

PATIENCE = 25.0  # a start takes a second, and there are several
PEOPLE, KILLS = (40, 20) if os.environ.get("WERKBOT_SOAK") else (12, 2)


class Victim:
    """The process, started again as often as it is killed."""

    def __init__(self, command: list[str]) -> None:
        self.command = command
        self.process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        self.process = await asyncio.create_subprocess_exec(*self.command, stdout=asyncio.subprocess.PIPE)
        assert self.process.stdout is not None
        line = await asyncio.wait_for(self.process.stdout.readline(), 20)
        assert line == b"ready\n"

    async def kill(self) -> None:
        assert self.process is not None
        self.process.kill()
        await self.process.communicate()

    async def end(self) -> int:
        assert self.process is not None
        self.process.terminate()
        await asyncio.wait_for(self.process.communicate(), 15)
        return self.process.returncode or 0


@pytest.fixture
async def real_time_api() -> AsyncIterator[FakeApi]:
    """A Telegram on the real clock, as the process has; each call takes some milliseconds, so that a kill cuts some off."""
    async with FakeApi(latency=0.005) as server:
        yield server


async def book(user: FakeUser) -> None:
    """All the way to an appointment, however often somebody is killed on the way."""
    await user.send("/start")
    await user.expect("Waar kunnen wij", seconds=PATIENCE)
    await user.press("Afspraak maken")
    await user.expect("Waar wilt u over praten", seconds=PATIENCE)
    await user.press("Gesprek over werk")
    moments = await user.expect("Kies een moment", seconds=PATIENCE)
    await user.press(moments.buttons[0], moments)
    summary = await user.expect("Klopt het?", seconds=PATIENCE)
    await user.press("Bevestig afspraak", summary)
    await user.expect("Uw afspraak staat vast", seconds=PATIENCE)
    await user.send("/privacy")
    await user.expect("zo weinig als kan", seconds=PATIENCE)


def found(database: Path, sql: str) -> list[tuple[object, ...]]:
    """What stands in the file."""
    with sqlite3.connect(database) as connection:
        rows = connection.execute(sql).fetchall()
    connection.close()
    return rows


async def until_all_left(database: Path) -> None:
    """Until nothing is due any more; an answer of which nobody knew whether it arrived comes a second later again."""
    ends = time.monotonic() + PATIENCE
    while found(database, "SELECT count(*) FROM outbox WHERE state IN ('due', 'sending') AND kind <> 'herinnering'") != [(0,)]:
        assert time.monotonic() < ends
        await asyncio.sleep(0.05)


async def test_everyone_is_answered_and_nobody_is_booked_twice(
    real_time_api: FakeApi, tmp_path: Path, small: Snapshot, small_cache: Path
) -> None:
    api, database = real_time_api, tmp_path / "werkbot.db"
    victim = Victim([sys.executable, "-m", "tests.channels.telegram.process", str(database), api.base_url, api.token, str(small_cache)])
    await victim.start()
    users = [api.user() for _ in range(PEOPLE)]
    walks = asyncio.gather(*(book(user) for user in users))
    for number in range(KILLS):
        await asyncio.sleep(0.05 + 0.09 * number)
        await victim.kill()
        await victim.start()
    await walks
    await until_all_left(database)
    assert await victim.end() == 0
    booked = found(database, "SELECT person, count(*) FROM appointments WHERE state = 'afgesproken' GROUP BY person")
    assert found(database, "SELECT count(*) FROM inbox WHERE handled_at IS NULL OR dead = 1") == [(0,)]
    assert sorted(booked) == sorted((pseudonym(CHANNEL, str(user.id), KEY), 1) for user in users)
    for user in users:
        confirmed = [text for text in user.texts if "Uw afspraak staat vast" in text]
        assert sum(not text.startswith("Voor de zekerheid: ") for text in confirmed) <= 1
        assert 1 <= len(confirmed) <= 2

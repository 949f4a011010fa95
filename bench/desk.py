"""Vandaag with 200 rows while 50 colleagues look: how long a look takes, and what it costs the chat: `python -m bench.desk`.

The chat answers at the same pace all the time; colleagues look and do not look by turns, so that a busy machine spoils both alike.
"""

from __future__ import annotations

import asyncio
import json
import re
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from statistics import quantiles

from bench.telegram import QUESTIONS, Assistant
from bot.channels.desk.example import workday
from bot.cli.setup import clock
from bot.content.folder import SHIPPED
from bot.content.loader import load
from bot.content.phrases import REQUIRED
from bot.domain.time import local
from bot.storage import requests
from bot.storage.database import Storage
from bot.storage.requests import Request
from tests.balie.browser import Example, example
from tests.balie.line import Line
from tests.telegram_api import FakeApi, FakeUser

ROWS, SECONDS = 200, 20
TURNS, TURN = 4, 15.0
"""By turns with and without, and how many seconds each."""
PEOPLE, PACE = 20, 0.25
"""In the chat, and seconds between two questions of all of them together."""


def _fill(database: Path) -> None:
    """Two hundred questions that wait, beside what the example has."""
    now = workday(load(SHIPPED, REQUIRED), local(clock()).date()) - timedelta(hours=1)
    storage = Storage(database)
    with storage.transaction() as db:
        for number in range(ROWS):
            requests.ask(db, Request(f"rij{number}", f"p{number}", f"c{number}", "antwoord", question=f"Vraag {number}?"), now)
    storage.close()


@contextmanager
def _busy(database: Path) -> Iterator[None]:
    """Meanwhile somebody takes up another question each second: every look finds the list changed."""
    over = threading.Event()

    def work() -> None:
        storage, number = Storage(database), 0
        while not over.wait(1.0):
            number += 1
            with storage.transaction() as db:
                requests.take(db, f"rij{number % ROWS}", f"Collega {number}")
        storage.close()

    working = threading.Thread(target=work)
    working.start()
    yield
    over.set()
    working.join()


async def _looks(desk: Example, browser: Line, path: str, seconds: float) -> list[float]:
    """What each look of fifty colleagues took."""
    told = (desk.address, json.dumps(browser.cookies), path, str(seconds))
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", "bench.looks", *told, stdout=asyncio.subprocess.PIPE)
    out, _ = await process.communicate()
    times: list[float] = json.loads(out)
    return times


def _told(times: list[float]) -> str:
    cut = quantiles(times, n=100)
    return f"p50 {cut[49] * 1000:.0f} ms, p95 {cut[94] * 1000:.0f} ms, p99 {cut[98] * 1000:.0f} ms ({len(times)} times)"


async def _asks(user: FakeUser, number: int, times: list[float]) -> None:
    begun = time.monotonic()
    await user.send(QUESTIONS[number % len(QUESTIONS)])
    await user.expect(seconds=60)
    times.append(time.monotonic() - begun)


async def _chat(users: list[FakeUser], seconds: float) -> list[float]:
    """What each answer took, asked at one pace by people in turn."""
    times: list[float] = []
    asked: list[asyncio.Task[None]] = []
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        number = len(asked)
        if number >= PEOPLE:
            await asked[number - PEOPLE]
        asked.append(asyncio.ensure_future(_asks(users[number % PEOPLE], number, times)))
        await asyncio.sleep(PACE)
    await asyncio.gather(*asked)
    return times


async def _beside_the_chat(desk: Example, browser: Line, path: str) -> tuple[list[float], list[float]]:
    """Answers while nobody looks, and while fifty do."""
    async with FakeApi() as api:
        assistant = Assistant(api, desk.database.parent)
        await assistant.start()
        users = [api.user() for _ in range(PEOPLE)]
        await _chat(users, 5)  # what is used for the first time is loaded
        alone: list[float] = []
        beside: list[float] = []
        for _ in range(TURNS):
            alone += await _chat(users, TURN)
            answers, _ = await asyncio.gather(_chat(users, TURN), _looks(desk, browser, path, TURN))
            beside += answers
        await assistant.stop()
    return alone, beside


def main() -> None:
    """Print what it costs to look; with `--alleen-kijken` not what that costs the chat."""
    with tempfile.TemporaryDirectory() as folder, example(Path(folder)) as desk:
        _fill(desk.database)
        first = Line(desk.address)
        first.sign_in(desk.email, desk.password, desk.code)
        _, page = first.ask("GET", "/")
        first.close()
        unchanged = re.findall(r'hx-get="([^"]+)"', page)[0].replace("&amp;", "&")
        for name, path in (("unchanged", unchanged), ("changed, the whole list again", "/?gezien=niets")):
            print(f"a look, {name}: {_told(asyncio.run(_looks(desk, first, path, SECONDS)))}", flush=True)
        with _busy(desk.database):
            print(f"a look, a row changes each second: {_told(asyncio.run(_looks(desk, first, '/?gezien=niets', SECONDS)))}", flush=True)
        if "--alleen-kijken" in sys.argv:
            return
        alone, beside = asyncio.run(_beside_the_chat(desk, first, unchanged))
        print(f"the chat while nobody looks: {_told(alone)}\nthe chat while 50 look:      {_told(beside)}")
        print(f"p99 beside / alone: {quantiles(beside, n=100)[98] / quantiles(alone, n=100)[98]:.2f}")


if __name__ == "__main__":
    main()

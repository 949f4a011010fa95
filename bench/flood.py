"""`python -m bench.flood`: what one person who floods costs the others, side by side: calm, flood, calm, flood, on one assistant.

Two floods: 20 messages a second of four thousand dense figures, and 100 short ones a second. The goal is that nobody else's p99 is more
than 1.5 times what it is without; the assistant is the real `werkbot telegram` on the shipped content. FLOOD_SECONDS and FLOOD_ROUNDS set
how long a phase takes and how often both come.
"""

from __future__ import annotations

import asyncio
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench.telegram import PATIENCE, QUESTIONS, Assistant
from tests.telegram_api import FakeApi, FakeUser

SECONDS = float(os.environ.get("FLOOD_SECONDS", "20"))
ROUNDS = int(os.environ.get("FLOOD_ROUNDS", "3"))
OTHERS, PER_SECOND = 200, 10.0
GOAL = 1.5
FIGURES = " ".join(str(number % 10) for number in range(7, 2055))
"""Four thousand signs in which every stretch must be looked at."""


async def others(users: list[FakeUser], dice: random.Random, seconds: float) -> list[float]:
    """Seconds from message to answer of people who ask at moments of their own."""
    waits: list[float] = []
    asked, ends = [], time.monotonic() + seconds
    while time.monotonic() < ends:
        await asyncio.sleep(dice.expovariate(PER_SECOND))
        asked.append(asyncio.ensure_future(_timed(dice.choice(users), dice.choice(QUESTIONS), waits)))
    await asyncio.gather(*asked)
    return waits


async def _timed(user: FakeUser, text: str, waits: list[float]) -> None:
    before, began = len(user.chat.sent), time.monotonic()
    await user.send(text)
    if await user.chat.until(lambda: len(user.chat.sent) > before, PATIENCE):
        waits.append(user.chat.sent[before].at - began)


async def flooding(user: FakeUser, per_second: float, text: Callable[[int], str], seconds: float) -> None:
    """One person who goes on and on."""
    began = time.monotonic()
    for number in range(int(per_second * seconds)):
        await asyncio.sleep(max(0.0, began + number / per_second - time.monotonic()))
        await user.send(text(number))


async def measured(folder: Path) -> dict[str, list[float]]:
    """The waits of everybody else, by what went on beside them."""
    dice = random.Random(3)
    floods: dict[str, tuple[float, Callable[[int], str]]] = {
        "20 a second of 4 kB": (20.0, lambda _: FIGURES),
        "100 short ones a second": (100.0, lambda number: f"hallo {number}"),
    }
    found: dict[str, list[float]] = {"nothing": [], **{name: [] for name in floods}}
    async with FakeApi() as api:
        assistant = Assistant(api, folder)
        await assistant.start()
        users = [api.user() for _ in range(OTHERS)]
        await others(users, dice, 5)  # what is used for the first time is loaded
        for _ in range(ROUNDS):
            for name, (per_second, text) in floods.items():
                found["nothing"] += await others(users, dice, SECONDS / 2)
                flood = asyncio.ensure_future(flooding(api.user(), per_second, text, SECONDS))
                found[name] += await others(users, dice, SECONDS)
                await flood
                await asyncio.sleep(12)  # its last turn is over: the next phase begins in quiet
        await assistant.stop()
    return found


def main() -> None:
    """Measure, and say how it compares."""
    with tempfile.TemporaryDirectory() as folder:
        found = asyncio.run(measured(Path(folder)))
    calm = statistics.quantiles(found["nothing"], n=100)
    for name, waits in found.items():
        cut = statistics.quantiles(waits, n=100)
        compared = "" if name == "nothing" else f"; p99 {cut[98] / calm[98]:.2f} times (goal {GOAL})"
        print(
            f"beside {name:24s}: {len(waits):5d} answers, p50 {cut[49] * 1000:6.1f} ms, p99 {cut[98] * 1000:6.1f} ms{compared}", flush=True
        )


if __name__ == "__main__":
    main()

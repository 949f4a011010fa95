"""`python -m bench.telegram`: the whole way of a message on Telegram, measured against the fake Bot API in another process.

Updates per second and CPU per update at 0 and 50 ms API latency, the time from update to answer at 30 a second, memory,
and what a flood of one chat costs the others. The assistant is the real `werkbot telegram` on the shipped content.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from tests.telegram_api import FakeApi, FakeUser

TICKS = os.sysconf("SC_CLK_TCK")
PATIENCE = 60.0
QUESTIONS = (
    "waar zitten jullie",
    "zijn jullie vandaag open",
    "ik ben mijn baan kwijt wat nu",
    "kost dit geld",
    "wat is een afspraakbaan",
    "ik wil een opleiding volgen",
    "krijg ik een uitkering als ik ziek ben",
    "ik zoek personeel voor mijn bedrijf",
    "wat doen jullie met mijn gegevens",
    "kan ik hulp krijgen bij een brief",
)


class Assistant:
    """The real command in a process of its own."""

    def __init__(self, api: FakeApi, folder: Path, module: str = "bot") -> None:
        config = folder / "config.toml"
        config.write_text(f'[telegram]\nbase_url = "{api.base_url}"\n', encoding="utf-8")
        self.command = [sys.executable, "-m", module, "telegram", "--config", str(config), "--gegevens", str(folder / "werkbot.db")]
        self.command += ["--kennis", str(Path(__file__).parents[1] / "knowledge")]
        self.environment = {**os.environ, "WERKBOT_TELEGRAM_TOKEN": api.token}
        self.api = api
        self.process: asyncio.subprocess.Process | None = None

    async def start(self) -> float:
        """Seconds until it asks for updates."""
        began = time.monotonic()
        before = self.api.updates.polls
        self.process = await asyncio.create_subprocess_exec(*self.command, env=self.environment, stderr=asyncio.subprocess.DEVNULL)
        while self.api.updates.polls == before:
            await asyncio.sleep(0.01)
            if self.process.returncode is not None:
                raise SystemExit(f"the assistant ended with {self.process.returncode}; try: {' '.join(self.command)}")
        return time.monotonic() - began

    async def stop(self) -> None:
        """End it gently."""
        assert self.process is not None
        if self.process.returncode is None:
            self.process.terminate()
        await self.process.wait()

    async def kill(self) -> None:
        """End it at once."""
        assert self.process is not None
        self.process.kill()
        await self.process.wait()

    @property
    def cpu(self) -> float:
        """Seconds of CPU that it used so far."""
        assert self.process is not None
        fields = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    @property
    def megabytes(self) -> float:
        """Memory that it holds."""
        assert self.process is not None
        lines = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


@dataclass
class Load:
    """People who each go on as soon as they are answered; and how many updates that made."""

    api: FakeApi
    updates: int = 0
    dice: random.Random = field(default_factory=lambda: random.Random(7))

    async def visit(self, user: FakeUser) -> None:
        """Questions by typing and by tapping; one visitor in four also makes an appointment and cancels it."""
        for _ in range(5):
            await self.ask(user, self.dice.choice(QUESTIONS))
        await self.ask(user, "/start")
        await self.press(user, "Ik kom langs")
        if self.dice.random() < 0.25:
            await self.book(user)
        await self.ask(user, "/stop")

    async def book(self, user: FakeUser) -> None:
        """As far as the buttons lead: the moment may be taken by somebody else in between."""
        await self.ask(user, "/start")
        for wanted in (
            "Afspraak maken",
            "Gesprek over werk",
            *["Later"] * self.dice.randrange(4),
            " uur",
            "Bevestig",
            "Afspraak afzeggen",
            "Ja, zeg af",
        ):
            labels = [label for label in user.chat.sent[-1].buttons if wanted in label]
            if not labels:
                return
            await self.press(user, self.dice.choice(labels))

    async def ask(self, user: FakeUser, text: str) -> None:
        """Say something and wait for the answer."""
        self.updates += 1
        await user.send(text)
        await user.expect(seconds=PATIENCE)

    async def press(self, user: FakeUser, label: str) -> None:
        """Tap and wait for the answer."""
        self.updates += 1
        await user.press(label)
        await user.expect(seconds=PATIENCE)


async def throughput(folder: Path, latency: float, people: int, visits: int, module: str = "bot") -> None:
    """Everyone at once, each as fast as they are answered."""
    async with FakeApi(latency=latency) as api:
        assistant = Assistant(api, folder, module)
        started = await assistant.start()
        load = Load(api)
        await load.visit(api.user())  # what is used for the first time is loaded
        idle = assistant.megabytes
        load.updates, cpu, ours, began = 0, assistant.cpu, time.process_time(), time.monotonic()
        await asyncio.gather(*(_visits(load, api.user(), visits) for _ in range(people)))
        seconds, cpu, ours = time.monotonic() - began, assistant.cpu - cpu, time.process_time() - ours
        print(
            f"{'httpx: ' if module != 'bot' else ''}{latency * 1000:4.0f} ms API, {people:4d} people: {load.updates / seconds:6.0f} updates/s, {cpu / load.updates * 1000:5.2f} ms CPU each"
            f" ({cpu / seconds:4.0%} of a core, the fake and its people {ours / seconds:4.0%}): room for {load.updates / cpu:.0f} on a core; start {started:.1f} s, memory {idle:.0f} MB idle, {assistant.megabytes:.0f} MB after",
            flush=True,
        )
        await assistant.stop()


async def _visits(load: Load, user: FakeUser, visits: int) -> None:
    for _ in range(visits):
        await load.visit(user)


async def pace(folder: Path, per_second: float, seconds: float, *, flood: bool = False) -> None:
    """Updates at moments of their own, however fast they are answered: the time from update to sendMessage."""
    async with FakeApi() as api:
        assistant = Assistant(api, folder)
        await assistant.start()
        users = [api.user() for _ in range(500)]
        for user in users[:20]:
            await user.send("/privacy")
            await user.expect(seconds=PATIENCE)
        dice, waits, asked = random.Random(3), [], []
        cpu, began = assistant.cpu, time.monotonic()
        flooding = asyncio.ensure_future(_flood(api, seconds)) if flood else None
        while time.monotonic() - began < seconds:
            await asyncio.sleep(dice.expovariate(per_second))
            user = dice.choice(users)
            asked.append(asyncio.ensure_future(_timed(user, dice.choice(QUESTIONS), waits)))
        await asyncio.gather(*asked)
        used = assistant.cpu - cpu
        if flooding:
            await flooding
        quantiles = statistics.quantiles(waits, n=100)
        print(
            f"{len(waits) / seconds:4.0f} updates/s{' beside a flood of 100/s' if flood else '':24s}: p50 {quantiles[49] * 1000:5.1f} ms,"
            f" p95 {quantiles[94] * 1000:5.1f} ms, p99 {quantiles[98] * 1000:5.1f} ms; {used / seconds:4.0%} of a core, {assistant.megabytes:.0f} MB",
            flush=True,
        )
        await assistant.stop()


async def _timed(user: FakeUser, text: str, waits: list[float]) -> None:
    before = len(user.chat.sent)
    began = time.monotonic()
    await user.send(text)
    await user.chat.until(lambda: len(user.chat.sent) > before, PATIENCE)
    waits.append(user.chat.sent[before].at - began)


async def _flood(api: FakeApi, seconds: float) -> None:
    flooder, ends = api.user(), time.monotonic() + seconds
    while time.monotonic() < ends:
        await flooder.send("kost dit geld")
        await asyncio.sleep(0.01)


def main() -> None:
    """Every measurement, one line each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--short", action="store_true", help="a tenth of the load, to try it out")
    share = 0.1 if parser.parse_known_args()[0].short else 1.0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # so many people that nobody writes more than twice a second: that would be a flood, and be slowed down
        for number, (latency, people) in enumerate(((0.0, 400), (0.05, 400))):
            asyncio.run(throughput(_sub(folder, f"t{number}"), latency, people, max(1, int(3 * share))))
        asyncio.run(throughput(_sub(folder, "httpx"), 0.05, 400, max(1, int(3 * share)), "bench.with_httpx"))
        asyncio.run(pace(_sub(folder, "p"), 30.0, 60.0 * share))
        asyncio.run(pace(_sub(folder, "f"), 10.0, 40.0 * share))
        asyncio.run(pace(_sub(folder, "g"), 10.0, 40.0 * share, flood=True))


def _sub(folder: Path, name: str) -> Path:
    (folder / name).mkdir()
    return folder / name


if __name__ == "__main__":
    main()

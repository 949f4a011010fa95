"""A channel is six members: one of fewer than eighty lines loses nothing and doubles nothing, however often it is killed."""

from __future__ import annotations

import asyncio
import itertools
import json
import os
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.app.assistant import Snapshot
from bot.domain.messages import Reply, to_body
from bot.gateway.parcel import Parcel
from bot.privacy.masking import pseudonym
from bot.storage.outbox import Outgoing
from tests.channels.telegram.conftest import KEY, MONDAY_MORNING
from tests.channels.telegram.test_kill import PATIENCE, Victim, found, until_all_left
from tests.gateway.toy import Letters

WRITERS, KILLS = (30, 20) if os.environ.get("WERKBOT_SOAK") else (8, 2)


@dataclass
class Writer:
    """Somebody who writes letters, and reads what comes back from where they read last."""

    name: str
    folder: Path
    numbers: Iterator[int]
    got: list[tuple[str, list[str]]] = field(default_factory=list)

    def write(self, text: str) -> None:
        number = next(self.numbers)
        draft = self.folder / f"{number}.draft"
        draft.write_text(json.dumps([self.name, text]), encoding="utf-8")
        draft.rename(self.folder / "in" / f"{number}.letter")

    def answers(self) -> list[tuple[str, list[str]]]:
        path = self.folder / self.name
        return [tuple(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []

    async def reads(self, wanted: str) -> list[str]:
        """Read on until an answer says this; what stands on its buttons."""
        ends = time.monotonic() + PATIENCE
        while True:
            self.got = self.answers()
            for text, labels in reversed(self.got):
                if wanted in text:
                    return labels
            assert time.monotonic() < ends, f"{self.name} waits for {wanted!r} after {[text for text, _ in self.got]}"
            await asyncio.sleep(0.02)

    async def book(self) -> None:
        """All the way to an appointment."""
        self.write("ik wil een afspraak maken")
        await self.reads("Waar wilt u over praten")
        self.write("Gesprek over werk")
        moments = await self.reads("Kies een moment")
        self.write(moments[0])
        await self.reads("Klopt het?")
        self.write("Bevestig afspraak")
        await self.reads("Uw afspraak staat vast")
        self.write("wat bewaren jullie")
        await self.reads("zo weinig als kan")


def test_the_toy_is_short() -> None:
    lines = (Path(__file__).parent / "toy.py").read_text(encoding="utf-8").splitlines()
    assert len(lines) < 80


def test_a_channel_says_of_itself_what_it_is(tmp_path: Path) -> None:
    toy = Letters(tmp_path)
    told = (toy.name, toy.can_delete, toy.keeps_history, toy.longest_text, toy.deep_link("beurs"))
    assert told == ("brieven", False, True, 4096, f"file:{tmp_path}/in#beurs")
    row = Outgoing(1, "p", toy.name, "antwoord", "", to_body(Reply("hallo")), MONDAY_MORNING, "sending", 1)
    assert [toy.send(Parcel(row, address, Reply("hallo"))).fate.value for address in ("anna", "")] == ["sent", "unreachable"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "post" / "in").mkdir(parents=True)
    return tmp_path / "post"


async def test_everyone_is_answered_in_order_and_nobody_is_booked_twice(
    tmp_path: Path, folder: Path, small: Snapshot, small_cache: Path
) -> None:
    database = tmp_path / "werkbot.db"
    victim = Victim([sys.executable, "-m", "tests.gateway.toy", str(database), str(folder), str(small_cache)])
    await victim.start()
    numbers = itertools.count(1)
    writers = [Writer(f"schrijver{number}", folder, numbers) for number in range(WRITERS)]
    walks = asyncio.gather(*(one.book() for one in writers))
    for number in range(KILLS):
        await asyncio.sleep(0.05 + 0.09 * number)
        await victim.kill()
        await victim.start()
    await walks
    await until_all_left(database)
    assert await victim.end() == 0
    assert found(database, "SELECT count(*) FROM inbox WHERE handled_at IS NULL OR dead = 1") == [(0,)]
    booked = found(database, "SELECT person, count(*) FROM appointments WHERE state = 'afgesproken' GROUP BY person")
    assert sorted(booked) == sorted((pseudonym("brieven", one.name, KEY), 1) for one in writers)
    for one in writers:
        confirmed = [text for text, _ in one.answers() if "Uw afspraak staat vast" in text]
        assert sum(not text.startswith("Voor de zekerheid: ") for text in confirmed) <= 1
        assert 1 <= len(confirmed) <= 2

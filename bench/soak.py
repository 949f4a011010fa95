"""`SOAK_MINUTES=30 python -m bench.soak`: updates at 30 a second with faults and kills at random; nothing lost, doubled or out of order.

The assistant is the real `werkbot telegram` on the shipped content. Everything is checked in its database at the end, and
everyone must have been answered, each chat in order. What goes wrong around it: 429, 5xx, cut and half answers, silence, kills, stops,
people who block us and come back, updates that come twice or make no sense. Exit status 1 when something was lost, doubled, overtook or grew. SOAK_TIMES=4 makes faults and kills
four times as frequent; SOAK_PER_SECOND sets the pace; SOAK_FOLDER=PATH keeps the database, with `verloren.json` beside it.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from bench.telegram import QUESTIONS, Assistant
from bot.channels.telegram.updates import CHANNEL
from bot.privacy.masking import pseudonym
from bot.storage.keys import pseudonym_key
from tests.telegram_api.faults import Fault
from tests.telegram_api.people import FakeUser
from tests.telegram_api.server import FakeApi

PER_SECOND = float(os.environ.get("SOAK_PER_SECOND", "30"))
PEOPLE = 300
PATIENCE = 240.0  # seconds: a kill, a start, the longest pause of a sender, and a confirmation whose copy was in doubt twice
KILL_EVERY = 60.0
TIMES = float(os.environ.get("SOAK_TIMES", "1"))
LYING = "SELECT count(*) FROM outbox WHERE state IN ('due', 'sending') AND kind <> 'herinnering'"
GROWTH = 25.0  # megabytes that one life of the process may grow by
CHANCES = (
    (0.010, Fault(429, "Too Many Requests", retry_after=1)),
    (0.010, Fault(500, "Internal Server Error")),
    (0.004, Fault(0, delivered=True)),
    (0.004, Fault(0, delivered=False)),
    (0.002, Fault(0, half=True, delivered=True)),
    (0.002, Fault(0, half=True)),
    (0.001, Fault(0, hang=True, delivered=True)),
    (0.001, Fault(0, hang=True)),
    (0.001, Fault(502, "Bad Gateway", methods=("getUpdates",))),
    (0.001, Fault(0, methods=("getUpdates",))),
    (0.0001, Fault(0, hang=True, methods=("getUpdates",))),
)
"""What happens to one request in a hundred, a thousand, ten thousand."""


COMMANDS = ("/start", "/privacy", "/help")
"""What is asked in a burst, for each has an answer of its own and none is read together with another."""
STOPPED = 0.25  # of the times that the process ends, it is asked to


@dataclass(frozen=True)
class Lost:
    """Something that was done and not answered."""

    user: int
    what: str
    at: str


@dataclass
class Soak:
    """The people, and what they lived through."""

    api: FakeApi
    dice: random.Random = field(default_factory=lambda: random.Random(11))
    updates: int = 0
    lost: list[Lost] = field(default_factory=list)
    confirmed: Counter[int] = field(default_factory=Counter)
    waits: list[float] = field(default_factory=list)
    memory: list[list[float]] = field(default_factory=list)
    signs: dict[str, str] = field(default_factory=dict)
    """By command, words that stand in its answer and in no other."""
    bursts: int = 0
    overtook: list[Lost] = field(default_factory=list)
    repeated: int = 0
    _next: float = 0.0

    async def live(self, user: FakeUser, until: float) -> None:
        """One visit after the other."""
        while time.monotonic() < until:
            await self.ask(user, self.dice.choice(QUESTIONS))
            if self.dice.random() < 0.5:
                await self.book(user)
            if self.dice.random() < 0.2:
                await self.burst(user)
            if self.dice.random() < 0.02:
                blocked = await user.block()
                await asyncio.sleep(1)
                await user.unblock()
                await self.api.repeat(blocked)  # old news, that changes nothing
            if self.dice.random() < 0.02:
                await self.api.deliver(**self.dice.choice(self.odd(user)))
            await asyncio.sleep(self.dice.random() * 5)

    async def book(self, user: FakeUser) -> None:
        """As far on the way to an appointment as the buttons lead."""
        await self.ask(user, "/start")
        for wanted in ("Afspraak maken", "Gesprek over werk", " uur", "Bevestig", "Afspraak afzeggen", "Ja, zeg af"):
            if not user.chat.sent:  # nothing ever came: noted as lost
                return
            shown = user.chat.sent[-1]
            labels = [label for label in shown.buttons if wanted in label]
            if not labels:
                return
            label = self.dice.choice(labels)
            if wanted == "Bevestig":
                self.confirmed[user.id] += 1
            await self.answered(user, user.press_data(shown, shown.data(label)), label)

    async def learn(self) -> None:
        """How each command is answered, before anything goes wrong: the longest line of its second answer."""
        user = self.api.user()
        for command in (*COMMANDS, *COMMANDS):
            before = len(user.chat.sent)
            await user.send(command)
            assert await user.chat.until(lambda before=before: len(user.chat.sent) > before, PATIENCE)  # type: ignore[misc]
            self.signs[command] = max(user.chat.sent[before].text.splitlines(), key=len)[:60]
        assert len(set(self.signs.values())) == len(COMMANDS), self.signs

    async def burst(self, user: FakeUser) -> None:
        """Commands faster than they are answered: the answers come in the order in which they were asked for."""
        asked, before = self.dice.sample(COMMANDS, self.dice.choice((2, 3))), len(user.chat.sent)
        for command in asked:
            await user.send(command)
            self.updates += 1
            await asyncio.sleep(self.dice.uniform(0.02, 0.6))
        self.bursts += 1

        def places() -> list[int]:
            texts = [one.text for one in user.chat.sent[before:]]
            return [next((place for place, text in enumerate(texts) if self.signs[one] in text), -1) for one in asked]

        what, now = " ".join(asked), datetime.now(UTC).isoformat()
        if not await user.chat.until(lambda: -1 not in places(), PATIENCE):
            self.lost.append(Lost(user.id, what, now))
        elif places() != sorted(places()):
            self.overtook.append(Lost(user.id, what, now))

    def odd(self, user: FakeUser) -> list[dict[str, object]]:
        """Updates that ask for no answer, or that nobody can read."""
        return [
            {"poll_answer": {"poll_id": "1", "option_ids": []}},
            {"edited_message": {**user.message(text="anders"), "edit_date": int(time.time())}},
            {
                "channel_post": {
                    "message_id": 1,
                    "date": int(time.time()),
                    "chat": {"id": -100, "type": "channel", "title": "k"},
                    "text": "x",
                }
            },
            {"message": {"message_id": 1}},
        ]

    async def ask(self, user: FakeUser, text: str) -> None:
        """Say something."""
        await self.answered(user, user.send(text), text)

    async def answered(self, user: FakeUser, act, what: str) -> None:  # type: ignore[no-untyped-def]
        """Do something when it is this person's turn in the measured pace, and wait for something to come back."""
        now = time.monotonic()
        self._next = max(now, self._next + 1 / PER_SECOND)
        await asyncio.sleep(self._next - now)
        before, began = len(user.chat.sent), time.monotonic()
        update = await act
        self.updates += 1
        if self.dice.random() < 0.02:
            await self.api.repeat(update)
            self.repeated += 1
        if await user.chat.until(lambda: len(user.chat.sent) > before, PATIENCE):
            self.waits.append(time.monotonic() - began)
        else:
            self.lost.append(Lost(user.id, what, datetime.now(UTC).isoformat()))


async def kill_now_and_then(assistant: Assistant, soak: Soak, until: float) -> int:
    """Kill the process, start it again, and look at its memory while it lives."""
    kills = 0
    soak.memory.append([])
    while time.monotonic() < until:
        ends = min(until, time.monotonic() + KILL_EVERY / TIMES * soak.dice.uniform(0.5, 1.5))
        while time.monotonic() < ends:
            await asyncio.sleep(2)
            soak.memory[-1].append(assistant.megabytes)
        if until - time.monotonic() > 10:
            await (assistant.stop() if soak.dice.random() < STOPPED else assistant.kill())
            await assistant.start()
            kills += 1
            soak.memory.append([])
    return kills


def checked(database: Path, soak: Soak) -> list[str]:
    """Everything that is wrong with the outcome."""
    connection, key = sqlite3.connect(database), pseudonym_key(str(database))
    wrong = [f"{len(soak.lost)} updates without an answer: {soak.lost[:5]}"] if soak.lost else []
    wrong += [f"{len(soak.overtook)} bursts out of order: {soak.overtook[:5]}"] if soak.overtook else []
    for what, sql in {
        "updates taken in and not handled": "SELECT count(*) FROM inbox WHERE handled_at IS NULL AND dead = 0",
        "updates given up": "SELECT count(*) FROM inbox WHERE dead = 1 AND person <> ''",
        "messages refused": "SELECT count(*) FROM outbox WHERE state = 'dead' AND coalesce(reference, '') <> 'onbereikbaar'",
        "messages left lying": LYING,
        "cells taken twice": "SELECT count(*) - count(DISTINCT pool || location || cell || seat) FROM cells",
    }.items():
        (count,) = connection.execute(sql).fetchone()
        wrong += [f"{count} {what}"] if count else []
    booked = dict(connection.execute("SELECT person, count(*) FROM appointments GROUP BY person"))
    for user, presses in soak.confirmed.items():
        if booked.get(pseudonym(CHANNEL, str(user), key), 0) > presses:
            wrong.append(f"a person confirmed {presses} times and has more appointments")
    for life in soak.memory:
        if len(life) > 10 and life[-1] - life[5] > GROWTH:
            wrong.append(f"memory grew from {life[5]:.0f} to {life[-1]:.0f} MB in {len(life) * 2} s")
    connection.close()
    return wrong


async def until_all_left(database: Path) -> None:
    """Until what was put off has left, last of all the copies of confirmations in doubt; what stays is found afterwards."""
    ends = time.monotonic() + PATIENCE
    connection = sqlite3.connect(database)
    while time.monotonic() < ends and connection.execute(LYING).fetchone() != (0,):
        await asyncio.sleep(1)
    connection.close()


async def soak_for(minutes: float, folder: Path) -> int:
    """The whole soak; 1 when something is wrong."""
    async with FakeApi(remember=False) as api:
        assistant = Assistant(api, folder)
        await assistant.start()
        soak = Soak(api)
        await soak.learn()
        api.faults.chance = [(chance * TIMES, fault) for chance, fault in CHANCES]
        until = time.monotonic() + minutes * 60
        killing = asyncio.ensure_future(kill_now_and_then(assistant, soak, until))
        await asyncio.gather(*(soak.live(api.user(), until) for _ in range(PEOPLE)))
        kills = await killing
        api.faults.chance = []
        await until_all_left(folder / "werkbot.db")
        await assistant.stop()
    (folder / "verloren.json").write_text(json.dumps([asdict(one) for one in soak.lost]), encoding="utf-8")
    wrong = checked(folder / "werkbot.db", soak)
    waits = sorted(soak.waits)
    print(
        f"{soak.updates} updates in {minutes:g} minutes ({soak.updates / minutes / 60:.0f}/s), {kills} kills and stops, {soak.bursts} bursts, {soak.repeated} repeats, {sum(soak.confirmed.values())} bookings;"
        f" answer p50 {waits[len(waits) // 2] * 1000:.0f} ms, p99 {waits[int(len(waits) * 0.99)]:.1f} s;"
        f" memory {max(max(life, default=0) for life in soak.memory):.0f} MB at most"
    )
    print("\n".join(wrong) or "0 lost, 0 doubled bookings, 0 out of order, memory flat")
    return 1 if wrong else 0


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        name = os.environ.get("SOAK_FOLDER", temporary)
        sys.exit(asyncio.run(soak_for(float(os.environ.get("SOAK_MINUTES", "30")), Path(name))))

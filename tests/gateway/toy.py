"""A whole channel in a few lines: letters in a folder. `python -m tests.gateway.toy DATABASE FOLDER CACHE` serves it until SIGTERM."""

from __future__ import annotations

import asyncio
import json
import signal
import sys
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from bot.app.assistant import Reception
from bot.channels.base import Channel
from bot.config import Settings
from bot.domain.messages import Message
from bot.gateway.arrivals import Arrival, Received
from bot.gateway.gateway import Gateway
from bot.gateway.parcel import Fate, Parcel, Posted
from bot.privacy.masking import mask, pseudonym
from bot.storage.database import Storage
from tests.channels.telegram.conftest import KEY, QUICK
from tests.channels.telegram.small import small_snapshot


class Letters(Channel):
    """People put numbered letters in `in`; our answers stand in a file of their name, one a line."""

    name = "brieven"
    keeps_history = True

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def deep_link(self, payload: str) -> str:
        return f"file:{self.folder}/in#{payload}"

    def send(self, parcel: Parcel) -> Posted:
        if not parcel.address:
            return Posted(Fate.UNREACHABLE)
        with (self.folder / parcel.address).open("a", encoding="utf-8") as file:
            file.write(json.dumps([parcel.reply.text, [button.label for button in parcel.reply.buttons]]) + "\n")
        return Posted(Fate.SENT)

    def read(self, letter: Path) -> Received:
        who, text = json.loads(letter.read_text(encoding="utf-8"))
        masked = mask(text)
        person = pseudonym(self.name, who, KEY)
        message = Message(person, datetime.now(UTC), masked.text, masked=masked.kinds, channel=self.name)
        return Received(int(letter.stem), who, message)

    async def collect(self, gateway: Gateway) -> None:
        letters = sorted((self.folder / "in").glob("*.letter"), key=lambda letter: int(letter.stem))
        await gateway.inbox.keep_all([Arrival(int(one.stem), partial(self.read, one), one.stat().st_size) for one in letters])
        for one in letters:  # what is on our disk may go
            await gateway.inbox.go_on(int(one.stem))
            one.unlink()


async def serve(database: str, folder: str, cache: str) -> None:
    """Until SIGTERM."""
    letters, stopped = Letters(Path(folder)), asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopped.set)
    reception = Reception(Storage(database), small_snapshot(Path(cache)), Settings())
    gateway = Gateway(letters, reception, lambda: datetime.now(UTC), QUICK)
    gateway.also_every(0.01, partial(letters.collect, gateway))
    await gateway.start()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    await stopped.wait()
    gateway.rest()
    await gateway.finish()
    await gateway.close()


if __name__ == "__main__":
    asyncio.run(serve(*sys.argv[1:]))

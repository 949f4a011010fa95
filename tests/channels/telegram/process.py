"""The channel in a process of its own, to be killed: `python -m tests.channels.telegram.process DATABASE BASE_URL TOKEN CACHE`."""

from __future__ import annotations

import asyncio
import signal
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from bot.app.assistant import Reception
from bot.channels.telegram.channel import Service
from bot.config import Secret, Settings, TelegramSettings
from bot.ops import log_redaction
from bot.storage.database import Storage
from tests.channels.telegram.conftest import KEY, QUICK
from tests.channels.telegram.small import small_snapshot


async def serve(database: str, base_url: str, token: str, cache: str) -> None:
    """Until SIGTERM."""
    storage = Storage(database)
    reception = Reception(storage, small_snapshot(Path(cache)), Settings())
    settings = Settings(telegram=TelegramSettings(base_url=base_url))
    limits = replace(QUICK, read_timeout=5.0, copy_after=0.5)
    channel = Service(reception, KEY, Secret(token), settings, lambda: datetime.now(UTC), limits=limits)
    stopped = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopped.set)
    await channel.start()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    await stopped.wait()
    await channel.stop()
    storage.close()


if __name__ == "__main__":
    log_redaction.to_stderr()
    asyncio.run(serve(*sys.argv[1:]))

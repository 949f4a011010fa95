"""What keeps a running assistant up to date: changed content is taken over, and notices to staff are sent on."""

from __future__ import annotations

import asyncio
from datetime import datetime
from functools import partial
from pathlib import Path

from bot.app.assistant import Reception
from bot.app.live_content import Reloader
from bot.channels import staff_mail
from bot.channels.telegram.channel import Channel
from bot.channels.telegram.database_thread import DatabaseThread
from bot.commands import wiring
from bot.config import Settings

LOOK_SECONDS, POST_SECONDS = 1.0, 30.0


def keep_up(channel: Channel, reception: Reception, root: Path, cache_dir: Path, settings: Settings) -> None:
    """Have a channel do both now and then; call it before the channel starts."""
    reloader = Reloader(reception, root, cache_dir)
    database = channel.database
    channel.also_every(LOOK_SECONDS, lambda: look(database, reloader, wiring.clock()))
    channel.also_every(POST_SECONDS, lambda: send_notices(database, settings, Path(channel.path), wiring.clock()))


async def look(database: DatabaseThread, reloader: Reloader, now: datetime) -> None:
    """Outside the transactions that messages share: a swap that is undone with another's mistake would be half a swap."""
    await database.outside(lambda _: reloader.check(now))


async def send_notices(database: DatabaseThread, settings: Settings, path: Path, now: datetime) -> None:
    """Send on the notices that wait."""
    rows = await database.run(lambda db: staff_mail.claim(db, now))
    for row in rows:
        sent = await asyncio.to_thread(staff_mail.hand_over, row, settings.mail, path, now)
        await database.run(partial(staff_mail.settle, row=row, sent=sent, now=now))

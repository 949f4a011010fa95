"""What a running channel notes about itself, for whoever looks after it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from bot.storage import operations
from bot.storage.database import Database

CONFLICT, REFUSED, HOOK_GONE = "tweede-poller", "token-geweigerd", "webhook-weg"
STAYS = {CONFLICT: timedelta(minutes=5)}
"""How long a sign stays when it is not there for a moment; shorter than what is mailed, so that a restart is no trouble."""


def note(db: Database, now: datetime, version: str, heard: datetime | None, signs: Mapping[str, bool]) -> None:
    """That we are awake with this content, when Telegram was last heard, and how it treats us."""
    operations.beat(db, "wakker", now, version)
    if heard:
        operations.beat(db, "opgehaald", heard)
    before = operations.all_beats(db)
    for name, there in signs.items():
        if there:
            operations.beat(db, name, now)
        elif name in before and now - before[name].at > STAYS.get(name, timedelta()):
            operations.forget(db, name)

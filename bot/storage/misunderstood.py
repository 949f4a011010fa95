"""Sentences that were not understood: masked, without a person, for staff to learn from."""

from __future__ import annotations

import secrets
from datetime import datetime

from sqlite_utils import Database

from bot.local_time import local
from bot.storage.moments import stamp


def keep(db: Database, text: str, best: str, version: str, now: datetime) -> None:
    """Keep a masked sentence with the topic that came nearest.

    It has the day and a number drawn at random: neither the moment nor the order joins it to the contact it came from.
    """
    day = local(now).replace(hour=0, minute=0, second=0, microsecond=0)
    db.execute(
        "INSERT OR IGNORE INTO misunderstood (id, text, at, version, best) VALUES (?, ?, ?, ?, ?)",
        (secrets.randbelow(9_000_000) + 1_000_000, text, stamp(day), version, best),
    )

"""Sentences that were not understood: masked, without a person, for staff to learn from."""

from __future__ import annotations

from datetime import datetime

from sqlite_utils import Database

from bot.storage.moments import stamp


def keep(db: Database, text: str, best: str, version: str, now: datetime) -> None:
    """Keep a masked sentence with the topic that came nearest."""
    db.execute("INSERT INTO misunderstood (text, at, version, best) VALUES (?, ?, ?, ?)", (text, stamp(now), version, best))

"""Sentences that were not understood: masked, without a person, for staff to learn from."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from bot.domain.time import local, stamp


def keep(db: Database, text: str, best: str, version: str, now: datetime) -> None:
    """Keep a masked sentence with the topic that came nearest.

    It has the day and a number drawn at random: neither the moment nor the order joins it to the contact it came from.
    """
    day = local(now).replace(hour=0, minute=0, second=0, microsecond=0)
    db.execute(
        "INSERT OR IGNORE INTO misunderstood (id, text, at, version, best) VALUES (?, ?, ?, ?, ?)",
        (secrets.randbelow(9_000_000) + 1_000_000, text, stamp(day), version, best),
    )


@dataclass(frozen=True)
class Misunderstood:
    """A masked sentence that was not understood, with the topic that came nearest (empty: none)."""

    id: int
    text: str
    best: str


def listed(db: Database, limit: int = 3000) -> tuple[Misunderstood, ...]:
    """The sentences of the last weeks, the newest day first; `limit` bounds what comparing them all with each other costs."""
    rows = db.execute("SELECT id, text, best FROM misunderstood ORDER BY at DESC, id LIMIT ?", (limit,))
    return tuple(Misunderstood(int(row_id), str(text), str(best)) for row_id, text, best in rows.fetchall())


def forget(db: Database, ids: Iterable[int]) -> None:
    """Sentences that staff have dealt with."""
    for row_id in ids:
        db.execute("DELETE FROM misunderstood WHERE id = ?", (row_id,))

"""When something last went well, or badly: one row per sign of life."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from bot.domain.time import moment, stamp


@dataclass(frozen=True)
class Beat:
    """A sign of life: when, and what else is to be known of it."""

    at: datetime
    detail: str = ""


def beat(db: Database, name: str, now: datetime, detail: str = "") -> None:
    """Note a sign of life over the one before."""
    db.execute(
        """INSERT INTO heartbeats (name, at, detail) VALUES (?, ?, ?)
           ON CONFLICT (name) DO UPDATE SET at = excluded.at, detail = excluded.detail""",
        (name, stamp(now), detail),
    )


def forget(db: Database, name: str) -> None:
    """Take a sign away: what it told of is over."""
    db.execute("DELETE FROM heartbeats WHERE name = ?", (name,))


def beats(db: Database) -> dict[str, Beat]:
    """Every sign of life by its name."""
    return {str(name): Beat(moment(str(at)), str(detail)) for name, at, detail in db.execute("SELECT name, at, detail FROM heartbeats")}

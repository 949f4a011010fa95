"""What is switched by hand for all processes at once, such as the pause."""

from __future__ import annotations

from datetime import datetime

from sqlite_utils import Database

from bot.domain.time import moment, stamp

PAUSE = "pauze"


def turn_on(db: Database, name: str, now: datetime) -> None:
    """Switch on; one that is on already keeps its moment."""
    db.execute("INSERT INTO switches (name, at) VALUES (?, ?) ON CONFLICT DO NOTHING", (name, stamp(now)))


def turn_off(db: Database, name: str) -> None:
    """Switch off."""
    db.execute("DELETE FROM switches WHERE name = ?", (name,))


def on_since(db: Database, name: str) -> datetime | None:
    """Since when it is on, None when it is off."""
    row = db.execute("SELECT at FROM switches WHERE name = ?", (name,)).fetchone()
    return moment(str(row[0])) if row else None

"""Everything that came in: kept before the channel is told that we have it, wiped when it is handled."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from bot.domain.time import moment, stamp

MAX_TRIES = 3  # an update that fails three times is set aside, so that it stops nobody


@dataclass(frozen=True)
class Incoming:
    """A row of the inbox; `body` is the masked message as JSON."""

    id: int
    update_id: int
    person: str
    body: str
    received_at: datetime
    tries: int


def accept(db: Database, channel: str, update_id: int, person: str, body: str, now: datetime) -> int | None:
    """Keep an update. None when it was delivered before: a key per update, for ids may restart after a quiet week."""
    row = db.execute(
        "INSERT INTO inbox (channel, update_id, person, body, received_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING id",
        (channel, update_id, person, body, stamp(now)),
    ).fetchone()
    return int(row[0]) if row else None


def waiting(db: Database, channel: str, *, but_of: Collection[str] = (), limit: int = 1000) -> list[int]:
    """The rows that are kept and not handled, oldest first; those of the people in `but_of` are passed over."""
    rows = db.execute(
        """SELECT id FROM inbox WHERE channel = ? AND handled_at IS NULL AND dead = 0
           AND person NOT IN (SELECT value FROM json_each(?)) ORDER BY id LIMIT ?""",
        (channel, json.dumps(list(but_of)), limit),
    )
    return [int(row[0]) for row in rows]


def claim(db: Database, ids: Sequence[int]) -> list[Incoming]:
    """Those of these rows that are still open, in their order, inside the transaction that handles them.

    Many in one statement: a flood of a thousand messages is one turn, and whoever comes after it must not wait for a thousand.
    """
    rows = db.execute(
        """SELECT id, update_id, person, body, received_at, tries FROM inbox
           WHERE id IN (SELECT value FROM json_each(?)) AND handled_at IS NULL AND dead = 0""",
        (json.dumps(list(ids)),),
    )
    found = {int(row[0]): _incoming(row) for row in rows}
    return [found[one] for one in ids if one in found]


def older_waits(db: Database, person: str, update_id: int) -> bool:
    """Whether something that this person did before is not handled yet."""
    row = db.execute(
        "SELECT 1 FROM inbox WHERE person = ? AND update_id < ? AND handled_at IS NULL AND dead = 0 LIMIT 1", (person, update_id)
    ).fetchone()
    return row is not None


def finish(db: Database, ids: Sequence[int], now: datetime) -> None:
    """Handled: text and person go, the number stays so that a repeat is known."""
    db.execute(
        "UPDATE inbox SET handled_at = ?, body = '', person = '' WHERE id IN (SELECT value FROM json_each(?))",
        (stamp(now), json.dumps(list(ids))),
    )


def failed(db: Database, row_id: int) -> bool:
    """Count a failure; True when the row is now dead."""
    row = db.execute(
        "UPDATE inbox SET tries = tries + 1, dead = tries + 1 >= ? WHERE id = ? RETURNING dead", (MAX_TRIES, row_id)
    ).fetchone()
    return bool(row and row[0])


def give_up(db: Database, row_id: int) -> None:
    """Set a row aside; its text goes, for nobody will read it any more."""
    db.execute("UPDATE inbox SET dead = 1, body = '' WHERE id = ?", (row_id,))


def forget_handled(db: Database, before: datetime) -> None:
    """Drop what was handled long ago: Telegram repeats nothing after a day, and may use its numbers again after a week."""
    db.execute("DELETE FROM inbox WHERE handled_at < ?", (stamp(before),))


def _incoming(row: tuple[object, ...]) -> Incoming:
    row_id, update_id, person, body, received_at, tries = row
    return Incoming(int(str(row_id)), int(str(update_id)), str(person), str(body), moment(str(received_at)), int(str(tries)))

"""Everything that leaves: a row with a due time, judged again when it is claimed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from bot.domain.time import moment, stamp

NOTICES = "mail"
"""The channel of notices to staff."""


@dataclass(frozen=True)
class Outgoing:
    """A row of the outbox. `kind`: antwoord, bevestiging, herinnering, bericht (unasked), personeel."""

    id: int
    person: str
    channel: str
    kind: str
    key: str
    body: str
    due_at: datetime
    state: str
    tries: int


COLUMNS = "id, person, channel, kind, coalesce(key, ''), body, due_at, state, tries"


def put(db: Database, person: str, channel: str, kind: str, body: str, due: datetime, *, now: datetime, key: str = "") -> int:
    """Add a row that leaves at `due`. With a `key`, a row of the same key that is still due is replaced, one that left stays."""
    row = db.execute(
        """INSERT INTO outbox (person, channel, kind, key, body, due_at, changed_at) VALUES (?, ?, ?, nullif(?, ''), ?, ?, ?)
           ON CONFLICT (key) DO UPDATE SET body = excluded.body, due_at = excluded.due_at, changed_at = excluded.changed_at,
               state = CASE WHEN outbox.state = 'dropped' THEN 'due' ELSE outbox.state END
           WHERE outbox.state IN ('due', 'dropped') RETURNING id""",
        (person, channel, kind, key, body, stamp(due), stamp(now)),
    ).fetchone()
    return int(row[0]) if row else 0


def drop(db: Database, key: str, now: datetime) -> None:
    """Take back what has not left yet (a reminder of a cancelled appointment)."""
    db.execute("UPDATE outbox SET state = 'dropped', body = '', changed_at = ? WHERE key = ? AND state = 'due'", (stamp(now), key))


def due(db: Database, channel: str, now: datetime, *, person: str = "", limit: int = 100) -> Sequence[Outgoing]:
    """What may leave now, oldest first; of one person when `person` is given."""
    rows = db.execute(
        f"""SELECT {COLUMNS} FROM outbox WHERE channel = ? AND state = 'due' AND due_at <= ? AND (? = '' OR person = ?)
            ORDER BY due_at, id LIMIT ?""",
        (channel, stamp(now), person, person, limit),
    )
    return [as_outgoing(row) for row in rows.fetchall()]


def undelivered(db: Database) -> Sequence[Outgoing]:
    """What was given up, or may not have arrived, for staff to see."""
    rows = db.execute(f"SELECT {COLUMNS} FROM outbox WHERE state IN ('dead', 'uncertain') ORDER BY due_at, id")
    return [as_outgoing(row) for row in rows.fetchall()]


def mark(db: Database, row_id: int, state: str, now: datetime, *, reference: str = "") -> None:
    """Move a row on; its text is wiped as soon as it is sent or given up."""
    db.execute(
        """UPDATE outbox SET state = ?, changed_at = ?, reference = coalesce(nullif(?, ''), reference),
               tries = tries + (? = 'sending'), body = CASE WHEN ? IN ('sent', 'dead', 'dropped') THEN '' ELSE body END
           WHERE id = ?""",
        (state, stamp(now), reference, state, state, row_id),
    )


def postpone(db: Database, row_id: int, until: datetime, now: datetime) -> None:
    """Try again later: the channel asked us to wait, or could not be reached."""
    db.execute("UPDATE outbox SET state = 'due', due_at = ?, changed_at = ? WHERE id = ?", (stamp(until), stamp(now), row_id))


def as_outgoing(row: Sequence[object]) -> Outgoing:
    """A row of COLUMNS as an Outgoing."""
    row_id, person, channel, kind, key, body, due_at, state, tries = row
    return Outgoing(
        int(str(row_id)), str(person), str(channel), str(kind), str(key), str(body), moment(str(due_at)), str(state), int(str(tries))
    )

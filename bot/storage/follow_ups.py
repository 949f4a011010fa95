"""Messages that we send unasked to who said yes: rows of the outbox with a key of their own, limited per person."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

from sqlite_utils import Database

from bot.domain.time import stamp
from bot.storage import outbox

KIND = "bericht"
KEY = "vervolg:"
"""Begins the key of every follow-up: an answer of staff is a message of the same kind, and was asked for."""
WINDOW = timedelta(days=14)  # in which so many may come as the config says (issue F.3)
_OURS = f"kind = '{KIND}' AND key LIKE '{KEY}%'"
_COUNTS = "state IN ('sent', 'sending', 'uncertain')"


def ask(
    db: Database, person: str, channel: str, what: str, contact: str, due: datetime, most: int, now: datetime, *, appointment: str = ""
) -> None:
    """Put one message ready. `what` says which; never the topic. Asking again in the same contact moves it."""
    body = json.dumps({"what": what, "appointment": appointment, "most": most})
    outbox.put(db, person, channel, KIND, body, due, now=now, key=f"{KEY}{what}:{appointment or contact}:{contact}")


def is_one(row: outbox.Outgoing) -> bool:
    """Whether a row is a follow-up."""
    return row.kind == KIND and row.key.startswith(KEY)


def near(db: Database, person: str, due: datetime) -> int:
    """How many this person got, or will get, within two weeks of a moment."""
    row = db.execute(
        f"""SELECT count(*) FROM outbox WHERE person = ? AND {_OURS}
            AND (({_COUNTS} AND changed_at > ?) OR (state = 'due' AND due_at BETWEEN ? AND ?))""",
        (person, stamp(due - WINDOW), stamp(due - WINDOW), stamp(due + WINDOW)),
    ).fetchone()
    return int(row[0])


def sent(db: Database, person: str, now: datetime) -> int:
    """How many left for this person in the last two weeks."""
    row = db.execute(
        f"SELECT count(*) FROM outbox WHERE person = ? AND {_OURS} AND {_COUNTS} AND changed_at > ?", (person, stamp(now - WINDOW))
    ).fetchone()
    return int(row[0])


def waiting(db: Database, person: str) -> bool:
    """Whether anything still stands ready for this person, however far ahead."""
    return db.execute(f"SELECT 1 FROM outbox WHERE person = ? AND {_OURS} AND state = 'due'", (person,)).fetchone() is not None


def forget(db: Database, person: str, contact: str) -> None:
    """Something sensitive was said: all that this person still waits for, and what left from this contact, is gone without a trace."""
    db.execute(f"DELETE FROM outbox WHERE person = ? AND {_OURS} AND (state = 'due' OR key LIKE ?)", (person, f"%:{contact}"))


def drop_all(db: Database) -> None:
    """Take back all that has not left: it was switched off."""
    db.execute(f"UPDATE outbox SET state = 'dropped', body = '' WHERE state = 'due' AND {_OURS}")

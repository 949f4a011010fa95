"""What staff must still do for someone: call back, answer a question, come by."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from datetime import datetime

from sqlite_utils import Database

from bot.domain.time import stamp


@dataclass(frozen=True)
class Request:
    """`kind` is bellen, antwoord or bezoek; `call_from` and `call_until` are local wall clock, `2026-11-23T10:00`."""

    id: str
    person: str
    contact: str
    kind: str
    phone: str = ""
    call_from: str = ""
    call_until: str = ""
    subject: str = ""
    details: str = ""
    question: str = ""
    asked_at: str = ""
    done_at: str = ""


COLUMNS = (
    "id, coalesce(person, ''), contact, kind, phone, call_from, call_until, subject, details, question, asked_at, coalesce(done_at, '')"
)


MOST_OPEN = 5
"""Requests of one person that stand open at most: nobody fills the list of staff; the newest ones count."""


def ask(db: Database, request: Request, now: datetime) -> None:
    """Put a request on the list of staff; the oldest of a person goes when they have more open than they may."""
    db.execute(
        """INSERT INTO requests (id, person, contact, kind, phone, call_from, call_until, subject, details, question, asked_at)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        (*astuple(request)[:10], stamp(now)),
    )
    db.execute(
        """DELETE FROM requests WHERE id IN (SELECT id FROM requests WHERE person = ? AND done_at IS NULL AND id <> ?
                                             ORDER BY asked_at DESC, id LIMIT -1 OFFSET ?)""",
        (request.person, request.id, MOST_OPEN - 1),
    )


def add_question(db: Database, request_id: str, question: str) -> None:
    """The person's own sentence, after their yes."""
    db.execute("UPDATE requests SET question = ? WHERE id = ?", (question, request_id))


def unfinished(db: Database) -> list[Request]:
    """What is still to be done, the oldest first."""
    rows = db.execute(f"SELECT {COLUMNS} FROM requests WHERE done_at IS NULL ORDER BY asked_at, id").fetchall()
    return [Request(*map(str, row)) for row in rows]


def with_phone(db: Database, phone: str) -> list[Request]:
    """What is still to be done for a telephone number."""
    return [request for request in unfinished(db) if request.phone == phone]


def find(db: Database, request_id: str) -> Request | None:
    """One request by its id."""
    row = db.execute(f"SELECT {COLUMNS} FROM requests WHERE id = ?", (request_id,)).fetchone()
    return Request(*map(str, row)) if row else None


def of_person(db: Database, person: str) -> list[Request]:
    """What is still to be done for one person."""
    return [request for request in unfinished(db) if request.person == person]


def finish(db: Database, request_id: str, now: datetime) -> bool:
    """Done; False when it was done before or does not exist."""
    row = db.execute("UPDATE requests SET done_at = ? WHERE id = ? AND done_at IS NULL RETURNING id", (stamp(now), request_id)).fetchone()
    return row is not None

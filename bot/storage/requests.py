"""What was promised to someone and staff must still do: call back, answer a question, come by. A promise has an end."""

from __future__ import annotations

import json
from dataclasses import astuple, dataclass, fields
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlite_utils import Database

from bot.domain.time import from_wall, stamp
from bot.storage import outbox, people

# A request as it stands in its table.


class Result(StrEnum):
    """How a request ended; `OPEN` has not."""

    OPEN = ""
    DONE = "klaar"
    ANSWERED = "beantwoord"
    NOT_REACHED = "niet bereikt"
    GIVEN_UP = "opgegeven"
    WITHDRAWN = "ingetrokken"


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
    taken_by: str = ""
    """The colleague who took it up, as they call themselves."""
    tries: int = 0
    """How often a colleague called and reached nobody."""
    missed: int = 0
    """How often the moment until which we promised it passed."""
    result: Result = Result.OPEN
    later: str = ""
    """The day until which staff put it off, `2026-11-26`; empty when they did not."""


COLUMNS = (
    "id, coalesce(person, ''), contact, kind, phone, call_from, call_until, subject, details, question, asked_at, coalesce(done_at, ''), "
    "taken_by, tries, missed, result, later"
)


_NAMES = tuple(one.name for one in fields(Request))


def _request(row: tuple[Any, ...]) -> Request:
    values = dict(zip(_NAMES, row, strict=True))
    return Request(**{**values, "result": Result(str(values["result"]))})


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
    guard(db, request, now)


def add_question(db: Database, request_id: str, question: str) -> None:
    """The person's own sentence, after their yes."""
    db.execute("UPDATE requests SET question = ? WHERE id = ?", (question, request_id))


def unfinished(db: Database) -> list[Request]:
    """What is still to be done, the oldest first."""
    rows = db.execute(f"SELECT {COLUMNS} FROM requests WHERE done_at IS NULL ORDER BY asked_at, id").fetchall()
    return [_request(row) for row in rows]


def with_phone(db: Database, phone: str) -> list[Request]:
    """What is still to be done for a telephone number."""
    return [request for request in unfinished(db) if request.phone == phone]


def find(db: Database, request_id: str) -> Request | None:
    """One request by its id."""
    row = db.execute(f"SELECT {COLUMNS} FROM requests WHERE id = ?", (request_id,)).fetchone()
    return _request(row) if row else None


def of_person(db: Database, person: str) -> list[Request]:
    """What is still to be done for one person."""
    return [request for request in unfinished(db) if request.person == person]


# What becomes of a request.


def finish(db: Database, request_id: str, now: datetime, result: Result = Result.DONE) -> bool:
    """It is over; False when it was before or does not exist."""
    row = db.execute(
        "UPDATE requests SET done_at = ?, result = ? WHERE id = ? AND done_at IS NULL RETURNING id", (stamp(now), result, request_id)
    ).fetchone()
    return row is not None


def reopen(db: Database, request_id: str) -> bool:
    """It is not over after all; False when it was not, or when what it was about is gone already."""
    row = db.execute(
        "UPDATE requests SET done_at = NULL, result = '' WHERE id = ? AND done_at IS NOT NULL AND person IS NOT NULL RETURNING id",
        (request_id,),
    ).fetchone()
    return row is not None


def take(db: Database, request_id: str, who: str) -> bool:
    """A colleague takes it up; False when it is over or does not exist."""
    row = db.execute("UPDATE requests SET taken_by = ? WHERE id = ? AND done_at IS NULL RETURNING id", (who, request_id)).fetchone()
    return row is not None


def tried(db: Database, request_id: str) -> bool:
    """A colleague called and reached nobody; False when it is over or does not exist."""
    row = db.execute("UPDATE requests SET tries = tries + 1 WHERE id = ? AND done_at IS NULL RETURNING id", (request_id,)).fetchone()
    return row is not None


def miss(db: Database, request_id: str, times: int, now: datetime) -> None:
    """Its moment passed so often, and the person knows: what was promised stands in the list as it was, and nothing more is said of it."""
    request = find(db, request_id)
    if request is not None:
        outbox.drop(db, _guard_key(request), now)
    db.execute("UPDATE requests SET missed = ? WHERE id = ?", (times, request_id))


def complain(db: Database, request_id: str, note: str) -> None:
    """What the person says of it, beside it for staff; said twice it stands there once."""
    db.execute(
        """UPDATE requests SET later = '', details = CASE WHEN details = '' THEN ?1 ELSE details || ' · ' || ?1 END
           WHERE id = ?2 AND instr(details, ?1) = 0""",
        (note, request_id),
    )


def remark(db: Database, request_id: str, note: str) -> bool:
    """A note of staff beside it; said twice it stands there once. False when it is over or does not exist."""
    row = db.execute(
        """UPDATE requests SET details = CASE WHEN details = '' THEN ?1 WHEN instr(details, ?1) > 0 THEN details
                                              ELSE details || ' · ' || ?1 END
           WHERE id = ?2 AND done_at IS NULL RETURNING id""",
        (note, request_id),
    ).fetchone()
    return row is not None


def put_off(db: Database, request_id: str, later: str) -> bool:
    """It may wait until a day (empty: not any more); False when it is over or does not exist."""
    row = db.execute("UPDATE requests SET later = ? WHERE id = ? AND done_at IS NULL RETURNING id", (later, request_id)).fetchone()
    return row is not None


def untried(db: Database, request_id: str) -> bool:
    """It was not tried in vain after all; False when it never was, or does not exist."""
    row = db.execute("UPDATE requests SET tries = tries - 1 WHERE id = ? AND tries > 0 RETURNING id", (request_id,)).fetchone()
    return row is not None


def settled(db: Database, since: datetime) -> list[Request]:
    """What staff brought to an end since a moment, the last first."""
    rows = db.execute(
        f"""SELECT {COLUMNS} FROM requests WHERE done_at >= ? AND person IS NOT NULL AND result <> 'ingetrokken'
            ORDER BY done_at DESC, id""",
        (stamp(since),),
    )
    return [_request(row) for row in rows.fetchall()]


def last_call(db: Database, person: str, since: datetime) -> Request | None:
    """The call to someone that was noted as over last, since a moment; not one that they withdrew."""
    row = db.execute(
        f"""SELECT {COLUMNS} FROM requests WHERE person = ? AND kind <> 'antwoord' AND done_at >= ? AND result <> 'ingetrokken'
            ORDER BY done_at DESC LIMIT 1""",
        (person, stamp(since)),
    ).fetchone()
    return _request(row) if row else None


def renumber(db: Database, request_id: str, phone: str) -> None:
    """Another number to call."""
    db.execute("UPDATE requests SET phone = ? WHERE id = ?", (phone, request_id))


def move(db: Database, request: Request, call_from: str, call_until: str, now: datetime, *, missed: int) -> Request:
    """Promise another moment for the same thing; `missed` is how often its time has passed by now. The request as it is then."""
    db.execute("UPDATE requests SET call_from = ?, call_until = ?, missed = ? WHERE id = ?", (call_from, call_until, missed, request.id))
    moved = find(db, request.id)
    assert moved is not None, request.id
    guard(db, moved, now)
    return moved


# The guard of a promise: a row of the outbox that is judged when its end is near.

GUARD = "belofte"
"""The kind of the outbox row that stands ready to say that we are late."""
BEFORE_END = timedelta(minutes=10)
"""So long before its end the person hears that we do not make it: they need not wait until it has passed."""


def _guard_key(request: Request) -> str:
    return f"{GUARD}:{request.id}:{request.call_until}"


def guard(db: Database, request: Request, now: datetime) -> None:
    """Stand ready to tell the person before the promised moment passes; without a moment or an address there is nothing to tell."""
    channel = people.channel_of(db, request.person) if request.person and request.call_until else None
    if channel is None:
        return
    body = json.dumps({"request": request.id, "until": request.call_until})
    due = max(from_wall(request.call_until) - BEFORE_END, now)
    outbox.put(db, request.person, channel, GUARD, body, due, now=now, key=_guard_key(request))

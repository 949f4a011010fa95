"""Where a person can be reached, and where the conversation with them is."""

from __future__ import annotations

from datetime import datetime

from sqlite_utils import Database

from bot.domain.time import moment, stamp


def remember_address(db: Database, person: str, channel: str, address: str, heard: datetime | None = None) -> None:
    """Note where to deliver; writing again makes someone reachable again. The only table with a chat id.

    `heard` is when the channel says they did it: what is older than the last thing we heard makes nobody reachable. Who had this address
    under another pseudonym, made with a key that is lost, is reached here no more. A pause that we chose ourselves ends, for whoever writes
    waits for us; one that the channel told us to make does not.
    """
    db.execute("DELETE FROM addresses WHERE channel = ? AND address = ? AND person <> ?", (channel, address, person))
    db.execute(
        """INSERT INTO addresses (person, channel, address, heard_at) VALUES (?, ?, ?, ?)
           ON CONFLICT (person) DO UPDATE SET channel = excluded.channel, address = excluded.address, leaving = 0, paused_until = '',
               unreachable_since = CASE WHEN excluded.heard_at IN ('', max(excluded.heard_at, heard_at)) THEN NULL ELSE unreachable_since END,
               heard_at = max(excluded.heard_at, heard_at)""",
        (person, channel, address, stamp(heard) if heard else ""),
    )


def address_of(db: Database, person: str) -> str | None:
    """The address to deliver to, None when we may not or cannot."""
    row = db.execute("SELECT address FROM addresses WHERE person = ? AND unreachable_since IS NULL", (person,)).fetchone()
    return str(row[0]) if row else None


def channel_of(db: Database, person: str) -> str | None:
    """The channel by which a person talks with us, None when we may not or cannot reach them."""
    row = db.execute("SELECT channel FROM addresses WHERE person = ? AND unreachable_since IS NULL", (person,)).fetchone()
    return str(row[0]) if row else None


def stop_messages(db: Database, person: str, now: datetime) -> bool:
    """Nothing unasked any more, from now on and of what stood ready; reminders of appointments still come. True when that changes something."""
    row = db.execute(
        "UPDATE addresses SET silent_since = ? WHERE person = ? AND silent_since IS NULL RETURNING person", (stamp(now), person)
    ).fetchone()
    db.execute(
        "UPDATE outbox SET state = 'dropped', body = '', changed_at = ? WHERE person = ? AND kind = 'bericht' AND state = 'due' AND due_at > ?",
        (stamp(now), person, stamp(now)),
    )
    return row is not None


def allow_messages(db: Database, person: str) -> None:
    """The person said yes to a message of ours again."""
    db.execute("UPDATE addresses SET silent_since = NULL WHERE person = ?", (person,))


def wants_messages(db: Database, person: str) -> bool:
    """Whether we may send something unasked: reachable, and not told to stop. Judged again when it is about to leave."""
    row = db.execute(
        "SELECT 1 FROM addresses WHERE person = ? AND unreachable_since IS NULL AND silent_since IS NULL AND leaving = 0", (person,)
    ).fetchone()
    return row is not None


def invite(db: Database, person: str) -> None:
    """The person came with a code of ours, and may take part in the trial as long as we know the address."""
    db.execute("UPDATE addresses SET invited = 1 WHERE person = ?", (person,))


def is_invited(db: Database, person: str) -> bool:
    """Whether the person came with a code of ours."""
    return db.execute("SELECT 1 FROM addresses WHERE person = ? AND invited = 1", (person,)).fetchone() is not None


def mark_unreachable(db: Database, person: str, now: datetime, heard: datetime | None = None) -> None:
    """The person blocked us: nothing more is sent until they write again. Older news (`heard`) than the last we heard changes nothing."""
    at = stamp(heard) if heard else ""
    db.execute(
        """UPDATE addresses SET unreachable_since = coalesce(unreachable_since, ?2), heard_at = max(heard_at, ?3)
           WHERE person = ?1 AND (?3 = '' OR ?3 >= heard_at)""",
        (person, stamp(now), at),
    )


def told_to_wait(db: Database, person: str, until: datetime) -> bool:
    """The channel wants nothing for this person until then: not an answer, not a copy, not after a restart either. False for who has no address."""
    sql = "UPDATE addresses SET told_until = max(told_until, ?) WHERE person = ? RETURNING 1"
    return db.execute(sql, (stamp(until), person)).fetchone() is not None


def who_must_wait(db: Database, channel: str, now: datetime) -> list[tuple[str, datetime]]:
    """The addresses for which this channel wants nothing yet, and until when."""
    rows = db.execute("SELECT address, told_until FROM addresses WHERE channel = ? AND told_until > ?", (channel, stamp(now)))
    return [(str(address), moment(str(until))) for address, until in rows.fetchall()]


def after_a_clock_set_back(db: Database, now: datetime) -> None:
    """Waits were reckoned by a clock that was ahead, and so was what was heard last."""
    at = stamp(now)
    db.execute("UPDATE addresses SET told_until = '', paused_until = '' WHERE max(told_until, paused_until) > ?", (at,))
    db.execute("UPDATE addresses SET heard_at = ?1 WHERE heard_at > ?1", (at,))


def pause(db: Database, person: str, until: datetime) -> bool:
    """After trouble we ask nothing of this chat until then; whoever writes to us ends it. False for who has no address."""
    sql = "UPDATE addresses SET paused_until = ? WHERE person = ? RETURNING 1"
    return db.execute(sql, (stamp(until), person)).fetchone() is not None


def read_state(db: Database, person: str) -> str | None:
    """The conversation as JSON, None for someone new."""
    row = db.execute("SELECT state FROM conversations WHERE person = ?", (person,)).fetchone()
    return str(row[0]) if row else None


def write_state(db: Database, person: str, state: str, now: datetime) -> None:
    """Keep where the conversation is."""
    db.execute(
        """INSERT INTO conversations (person, state, seen_at) VALUES (?, ?, ?)
           ON CONFLICT (person) DO UPDATE SET state = excluded.state, seen_at = excluded.seen_at""",
        (person, state, stamp(now)),
    )

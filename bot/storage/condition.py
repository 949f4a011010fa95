"""How the assistant is doing, read from the database."""

from __future__ import annotations

import shutil
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from bot.domain.health import Condition
from bot.domain.time import moment, stamp
from bot.storage import heartbeats, switches
from bot.storage.departures import AGAIN, CONFIRMING
from bot.storage.outbox import NOTICES

DAY = timedelta(days=1)
UNREACHABLE = "onbereikbaar"
"""The reference of a message that could not be delivered because its person blocked us: no trouble of ours."""

_FOLLOWED = f"kind IN ({', '.join(repr(kind) for kind in sorted(CONFIRMING))}) AND coalesce(key, '') NOT LIKE '{AGAIN}%'"
_UNDELIVERED = f"""SELECT count(*) FILTER (WHERE state = 'dead' AND coalesce(reference, '') <> :unreachable),
    count(*) FILTER (WHERE state = 'dead' AND reference = :unreachable),
    count(*) FILTER (WHERE state = 'uncertain' AND {_FOLLOWED}), count(*) FILTER (WHERE state = 'uncertain' AND NOT ({_FOLLOWED}))
    FROM outbox WHERE channel = :channel AND state IN ('dead', 'uncertain') AND changed_at >= :since"""
"""A confirmation in doubt is followed by its copy; an answer, or that copy, is in doubt only when it was tried for a day."""


def read(db: Database, channel: str, now: datetime, *, path: str = "") -> Condition:
    """The condition at this moment; `path` is the database file, for the disk that it is on."""
    beats = heartbeats.beats(db)
    awake = beats.get("wakker")
    polled = beats.get("opgehaald")
    unanswered, oldest_unanswered = _row(
        db, "SELECT count(*), min(received_at) FROM inbox WHERE channel = ? AND handled_at IS NULL AND dead = 0", channel
    )
    unsent, oldest_unsent, most_tries = _waiting(db, channel, now)
    notices, oldest_notice, most_tries_of_a_notice = _waiting(db, NOTICES, now)
    since = stamp(now - DAY)
    (given_up,) = _row(db, "SELECT count(*) FROM inbox WHERE channel = ? AND dead = 1 AND received_at >= ?", channel, since)
    refused, unreachable, uncertain, lost = db.execute(
        _UNDELIVERED, {"unreachable": UNREACHABLE, "channel": channel, "since": since}
    ).fetchone()
    return Condition(
        awake=awake.at if awake else None,
        polled=polled.at if polled else None,
        second_poller="tweede-poller" in beats,
        token_refused="token-geweigerd" in beats,
        hook_gone="webhook-weg" in beats,
        oldest_unanswered=_moment(oldest_unanswered),
        unanswered=unanswered,
        oldest_unsent=_moment(oldest_unsent),
        unsent=unsent,
        most_tries=most_tries,
        notices=notices,
        oldest_notice=_moment(oldest_notice),
        most_tries_of_a_notice=most_tries_of_a_notice,
        given_up=given_up,
        refused=refused,
        uncertain=uncertain,
        lost=lost,
        unreachable=unreachable,
        paused_since=switches.on_since(db, switches.PAUSE),
        version=awake.detail if awake else "",
        free_bytes=free_bytes(path),
    )


def _waiting(db: Database, channel: str, now: datetime) -> Any:
    """How many rows should have left by now, since when the oldest, and how often the most stubborn of all was tried."""
    return _row(
        db,
        """SELECT count(*) FILTER (WHERE due_at <= ?2), min(due_at) FILTER (WHERE due_at <= ?2), coalesce(max(tries), 0)
           FROM outbox WHERE channel = ?1 AND state IN ('due', 'sending')""",
        channel,
        stamp(now),
    )


def free_bytes(path: str) -> int:
    """Room on the disk of a database file; plenty for one in memory."""
    return shutil.disk_usage(Path(path).resolve().parent).free if path and path != ":memory:" else 2**62


def _row(db: Database, sql: str, *values: object) -> Any:
    return db.execute(sql, values).fetchone()


def _moment(text: object) -> datetime | None:
    return moment(str(text)) if text else None

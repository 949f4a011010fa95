"""What runs: heartbeats, alarms, switches, and the condition of the whole."""

from __future__ import annotations

import json
import shutil
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from bot.domain.health import AWAKE, POLLED, Condition, Sign
from bot.domain.time import moment, stamp
from bot.storage.outbox import AGAIN, CONFIRMING, NOTICES

# When something last went well, or badly: one row per sign of life.


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


def all_beats(db: Database) -> dict[str, Beat]:
    """Every sign of life by its name."""
    return {str(name): Beat(moment(str(at)), str(detail)) for name, at, detail in db.execute("SELECT name, at, detail FROM heartbeats")}


def day_version(db: Database) -> int:
    """Another number as soon as a row changed that the work of a day shows: whoever saw this one has seen all."""
    return int(db.execute("SELECT number FROM day_version").fetchone()[0])


# Since when the assistant is unwell, and what of it the operator has heard: shared by all processes that look.

RED, TOLD = "rood", "gemeld"


class Alarm(StrEnum):
    """What to tell the operator now."""

    NOTHING = "niets"
    RED = "rood"
    GREEN = "groen"
    """It was told that something was wrong, and that is over."""


def judge(db: Database, signs: Collection[str], now: datetime, after: timedelta) -> Alarm:
    """Note what is wrong; RED when a sign has been there for `after` that was not told yet, GREEN once when all is over."""
    beats = all_beats(db)
    if not signs:
        forget(db, RED)
        forget(db, TOLD)
        return Alarm.GREEN if TOLD in beats else Alarm.NOTHING
    since = _since(beats.get(RED), signs, now)
    beat(db, RED, min(since.values()), json.dumps({sign: stamp(at) for sign, at in since.items()}))
    told = set(beats[TOLD].detail.split()) & set(signs) if TOLD in beats else set()
    lasting = {sign for sign, at in since.items() if now - at >= after}
    if TOLD in beats or lasting:
        beat(db, TOLD, now, " ".join(sorted(told | lasting)))
    return Alarm.RED if lasting - told else Alarm.NOTHING


def not_told(db: Database) -> None:
    """The notice did not get through: say it again next time."""
    forget(db, TOLD)


def _since(red: Beat | None, signs: Collection[str], now: datetime) -> dict[str, datetime]:
    """Since when each sign is there; one that went away and came back is new."""
    if red is None:
        return dict.fromkeys(signs, now)
    if not red.detail:  # noted by an earlier version
        return dict.fromkeys(signs, red.at)
    before = json.loads(red.detail)
    return {sign: moment(before[sign]) if sign in before else now for sign in signs}


# What is switched by hand for all processes at once, such as the pause.

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


# How the assistant is doing, read from the database.

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
    beats = all_beats(db)
    awake = beats.get(AWAKE)
    polled = beats.get(POLLED)
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
        second_poller=Sign.SECOND_POLLER in beats,
        token_refused=Sign.TOKEN_REFUSED in beats,
        hook_gone=Sign.HOOK_GONE in beats,
        clock_back=Sign.CLOCK_BACK in beats and now < moment(beats[Sign.CLOCK_BACK].detail),
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
        paused_since=on_since(db, PAUSE),
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


def served(db: Database) -> bool:
    """Whether people reach this database, or ever did: no rehearsal may write in it."""
    sql = f"""SELECT EXISTS (SELECT 1 FROM heartbeats WHERE name IN ('{AWAKE}', '{POLLED}'))
              OR EXISTS (SELECT 1 FROM addresses WHERE channel = 'telegram') OR EXISTS (SELECT 1 FROM inbox)
              OR EXISTS (SELECT 1 FROM outbox WHERE channel = 'telegram')"""
    return bool(_row(db, sql)[0])


def oldest_contact(db: Database) -> datetime | None:
    """Since when this database knows of contacts; None when nobody ever wrote."""
    return _moment(_row(db, "SELECT min(at) FROM events WHERE kind = 'contact'")[0])


def free_bytes(path: str) -> int:
    """Room on the disk of a database file; plenty for one in memory."""
    return shutil.disk_usage(Path(path).resolve().parent).free if path and path != ":memory:" else 2**62


def _row(db: Database, sql: str, *values: object) -> Any:
    return db.execute(sql, values).fetchone()


def _moment(text: object) -> datetime | None:
    return moment(str(text)) if text else None

"""Housekeeping: what we may no longer keep is destroyed per class, counted, and written down."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlite_utils import Database

from bot.config import RetentionSettings
from bot.domain.time import CONTACT_ENDS_AFTER, QUESTION_STAYS_OPEN, local, moment, stamp, wall
from bot.storage import capacity, personal_data
from bot.storage.statistics import week_of

TALK_KEPT = timedelta(hours=24)
"""How long what was said stays in the state of a conversation after it closed."""
TOLD_KEPT = timedelta(hours=2)
"""How long the memory of a contact stays once it is quiet."""
UNSURE_KEPT = timedelta(hours=24)
EVERY = timedelta(hours=24)


@dataclass(frozen=True)
class Destroyed:
    """One class of data: how many rows were destroyed or stripped, and what was older than which moment."""

    kind: str
    count: int
    older_than: str = ""


@dataclass(frozen=True)
class DestructionReport:
    """What one round destroyed; `kind` per line is the class as it stands in the register of processing."""

    at: datetime
    lines: tuple[Destroyed, ...]

    @property
    def total(self) -> int:
        """How many rows altogether."""
        return sum(line.count for line in self.lines)


def housekeeping(db: Database, now: datetime, retention: RetentionSettings) -> DestructionReport:
    """One round, inside an open transaction. A second round at the same moment destroys nothing more.

    An appointment that stands in the future is never touched, nor the address and the reminder that belong to it.
    """
    lines = tuple(_round(db, now, retention))
    report = DestructionReport(now, lines)
    told = [line for line in lines if line.count] or [Destroyed("niets", 0)]
    db.conn.executemany(
        "INSERT INTO destruction_reports (at, kind, count, older_than) VALUES (?, ?, ?, ?)",
        [(stamp(now), line.kind, line.count, line.older_than) for line in told],
    )
    if (path := personal_data.file_of(db)) is not None:
        personal_data.prune(path, now - timedelta(days=retention.backup_days))
    return report


def daily(db: Database, now: datetime, retention: RetentionSettings) -> DestructionReport | None:
    """A round when the last one is a day ago, else nothing: for a timer that may tick as often as it likes."""
    forget_told(db, now)
    row = db.execute("SELECT max(at) FROM destruction_reports").fetchone()
    if row and row[0] and now - moment(str(row[0])) < EVERY:
        return None
    return housekeeping(db, now, retention)


def forget_told(db: Database, now: datetime) -> int:
    """What people told of themselves leaves a conversation that is quiet for two hours; how many conversations that were."""
    quiet = stamp(now - TOLD_KEPT)
    sql = (
        "UPDATE conversations SET state = json_remove(state, '$.memory') WHERE seen_at < ? AND json_extract(state, '$.memory') IS NOT NULL"
    )
    return int(db.conn.execute(sql, (quiet,)).rowcount)


def reports(db: Database, since: datetime) -> list[tuple[datetime, Destroyed]]:
    """What was destroyed since a moment, the oldest first."""
    rows = db.execute("SELECT at, kind, count, older_than FROM destruction_reports WHERE at >= ? ORDER BY id", (stamp(since),)).fetchall()
    return [(moment(str(at)), Destroyed(str(kind), int(count), str(older))) for at, kind, count, older in rows]


def scrub(db: Database) -> None:
    """Write the log into the file and empty it, outside a transaction: what was destroyed is then in neither (secure_delete)."""
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def _round(db: Database, now: datetime, retention: RetentionSettings) -> Iterator[Destroyed]:
    text = now - timedelta(days=retention.text_days) + EVERY  # what would be too old before the next round goes in this one
    yield _run(db, "niet begrepen tekst", text, "DELETE FROM misunderstood WHERE at < ?", stamp(text))
    week = week_of(local(text).date())
    yield _run(db, "steekproef", text, "DELETE FROM samples WHERE judgement = '' AND week <= ?", week)
    yield _run(db, "steekproef, beoordeeld", text, "UPDATE samples SET text = '' WHERE text <> '' AND week <= ?", week)
    yield from _talks(db, now)
    yield from _appointments(db, now - timedelta(days=retention.appointment_days))
    yield from _requests(db, now - TALK_KEPT, text)
    yield _run(db, "doorgegeven", text, "DELETE FROM referrals WHERE max(asked_at, answered_at) < ?", stamp(text))
    yield from _queues(db, now, text)
    person = now - timedelta(days=retention.person_days)
    yield _run(db, "contact: persoon", person, "UPDATE events SET person = NULL WHERE person IS NOT NULL AND at < ?", stamp(person))
    yield from _addresses(db, now, person)
    capacity.purge_expired(db, now)


def _run(db: Database, kind: str, older_than: datetime, sql: str, *values: str) -> Destroyed:
    return Destroyed(kind, int(db.conn.execute(sql, values).rowcount), stamp(older_than))


def _talks(db: Database, now: datetime) -> Iterator[Destroyed]:
    """What was said is wiped; that we introduced ourselves stays, and the turn, for old buttons must stay old."""
    kept = """json_object('turn', coalesce(json_extract(state, '$.turn'), 0),
                          'introduced_at', coalesce(json_extract(state, '$.introduced_at'), ''))"""
    closed, with_question = now - CONTACT_ENDS_AFTER - TALK_KEPT, now - QUESTION_STAYS_OPEN - TALK_KEPT
    yield _run(
        db,
        "gesprek",
        closed,
        f"""UPDATE conversations SET state = {kept} WHERE state <> {kept}
            AND seen_at < CASE WHEN json_extract(state, '$.waiting') IS NULL THEN ? ELSE ? END""",
        stamp(closed),
        stamp(with_question),
    )


def _appointments(db: Database, older_than: datetime) -> Iterator[Destroyed]:
    """Who, and about what, goes; that there was an appointment stays, and what became of it."""
    past = f"(ends < ?1 OR (state = 'afgezegd' AND changed_at < ?2)) AND {personal_data.full(db, 'appointments')}"
    values = wall(older_than), stamp(older_than)
    db.execute(f"UPDATE events SET detail = '' WHERE detail IN (SELECT id FROM appointments WHERE {past})", values)
    emptied = f"UPDATE appointments SET {personal_data.emptied(db, 'appointments')} WHERE {past}"
    yield _run(db, "afspraak: persoonsgegevens", older_than, emptied, *values)


def _requests(db: Database, done: datetime, text: datetime) -> Iterator[Destroyed]:
    """A call-back is a talk until it was made; one that nobody made may not lie here for ever."""
    emptied = f"UPDATE requests SET {personal_data.emptied(db, 'requests')} WHERE done_at < ? AND {personal_data.full(db, 'requests')}"
    yield _run(db, "verzoek, afgehandeld", done, emptied, stamp(done))
    yield _run(db, "verzoek, nooit afgehandeld", text, "DELETE FROM requests WHERE done_at IS NULL AND asked_at < ?", stamp(text))


def _queues(db: Database, now: datetime, text: datetime) -> Iterator[Destroyed]:
    unsure = now - UNSURE_KEPT
    over = "state IN ('sent', 'dead', 'dropped')"
    yield _run(
        db, "bezorging: tekst", unsure, f"UPDATE outbox SET body = '' WHERE body <> '' AND ({over} OR (state = 'uncertain' AND changed_at < ?))", stamp(unsure)
    )  # fmt: skip
    yield _run(
        db,
        "bezorging",
        text,
        f"""DELETE FROM outbox WHERE ({over} OR state = 'uncertain') AND changed_at < ?1 AND NOT EXISTS
            (SELECT 1 FROM appointments WHERE reminder = outbox.key AND appointments.state = 'afgesproken' AND ends > ?2)""",
        stamp(text),
        wall(now),
    )
    yield _run(
        db,
        "ontvangst: tekst",
        now,
        "UPDATE inbox SET body = '', person = '' WHERE (body <> '' OR person <> '') AND (handled_at IS NOT NULL OR dead = 1)",
    )
    yield _run(db, "ontvangst", text, "DELETE FROM inbox WHERE (handled_at IS NOT NULL OR dead = 1) AND received_at < ?", stamp(text))
    yield _run(db, "afscheid", unsure, f"DELETE FROM outbox WHERE kind = '{personal_data.ANSWERING}' AND changed_at < ?", stamp(unsure))


def _addresses(db: Database, now: datetime, older_than: datetime) -> Iterator[Destroyed]:
    """Nobody is reached any more who was silent for long, unless something of theirs is still to come."""
    idle = """NOT EXISTS (SELECT 1 FROM appointments WHERE appointments.person = {0}.person AND state = 'afgesproken' AND ends > ?2)
              AND NOT EXISTS (SELECT 1 FROM requests WHERE requests.person = {0}.person AND done_at IS NULL)
              AND NOT EXISTS (SELECT 1 FROM outbox WHERE outbox.person = {0}.person AND outbox.state IN ('due', 'sending'))
              AND NOT EXISTS (SELECT 1 FROM inbox WHERE inbox.person = {0}.person AND handled_at IS NULL AND dead = 0)"""
    values = stamp(older_than), wall(now)
    silent = f"DELETE FROM conversations WHERE seen_at < ?1 AND {idle.format('conversations')}"
    yield _run(db, "gesprek: persoon", older_than, silent, *values)
    unknown = "NOT EXISTS (SELECT 1 FROM conversations WHERE conversations.person = addresses.person)"
    yield _run(db, "adres", older_than, f"DELETE FROM addresses WHERE {unknown} AND ?1 = ?1 AND {idle.format('addresses')}", *values)

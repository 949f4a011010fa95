"""What a sender asks of the outbox: who is waiting, what was cut off, what must wait longer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlite_utils import Database

from bot.domain.time import stamp
from bot.storage import outbox
from bot.storage.outbox import COLUMNS, Outgoing

CONFIRMING = frozenset({"bevestiging", "herinnering"})
"""Kinds of which a copy too many matters: someone might believe that there are two appointments."""
LONGEST = timedelta(minutes=15)
"""The longest pause before something that may have arrived is sent again."""


def _for_a_day(growing: Sequence[timedelta]) -> tuple[timedelta, ...]:
    """These pauses, and then the longest one as often as fits in a day: so long Telegram keeps what it cannot deliver, and so do we."""
    left = timedelta(days=1) - sum(growing, timedelta())
    return (*growing, *[LONGEST] * (left // LONGEST))


PAUSES = _for_a_day([timedelta(seconds=seconds) for seconds in (1, 10, 60, 300)])
"""How long we wait each time before an answer that may have arrived is sent again."""
COPY_AFTER = timedelta(seconds=30)
"""How long we wait before the copy of a confirmation leaves: sent at once it would meet the trouble that made us doubt."""
UNASKED = frozenset({"herinnering", "bericht"})
"""Kinds that nobody waits for: they may leave at a measured pace."""
UNSURE = "onzeker:"
"""Begins the reference of a row that may have arrived and is sent again; its number of times follows."""
AGAIN = "zekerheid:"
"""Begins the key of a row that repeats a message of which we do not know whether it arrived, and says so."""


@dataclass(frozen=True)
class Waiting:
    """Someone who has something that may leave now."""

    person: str
    asked: bool
    """Whether they wait for it: an answer, or the word about a choice they made."""


def persons_due(db: Database, channel: str, now: datetime, limit: int = 500) -> list[Waiting]:
    """Who has something that may leave now: who waits for it first, and of those who waits longest."""
    rows = db.execute(
        f"""SELECT person, max(kind NOT IN ({_listed(UNASKED)})) AS asked FROM outbox
            WHERE channel = ? AND state = 'due' AND due_at <= ? GROUP BY person ORDER BY asked DESC, min(due_at), min(id) LIMIT ?""",
        (channel, stamp(now), limit),
    )
    return [Waiting(str(person), bool(asked)) for person, asked in rows.fetchall()]


def _listed(kinds: Iterable[str]) -> str:
    return ", ".join(f"'{kind}'" for kind in sorted(kinds))


def next_of(db: Database, channel: str, person: str, now: datetime) -> Outgoing | None:
    """The first row that may leave for one person; a copy of a confirmation lets everything else go first."""
    row = db.execute(
        f"""SELECT {COLUMNS} FROM outbox WHERE person = ? AND state = 'due' AND channel = ? AND due_at <= ?
            ORDER BY coalesce(key, '') LIKE '{AGAIN}%', due_at, id LIMIT 1""",
        (person, channel, stamp(now)),
    ).fetchone()
    return outbox.as_outgoing(row) if row else None


def hold_back(db: Database, row: Outgoing, until: datetime, now: datetime) -> None:
    """A row goes back, and everything of this person waits with it: what was said first leaves first."""
    outbox.postpone(db, row.id, until, now)
    db.execute(
        "UPDATE outbox SET due_at = ?, changed_at = ? WHERE person = ? AND channel = ? AND state = 'due' AND due_at < ?",
        (stamp(until), stamp(now), row.person, row.channel, stamp(until)),
    )


def cut_off(db: Database, channel: str) -> list[Outgoing]:
    """Rows that were on their way when the process ended: nobody knows whether they arrived."""
    rows = db.execute(f"SELECT {COLUMNS} FROM outbox WHERE channel = ? AND state = 'sending' ORDER BY due_at, id", (channel,))
    return [outbox.as_outgoing(row) for row in rows.fetchall()]


def is_copy(row: Outgoing) -> bool:
    """Whether a row repeats a confirmation or reminder, with a word about it."""
    return row.key.startswith(AGAIN)


def is_there(db: Database, row: Outgoing) -> bool:
    """Whether a row that was on its way still stands: an erasure takes it away, and its number may be somebody else's by now."""
    sql = "SELECT 1 FROM outbox WHERE id = ? AND person = ? AND kind = ? AND state = 'sending'"
    return db.execute(sql, (row.id, row.person, row.kind)).fetchone() is not None


def unsure(db: Database, row: Outgoing, now: datetime, copy_after: timedelta = COPY_AFTER) -> None:
    """Nobody knows whether a row arrived. A confirmation or reminder is followed by a copy that says so, a little later, and
    nothing waits for that copy. An answer, and that copy, is sent again, each time later, until it is surely there.
    """
    if row.kind in CONFIRMING and not is_copy(row):
        outbox.put(db, row.person, row.channel, row.kind, row.body, now + copy_after, now=now, key=f"{AGAIN}{row.id}")
        outbox.mark(db, row.id, "uncertain", now)
    else:
        _send_again(db, row, now, copy_after)


def _send_again(db: Database, row: Outgoing, now: datetime, copy_after: timedelta) -> None:
    times, again = _times(db, row), is_copy(row)
    pauses = copy_pauses(copy_after) if again else PAUSES
    if times >= len(pauses):
        outbox.mark(db, row.id, "uncertain", now)
        return
    outbox.mark(db, row.id, "due", now, reference=f"{UNSURE}{times + 1}")
    if again:
        outbox.postpone(db, row.id, now + pauses[times], now)
    else:
        hold_back(db, row, now + pauses[times], now)


def copy_pauses(copy_after: timedelta) -> tuple[timedelta, ...]:
    """How long a copy that is in doubt itself waits each time: twice as long, for about a day."""
    growing = [copy_after * 2**number for number in range(1, 16)]
    return _for_a_day([pause for pause in growing if pause < LONGEST])


def _times(db: Database, row: Outgoing) -> int:
    """How often a row that is sent again was in doubt before."""
    found = db.execute("SELECT coalesce(reference, '') FROM outbox WHERE id = ?", (row.id,)).fetchone()
    return int(str(found[0]).removeprefix(UNSURE) or 0) if found and str(found[0]).startswith(UNSURE) else 0


def last_reference(db: Database, person: str) -> str:
    """What the channel noted with the last message that this person got."""
    row = db.execute(
        "SELECT coalesce(reference, '') FROM outbox WHERE person = ? AND state = 'sent' ORDER BY id DESC LIMIT 1", (person,)
    ).fetchone()
    return str(row[0]) if row else ""


def keep_rest(db: Database, row: Outgoing, body: str) -> None:
    """Of a long message a part has left: only the rest is still to be sent."""
    db.execute("UPDATE outbox SET body = ? WHERE id = ?", (body, row.id))


def forget_references(db: Database, person: str) -> None:
    """What the channel noted of this person's messages holds no longer."""
    db.execute("UPDATE outbox SET reference = NULL WHERE person = ? AND state = 'sent'", (person,))

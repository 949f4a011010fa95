"""The outbox: what leaves, when it is due, and what became of it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlite_utils import Database

from bot.domain.time import moment, stamp
from bot.storage import people

# Everything that leaves: a row with a due time, judged again when it is claimed.

NOTICES = "mail"
"""The channel of notices to staff."""


@dataclass(frozen=True)
class Outgoing:
    """A row of the outbox. `kind`: antwoord, bevestiging, herinnering, bericht (unasked), belofte (we are late), personeel."""

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


def take_back(db: Database, key: str, now: datetime) -> bool:
    """The same; True when it had not left."""
    sql = "UPDATE outbox SET state = 'dropped', body = '', changed_at = ? WHERE key = ? AND state = 'due' RETURNING id"
    return db.execute(sql, (stamp(now), key)).fetchone() is not None


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


# What a sender asks of the outbox: who is waiting, what was cut off, what must wait longer.

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
UNASKED = frozenset({"herinnering", "bericht", "belofte"})
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
            WHERE channel = ?1 AND state = 'due' AND due_at <= ?2 AND {_MAY_BE_ASKED}
            GROUP BY person ORDER BY asked DESC, min(due_at), min(id) LIMIT ?3""",
        (channel, stamp(now), limit),
    )
    return [Waiting(str(person), bool(asked)) for person, asked in rows.fetchall()]


_MAY_BE_ASKED = """NOT EXISTS (SELECT 1 FROM addresses WHERE addresses.person = outbox.person
    AND max(addresses.told_until, addresses.paused_until) > ?2)"""
"""Whether a row's chat waits for nothing (`?2` is now)."""


def _listed(kinds: Iterable[str]) -> str:
    return ", ".join(f"'{kind}'" for kind in sorted(kinds))


def next_of(db: Database, channel: str, person: str, now: datetime) -> Outgoing | None:
    """The first row that may leave for one person, none while the chat must wait: a row keeps its place however long it waited.

    A copy of a confirmation lets everything else go first.
    """
    row = db.execute(
        f"""SELECT {COLUMNS} FROM outbox WHERE person = ?1 AND state = 'due' AND channel = ?3 AND due_at <= ?2 AND {_MAY_BE_ASKED}
            ORDER BY coalesce(key, '') LIKE '{AGAIN}%', due_at, id LIMIT 1""",
        (person, stamp(now), channel),
    ).fetchone()
    return as_outgoing(row) if row else None


def hold_back(db: Database, row: Outgoing, until: datetime, now: datetime, *, told: bool = False) -> None:
    """A row goes back to its place, and the chat waits: what was said first leaves first, also before what is still to be said.

    `told`: the channel itself named the moment, so that not even a copy, or an answer to something new, is tried before it.
    """
    mark(db, row.id, "due", now)
    hold = people.told_to_wait if told else people.pause
    if not hold(db, row.person, until):  # of staff: nobody reads their notices as a conversation, so each waits by itself
        postpone(db, row.id, until, now)


def after_a_clock_set_back(db: Database, now: datetime) -> None:
    """What was due by a clock that was ahead is due now; what is planned (a reminder) keeps its moment."""
    db.execute(
        f"""UPDATE outbox SET due_at = ?1 WHERE state = 'due' AND due_at > ?1 AND changed_at > ?1
            AND (kind NOT IN ({_listed(UNASKED)}) OR key LIKE '{AGAIN}%')""",
        (stamp(now),),
    )


def cut_off(db: Database, channel: str) -> list[Outgoing]:
    """Rows that were on their way when the process ended: nobody knows whether they arrived."""
    rows = db.execute(f"SELECT {COLUMNS} FROM outbox WHERE channel = ? AND state = 'sending' ORDER BY due_at, id", (channel,))
    return [as_outgoing(row) for row in rows.fetchall()]


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
        put(db, row.person, row.channel, row.kind, row.body, now + copy_after, now=now, key=f"{AGAIN}{row.id}")
        mark(db, row.id, "uncertain", now)
    else:
        _send_again(db, row, now, copy_after)


def _send_again(db: Database, row: Outgoing, now: datetime, copy_after: timedelta) -> None:
    times, again = _times(db, row), is_copy(row)
    pauses = copy_pauses(copy_after) if again else PAUSES
    if times >= len(pauses):
        mark(db, row.id, "uncertain", now)
        return
    mark(db, row.id, "due", now, reference=f"{UNSURE}{times + 1}")
    if again:
        postpone(db, row.id, now + pauses[times], now)
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


# Messages that we send unasked to who said yes: rows of the outbox with a key of their own, limited per person.

KIND = "bericht"
KEY = "vervolg:"
"""Begins the key of every follow-up: an answer of staff is a message of the same kind, and was asked for."""
WINDOW = timedelta(days=14)  # in which so many may come as the config says: we ask, we do not press
_OURS = f"kind = '{KIND}' AND key LIKE '{KEY}%'"
_COUNTS = "state IN ('sent', 'sending', 'uncertain')"


@dataclass(frozen=True)
class FollowUp:
    """A message that somebody said yes to, for later."""

    person: str
    channel: str
    what: str
    """Which message; never the topic."""
    contact: str
    due: datetime
    most: int
    """So many in two weeks at most, judged again when it leaves."""
    appointment: str = ""


def ask(db: Database, wanted: FollowUp, now: datetime) -> None:
    """Put one message ready. Asking again in the same contact moves it."""
    body = json.dumps({"what": wanted.what, "appointment": wanted.appointment, "most": wanted.most})
    key = f"{KEY}{wanted.what}:{wanted.appointment or wanted.contact}:{wanted.contact}"
    put(db, wanted.person, wanted.channel, KIND, body, wanted.due, now=now, key=key)


def is_one(row: Outgoing) -> bool:
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


def any_waits(db: Database) -> bool:
    """Whether a follow-up stands ready for anybody."""
    return db.execute(f"SELECT 1 FROM outbox WHERE state = 'due' AND {_OURS} LIMIT 1").fetchone() is not None


def drop_all(db: Database) -> None:
    """Take back all that has not left: it was switched off."""
    db.execute(f"UPDATE outbox SET state = 'dropped', body = '' WHERE state = 'due' AND {_OURS}")

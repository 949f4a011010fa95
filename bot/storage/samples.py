"""A random sample of questions per week, masked and without a person, for people to judge how well we answer (report R6)."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, datetime

from sqlite_utils import Database

from bot.domain.time import local

JUDGEMENTS = ("goed", "deels", "fout")


@dataclass(frozen=True)
class Sample:
    """A question, what we decided (`antwoord`, `verduidelijk`, `geen`) and on which topic; `week` is `2026-W48`."""

    id: int
    week: str
    text: str
    decision: str
    topic: str
    version: str
    judgement: str


def week_of(day: date) -> str:
    """`2026-W48`: the week by which samples are kept, so that none can be joined to the moment of a contact."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def offer(db: Database, text: str, decision: str, topic: str, version: str, now: datetime, most: int) -> None:
    """Let a masked question take part in the draw of its week: each has the same chance to be among the `most` that are kept."""
    week = week_of(local(now).date())
    row = db.execute(
        "INSERT INTO sample_weeks (week, seen) VALUES (?, 1) ON CONFLICT (week) DO UPDATE SET seen = seen + 1 RETURNING seen", (week,)
    ).fetchone()
    place = secrets.randbelow(int(row[0])) if row[0] > most else -1
    if place >= most:
        return
    if place >= 0:
        db.execute("DELETE FROM samples WHERE id = (SELECT id FROM samples WHERE week = ? ORDER BY id LIMIT 1 OFFSET ?)", (week, place))
    # A number drawn at random: the order in which questions came in shows nowhere.
    db.execute(
        "INSERT OR IGNORE INTO samples (id, week, text, decision, topic, version) VALUES (?, ?, ?, ?, ?, ?)",
        (secrets.randbelow(2**40) + 1, week, text, decision, topic, version),
    )


def unjudged(db: Database, week: str, limit: int = 200) -> list[Sample]:
    """What is still to be judged of a week, in a fixed order that says nothing about when it was asked."""
    rows = db.execute(
        """SELECT id, week, text, decision, topic, version, judgement FROM samples
           WHERE week = ? AND judgement = '' AND text <> '' ORDER BY id LIMIT ?""",
        (week, limit),
    ).fetchall()
    return [Sample(*row) for row in rows]


def judge(db: Database, sample_id: int, judgement: str) -> bool:
    """Note a judgement; False when there is no such sample. Raises ValueError for another word than `goed`, `deels`, `fout`."""
    if judgement not in JUDGEMENTS:
        raise ValueError(f"{judgement!r} is no judgement; choose one of {', '.join(JUDGEMENTS)}")
    row = db.execute("UPDATE samples SET judgement = ? WHERE id = ? RETURNING id", (judgement, sample_id)).fetchone()
    return row is not None


def counted(db: Database, week: str) -> dict[str, int]:
    """Per judgement how many samples of a week have it."""
    rows = db.execute("SELECT judgement, count(*) FROM samples WHERE week = ? AND judgement <> '' GROUP BY judgement", (week,)).fetchall()
    return {str(judgement): int(count) for judgement, count in rows}

"""What reports and staff learn from: samples, questions asked in vain, figures entered, reports issued."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlite_utils import Database

from bot.domain.time import local, stamp

# A random sample of questions per week, masked and without a person, for people to judge how well we answer (report R6).

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


def offer_sample(db: Database, text: str, decision: str, topic: str, version: str, now: datetime, most: int) -> None:
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


# Sentences that were not understood: masked, without a person, for staff to learn from.


def keep(db: Database, text: str, best: str, version: str, now: datetime) -> None:
    """Keep a masked sentence with the topic that came nearest.

    It has the day and a number drawn at random: neither the moment nor the order joins it to the contact it came from.
    """
    day = local(now).replace(hour=0, minute=0, second=0, microsecond=0)
    db.execute(
        "INSERT OR IGNORE INTO misunderstood (id, text, at, version, best) VALUES (?, ?, ?, ?, ?)",
        (secrets.randbelow(9_000_000) + 1_000_000, text, stamp(day), version, best),
    )


@dataclass(frozen=True)
class Misunderstood:
    """A masked sentence that was not understood, with the topic that came nearest (empty: none)."""

    id: int
    text: str
    best: str


def listed(db: Database, limit: int = 3000) -> tuple[Misunderstood, ...]:
    """The sentences of the last weeks, the newest day first; `limit` bounds what comparing them all with each other costs."""
    rows = db.execute("SELECT id, text, best FROM misunderstood ORDER BY at DESC, id LIMIT ?", (limit,))
    return tuple(Misunderstood(int(row_id), str(text), str(best)) for row_id, text, best in rows.fetchall())


def forget(db: Database, ids: Iterable[int]) -> None:
    """Sentences that staff have dealt with."""
    for row_id in ids:
        db.execute("DELETE FROM misunderstood WHERE id = ?", (row_id,))


# Steps in development and placements, as staff entered them; the assistant never counts these itself.

STEP, PLACEMENT = "stap", "plaatsing"
KINDS = (STEP, PLACEMENT)


@dataclass(frozen=True)
class Figure:
    """A count of one kind per programme, municipality and quarter (`2026-4`), with the goal where there is one."""

    kind: str
    programme: str
    municipality: str
    quarter: str
    count: int
    goal: int | None = None
    by: str = ""
    """Who entered it last; empty when nobody said so."""


def enter(db: Database, figure: Figure, now: datetime) -> None:
    """Note a figure; entering it again replaces it, an earlier goal stays when none is given."""
    db.execute(
        """INSERT INTO entered_figures (kind, programme, municipality, quarter, count, goal, entered_by, entered_at)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?)
           ON CONFLICT (kind, programme, municipality, quarter) DO UPDATE
           SET count = excluded.count, goal = coalesce(excluded.goal, goal), entered_by = excluded.entered_by, entered_at = excluded.entered_at""",
        (figure.kind, figure.programme, figure.municipality, figure.quarter, figure.count, figure.goal, figure.by, stamp(now)),
    )


def figure_before(db: Database, figure: Figure) -> Figure | None:
    """What stands under the same kind, programme, municipality and quarter."""
    same = (figure.programme, figure.municipality)
    found = entered(db, figure.kind, figure.quarter, figure.quarter)
    return next((one for one in found if (one.programme, one.municipality) == same), None)


def take_away(db: Database, figure: Figure) -> None:
    """A figure that does not belong there; its goal goes with it."""
    db.execute(
        "DELETE FROM entered_figures WHERE kind = ? AND programme = ? AND municipality = ? AND quarter = ?",
        (figure.kind, figure.programme, figure.municipality, figure.quarter),
    )


def entered(db: Database, kind: str, first: str, last: str) -> list[Figure]:
    """The figures of a kind from one quarter up to and including another, in a fixed order."""
    rows = db.execute(
        """SELECT kind, programme, municipality, quarter, count, goal, entered_by FROM entered_figures
           WHERE kind = ? AND quarter BETWEEN ? AND ? ORDER BY programme, municipality, quarter""",
        (kind, first, last),
    ).fetchall()
    return [Figure(*row) for row in rows]


def total(db: Database, kind: str, first: str, last: str) -> int:
    """All figures of a kind together, from one quarter up to and including another."""
    row = db.execute("SELECT coalesce(sum(count), 0) FROM entered_figures WHERE kind = ? AND quarter BETWEEN ? AND ?", (kind, first, last))
    return int(row.fetchone()[0])


def programmes(db: Database) -> list[str]:
    """The programmes for which something was entered, as they were first written."""
    rows = db.execute("SELECT programme FROM entered_figures GROUP BY programme ORDER BY min(entered_at), programme").fetchall()
    return [str(row[0]) for row in rows]


# Reports of periods that are over, kept as they were issued.


@dataclass(frozen=True)
class Which:
    """A report over a period (both days ISO) in a form; `goal` is empty without one."""

    report: str
    first: str
    last: str
    form: str
    goal: str = ""


def find(db: Database, which: Which) -> str | None:
    """What was issued, None when nothing was."""
    row = db.execute(
        "SELECT content FROM issued_reports WHERE report = ? AND first = ? AND last = ? AND form = ? AND goal = ?",
        (which.report, which.first, which.last, which.form, which.goal),
    ).fetchone()
    return str(row[0]) if row else None


def keep_issued(db: Database, which: Which, content: str, version: str, now: datetime) -> None:
    """Keep a report as it is issued; what was issued before stays as it was."""
    db.execute(
        """INSERT INTO issued_reports (report, first, last, form, goal, issued_at, version, content) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
           ON CONFLICT DO NOTHING""",
        (which.report, which.first, which.last, which.form, which.goal, stamp(now), version, content),
    )

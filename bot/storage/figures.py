"""Steps in development and placements, as staff entered them; the assistant never counts these itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from bot.domain.time import stamp

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


def enter(db: Database, figure: Figure, now: datetime) -> None:
    """Note a figure; entering it again replaces it, an earlier goal stays when none is given."""
    db.execute(
        """INSERT INTO entered_figures (kind, programme, municipality, quarter, count, goal, entered_at) VALUES (?, ?, ?, ?, ?, ?, ?)
           ON CONFLICT (kind, programme, municipality, quarter) DO UPDATE
           SET count = excluded.count, goal = coalesce(excluded.goal, goal), entered_at = excluded.entered_at""",
        (figure.kind, figure.programme, figure.municipality, figure.quarter, figure.count, figure.goal, stamp(now)),
    )


def entered(db: Database, kind: str, first: str, last: str) -> list[Figure]:
    """The figures of a kind from one quarter up to and including another, in a fixed order."""
    rows = db.execute(
        """SELECT kind, programme, municipality, quarter, count, goal FROM entered_figures
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

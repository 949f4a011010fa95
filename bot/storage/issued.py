"""Reports of periods that are over, kept as they were issued."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from bot.domain.time import stamp


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


def keep(db: Database, which: Which, content: str, version: str, now: datetime) -> None:
    """Keep a report as it is issued; what was issued before stays as it was."""
    db.execute(
        """INSERT INTO issued_reports (report, first, last, form, goal, issued_at, version, content) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
           ON CONFLICT DO NOTHING""",
        (which.report, which.first, which.last, which.form, which.goal, stamp(now), version, content),
    )

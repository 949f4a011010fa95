"""What was reported, and what staff enter beside it."""

from __future__ import annotations

from sqlite_utils import Database


def m011_reports(db: Database) -> None:
    """Reports as they were issued, figures that staff enter, and indexes by which a year is counted in seconds."""
    db.execute(
        """CREATE TABLE issued_reports (
            report TEXT NOT NULL,
            first TEXT NOT NULL,
            last TEXT NOT NULL,
            form TEXT NOT NULL,
            goal TEXT NOT NULL DEFAULT '',
            issued_at TEXT NOT NULL,
            version TEXT NOT NULL DEFAULT '',
            content TEXT NOT NULL,
            PRIMARY KEY (report, first, last, form, goal)) WITHOUT ROWID"""
    )
    db.execute(
        """CREATE TABLE entered_figures (
            kind TEXT NOT NULL CHECK (kind IN ('stap', 'plaatsing')),
            programme TEXT NOT NULL,
            municipality TEXT NOT NULL,
            quarter TEXT NOT NULL,
            count INTEGER NOT NULL CHECK (count >= 0),
            goal INTEGER CHECK (goal >= 0),
            entered_at TEXT NOT NULL,
            PRIMARY KEY (kind, programme, municipality, quarter)) WITHOUT ROWID"""
    )
    db.execute("""CREATE INDEX events_told ON events (contact, kind, at, topic, step, person, audience, detail) WHERE kind <> 'offered'""")
    db.execute("CREATE INDEX events_steps ON events (kind, step, topic, contact, at) WHERE step <> ''")
    db.execute("CREATE INDEX events_kind ON events (kind, at)")
    db.execute("DROP INDEX events_at")

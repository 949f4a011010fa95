"""How a running assistant is doing, its content, and what people asked of us."""

from __future__ import annotations

from sqlite_utils import Database


def m007_running(db: Database) -> None:
    """How a running assistant is doing, what is switched by hand, and what may leave for one person."""
    for table in ("heartbeats", "switches"):
        db.execute(
            f"""CREATE TABLE {table} (
                name TEXT PRIMARY KEY,
                at TEXT NOT NULL,
                detail TEXT NOT NULL DEFAULT '') WITHOUT ROWID"""
        )
    db.execute("CREATE INDEX outbox_person_due ON outbox (person, due_at, id) WHERE state = 'due'")
    db.execute("CREATE INDEX inbox_handled ON inbox (handled_at) WHERE handled_at IS NOT NULL")
    db.execute("CREATE INDEX inbox_person_open ON inbox (person, update_id) WHERE handled_at IS NULL AND dead = 0")


def m008_privacy(db: Database) -> None:
    """What a person asked of us (silence, erasure), a sample of questions without a person, and what was destroyed when."""
    db.execute("ALTER TABLE addresses ADD COLUMN silent_since TEXT")
    db.execute("ALTER TABLE addresses ADD COLUMN leaving INTEGER NOT NULL DEFAULT 0")
    # The goodbye to someone who was erased is the last that needs the address: with it both go, whoever sends it.
    db.execute(
        """CREATE TRIGGER outbox_goodbye AFTER UPDATE OF state ON outbox
           WHEN NEW.kind = 'afscheid' AND NEW.state IN ('sent', 'dead', 'dropped')
           BEGIN
               DELETE FROM addresses WHERE person = NEW.person AND leaving = 1;
               DELETE FROM outbox WHERE id = NEW.id;
           END"""
    )
    db.execute("CREATE TABLE sample_weeks (week TEXT PRIMARY KEY, seen INTEGER NOT NULL) WITHOUT ROWID")
    db.execute(
        """CREATE TABLE samples (
            id INTEGER PRIMARY KEY,
            week TEXT NOT NULL,
            text TEXT NOT NULL,
            decision TEXT NOT NULL,
            topic TEXT NOT NULL DEFAULT '',
            version TEXT NOT NULL DEFAULT '',
            judgement TEXT NOT NULL DEFAULT '' CHECK (judgement IN ('', 'goed', 'deels', 'fout')))"""
    )
    db.execute("CREATE INDEX samples_week ON samples (week)")
    db.execute(
        """CREATE TABLE destruction_reports (
            id INTEGER PRIMARY KEY,
            at TEXT NOT NULL,
            kind TEXT NOT NULL,
            count INTEGER NOT NULL,
            older_than TEXT NOT NULL DEFAULT '')"""
    )


def m010_content(db: Database) -> None:
    """The versions of the content that were live, each file kept once; nothing in them is about a person."""
    db.execute("CREATE TABLE content_files (digest TEXT PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID")
    db.execute(
        """CREATE TABLE content_versions (
            version TEXT PRIMARY KEY,
            saved_at TEXT NOT NULL,
            withdrawn_at TEXT,
            files TEXT NOT NULL)"""
    )


def m012_watching(db: Database) -> None:
    """What health looks for every minute is found without walking through everything that was ever sent."""
    db.execute("CREATE INDEX outbox_trouble ON outbox (channel, changed_at) WHERE state IN ('dead', 'uncertain')")
    db.execute("CREATE INDEX inbox_dead ON inbox (channel, received_at) WHERE dead = 1")

"""Who we talk with, what comes in and goes out, and what happened in a contact."""

from __future__ import annotations

from sqlite_utils import Database


def m001_people(db: Database) -> None:
    """Who we talk with: where to deliver, and where the conversation is."""
    db.execute(
        """CREATE TABLE addresses (
            person TEXT PRIMARY KEY,
            channel TEXT NOT NULL,
            address TEXT NOT NULL,
            unreachable_since TEXT,
            UNIQUE (channel, address)) WITHOUT ROWID"""
    )
    db.execute(
        """CREATE TABLE conversations (
            person TEXT PRIMARY KEY,
            state TEXT NOT NULL,
            seen_at TEXT NOT NULL) WITHOUT ROWID"""
    )


def m002_queues(db: Database) -> None:
    """What came in and is not handled, what goes out and is not sent."""
    db.execute(
        """CREATE TABLE inbox (
            id INTEGER PRIMARY KEY,
            channel TEXT NOT NULL,
            update_id INTEGER NOT NULL,
            person TEXT NOT NULL,
            body TEXT NOT NULL,
            received_at TEXT NOT NULL,
            handled_at TEXT,
            tries INTEGER NOT NULL DEFAULT 0,
            dead INTEGER NOT NULL DEFAULT 0,
            UNIQUE (channel, update_id))"""
    )
    db.execute("CREATE INDEX inbox_open ON inbox (channel, id) WHERE handled_at IS NULL AND dead = 0")
    db.execute(
        """CREATE TABLE outbox (
            id INTEGER PRIMARY KEY,
            person TEXT NOT NULL,
            channel TEXT NOT NULL,
            kind TEXT NOT NULL,
            key TEXT UNIQUE,
            body TEXT NOT NULL,
            due_at TEXT NOT NULL,
            state TEXT NOT NULL DEFAULT 'due' CHECK (state IN ('due', 'sending', 'sent', 'uncertain', 'dead', 'dropped')),
            tries INTEGER NOT NULL DEFAULT 0,
            changed_at TEXT NOT NULL,
            reference TEXT)"""
    )
    db.execute("CREATE INDEX outbox_open ON outbox (channel, due_at, id) WHERE state IN ('due', 'sending')")
    db.execute("CREATE INDEX outbox_person ON outbox (person)")


def m003_ledger(db: Database) -> None:
    """What happened, as events that are only ever added; the person may be cut from them, the count stays."""
    db.execute(
        """CREATE TABLE events (
            id INTEGER PRIMARY KEY,
            at TEXT NOT NULL,
            contact TEXT NOT NULL,
            person TEXT,
            kind TEXT NOT NULL,
            topic TEXT NOT NULL DEFAULT '',
            step TEXT NOT NULL DEFAULT '',
            label TEXT NOT NULL DEFAULT '',
            audience TEXT NOT NULL DEFAULT '',
            detail TEXT NOT NULL DEFAULT '',
            version TEXT NOT NULL DEFAULT '')"""
    )
    db.execute("CREATE INDEX events_contact ON events (contact)")
    db.execute("CREATE INDEX events_person ON events (person) WHERE person IS NOT NULL")
    db.execute("CREATE INDEX events_at ON events (at)")


def m004_requests(db: Database) -> None:
    """What staff must still do for someone: call back, answer a question, come by."""
    db.execute(
        """CREATE TABLE requests (
            id TEXT PRIMARY KEY,
            person TEXT,
            contact TEXT NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('bellen', 'antwoord', 'bezoek')),
            phone TEXT NOT NULL DEFAULT '',
            call_from TEXT NOT NULL DEFAULT '',
            call_until TEXT NOT NULL DEFAULT '',
            subject TEXT NOT NULL DEFAULT '',
            details TEXT NOT NULL DEFAULT '',
            question TEXT NOT NULL DEFAULT '',
            asked_at TEXT NOT NULL,
            done_at TEXT) WITHOUT ROWID"""
    )


def m005_misunderstood(db: Database) -> None:
    """Masked sentences that were not understood, without a person (at most 28 days)."""
    db.execute(
        """CREATE TABLE misunderstood (
            id INTEGER PRIMARY KEY,
            text TEXT NOT NULL,
            at TEXT NOT NULL,
            version TEXT NOT NULL,
            best TEXT NOT NULL DEFAULT '')"""
    )

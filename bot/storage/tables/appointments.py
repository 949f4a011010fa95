"""The agenda: seats, cells, appointments, closures and what was prepared for them."""

from __future__ import annotations

from sqlite_utils import Database


def m006_appointments(db: Database) -> None:
    """The agenda. A seat can be used once per cell: the table refuses a double booking, whoever writes it.

    Moments of appointments, holds and closures are local wall clock (`2026-11-24T10:00`): an appointment at ten is at ten,
    whatever happens to zones. A cell belongs to an appointment or to a hold, never to both.
    """
    db.execute(
        """CREATE TABLE seats (
            pool TEXT NOT NULL,
            location TEXT NOT NULL,
            seat INTEGER NOT NULL CHECK (seat >= 1),
            PRIMARY KEY (pool, location, seat)) WITHOUT ROWID"""
    )
    db.execute(
        """CREATE TABLE appointments (
            id TEXT PRIMARY KEY,
            code TEXT NOT NULL,
            person TEXT,
            service TEXT NOT NULL,
            pool TEXT NOT NULL,
            location TEXT NOT NULL,
            place TEXT NOT NULL CHECK (place IN ('balie', 'telefoon')),
            begin TEXT NOT NULL,
            ends TEXT NOT NULL CHECK (ends > begin),
            minutes INTEGER NOT NULL CHECK (minutes > 0),
            sequence INTEGER NOT NULL DEFAULT 0,
            state TEXT NOT NULL CHECK (state IN ('afgesproken', 'afgezegd', 'vervallen')),
            trial INTEGER NOT NULL CHECK (trial IN (0, 1)),
            channel TEXT NOT NULL,
            name TEXT NOT NULL DEFAULT '',
            phone TEXT NOT NULL DEFAULT '',
            subject TEXT NOT NULL DEFAULT '',
            contact TEXT NOT NULL DEFAULT '',
            source TEXT NOT NULL DEFAULT '',
            outcome TEXT NOT NULL DEFAULT '' CHECK (outcome IN ('', 'verschenen', 'niet verschenen', 'onbekend')),
            reminder TEXT NOT NULL DEFAULT '',
            booked_at TEXT NOT NULL,
            changed_at TEXT NOT NULL) WITHOUT ROWID"""
    )
    db.execute("CREATE INDEX appointments_person ON appointments (person, ends) WHERE person IS NOT NULL")
    db.execute("CREATE INDEX appointments_begin ON appointments (begin)")
    db.execute("CREATE INDEX appointments_code ON appointments (code) WHERE state = 'afgesproken'")
    db.execute("CREATE INDEX appointments_open ON appointments (ends) WHERE state = 'afgesproken'")
    db.execute(
        """CREATE TABLE appointment_changes (
            appointment TEXT NOT NULL REFERENCES appointments (id) ON DELETE CASCADE,
            at TEXT NOT NULL,
            sequence INTEGER NOT NULL,
            change TEXT NOT NULL CHECK (change IN ('gemaakt', 'verzet', 'afgezegd', 'vervallen', 'uitkomst')),
            detail TEXT NOT NULL DEFAULT '',
            channel TEXT NOT NULL DEFAULT '')"""
    )
    db.execute("CREATE INDEX appointment_changes_appointment ON appointment_changes (appointment)")
    db.execute(
        """CREATE TABLE holds (
            person TEXT PRIMARY KEY,
            location TEXT NOT NULL,
            place TEXT NOT NULL,
            begin TEXT NOT NULL,
            minutes INTEGER NOT NULL,
            until TEXT NOT NULL) WITHOUT ROWID"""
    )
    db.execute("CREATE INDEX holds_until ON holds (until)")
    db.execute(
        """CREATE TABLE cells (
            pool TEXT NOT NULL,
            location TEXT NOT NULL,
            cell TEXT NOT NULL,
            seat INTEGER NOT NULL,
            appointment TEXT REFERENCES appointments (id) ON DELETE CASCADE,
            held_by TEXT REFERENCES holds (person) ON DELETE CASCADE,
            PRIMARY KEY (pool, location, cell, seat),
            FOREIGN KEY (pool, location, seat) REFERENCES seats (pool, location, seat),
            CHECK ((appointment IS NULL) <> (held_by IS NULL))) WITHOUT ROWID"""
    )
    db.execute("CREATE INDEX cells_appointment ON cells (appointment) WHERE appointment IS NOT NULL")
    db.execute("CREATE INDEX cells_held ON cells (held_by) WHERE held_by IS NOT NULL")
    db.execute("CREATE INDEX cells_seat ON cells (pool, location, seat)")
    db.execute(
        """CREATE TABLE closures (
            id INTEGER PRIMARY KEY,
            location TEXT NOT NULL,
            pool TEXT NOT NULL DEFAULT '',
            seat INTEGER,
            begin TEXT NOT NULL,
            ends TEXT NOT NULL CHECK (ends > begin),
            reason TEXT NOT NULL DEFAULT '',
            made_at TEXT NOT NULL)"""
    )
    db.execute("CREATE INDEX closures_ends ON closures (ends)")


def m009_prepared(db: Database) -> None:
    """What an employer prepared for a conversation, and the own sentence that may be read by staff."""
    db.execute("ALTER TABLE appointments ADD COLUMN details TEXT NOT NULL DEFAULT ''")
    db.execute("ALTER TABLE appointments ADD COLUMN question TEXT NOT NULL DEFAULT ''")

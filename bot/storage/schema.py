"""The tables and how they came to be: migrations, forward only."""

from __future__ import annotations

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

# The agenda: seats, cells, appointments, closures and what was prepared for them.


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


# Who we talk with, what comes in and goes out, and what happened in a contact.


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


# What was reported, and what staff enter beside it.


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


# How a running assistant is doing, its content, and what people asked of us.


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


def m013_pauses(db: Database) -> None:
    """Until when a chat is not asked: because the channel said so, or because we chose to after trouble. Empty when it may be."""
    db.execute("ALTER TABLE addresses ADD COLUMN told_until TEXT NOT NULL DEFAULT ''")
    db.execute("ALTER TABLE addresses ADD COLUMN paused_until TEXT NOT NULL DEFAULT ''")


def m014_promises(db: Database) -> None:
    """A request is a promise with an end: who took it up, how often it was tried, how often its time passed, how it ended."""
    db.execute("ALTER TABLE requests ADD COLUMN taken_by TEXT NOT NULL DEFAULT ''")
    db.execute("ALTER TABLE requests ADD COLUMN tries INTEGER NOT NULL DEFAULT 0")
    db.execute("ALTER TABLE requests ADD COLUMN missed INTEGER NOT NULL DEFAULT 0")
    db.execute("ALTER TABLE requests ADD COLUMN result TEXT NOT NULL DEFAULT ''")


def m015_heard(db: Database) -> None:
    """The moment of the last thing that we heard of a person, by the clock of the channel: what is older changes nothing any more."""
    db.execute("ALTER TABLE addresses ADD COLUMN heard_at TEXT NOT NULL DEFAULT ''")


def m016_put_off(db: Database) -> None:
    """Until which day a request may wait: staff put it off, and what its person says of it brings it back."""
    db.execute("ALTER TABLE requests ADD COLUMN later TEXT NOT NULL DEFAULT ''")


def m017_entered_by(db: Database) -> None:
    """Who entered a figure, so that it is known whom to ask about it."""
    db.execute("ALTER TABLE entered_figures ADD COLUMN entered_by TEXT NOT NULL DEFAULT ''")


def m018_invited(db: Database) -> None:
    """Whether someone was invited to the trial; with which code is nobody's business."""
    db.execute("ALTER TABLE addresses ADD COLUMN invited INTEGER NOT NULL DEFAULT 0")


SHOWN = {
    "requests": "1",
    "appointments": "1",
    "outbox": "{0}.state IN ('dead', 'uncertain')",
    "events": "{0}.kind = 'chosen' AND {0}.step = 'inloop'",
}
"""Which rows of which tables the work of a day shows."""


def m019_day_version(db: Database) -> None:
    """A number that moves with every row that the work of a day shows, whoever writes it: fifty screens ask for it instead of for the rows."""
    db.execute("CREATE TABLE day_version (number INTEGER NOT NULL)")
    db.execute("INSERT INTO day_version (number) VALUES (0)")
    for table, which in SHOWN.items():
        _moves_the_day(db, table, which)


def _moves_the_day(db: Database, table: str, which: str) -> None:
    for change, sides in (("INSERT", ("NEW",)), ("UPDATE", ("OLD", "NEW")), ("DELETE", ("OLD",))):
        when = " OR ".join(which.format(side) for side in sides)
        moves = "UPDATE day_version SET number = number + 1"
        db.execute(f"CREATE TRIGGER day_{table}_{change.lower()} AFTER {change} ON {table} WHEN {when} BEGIN {moves}; END")


def m020_referrals(db: Database) -> None:
    """What may be passed on to another organisation, as its person read it, and what they said: without a yes nobody else sees it."""
    db.execute(
        """CREATE TABLE referrals (
            id TEXT PRIMARY KEY,
            object TEXT NOT NULL,
            person TEXT NOT NULL,
            organisation TEXT NOT NULL CHECK (organisation IN ('gemeente', 'uwv', 'sbb', 'vakbond')),
            told TEXT NOT NULL,
            consent TEXT NOT NULL CHECK (consent IN ('gevraagd', 'ja', 'nee', 'ingetrokken')),
            asked_at TEXT NOT NULL,
            answered_at TEXT NOT NULL DEFAULT '',
            taken_at TEXT NOT NULL DEFAULT '',
            UNIQUE (object, organisation)) WITHOUT ROWID"""
    )
    db.execute("CREATE INDEX referrals_person ON referrals (person)")
    _moves_the_day(db, "referrals", "1")


# The steps from an empty file to the tables of today, in the order in which they shipped.

migrations = Migrations("werkbot")
for step in (
    m001_people,
    m002_queues,
    m003_ledger,
    m004_requests,
    m005_misunderstood,
    m006_appointments,
    m007_running,
    m008_privacy,
    m009_prepared,
    m010_content,
    m011_reports,
    m012_watching,
    m013_pauses,
    m014_promises,
    m015_heard,
    m016_put_off,
    m017_entered_by,
    m018_invited,
    m019_day_version,
    m020_referrals,
):
    migrations()(step)

"""A year of the region's volume reported: 700,000 contacts, every report, with its time and its memory."""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bench.tables import table
from bot.content.folder import SHIPPED
from bot.content.loader import load
from bot.content.model import Knowledge
from bot.content.phrases import REQUIRED
from bot.domain.time import stamp
from bot.reports.build import REPORTS
from bot.reports.period import Period
from bot.reports.publication import Order, issue
from bot.storage.database import Storage

CONTACTS = 700_000  # online contacts of the region in 2024
YEAR = Period(date(2025, 1, 1), date(2025, 12, 31))
NOW = datetime(2026, 1, 20, 9, tzinfo=UTC)
STEPS = ("afspraak", "inloop", "terugbellen", "doorverwijzing")
MOST_SECONDS, MOST_MEGABYTES = 10, 500
Row = tuple[str, str, str | None, str, str, str, str, str]


def events(known: Knowledge, count: int) -> Iterator[Row]:
    """Contacts spread over the year by 200,000 persons: asked, answered, three steps offered, half of them chosen."""
    chance, topics = random.Random(1), list(known.entries)
    begin = datetime(2025, 1, 1, tzinfo=UTC)
    for number in range(count):
        moment = begin + timedelta(seconds=number * 31_536_000 // count)
        at, contact, topic = stamp(moment), f"{chance.getrandbits(48):012x}", chance.choice(topics)
        person = f"{chance.randrange(200_000):032x}" if chance.random() < 0.9 else None
        who = chance.choice(("inwoner", "inwoner", "inwoner", "werkgever", ""))
        yield at, contact, person, "contact", "", "", who, ""
        for kind in ("asked", "answered"):
            yield at, contact, person, kind, topic, "", who, ""
        for step in chance.sample(STEPS, 3):
            yield at, contact, person, "offered", topic, step, who, ""
        if chance.random() < 0.5:
            yield at, contact, person, "chosen", topic, chance.choice(STEPS), who, ""


def filled(path: Path, known: Knowledge) -> Storage:
    """A database with a year of contacts."""
    storage = Storage(path)
    with storage.transaction() as db:
        indexes = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'events'").fetchall()
        for index, _ in indexes:
            db.execute(f"DROP INDEX {index}")  # filling goes faster without, and ends with the same
        db.conn.executemany(
            "INSERT INTO events (at, contact, person, kind, topic, step, audience, detail) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            events(known, CONTACTS),
        )
        for _, sql in indexes:
            db.execute(sql)
    return storage


def main() -> None:
    """Print the figures; the whole is to stay within ten seconds and 500 MB."""
    known = load(SHIPPED, REQUIRED)
    with tempfile.TemporaryDirectory() as name:
        storage = filled(Path(name) / "bench.db", known)
        megabytes = Path(storage.path).stat().st_size // 2**20
        storage.close()
        storage = Storage(Path(name) / "bench.db")
        rows = []
        for what, reports, form in (
            ("every report, on the screen", REPORTS, "scherm"),
            ("the same as a page with charts", REPORTS, "html"),
        ):
            begun, worked = time.perf_counter(), time.process_time()
            content = issue(storage, known, Order(reports, YEAR, form), NOW)
            spent = f"{time.perf_counter() - begun:.2f} s ({time.process_time() - worked:.2f} s of one core)"
            rows.append((what, spent, f"{len(content) // 1024} KB"))
        begun = time.perf_counter()
        issue(storage, known, Order(REPORTS, YEAR, "scherm"), NOW)
        rows.append(("the same report again, as issued", f"{time.perf_counter() - begun:.3f} s", ""))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        storage.close()
    rows.append((f"memory at most (bar {MOST_MEGABYTES} MB; {MOST_SECONDS} s for the first)", f"{peak} MB", f"database {megabytes} MB"))
    print(table((f"a year, {CONTACTS} contacts", "measured", "size"), rows))


if __name__ == "__main__":
    sys.exit(main())

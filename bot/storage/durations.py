"""When something was asked and when it came, for reports: appointments and calls of a period."""

from __future__ import annotations

from dataclasses import dataclass

from sqlite_utils import Database


@dataclass(frozen=True)
class Visit:
    """An appointment as it is counted. `begin` and `ends` are wall clock, `asked` is a stamp: when the conversation began, else when it was booked."""

    service: str
    location: str
    begin: str
    ends: str
    state: str
    outcome: str
    asked: str
    moved: bool = False
    trial: bool = False


def visits(db: Database, begin: str, end: str) -> list[Visit]:
    """The appointments that fall between two wall clock moments (end not included), whatever became of them."""
    rows = db.execute(
        """SELECT service, location, begin, ends, state, outcome, sequence > 0, trial,
                  coalesce((SELECT min(at) FROM events WHERE events.contact = appointments.contact AND appointments.contact <> ''), booked_at)
           FROM appointments WHERE begin >= ? AND begin < ? ORDER BY service, location, begin, id""",
        (begin, end),
    ).fetchall()
    names = ("service", "location", "begin", "ends", "state", "outcome", "moved", "trial", "asked")
    return [Visit(**dict(zip(names, row, strict=True))) for row in rows]


def calls(db: Database, begin: str, end: str) -> list[tuple[str, str]]:
    """Of requests to be called between two stamps: when it was asked and when it was done, empty when it was not yet."""
    rows = db.execute(
        "SELECT asked_at, coalesce(done_at, '') FROM requests WHERE kind IN ('bellen', 'bezoek') AND asked_at >= ? AND asked_at < ? ORDER BY asked_at, id",
        (begin, end),
    ).fetchall()
    return [(str(asked), str(done)) for asked, done in rows]


def number_of_visits(db: Database, begin: str, end: str) -> int:
    """The same appointments counted another way."""
    return int(db.execute("SELECT count(*) FROM appointments WHERE begin >= ? AND begin < ?", (begin, end)).fetchone()[0])


def number_of_calls(db: Database, begin: str, end: str) -> int:
    """The same requests counted another way: all, less those for an answer."""
    row = db.execute(
        "SELECT count(*) - coalesce(sum(kind = 'antwoord'), 0) FROM requests WHERE asked_at >= ? AND asked_at < ?", (begin, end)
    ).fetchone()
    return int(row[0])

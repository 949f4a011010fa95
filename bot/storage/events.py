"""Events: what happened, counted and timed, without who it was where that is sensitive."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from bot.domain.next_steps import RANK, Contact
from bot.domain.time import stamp

# The ledger of contacts: events that are only ever added; everything counted is derived from them.


@dataclass(frozen=True)
class Event:
    """Something that happened in a contact.

    `kind`: contact (began), asked, answered, offered, chosen, happened, outcome, signal, privacy.
    `step` is a StepKind; `label` how it read; `detail` what else is counted (municipality, branch, source).
    """

    kind: str
    topic: str = ""
    step: str = ""
    label: str = ""
    detail: str = ""


def note(db: Database, at: datetime, contact: str, person: str, audience: str, version: str, event: Event) -> None:
    """Add an event; an empty `person` keeps it without one (sensitive topics)."""
    db.execute(
        """INSERT INTO events (at, contact, person, kind, topic, step, label, audience, detail, version)
           VALUES (?, ?, nullif(?, ''), ?, ?, ?, ?, ?, ?, ?)""",
        (stamp(at), contact, person, event.kind, event.topic, event.step, event.label, audience, event.detail, version),
    )


def told_of(db: Database, contact: str) -> tuple[str, str]:
    """The person and the audience of a contact; no person where something sensitive was said."""
    row = db.execute("SELECT coalesce(max(person), ''), coalesce(max(audience), '') FROM events WHERE contact = ?", (contact,)).fetchone()
    return str(row[0]), str(row[1])


@dataclass(frozen=True)
class Duty:
    """A step that a person chose and has not said to have done: what they do themselves."""

    id: int
    at: str
    topic: str
    step: str
    label: str


def duties(db: Database, person: str, since: datetime) -> list[Duty]:
    """The steps a person chose since a moment and did not tick off, each topic and step once, the newest first."""
    rows = db.execute(
        """SELECT max(id), max(at), topic, step, label FROM events AS chosen
           WHERE kind = 'chosen' AND person = ? AND at >= ? AND step IN ('doorverwijzing', 'aanmelding', 'zelf', 'inloop')
             AND NOT EXISTS (SELECT 1 FROM events WHERE kind = 'happened' AND person = chosen.person
                             AND topic = chosen.topic AND step = chosen.step AND id > chosen.id)
           GROUP BY topic, step ORDER BY 1 DESC LIMIT 5""",
        (person, stamp(since)),
    ).fetchall()
    return [Duty(int(row[0]), *map(str, row[1:])) for row in rows]


def answered_since(db: Database, topic: str, since: datetime) -> int:
    """How often a topic was answered since a moment."""
    row = db.execute("SELECT count(*) FROM events WHERE kind = 'answered' AND at >= ? AND topic = ?", (stamp(since), topic)).fetchone()
    return int(row[0])


# Counting events: in SQL, in one pass, so that a year of the region is a matter of seconds.

_RANKED = " ".join(f"WHEN '{step}' THEN {rank}" for step, rank in RANK.items())


_OUTSIDE = "SELECT contact FROM events WHERE kind = 'contact' AND (at < ? OR at >= ?)"
"""A step counts when its contact began in the period, as its outcome does. Most contacts of a report lie within: those to leave out are few."""


def contacts(db: Database, begin: str, end: str) -> Iterator[Contact]:
    """The contacts that began between two stamps (end not included), in the order of their ids.

    The audience is werkgever as soon as that was known in the contact, the topic the first that was asked about;
    nothing here depends on the order in which events were written. Read from one index, from its beginning to its end.
    """
    rows = db.execute(
        f"""SELECT contact, substr(max(CASE kind WHEN 'contact' THEN at END), 1, 16), coalesce(max(person), ''), max(audience),
                   coalesce(min(CASE WHEN kind = 'asked' AND topic <> '' THEN at || topic END), ''),
                   coalesce(max(CASE kind WHEN 'municipality' THEN detail END), ''),
                   coalesce(max(CASE kind WHEN 'chosen' THEN CASE step {_RANKED} ELSE 0 END END), 0),
                   min(at) < max(CASE kind WHEN 'contact' THEN at END)
            FROM events INDEXED BY events_told WHERE kind <> 'offered' GROUP BY contact
            HAVING max(CASE kind WHEN 'contact' THEN at END) >= ? AND max(CASE kind WHEN 'contact' THEN at END) < ?""",
        (begin, end),
    )
    for contact, when, person, audience, topic, municipality, rank, odd in rows:
        yield Contact(contact, when, person, audience, topic[24:], municipality, rank, bool(odd))


def steps(db: Database, begin: str, end: str) -> list[tuple[str, str, str, int]]:
    """Per kind (offered, chosen, happened), step and topic in how many contacts that began between two stamps it occurred."""
    rows = db.execute(
        f"""SELECT kind, step, topic, count(DISTINCT contact) FROM events INDEXED BY events_steps
            WHERE step <> '' AND kind IN ('offered', 'chosen', 'happened') AND contact NOT IN ({_OUTSIDE}) GROUP BY kind, step, topic""",
        (begin, end),
    )
    return [(str(kind), str(step), str(topic), int(count)) for kind, step, topic, count in rows]


def number_of_steps(db: Database, begin: str, end: str) -> dict[str, int]:
    """The same steps counted another way, per kind."""
    rows = db.execute(
        f"""SELECT kind, count(*) FROM (SELECT DISTINCT kind, step, topic, contact FROM events INDEXED BY events_steps
            WHERE step <> '' AND kind IN ('offered', 'chosen', 'happened')) WHERE contact NOT IN ({_OUTSIDE}) GROUP BY kind""",
        (begin, end),
    )
    return {str(kind): int(count) for kind, count in rows}


def number_of_contacts(db: Database, begin: str, end: str) -> int:
    """The same contacts counted another way, to hold totals against."""
    return _one(db, "SELECT count(*) FROM events WHERE kind = 'contact' AND at >= ? AND at < ?", begin, end)


def persons_before(db: Database, begin: str) -> set[str]:
    """Everyone who had a contact before a stamp: who is not among them is new."""
    rows = db.execute("SELECT DISTINCT person FROM events WHERE kind = 'contact' AND at < ? AND person IS NOT NULL", (begin,))
    return {str(row[0]) for row in rows}


def signals(db: Database, begin: str, end: str) -> list[tuple[str, int]]:
    """What people said that the region must know, such as too far, transport, language."""
    rows = db.execute(
        "SELECT label, count(*) FROM events WHERE kind = 'signal' AND at >= ? AND at < ? GROUP BY label ORDER BY label", (begin, end)
    )
    return [(str(what), int(count)) for what, count in rows]


def unanswered(db: Database, begin: str, end: str) -> list[tuple[str, int]]:
    """Per topic that came nearest how often we did not know what was asked, the most frequent first."""
    rows = db.execute(
        "SELECT detail, count(*) FROM events WHERE kind = 'unknown' AND at >= ? AND at < ? GROUP BY detail ORDER BY count(*) DESC, detail",
        (begin, end),
    )
    return [(str(topic), int(count)) for topic, count in rows]


def prepared(db: Database, begin: str, end: str) -> list[tuple[str, str, str, str]]:
    """What employers prepared: contact, when, what for and branch; each once per contact."""
    rows = db.execute(
        """SELECT contact, substr(min(at), 1, 16), label, detail FROM events
           WHERE kind = 'prepared' AND at >= ? AND at < ? GROUP BY contact, label, detail ORDER BY contact, label, detail""",
        (begin, end),
    )
    return [(str(row[0]), str(row[1]), str(row[2]), str(row[3])) for row in rows]


def number_prepared(db: Database, begin: str, end: str) -> int:
    """The same preparations counted another way."""
    distinct = "SELECT DISTINCT contact, label, detail FROM events WHERE kind = 'prepared' AND at >= ? AND at < ?"
    return _one(db, f"SELECT count(*) FROM ({distinct})", begin, end)


def how_many(db: Database, kind: str, begin: str, end: str) -> int:
    """How many events of a kind there were, to hold a table against."""
    return _one(db, "SELECT count(*) FROM events WHERE kind = ? AND at >= ? AND at < ?", kind, begin, end)


def first_contact(db: Database) -> str:
    """The stamp of the first contact there ever was; empty when there was none."""
    return str(db.execute("SELECT coalesce(min(at), '') FROM events WHERE kind = 'contact'").fetchone()[0])


def in_the_future(db: Database, now: str) -> int:
    """How many contacts begin now or later: what a clock that jumped leaves behind."""
    return _one(db, "SELECT count(*) FROM events WHERE kind = 'contact' AND at >= ?", now)


def _one(db: Database, sql: str, *values: str) -> int:
    return int(db.execute(sql, values).fetchone()[0])


# When something was asked and when it came, for reports: appointments and calls of a period.


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


def calls(db: Database, begin: str, end: str) -> list[tuple[str, str, str]]:
    """Of requests to be called between two stamps: when it was asked, when it was settled (empty when it was not yet) and how."""
    rows = db.execute(
        "SELECT asked_at, coalesce(done_at, ''), result FROM requests WHERE kind IN ('bellen', 'bezoek') AND result NOT IN ('ingetrokken', 'opgegeven') AND asked_at >= ? AND asked_at < ? ORDER BY asked_at, id",
        (begin, end),
    ).fetchall()
    return [(str(asked), str(done), str(result)) for asked, done, result in rows]


def employer_requests(db: Database, begin: str, end: str) -> dict[str, int]:
    """Per kind (bellen, bezoek, antwoord) what employers asked of staff between two stamps and did not take back."""
    rows = db.execute(
        """SELECT kind, count(*) FROM requests WHERE result NOT IN ('ingetrokken', 'opgegeven') AND asked_at >= ? AND asked_at < ?
             AND EXISTS (SELECT 1 FROM events WHERE events.contact = requests.contact AND requests.contact <> '' AND audience = 'werkgever')
           GROUP BY kind""",
        (begin, end),
    )
    return {str(kind): int(count) for kind, count in rows}


def number_of_visits(db: Database, begin: str, end: str) -> int:
    """The same appointments counted another way."""
    return int(db.execute("SELECT count(*) FROM appointments WHERE begin >= ? AND begin < ?", (begin, end)).fetchone()[0])


def number_of_calls(db: Database, begin: str, end: str) -> int:
    """The same requests counted another way: all, less those for an answer and those that nobody waits for any more."""
    row = db.execute(
        """SELECT count(*) - coalesce(sum(kind = 'antwoord' OR result IN ('ingetrokken', 'opgegeven')), 0) FROM requests
           WHERE asked_at >= ? AND asked_at < ?""",
        (begin, end),
    ).fetchone()
    return int(row[0])

"""The ledger of contacts: events that are only ever added; everything counted is derived from them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from bot.domain.time import stamp


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

"""The ledger of contacts: events that are only ever added; everything counted is derived from them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from bot.storage.moments import stamp


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

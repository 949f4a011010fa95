"""Someone without a chat who was helped at the counter: counted like any contact, without anything about who it was."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

from bot.content.entries import Entry, StepKind
from bot.content.model import Knowledge
from bot.storage import events
from bot.storage.database import Storage
from bot.storage.events import Event

AUDIENCE = "inwoner"
CONTACT_BYTES = 9


@dataclass(frozen=True)
class Visitor:
    """What was asked and agreed: a topic (its entry), the next step, and the municipality when it was told."""

    entry: Entry
    step: StepKind
    to: str
    municipality: str


class NoSuchChoice(Exception):
    """The topic, step or municipality is none of ours."""


def read(known: Knowledge, topic: str, step: str, to: str, municipality: str) -> Visitor:
    """What was chosen, checked. Raises NoSuchChoice."""
    entry = known.entries.get(topic)
    if entry is None or step not in set(StepKind):
        raise NoSuchChoice(topic)
    if municipality and municipality not in {one.name for one in known.municipalities}:
        raise NoSuchChoice(municipality)
    return Visitor(entry, StepKind(step), to, municipality)


def note(storage: Storage, known: Knowledge, visitor: Visitor, now: datetime) -> str:
    """Count one visit; the id of its contact, which belongs to nobody."""
    contact = secrets.token_urlsafe(CONTACT_BYTES)
    told = [Event("contact"), Event("asked", visitor.entry.id), Event("answered", visitor.entry.id)]
    if visitor.municipality:
        told.append(Event("municipality", detail=visitor.municipality))
    if visitor.step is not StepKind.NONE:
        told.append(Event("chosen", visitor.entry.id, visitor.step.value, visitor.to))
    with storage.transaction() as db:
        for event in told:
            events.note(db, now, contact, "", AUDIENCE, known.version, event)
    return contact

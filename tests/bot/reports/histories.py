"""Made-up events of contacts, written straight into the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.local_time import ZONE
from bot.storage import ledger
from bot.storage.database import Database
from bot.storage.ledger import Event

MONDAY = datetime(2026, 10, 5, 11, 0, tzinfo=ZONE)
NOW = datetime(2027, 1, 20, 9, tzinfo=ZONE)


@dataclass(frozen=True)
class Talk:
    """A contact: when, by whom, about what, and which steps were offered and chosen."""

    id: str
    at: datetime = MONDAY
    person: str = "p"
    audience: str = "inwoner"
    topic: str = "ontslag-werkloos"
    offered: tuple[str, ...] = ()
    chosen: tuple[str, ...] = ()
    more: tuple[Event, ...] = ()

    def events(self) -> list[tuple[datetime, str, str, str, Event]]:
        """Its events, each a second later than the one before."""
        told = [Event("contact"), Event("asked", self.topic), *(Event("offered", self.topic, step) for step in self.offered)]
        told += [*(Event("chosen", self.topic, step) for step in self.chosen), *self.more]
        return [(self.at + timedelta(seconds=number), self.id, self.person, self.audience, one) for number, one in enumerate(told)]


def write(db: Database, *talks: Talk) -> None:
    """Write contacts into the ledger."""
    for at, contact, person, audience, event in (one for talk in talks for one in talk.events()):
        ledger.note(db, at, contact, person, audience, "v", event)

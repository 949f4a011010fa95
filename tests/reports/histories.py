"""Made-up events of contacts, written straight into the ledger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.content.model import Knowledge
from bot.domain.time import ZONE
from bot.reports import report_texts
from bot.reports.build import REPORTS, arranged, compose
from bot.reports.disclosure import concealed
from bot.reports.period import Period
from bot.reports.tables import Item, Listing, Table
from bot.storage import events
from bot.storage.database import Database, Storage
from bot.storage.events import Event

MONDAY = datetime(2026, 10, 5, 11, 0, tzinfo=ZONE)
NOW = datetime(2027, 1, 20, 9, tzinfo=ZONE)
SOON = datetime(2027, 1, 5, 9, tzinfo=ZONE)
"""So soon after the autumn that everyone who came in it is still known."""
AUTUMN = Period(date(2026, 10, 1), date(2026, 12, 31))


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
        events.note(db, at, contact, person, audience, "v", event)


def made(
    storage: Storage, known: Knowledge, *reports: str, period: Period = AUTUMN, now: datetime = NOW, goal: int | None = None
) -> list[Item]:
    """The items of a report; of all when none is named."""
    with storage.reading() as db:
        return arranged(compose(db, known, period, now), period, reports or REPORTS, goal)


def table(items: Sequence[Item], title: str) -> Table:
    """The table with this title."""
    return next(item for item in items if isinstance(item, Table) and item.title == title)


def listing(items: Sequence[Item], title: str) -> Listing:
    """The listing with this title."""
    return next(item for item in items if isinstance(item, Listing) and item.title == title)


def cells(found: Table) -> dict[str, tuple[int, ...]]:
    """The true numbers per row."""
    return dict(found.rows)


def shown(found: Table) -> dict[str, tuple[str | int, ...]]:
    """The numbers per row as they may be shown, with the totals."""
    rows, totals = concealed(found)
    return {**dict(rows), report_texts.TOTAL: totals}

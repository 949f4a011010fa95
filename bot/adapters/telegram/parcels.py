"""What leaves for one person next: the row claimed, judged, and made into the requests that Telegram wants."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime

from bot.adapters.telegram.incoming import CHANNEL, Tapped
from bot.app import delivery
from bot.app.assistant import Snapshot
from bot.app.exports import calendar_file
from bot.content.services import PlaceKind
from bot.domain.messages import Attachment, Reply
from bot.storage import appointment_rows, outbox, people, personal_data
from bot.storage.database import Database
from bot.storage.operations import UNREACHABLE
from bot.storage.outbox import Outgoing

log = logging.getLogger(__name__)
KEYS = "toetsen"
"""The reference of a message that put keys below the person's screen: the next one takes them away."""


@dataclass(frozen=True)
class File:
    """A document to send along."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Parcel:
    """A claimed row with everything that sending it needs."""

    row: Outgoing
    chat: int
    reply: Reply
    file: File | None = None
    clear_keys: bool = False
    """Whether keys of ours stand below the person's screen, to be taken away first."""


@dataclass(frozen=True)
class Record:
    """A tapped message that is to read as a record: with the choice below it, or only without its buttons when the choice was not valid."""

    tapped: Tapped
    text: str


def next_parcel(db: Database, snapshot: Snapshot, person: str, now: datetime) -> Parcel | None:
    """The next row of this person that may leave, claimed; rows that make no sense any more go on the way. None when nothing is left."""
    while row := outbox.next_of(db, CHANNEL, person, now):
        address = people.address_of(db, person)
        if address is None:
            undeliverable(db, row, now)
        elif parcel := _claimed(db, snapshot, row, int(address), now):
            return parcel
    return None


def undeliverable(db: Database, row: Outgoing, now: datetime) -> None:
    """The person cannot be reached: staff see what should have arrived, an answer is simply gone."""
    outbox.mark(db, row.id, "dead" if row.kind in outbox.CONFIRMING else "dropped", now, reference=UNREACHABLE)


def _claimed(db: Database, snapshot: Snapshot, row: Outgoing, chat: int, now: datetime) -> Parcel | None:
    keys = outbox.last_reference(db, row.person) == KEYS and not outbox.is_copy(row)  # a copy comes in between, and changes nothing
    with db.atomic():
        try:
            reply = delivery.claim(db, snapshot, row, now)
            file = _file(db, snapshot, reply.file, row.person, now) if reply and reply.file else None
        except Exception as error:  # one row that cannot be read must not stop this person's other ones
            log.error("row %s of the outbox cannot be made into a message", row.id, exc_info=error)
            outbox.mark(db, row.id, "dead", now)
            return None
    return Parcel(row, chat, reply, file, keys) if reply else None


def _file(db: Database, snapshot: Snapshot, attachment: Attachment, person: str, now: datetime) -> File | None:
    """`ics:<appointment>` or `export:<person>` as it stands now; None when there is no such appointment any more, or it is somebody else's."""
    kind, _, name = attachment.source.partition(":")
    if kind == "export":
        return File(attachment.name, personal_data.export_file(db, person, now)) if name == person else None
    made = appointment_rows.find(db, name) if kind == "ics" else None
    location = snapshot.knowledge.calendar.locations.get(made.location) if made else None
    if made is None or (location is None and made.place is not PlaceKind.PHONE):
        return None
    if location is None:
        location = next(iter(snapshot.knowledge.calendar.locations.values()))
    title = snapshot.knowledge.phrases["afspraak.agenda-titel"]
    return File(attachment.name, calendar_file(made, location, title, now, cancelled=not made.stands))

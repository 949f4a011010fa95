"""What leaves for one person next: a row of the outbox claimed, judged, and made whole; and what became of it."""

from __future__ import annotations

import logging
from collections.abc import Awaitable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from bot.app import delivery
from bot.app.assistant import Snapshot
from bot.app.exports import own_calendar
from bot.domain.messages import Attachment, Reply
from bot.storage import appointment_rows, outbox, people, personal_data
from bot.storage.database import Database
from bot.storage.operations import UNREACHABLE
from bot.storage.outbox import Outgoing

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class File:
    """A document to send along."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Parcel:
    """A claimed row with everything that sending it needs."""

    row: Outgoing
    address: str
    """Where the person can be reached on this channel; empty when nobody knows."""
    reply: Reply
    file: File | None = None
    reference: str = ""
    """What the channel noted with the last message that this person got; a copy comes in between, and has none."""


class Fate(StrEnum):
    """What became of a parcel."""

    SENT = "sent"
    WAIT = "wait"
    """Not sent; it may be tried again later."""
    UNSURE = "unsure"
    """It may have arrived, or not."""
    UNREACHABLE = "unreachable"
    """The person blocked us, or is no longer there."""
    REFUSED = "refused"
    """The channel does not take it in any form: our mistake."""


@dataclass(frozen=True)
class Posted:
    """The fate of a parcel; `wait` is how long the channel asks us to wait, none when we choose."""

    fate: Fate
    wait: timedelta | None = None
    reference: str = ""
    """What to note with the message, for the next one."""
    rest: Reply | None = None
    """Of a long text that was cut: what has not been sent yet."""
    references_gone: bool = False
    """Whether what was noted with earlier messages holds no longer."""


class Carrier(Protocol):
    """What the gateway asks of a channel."""

    @property
    def name(self) -> str:
        """As rows of the outbox carry it."""

    def send(self, parcel: Parcel) -> Posted | Awaitable[Posted]:
        """Send one parcel, at once or in time. Whatever it raises is a mistake of ours in that parcel."""


def next_parcel(db: Database, snapshot: Snapshot, channel: str, person: str, now: datetime) -> Parcel | None:
    """The next row of this person that may leave, claimed; rows that make no sense any more go on the way. None when nothing is left."""
    while row := outbox.next_of(db, channel, person, now):
        if parcel := _claimed(db, snapshot, row, people.address_of(db, person) or "", now):
            return parcel
    return None


def undeliverable(db: Database, row: Outgoing, now: datetime) -> None:
    """The person cannot be reached: staff see what should have arrived, an answer is simply gone."""
    outbox.mark(db, row.id, "dead" if row.kind in outbox.CONFIRMING else "dropped", now, reference=UNREACHABLE)


def _claimed(db: Database, snapshot: Snapshot, row: Outgoing, address: str, now: datetime) -> Parcel | None:
    reference = "" if outbox.is_copy(row) else outbox.last_reference(db, row.person)
    with db.atomic():
        try:
            reply = delivery.claim(db, snapshot, row, now)
            file = _file(db, snapshot, reply.file, row.person, now) if reply and reply.file else None
        except Exception as error:  # one row that cannot be read must not stop this person's other ones
            log.error("row %s of the outbox cannot be made into a message", row.id, exc_info=error)
            outbox.mark(db, row.id, "dead", now)
            return None
    return Parcel(row, address, reply, file, reference) if reply else None


def _file(db: Database, snapshot: Snapshot, attachment: Attachment, person: str, now: datetime) -> File | None:
    """`ics:<appointment>` or `export:<person>` as it stands now; None when there is no such appointment any more, or it is somebody else's."""
    kind, _, name = attachment.source.partition(":")
    if kind == "export":
        return File(attachment.name, personal_data.export_file(db, person, now)) if name == person else None
    made = appointment_rows.find(db, name) if kind == "ics" else None
    content = own_calendar(snapshot.knowledge, made, now) if made else None
    return File(attachment.name, content) if content else None

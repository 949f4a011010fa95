"""For channels that show at once: everything that is due for one person, in order."""

from __future__ import annotations

from abc import abstractmethod
from datetime import datetime

from bot.app.assistant import Reception
from bot.channels.base import Channel
from bot.gateway.parcel import Parcel, Posted, next_parcel
from bot.storage import outbox


def drain(reception: Reception, channel: str, person: str, now: datetime) -> list[Parcel]:
    """What may leave now; each is marked sent, for whoever asks has it in hand."""
    parcels = []
    with reception.storage.transaction() as db:
        while parcel := next_parcel(db, reception.snapshot, channel, person, now):  # what is judged may put a row of its own
            outbox.mark(db, parcel.row.id, "sent", now)
            parcels.append(parcel)
    return parcels


class Immediate(Channel):
    """A channel without a network: what is sent is there."""

    @abstractmethod
    def send(self, parcel: Parcel) -> Posted:
        """Show one parcel."""

    def send_due(self, reception: Reception, person: str, now: datetime) -> None:
        """Show everything that is due for one person."""
        for parcel in drain(reception, self.name, person, now):
            self.send(parcel)

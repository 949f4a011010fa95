"""For channels that show at once: everything that is due for one person, in order."""

from __future__ import annotations

from datetime import datetime

from bot.app import delivery
from bot.app.assistant import Reception
from bot.domain.messages import Reply
from bot.storage import outbox


def drain(reception: Reception, channel: str, person: str, now: datetime) -> list[Reply]:
    """The replies that may leave now; each is marked sent, for whoever asks has it in hand."""
    replies = []
    with reception.storage.transaction() as db:
        while rows := outbox.due(db, channel, now, person=person):  # what is judged may put a row of its own
            for row in rows:
                reply = delivery.claim(db, reception.snapshot, row, now)
                if reply:
                    outbox.mark(db, row.id, "sent", now)
                    replies.append(reply)
    return replies

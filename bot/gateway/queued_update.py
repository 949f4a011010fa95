"""What stands in the inbox of one thing that a person did: our own JSON, not the channel's."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from bot.domain.messages import Kind, Message
from bot.gateway.arrivals import Received, Tapped

LONGEST_SHORT = 300  # characters; a burst of messages up to this length is one story told in pieces


@dataclass
class QueuedUpdate:
    """A row of the inbox that waits for its turn, with what decides about its turn; its words stay in the row."""

    row: int
    update: int
    person: str
    address: str
    arrived: float
    """On the monotonic clock, in seconds."""
    kind: Kind = Kind.TEXT
    joins: bool = False
    """Whether it may be read together with the texts before and after it."""
    press: str = ""
    """Which button on which message: the same press again at once is a double tap."""
    album: str = ""
    language: str = ""
    """Only here, in memory: never stored."""
    turn: list[QueuedUpdate] = field(default_factory=list)
    """What is handled together when its turn comes."""
    silent: bool = False
    """Whether what is handled was answered already: a double tap, a further photo of an album."""
    flood: bool = False


def kept(row: int, received: Received, arrived: float) -> QueuedUpdate:
    """The place in the queue of something that was just written to the inbox."""
    message = received.message
    return QueuedUpdate(
        row=row,
        update=received.update,
        person=message.person,
        address=received.address,
        arrived=arrived,
        kind=message.kind,
        joins=_joins(message),
        press=f"{received.tapped.message}/{message.action}" if received.tapped else "",
        album=received.album,
        language=message.language,
    )


def _joins(message: Message) -> bool:
    return message.kind is Kind.TEXT and not message.text.startswith("/") and len(message.text) <= LONGEST_SHORT


def to_body(received: Received) -> str:
    """The row's body. The language is left out: it is never stored."""
    message = received.message
    facts: dict[str, Any] = {
        "text": message.text,
        "action": message.action,
        "kind": message.kind.value,
        "phone": message.phone,
        "payload": message.payload,
        "masked": list(message.masked),
        "late": message.late,
        "chat": received.address,
        "album": received.album,
        "sent": received.sent,
        "tapped": asdict(received.tapped) if received.tapped else None,
    }
    return json.dumps({name: value for name, value in facts.items() if value}, ensure_ascii=False)


def from_body(body: str, update: int, person: str, at: datetime, channel: str) -> Received:
    """What a body stands for."""
    facts = json.loads(body)
    tapped = facts.get("tapped")
    message = Message(
        person=person,
        at=at,
        text=facts.get("text", ""),
        action=facts.get("action", ""),
        kind=Kind(facts["kind"]),
        phone=facts.get("phone", ""),
        payload=facts.get("payload", ""),
        masked=tuple(facts.get("masked", ())),
        late=facts.get("late", False),
        channel=channel,
    )
    return Received(
        update, str(facts["chat"]), message, Tapped(**tapped) if tapped else None, album=facts.get("album", ""), sent=facts.get("sent", 0)
    )

"""What a channel gives: something that arrived, not read yet, and what it turns out to be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.domain.messages import Message


@dataclass(frozen=True)
class Tapped:
    """The message whose button was pressed: ours, with what stood in it."""

    message: int
    text: str
    label: str


@dataclass(frozen=True)
class Received:
    """Something a person did where nobody else reads."""

    update: int
    """The channel's own number of it: what comes again under the same number is the same."""
    address: str
    """Where the person can be reached, as the channel knows it."""
    message: Message
    """Numbers that we may not keep are masked in it already."""
    tapped: Tapped | None = None
    query: str = ""
    """Of a press: what the channel waits for an answer to."""
    album: str = ""
    sent: int = 0
    """The number of the person's own message in the chat."""
    heard: datetime | None = None
    """When they did it, by the channel's clock; of a press nobody says."""


@dataclass(frozen=True)
class Reachable:
    """A person blocked us, or lets us write again."""

    address: str
    person: str
    reachable: bool
    heard: datetime


@dataclass(frozen=True)
class Group:
    """Somebody wrote in a group, or put us in one: we say once that we do not talk there, and leave."""

    address: str


@dataclass(frozen=True)
class Unreadable:
    """What is left of what nobody can read: its number, and the address when it names one. It is set aside, so that it stops nobody."""

    update: int
    address: str = ""


Event = Received | Reachable | Group | Unreadable | None
"""None asks nothing of us."""


@dataclass(frozen=True)
class Arrival:
    """Something that a channel brings, not read yet: reading masks, and of a long text that takes longer than others should wait."""

    update: int
    read: Callable[[], Event]
    length: int = 0
    """Characters that must be looked through for numbers."""
    address: str = ""
    """Who hears our apology when it cannot be read or kept, empty for nobody."""

"""What a channel may do for a person beside sending what leaves; a plain one does none of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from bot.gateway.arrivals import Tapped


@dataclass(frozen=True)
class Record:
    """A tapped message that is to read as a record: with the choice below it, or only without its buttons when the choice was not valid."""

    tapped: Tapped
    text: str


class Extras:
    """Done at once, outside the order of the outbox and without waiting for it; each is worth one try, and none may raise."""

    def stop_spinner(self, query: str) -> None:
        """Answer a press, so that the button comes to rest."""

    def take_away(self, address: str, message: int) -> None:
        """Take a message with a secret number out of the chat."""

    def leave(self, address: str) -> None:
        """Say in a group that we do not talk there, and go."""

    def apologise(self, address: str) -> None:
        """Say that something is wrong with us, without the database."""

    def must_wait(self, address: str, seconds: float) -> None:
        """What the channel told us of an address before a restart still holds."""

    async def record(self, address: str, record: Record) -> timedelta | None:
        """Write a choice below the message that was tapped; how long the address must be left alone first, None when it is done."""
        del address, record
        return None

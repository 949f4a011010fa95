"""What a channel is: six members. All that loses nothing (kept, in order, sent again) is the gateway's, for every channel alike."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Awaitable

from bot.domain.messages import LONGEST_TEXT
from bot.gateway.parcel import Parcel, Posted


class Channel(ABC):
    """A way in which people reach us and we reach them. How it hears them (asking, listening, a prompt) is its own affair: it gives
    what arrives to the inbox of a gateway (`bot/gateway/gateway.py`), or answers at once (`bot/channels/immediate.py`).

    A whole one in few lines is `tests/gateway/toy.py`.
    """

    name: str
    """As messages, rows and addresses carry it; never changed, for they outlive the program."""

    can_delete: bool = False
    """Whether it takes a person's message out of the chat when we ask."""

    keeps_history: bool = False
    """Whether it keeps the chat itself, beyond our reach."""

    longest_text: int = LONGEST_TEXT
    """Signs of one message, as the channel counts them; what is longer it sends in pieces, and says what is left when one fails."""

    def deep_link(self, payload: str) -> str:
        """The address that opens the assistant and says where somebody came from; empty where there is none."""
        del payload
        return ""

    @abstractmethod
    def send(self, parcel: Parcel) -> Posted | Awaitable[Posted]:
        """Send one parcel, at once or over a network, and say what became of it. What it raises is taken for a mistake of ours in
        that parcel: it is given up, and the next ones go on.
        """

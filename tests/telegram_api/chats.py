"""What stands in a chat: messages with their keyboards, as the person sees them on the phone."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Sent:
    """A message of the bot, with edits applied."""

    id: int
    chat: int
    text: str
    markup: dict[str, Any] | None = None
    file: tuple[str, bytes] | None = None
    at: float = field(default_factory=time.monotonic)
    deleted: bool = False
    edited: int = 0

    @property
    def buttons(self) -> list[str]:
        """The labels of the inline keyboard, in order."""
        return [button["text"] for row in (self.markup or {}).get("inline_keyboard", ()) for button in row]

    @property
    def keys(self) -> list[str]:
        """The labels of the reply keyboard, in order."""
        return [key if isinstance(key, str) else key["text"] for row in (self.markup or {}).get("keyboard", ()) for key in row]

    def data(self, label: str) -> str:
        """The callback data of a button."""
        found = {button["text"]: button["callback_data"] for row in (self.markup or {}).get("inline_keyboard", ()) for button in row}
        return str(found[label])


@dataclass
class Chat:
    """One chat, private unless said otherwise."""

    id: int
    kind: str = "private"
    first_name: str = "Iemand"
    blocked: bool = False
    left: bool = False
    sent: list[Sent] = field(default_factory=list)
    news: asyncio.Condition = field(default_factory=asyncio.Condition)

    def as_json(self) -> dict[str, Any]:
        """The Chat object of the Bot API."""
        return {"id": self.id, "type": self.kind, **({"first_name": self.first_name} if self.kind == "private" else {"title": "Groep"})}

    def find(self, message_id: int) -> Sent | None:
        """A message that is still there."""
        return next((one for one in self.sent if one.id == message_id and not one.deleted), None)

    async def tell(self) -> None:
        """Wake who waits for something in this chat."""
        async with self.news:
            self.news.notify_all()

    async def until(self, there: Callable[[], bool], seconds: float) -> bool:
        """Whether something became true in time."""
        async with self.news:
            try:
                await asyncio.wait_for(self.news.wait_for(there), seconds)
            except TimeoutError:
                return there()
        return True

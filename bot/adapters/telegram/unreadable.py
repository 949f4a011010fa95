"""An update that the library cannot read: set aside, and its person told, so that it stops nobody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from telegram import Bot, Update


@dataclass(frozen=True)
class Unreadable:
    """What is left of such an update: its number, and the chat when it names one (0 when not)."""

    update_id: int
    chat: int = 0


def read_one(raw: Mapping[str, Any], bot: Bot) -> Update | Unreadable:
    """The update, or what is left of it."""
    try:
        update = Update.de_json(dict(raw), bot)
    except Exception:
        return Unreadable(int(raw["update_id"]), _private_chat(raw))
    return update


def _private_chat(raw: Mapping[str, Any]) -> int:
    for part in raw.values():
        within = part.get("message", part) if isinstance(part, Mapping) else {}
        chat = within.get("chat") if isinstance(within, Mapping) else None
        if isinstance(chat, Mapping) and chat.get("type") == "private" and isinstance(chat.get("id"), int):
            return int(chat["id"])
    return 0

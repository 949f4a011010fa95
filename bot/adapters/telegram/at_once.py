"""What is done for a person at once, beside the outbox: a spinner stopped, a group left, an apology when the disk is full."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Coroutine
from typing import Any

from telegram import Bot
from telegram.error import TelegramError

from bot.adapters.telegram.posting import reason
from bot.content.phrases import Phrases

log = logging.getLogger(__name__)
AGAIN_AFTER = 3600.0  # seconds before the same chat hears the same again


class AtOnce:
    """Nobody waits for these, and their errors are swallowed: each is worth one try."""

    def __init__(self, bot: Bot, phrases: Callable[[], Phrases]) -> None:
        self._bot = bot
        self._phrases = phrases
        self._tasks: set[asyncio.Task[None]] = set()
        self._told: dict[int, float] = {}

    def stop_spinner(self, query: str) -> None:
        """Answer a press, so that the button comes to rest. Telegram forgets a press after some seconds."""
        self._begin(self._bot.answer_callback_query(query))

    def take_away(self, chat: int, message: int) -> None:
        """Take a message with a secret number out of the chat; a bot may in a private chat, for 48 hours (Bot API, deleteMessage)."""
        self._begin(self._bot.delete_message(chat, message))

    def leave(self, chat: int) -> None:
        """Say in a group, once, that we do not talk there; then go."""
        if self._first(chat):
            self._begin(self._say_and_leave(chat))

    def apologise(self, chat: int) -> None:
        """Say that something is wrong with us, at most once an hour to a chat."""
        if chat and self._first(chat):
            self._begin(self._bot.send_message(chat, self._phrases()["algemeen.fout"]))

    async def finish(self, seconds: float) -> None:
        """Wait a moment for what was begun."""
        if self._tasks:
            await asyncio.wait(list(self._tasks), timeout=seconds)

    async def _say_and_leave(self, chat: int) -> None:
        try:
            await self._bot.send_message(chat, self._phrases()["algemeen.groep"])
        finally:
            await self._bot.leave_chat(chat)

    def _first(self, chat: int) -> bool:
        now = time.monotonic()
        self._told = {one: at for one, at in self._told.items() if now - at < AGAIN_AFTER}
        return self._told.setdefault(chat, now) == now

    def _begin(self, work: Coroutine[Any, Any, Any]) -> None:
        task = asyncio.ensure_future(_quietly(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


async def _quietly(work: Coroutine[Any, Any, Any]) -> None:
    try:
        await work
    except TelegramError as error:
        log.debug("not done at once (%s)", reason(error))

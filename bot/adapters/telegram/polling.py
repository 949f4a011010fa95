"""Asking Telegram for updates: one that cannot be read stops no other, and every success and failure is noted."""

from __future__ import annotations

import logging
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from telegram import Update
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError
from telegram.ext import ExtBot

from bot.adapters.telegram.limits import FULL_BATCH, LATE_AFTER
from bot.adapters.telegram.unreadable import read_one

log = logging.getLogger(__name__)
Keep = Callable[[Sequence[object]], Awaitable[None]]


@dataclass
class Polls:
    """How asking for updates goes; moments in seconds on the monotonic clock."""

    last_good: float = 0.0
    """When an answer was last kept."""
    last_try: float = 0.0
    conflict: bool = False
    """Since it was last noted: a success in between does not undo it, for two programs that ask in turn each succeed now and then."""
    refused: bool = False


class PatientBot(ExtBot[None]):
    """A bot whose `get_updates` gives what can be read even beside something that cannot, and keeps it as one batch."""

    def __init__(self, *args: Any, old_presses: Callable[[bool], None], **more: Any) -> None:
        super().__init__(*args, **more)
        self._keep: Keep | None = None
        self._polls = Polls()
        self._old_presses = old_presses
        self._not_before = 0.0
        """When Telegram may be asked again, on the monotonic clock."""

    @property
    def polls(self) -> Polls:
        """How asking goes."""
        return self._polls

    def keep_with(self, keep: Keep) -> None:
        """What is done with every batch before it is given: one commit for all of it, and what came together stays together."""
        self._keep = keep

    async def hang_up(self) -> None:
        """Close every connection, also of a start that failed: the library only closes what was fully started."""
        for request in self._request:
            await request.shutdown()

    async def get_updates(self, *args: Any, **more: Any) -> tuple[Update, ...]:
        """As the library's, but nothing in a batch stops the rest of it."""
        self._polls.last_try = time.monotonic()
        if self._polls.last_try < self._not_before:
            raise NetworkError("Telegram told us to wait")
        try:
            updates = await super().get_updates(*args, **more)
        except (
            RetryAfter
        ) as error:  # the library would sleep through it, deaf to a stop; after a NetworkError it comes back in half a minute
            self._not_before = self._polls.last_try + _seconds(error)
            raise NetworkError("Telegram told us to wait") from None
        except TelegramError as error:
            self._note_failure(error)
            if isinstance(error, InvalidToken):  # the library would stop asking for ever, in silence
                raise NetworkError("the token is refused") from None
            raise
        except Exception:
            log.error("an update cannot be read; the others go on")
            updates = await self._one_by_one(more)
        self._note_answer()
        if updates and self._keep is not None:
            await self._kept(self._keep, updates)
        self._polls.last_good = time.monotonic()  # not before: what cannot be kept is no success, and our health must show it
        if len(updates) < FULL_BATCH:  # nothing older is waiting any more
            self._old_presses(False)
        return updates

    async def _kept(self, keep: Keep, updates: Sequence[object]) -> None:
        try:
            await keep(updates)
        except Exception as error:
            log.error("updates cannot be kept", exc_info=error)
            raise NetworkError("updates cannot be kept") from None  # asked for again after a pause; anything else is asked for at once

    async def _one_by_one(self, more: dict[str, Any]) -> Any:
        data = {name: more[name] for name in ("offset", "limit", "allowed_updates") if more.get(name) is not None}
        raw: list[dict[str, Any]] = await self._post("getUpdates", data)
        return tuple(read_one(one, self) for one in raw)

    def _note_answer(self) -> None:
        """Telegram answered. What it gives may be as old as the last that we kept."""
        if self._polls.last_good and time.monotonic() - self._polls.last_good > LATE_AFTER.total_seconds():
            self._old_presses(True)
        self._polls.refused = False

    def _note_failure(self, error: TelegramError) -> None:
        if isinstance(error, Conflict):
            self._polls.conflict = True
        if isinstance(error, InvalidToken):
            self._polls.refused = True


def _seconds(error: RetryAfter) -> float:
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)

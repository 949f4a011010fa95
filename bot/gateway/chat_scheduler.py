"""Whose turn it is: each chat in order, chats side by side, and nobody waits for somebody else's flood."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

from bot.gateway.limits import Limits
from bot.gateway.queued_update import QueuedUpdate


@dataclass
class _Chat:
    """What waits of one chat."""

    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    waiting: list[QueuedUpdate] = field(default_factory=list)
    arrivals: deque[float] = field(default_factory=deque)
    last: QueuedUpdate | None = None
    """What was handled last, to know the same press when it comes again."""


class ChatOrder:
    """Gives the handler one turn of one chat at a time: `QueuedUpdate.turn` holds what is handled together."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._permits = asyncio.Semaphore(limits.chats_at_once)
        self._chats: dict[str, _Chat] = {}

    async def in_turn(self, update: QueuedUpdate, handle: Callable[[QueuedUpdate], Awaitable[None]]) -> None:
        """Wait for the chat, take what may be handled together, then for a permit, then handle it."""
        chat = self._chats.setdefault(update.person, _Chat())
        chat.waiting.append(update)
        chat.arrivals.append(update.arrived)
        await asyncio.sleep(0)  # let in whatever came together with it
        async with chat.turn:
            if await self._take(chat, update):  # else somebody's earlier turn took it along
                async with self._permits:
                    await handle(update)
        self._forget_quiet()

    async def _take(self, chat: _Chat, update: QueuedUpdate) -> bool:
        if not chat.waiting:
            return False
        update.flood = self._floods(chat)
        if update.flood:
            await self._until_quiet(chat)
        chat.waiting.sort(key=lambda one: one.update)  # a webhook may deliver out of order
        update.turn = chat.waiting if update.flood else together(chat.waiting)
        chat.waiting = chat.waiting[len(update.turn) :]
        update.silent = not update.flood and self._answered_before(chat, update.turn[0])
        chat.last = update.turn[-1]
        return True

    def _floods(self, chat: _Chat) -> bool:
        since = time.monotonic() - self._limits.flood_window
        while chat.arrivals and chat.arrivals[0] < since:
            chat.arrivals.popleft()
        return len(chat.arrivals) > self._limits.flood_count

    async def _until_quiet(self, chat: _Chat) -> None:
        """Slow a flood down: it is answered once, when the chat was quiet for a while or has waited long enough."""
        began = time.monotonic()
        while time.monotonic() - began < self._limits.flood_most:
            quiet = time.monotonic() - chat.arrivals[-1]
            if quiet >= self._limits.flood_quiet:
                return
            await asyncio.sleep(self._limits.flood_quiet - quiet)

    def _answered_before(self, chat: _Chat, first: QueuedUpdate) -> bool:
        """A double tap, or a further photo of an album: the first one has its answer."""
        last = chat.last
        if last is None:
            return False
        since = first.arrived - last.arrived
        tapped = bool(first.press) and first.press == last.press and since < self._limits.double_tap
        return tapped or (bool(first.album) and first.album == last.album and since < self._limits.flood_window)

    def _forget_quiet(self) -> None:
        """Drop the chats that have nothing to remember, once there are many."""
        if len(self._chats) > self._limits.kept_in_memory:
            since = time.monotonic() - self._limits.flood_window
            for name, one in list(self._chats.items()):
                if not one.waiting and not one.turn.locked() and (not one.arrivals or one.arrivals[-1] < since):
                    del self._chats[name]


def together(waiting: Sequence[QueuedUpdate]) -> list[QueuedUpdate]:
    """What is read as one: texts told in pieces, the photos of one album, taps on the same button; else the first alone."""
    first = waiting[0]
    taken = [first]
    for one in waiting[1:]:
        same = (first.joins and one.joins) or (first.album and one.album == first.album) or (first.press and one.press == first.press)
        if not same:
            break
        taken.append(one)
    return taken

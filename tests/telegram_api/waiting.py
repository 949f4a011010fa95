"""Updates that wait to be fetched: the rules of getUpdates, and of the posts of a webhook."""

from __future__ import annotations

import asyncio
from typing import Any

import aiohttp

from tests.telegram_api.rules import Refused

CONFLICT = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK_ACTIVE = "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"


class Updates:
    """The queue of one bot."""

    def __init__(self) -> None:
        self.waiting: list[dict[str, Any]] = []
        self.repeats: list[dict[str, Any]] = []
        self.allowed: list[str] | None = None
        self.polls = 0
        self._news = asyncio.Condition()
        self._poller: asyncio.Future[None] | None = None

    async def add(self, update: dict[str, Any]) -> None:
        """Make an update available."""
        async with self._news:
            self.waiting.append(update)
            self._news.notify_all()

    async def repeat(self, update: dict[str, Any]) -> None:
        """Give an update once more though it was confirmed: what a lost reply looks like to the bot."""
        async with self._news:
            self.repeats.append(update)
            self._news.notify_all()

    async def get(self, offset: int, limit: int, timeout: float) -> list[dict[str, Any]]:
        """getUpdates: confirm what lies before `offset`, wait at most `timeout` for something, give up to `limit`."""
        self.polls += 1
        if self._poller is not None and not self._poller.done():
            self._poller.set_exception(Refused(409, CONFLICT))
        mine = self._poller = asyncio.get_running_loop().create_future()
        self.waiting = [one for one in self.waiting if one["update_id"] >= offset]
        try:
            if not self._there() and timeout:
                await self._wait(mine, timeout)
            if mine.done():
                mine.result()
        finally:
            mine.cancel()  # whoever polled is gone: nobody is to be told of a conflict
        batch = [*self.repeats, *self.waiting][: max(1, limit)]
        self.repeats = self.repeats[len(batch) :]
        return batch

    def _there(self) -> bool:
        return bool(self.waiting or self.repeats)

    async def _wait(self, mine: asyncio.Future[None], timeout: float) -> None:
        async def news() -> None:
            async with self._news:
                await self._news.wait_for(self._there)

        task = asyncio.ensure_future(news())
        try:
            await asyncio.wait((task, mine), timeout=timeout, return_when=asyncio.FIRST_COMPLETED)
        finally:
            task.cancel()

    async def post(self, url: str, secret: str, session: aiohttp.ClientSession) -> None:
        """Webhook: post every update until it is answered 2xx, in order."""
        headers = {"X-Telegram-Bot-Api-Secret-Token": secret} if secret else {}
        while True:
            async with self._news:
                await self._news.wait_for(self._there)
            update = (self.repeats or self.waiting)[0]
            try:
                async with session.post(url, json=update, headers=headers) as response:
                    taken = response.status < 300
            except aiohttp.ClientError:
                taken = False
            if taken:
                for queue in (self.repeats, self.waiting):
                    if update in queue:
                        queue.remove(update)
                        break
            else:
                await asyncio.sleep(0.05)  # Telegram too waits before it posts again

"""The webhook and the page of health."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import logging
import time
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from aiohttp import web
from telegram import Bot, Update
from telegram.error import BadRequest, InvalidToken, TelegramError

from bot.channels.telegram.client import PatientBot, read_one
from bot.config import Secret, WebhookSettings
from bot.gateway.arrivals import Unreadable
from bot.gateway.inbox_queue import NotKept
from bot.gateway.limits import LATE_AFTER

# HTTP of our own on loopback: the webhook that Telegram posts to through the reverse proxy, and the page of our health.

log = logging.getLogger(__name__)
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")  # asked for by name: what is not named sticks from before
LARGEST = 2**20  # bytes of one update; real ones are some kilobytes

Health = Callable[[], Awaitable[tuple[bool, Mapping[str, Any]]]]
"""Whether all is well, and the figures."""
Keep = Callable[[Update | Unreadable], Awaitable[None]]
"""Raises NotKept."""


def webhook_secret(token: str) -> str:
    """What Telegram must send with every post: made from the token, so that there is no second secret to keep."""
    return hmac.new(token.encode(), b"werkbot webhook", hashlib.sha256).hexdigest()


def webhook(path: str, secret: str, bot: Bot, keep: Keep) -> web.Application:
    """Takes posts with the right secret, and answers 200 only when the update is kept."""

    async def take(request: web.Request) -> web.Response:
        given = request.headers.get(SECRET_HEADER, "").encode("utf-8", "surrogateescape")  # as the bytes came
        if not hmac.compare_digest(given, secret.encode()):
            return web.Response(status=403)
        try:
            async with asyncio.timeout(WHOLE_WITHIN):
                raw = json.loads(await request.read())
        except TimeoutError:
            return web.Response(status=408)
        except (ValueError, RecursionError):
            return web.Response(status=400)
        if not isinstance(raw, dict) or type(raw.get("update_id")) is not int:  # True is an int to Python, and no number
            return web.Response(status=400)
        update = read_one(raw, bot)
        if isinstance(update, Unreadable):
            log.error("an update cannot be read; the others go on")
        try:
            await keep(update)
        except NotKept as error:
            log.error("an update cannot be kept", exc_info=error)
            return web.Response(status=503)  # posted again after a pause
        return web.Response()

    app = web.Application(client_max_size=LARGEST)
    app.router.add_post(path, take)
    return app


def health_page(health: Health) -> web.Application:
    """`GET /gezond`: 200 when all is well, else 503, with the figures as JSON."""

    async def show(request: web.Request) -> web.Response:
        del request
        well, figures = await health()
        return web.json_response(figures, status=200 if well else 503)

    app = web.Application()
    app.router.add_get("/gezond", show)
    return app


WHOLE_WITHIN = 20.0
"""Seconds that a request may take to arrive. Telegram and nginx send one at once; who sends half of one holds a connection for nothing."""


class _Watch:
    """Closes connections on which no request comes: aiohttp itself only ends those that are quiet after an answer."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._since: dict[web.RequestHandler, float] = {}
        self._answering: set[object] = set()

    @web.middleware
    async def mark(self, request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]) -> web.StreamResponse:
        """A request came: its connection is left alone while it is answered."""
        self._answering.add(request.protocol)
        try:
            return await handler(request)
        finally:
            self._answering.discard(request.protocol)
            self._since.pop(request.protocol, None)

    async def run(self, server: web.Server) -> None:
        """Look at every connection now and then, until it is cancelled."""
        while True:
            now = time.monotonic()
            self._since = {one: self._since.get(one, now) for one in server.connections if one not in self._answering}
            for one, since in self._since.items():
                if now - since > self._seconds and one.transport is not None:
                    one.transport.close()
            await asyncio.sleep(self._seconds / 4)


async def serve(app: web.Application, host: str, port: int, *, within: float = WHOLE_WITHIN) -> web.AppRunner:
    """Listen; `cleanup()` of what comes back ends it. Raises OSError when the port is taken."""
    watch, watching = _Watch(within), list[asyncio.Task[None]]()

    async def stop_watching(app: web.Application) -> None:
        del app
        for task in watching:
            task.cancel()

    app.middlewares.append(watch.mark)
    app.on_cleanup.append(stop_watching)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=5)  # a post that is not kept by then is posted again
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError:
        await runner.cleanup()
        raise
    assert runner.server is not None
    watching.append(asyncio.ensure_future(watch.run(runner.server)))
    return runner


# The webhook: set with Telegram, listened to, and looked at now and then, for Telegram tells nobody that it cannot reach us.

CAUGHT_UP_AFTER = timedelta(minutes=5)
"""Of posts that arrive: what waited through an outage is in by then, also when there is always something newer under way."""


class WebhookRefused(Exception):
    """Telegram does not take the address of the webhook; the message is what it says."""


class PortTaken(Exception):
    """Another program listens where Telegram's posts should arrive; `port` says where."""

    def __init__(self, port: int) -> None:
        super().__init__(port)
        self.port = port


class Hook:
    """Telegram posts to us; `heard` is when we last knew that what it has for us arrives."""

    def __init__(
        self, bot: PatientBot, settings: WebhookSettings, token: Secret, clock: Callable[[], datetime], old_presses: Callable[[bool], None]
    ) -> None:
        self._bot = bot
        self._settings = settings
        self._secret = webhook_secret(token.value)
        self._clock = clock
        self._old_presses = old_presses
        self._began = clock()
        self._arrived = False
        self._arriving_since: datetime | None = None
        self.heard: datetime | None = None
        self.gone = False
        """Whether another address than ours, or none, is set with Telegram."""

    @property
    def used(self) -> bool:
        """Whether Telegram posts to us; else we ask."""
        return bool(self._settings.url)

    async def listen(self, keep: Keep) -> web.AppRunner:
        """Take posts from now on. Raises PortTaken."""

        async def kept(update: Update | Unreadable) -> None:
            await keep(update)
            self._arrived = True

        app = webhook(self._settings.path, self._secret, self._bot, kept)
        try:
            return await serve(app, self._settings.listen, self._settings.port)
        except OSError:
            raise PortTaken(self._settings.port) from None

    async def announce(self) -> None:
        """Tell Telegram where to post. Raises WebhookRefused, or TelegramError when it cannot be reached."""
        try:
            await self._bot.set_webhook(self._settings.url, secret_token=self._secret, allowed_updates=UPDATES, drop_pending_updates=False)
        except BadRequest as error:
            raise WebhookRefused(error.message) from None

    async def look(self) -> None:
        """Ask Telegram what waits for us, and whether it still knows our address."""
        if not self.used:
            return
        now = self._clock()
        try:
            info = await self._bot.get_webhook_info()
        except TelegramError as error:
            self._bot.polls.refused = isinstance(error, InvalidToken)
            log.warning("Telegram cannot be asked about the webhook (%s)", type(error).__name__)
            self._grow_old(now)
            return
        self._bot.polls.refused, self.gone = False, info.url != self._settings.url
        if info.pending_update_count and info.last_error_message:
            log.warning("Telegram cannot post to us: %s", info.last_error_message)
        self._judge(now, caught_up=not self.gone and not info.pending_update_count)

    def _judge(self, now: datetime, *, caught_up: bool) -> None:
        arrived, self._arrived = self._arrived and not self.gone, False
        self._arriving_since = (self._arriving_since or now) if arrived else None
        if caught_up or arrived:
            self.heard = now
        else:
            self._grow_old(now)
        if caught_up or (self._arriving_since and now - self._arriving_since >= CAUGHT_UP_AFTER):
            self._old_presses(False)

    def _grow_old(self, now: datetime) -> None:
        """Nothing arrives: presses that wait with Telegram may become as old as that."""
        if now - (self.heard or self._began) > LATE_AFTER:
            self._old_presses(True)

"""The webhook and the page of health."""

from __future__ import annotations

import hashlib
import hmac
import json
import logging
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from aiohttp import web
from telegram import Bot
from telegram.error import BadRequest, InvalidToken, TelegramError

from bot.channels.telegram.client import PatientBot, Unreadable, read_one
from bot.channels.telegram.inbox_queue import NotKept
from bot.channels.telegram.limits import LATE_AFTER, UPDATES
from bot.config import Secret, WebhookSettings

# HTTP of our own on loopback: the webhook that Telegram posts to through the reverse proxy, and the page of our health.

log = logging.getLogger(__name__)
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
LARGEST = 2**20  # bytes of one update; real ones are some kilobytes

Health = Callable[[], Awaitable[tuple[bool, Mapping[str, Any]]]]
"""Whether all is well, and the figures."""
Keep = Callable[[object], Awaitable[None]]
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
            raw = json.loads(await request.read())
        except ValueError:
            return web.Response(status=400)
        if not isinstance(raw, dict) or not isinstance(raw.get("update_id"), int):
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


async def serve(app: web.Application, host: str, port: int) -> web.AppRunner:
    """Listen; `cleanup()` of what comes back ends it. Raises OSError when the port is taken."""
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=5)  # a post that is not kept by then is posted again
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError:
        await runner.cleanup()
        raise
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

        async def kept(update: object) -> None:
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

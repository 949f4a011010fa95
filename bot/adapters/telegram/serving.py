"""HTTP of our own on loopback: the webhook that Telegram posts to through the reverse proxy, and the page of our health."""

from __future__ import annotations

import hashlib
import hmac
import json
import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from aiohttp import web
from telegram import Bot

from bot.adapters.telegram.keeping import NotKept
from bot.adapters.telegram.unreadable import Unreadable, read_one

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

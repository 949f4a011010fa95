"""The webhook: set with Telegram, listened to, and looked at now and then, for Telegram tells nobody that it cannot reach us."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from aiohttp import web
from telegram.error import BadRequest, InvalidToken, TelegramError

from bot.adapters.telegram.limits import LATE_AFTER, UPDATES
from bot.adapters.telegram.polling import PatientBot
from bot.adapters.telegram.serving import Keep, serve, webhook, webhook_secret
from bot.config import Secret, WebhookSettings

log = logging.getLogger(__name__)
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

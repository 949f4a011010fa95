"""The library's Application put together from our own parts."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from telegram.ext import Application, ApplicationBuilder, CallbackContext, ContextTypes, TypeHandler, Updater

from bot.adapters.telegram.keeping import Inbox
from bot.adapters.telegram.kept import Kept
from bot.adapters.telegram.limits import Limits
from bot.adapters.telegram.ordering import ChatOrder
from bot.adapters.telegram.polling import PatientBot
from bot.adapters.telegram.requesting import Request
from bot.config import TelegramSettings

TELEGRAM = "https://api.telegram.org/bot"
App = Application[Any, Any, Any, Any, Any, Any]
Handle = Callable[[Kept], Awaitable[None]]


def build_bot(token: str, settings: TelegramSettings, limits: Limits, old_presses: Callable[[bool], None]) -> PatientBot:
    """The bot with one pool of connections for asking and one for sending, so that a torn poll holds up no answer."""

    def request(connections: int, read_timeout: float) -> Request:
        return Request(connections=connections, connect_timeout=limits.connect_timeout, read_timeout=read_timeout, proxy=settings.proxy)

    return PatientBot(
        token,
        base_url=settings.base_url or TELEGRAM,
        request=request(limits.requests_at_once + 8, limits.read_timeout),
        get_updates_request=request(2, limits.poll_slack),
        old_presses=old_presses,
    )


def build(bot: PatientBot, inbox: Inbox, limits: Limits, handle: Handle) -> App:
    """One handler for everything: which words mean what is not decided here."""
    app: App = (
        ApplicationBuilder()
        .application_class(Application)
        .updater(Updater(bot, inbox))
        .context_types(ContextTypes(context=CallbackContext))
        .concurrent_updates(ChatOrder(limits))
        .job_queue(None)
        .build()
    )

    async def one(kept: Kept, context: object) -> None:
        del context
        await handle(kept)

    app.add_handler(TypeHandler(Kept, one))
    return app

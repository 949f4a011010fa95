"""The channel as it runs: start, duties, heartbeat, profile, stop."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Coroutine, Sequence
from datetime import datetime, timedelta
from typing import Any

from aiohttp import web
from telegram import Bot, BotCommand, BotCommandScopeAllPrivateChats, Update
from telegram.error import InvalidToken, RetryAfter, TelegramError
from telegram.ext import Updater

from bot.app.assistant import Reception
from bot.app.exports import link
from bot.channels.base import Channel
from bot.channels.telegram.client import Courtesy, PatientBot, Request, seconds_of
from bot.channels.telegram.outgoing import post, reason, write_record
from bot.channels.telegram.updates import CHANNEL, Reader, arrival, number_of
from bot.channels.telegram.webhook import UPDATES, Health, Hook, health_page, serve
from bot.config import Secret, Settings, TelegramSettings
from bot.content.phrases import Phrases
from bot.dialogue.invitation import kept
from bot.domain.health import POLLED, Sign
from bot.gateway.arrivals import Unreadable
from bot.gateway.extras import Extras, Record
from bot.gateway.gateway import Gateway, on_its_own
from bot.gateway.inbox_queue import Inbox
from bot.gateway.limits import LATE_AFTER, Limits
from bot.gateway.parcel import Parcel, Posted
from bot.storage import operations
from bot.storage.database import DiskTrouble

# What Telegram can do beside sending: a spinner stopped, a group left, an apology when the disk is full, a choice below a button.

log = logging.getLogger(__name__)
AGAIN_AFTER = 3600.0  # seconds before the same chat hears the same again


class AtOnce(Extras):
    """Nobody waits for these, and their errors are swallowed: each is worth one try."""

    def __init__(self, bot: PatientBot, phrases: Callable[[], Phrases]) -> None:
        self._bot = bot
        self._phrases = phrases
        self._tasks: set[asyncio.Task[None]] = set()
        self._told: dict[str, float] = {}

    def stop_spinner(self, query: str) -> None:
        """Answer a press, so that the button comes to rest. Telegram forgets a press after some seconds."""
        self._begin(self._bot.answer_callback_query(query))

    def take_away(self, address: str, message: int) -> None:
        """Take a message with a secret number out of the chat, also when it must be left alone first; a bot may in a private chat,
        for 48 hours (Bot API, deleteMessage).
        """
        self._begin(self._delete(int(address), message))

    def leave(self, address: str) -> None:
        """Say in a group, once, that we do not talk there; then go."""
        if self._first(address):
            self._begin(self._say_and_leave(int(address)))

    def apologise(self, address: str) -> None:
        """Say that something is wrong with us, at most once an hour to a chat."""
        if self._first(address):
            self._begin(self._bot.send_message(int(address), self._phrases()["algemeen.fout"]))

    def must_wait(self, address: str, seconds: float) -> None:
        """What Telegram told us of a chat before a restart still holds."""
        self._bot.must_wait(address, seconds)

    async def record(self, address: str, record: Record) -> timedelta | None:
        """Write a choice below the message that was tapped."""
        return await write_record(self._bot, int(address), record)

    async def finish(self, seconds: float) -> None:
        """Wait a moment for what was begun."""
        if self._tasks:
            await asyncio.wait(list(self._tasks), timeout=seconds)

    async def _delete(self, chat: int, message: int) -> None:
        try:
            await self._bot.delete_message(chat, message)
        except RetryAfter as error:
            await asyncio.sleep(seconds_of(error))
            await self._bot.delete_message(chat, message)

    async def _say_and_leave(self, chat: int) -> None:
        try:
            await self._bot.send_message(chat, self._phrases()["algemeen.groep"])
        finally:
            await self._bot.leave_chat(chat)

    def _first(self, address: str) -> bool:
        now = time.monotonic()
        self._told = {one: at for one, at in self._told.items() if now - at < AGAIN_AFTER}
        return self._told.setdefault(address, now) == now

    def _begin(self, work: Coroutine[Any, Any, Any]) -> None:
        task = asyncio.ensure_future(_quietly(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


async def _quietly(work: Coroutine[Any, Any, Any]) -> None:
    try:
        await work
    except TelegramError as error:
        log.debug("not done at once (%s)", reason(error))


class Telegram(Channel):
    """Telegram as a channel."""

    name = CHANNEL
    can_delete = True
    keeps_history = True

    def __init__(self, bot: Bot, phrases: Callable[[], Phrases]) -> None:
        self._bot = bot
        self._phrases = phrases

    def deep_link(self, payload: str) -> str:
        """The address of t.me that opens a chat with us."""
        return link(self._bot.username, payload)

    async def send(self, parcel: Parcel) -> Posted:
        """One parcel through the Bot API."""
        return await post(self._bot, parcel, self._phrases(), self.longest_text)


# How the assistant presents itself in Telegram: the menu of commands and the two descriptions, set only when they changed.

COMMANDS = ("start", "afspraak", "mijnafspraak", "medewerker", "privacy", "help", "stop")
"""In the order of the menu. `privacy` makes Telegram's own "Privacy Policy" call us."""


async def introduce(bot: Bot, phrases: Phrases) -> list[str]:
    """What had to be set, for the log; Telegram limits how often one may. Raises TelegramError."""
    done = []
    scope = BotCommandScopeAllPrivateChats()
    commands = tuple(BotCommand(name, phrases[f"telegram.opdracht-{name}"]) for name in COMMANDS)
    if await bot.get_my_commands(scope) != commands:
        await bot.set_my_commands(commands, scope)
        done.append("commands")
    if (await bot.get_my_description()).description != phrases["telegram.beschrijving"]:
        await bot.set_my_description(phrases["telegram.beschrijving"])
        done.append("description")
    if (await bot.get_my_short_description()).short_description != phrases["telegram.korte-beschrijving"]:
        await bot.set_my_short_description(phrases["telegram.korte-beschrijving"])
        done.append("short description")
    return done


# The bot, and what the library's Updater puts its updates into.

TELEGRAM = "https://api.telegram.org/bot"


def build_bot(token: str, settings: TelegramSettings, limits: Limits, old_presses: Callable[[bool], None]) -> PatientBot:
    """The bot with one pool of connections for asking and one for sending, so that a torn poll holds up no answer."""

    def request(connections: int, read_timeout: float) -> Request:
        return Request(connections=connections, connect_timeout=limits.connect_timeout, read_timeout=read_timeout, proxy=settings.proxy)

    return PatientBot(
        token,
        base_url=settings.base_url or TELEGRAM,
        request=request(limits.requests_at_once + 8, limits.read_timeout),
        get_updates_request=request(2, limits.poll_slack),
        rate_limiter=Courtesy(),
        old_presses=old_presses,
    )


class Line(asyncio.Queue[object]):
    """Where the library's Updater puts an update: PatientBot kept it with its batch, and here it goes on. Never fails: an error here
    would end the asking for updates.
    """

    def __init__(self, inbox: Inbox) -> None:
        super().__init__()
        self._inbox = inbox

    async def put(self, item: object) -> None:
        """Line up an update of the batch that was kept."""
        assert isinstance(item, Update | Unreadable)
        await self._inbox.go_on(number_of(item))


# The channel as a whole: started, watched over, and stopped without losing anything.

STUCK_AFTER = 90.0  # seconds: the library waits half a minute at most before it asks again


class TokenRefused(Exception):
    """Telegram does not know this token."""


class Service:
    """Telegram, from the first request to the last."""

    def __init__(
        self,
        reception: Reception,
        key: bytes,
        token: Secret,
        settings: Settings,
        clock: Callable[[], datetime],
        *,
        limits: Limits | None = None,
    ) -> None:
        self.limits = limits or Limits()
        self._reception = reception
        self._settings = settings
        self._clock = clock
        self._reader = Reader(key, clock, lambda payload: kept(self._reception.snapshot.knowledge, settings.telegram, payload))
        self.bot = build_bot(token.value, settings.telegram, self.limits, self._presses_are_old)
        self.hook = Hook(self.bot, settings.telegram.webhook, token, clock, self._presses_are_old)
        self._at_once = AtOnce(self.bot, self._phrases)
        self.gateway = Gateway(Telegram(self.bot, self._phrases), reception, clock, self.limits, self._at_once)
        self.bot.keep_with(self._keep)
        self.updater = Updater(self.bot, Line(self.gateway.inbox))
        for seconds, work in (
            (self.limits.heartbeat, self._beat),
            (self.limits.hook_look, self.hook.look),
            (3600.0, lambda: self.gateway.forget(settings.retention)),
        ):
            self.gateway.also_every(seconds, work)
        self._introducing: asyncio.Task[None] | None = None
        self._servers: list[web.AppRunner] = []

    @property
    def path(self) -> str:
        """The database file."""
        return self._reception.storage.path

    @property
    def asks(self) -> bool:
        """Whether Telegram is still being asked for updates, with or without success; behind a webhook always."""
        return self.hook.used or time.monotonic() - self.bot.polls.last_try < STUCK_AFTER + self.limits.poll

    async def start(self) -> None:
        """Take up what was left lying, then listen to Telegram. Raises TokenRefused, PortTaken, WebhookRefused."""
        await self._initialize()
        await on_its_own(self._look_back, DiskTrouble)
        await self.gateway.start()
        if self.hook.used:
            await self._listen()
        else:
            await self._poll()
        self._introducing = asyncio.ensure_future(self._introduce())

    async def stop(self) -> None:
        """Take nothing in any more, answer what was taken in, send what is on its way; in this order nothing is lost."""
        self.gateway.rest()
        for step in (self._stop_listening, self.gateway.finish, self._finish, self._beat, self.updater.shutdown):
            await on_its_own(step)
        await self.gateway.close()

    async def _stop_listening(self) -> None:
        for server in self._servers:
            await server.cleanup()
        if self.updater.running:
            await self.updater.stop()

    async def _finish(self) -> None:
        if self._introducing is not None:
            self._introducing.cancel()
        await self._at_once.finish(1.0)

    async def abandon(self) -> None:
        """Give up a start that did not succeed."""
        for server in self._servers:
            await server.cleanup()
        await self.bot.hang_up()
        await self.gateway.close()

    async def serve_health(self, health: Health, port: int) -> int:
        """Show our health on loopback; port 0 takes a free one. The port."""
        server = await serve(health_page(health), "127.0.0.1", port)
        self._servers.append(server)
        return int(server.addresses[0][1])

    async def _initialize(self) -> None:
        try:
            await self._until_reached(self.updater.initialize)
        except InvalidToken:
            now = self._clock()
            await self.gateway.database.run(lambda db: operations.beat(db, Sign.TOKEN_REFUSED, now))  # whoever looks sees why nothing runs
            await self.abandon()
            raise TokenRefused from None

    async def _until_reached(self, ask: Callable[[], Coroutine[Any, Any, Any]]) -> None:
        """Ask Telegram something until it answers: a machine may be started before its network is there."""
        pause = self.limits.first_pause
        while True:
            try:
                await ask()
                return
            except InvalidToken:
                raise
            except TelegramError as error:
                log.warning("Telegram cannot be reached yet (%s)", type(error).__name__)
                await asyncio.sleep(pause)
                pause = min(pause * 2, self.limits.longest_pause)

    async def _poll(self) -> None:
        await self.updater.start_polling(
            timeout=timedelta(seconds=self.limits.poll),
            bootstrap_retries=-1,
            allowed_updates=UPDATES,
            drop_pending_updates=False,
            error_callback=_poll_failed,
        )

    async def _listen(self) -> None:
        self._servers.append(await self.hook.listen(self._take))
        await self._until_reached(self.hook.announce)
        await self.hook.look()

    async def _introduce(self) -> None:
        try:
            done = await introduce(self.bot, self._reception.snapshot.knowledge.phrases)
            log.info("presented in Telegram; set anew: %s", ", ".join(done) or "nothing")
        except TelegramError as error:
            log.warning("the menu could not be set (%s)", type(error).__name__)

    async def _keep(self, updates: Sequence[Update | Unreadable]) -> None:
        await self.gateway.inbox.keep_all([arrival(one, self._reader) for one in updates])

    async def _take(self, update: Update | Unreadable) -> None:
        await self.gateway.inbox.take(arrival(update, self._reader))

    def _phrases(self) -> Phrases:
        return self._reception.snapshot.knowledge.phrases

    def _presses_are_old(self, old: bool) -> None:
        self._reader.old_presses = old

    async def _look_back(self) -> None:
        """When Telegram could not be heard for a while, presses that wait for us may be as old as that; being awake says nothing of it."""
        seen = (await self.gateway.database.run(operations.all_beats)).get(POLLED)
        self._presses_are_old(seen is not None and self._clock() - seen.at > LATE_AFTER)

    async def _beat(self) -> None:
        """Note that we are awake, and how Telegram treats us."""
        now, polls = self._clock(), self.bot.polls
        polled = now - timedelta(seconds=time.monotonic() - polls.last_good) if polls.last_good else None
        heard = self.hook.heard if self.hook.used else polled
        signs: dict[str, bool] = {Sign.SECOND_POLLER: polls.conflict, Sign.TOKEN_REFUSED: polls.refused, Sign.HOOK_GONE: self.hook.gone}
        polls.conflict = False
        await self.gateway.beat(heard, signs)


def _poll_failed(error: TelegramError) -> None:
    log.warning("asking for updates failed (%s)", type(error).__name__)

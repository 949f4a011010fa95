"""The channel as it runs: start, duties, heartbeat, profile, stop."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from datetime import datetime, timedelta
from typing import Any

from aiohttp import web
from telegram import Bot, BotCommand, BotCommandScopeAllPrivateChats
from telegram.error import InvalidToken, RetryAfter, TelegramError
from telegram.ext import Application, ApplicationBuilder, CallbackContext, ContextTypes, TypeHandler, Updater

from bot.app.assistant import Reception
from bot.channels.telegram.chat_scheduler import ChatOrder
from bot.channels.telegram.client import Courtesy, PatientBot, Request, seconds_of
from bot.channels.telegram.inbox_queue import Inbox
from bot.channels.telegram.limits import LATE_AFTER, UPDATES, Limits
from bot.channels.telegram.outgoing import reason
from bot.channels.telegram.queued_update import Kept
from bot.channels.telegram.sender import Sender
from bot.channels.telegram.turn_handler import Attempts, Handler, Turn
from bot.channels.telegram.updates import Reader
from bot.channels.telegram.webhook import Health, Hook, health_page, serve
from bot.config import Secret, Settings, TelegramSettings
from bot.content.phrases import Phrases
from bot.dialogue.small_talk import is_payload
from bot.domain.health import AWAKE, POLLED, Sign
from bot.domain.time import stamp
from bot.gateway.database_thread import DatabaseThread
from bot.storage import inbox, operations, outbox, people, retention
from bot.storage.database import Database, DiskTrouble

# What is done for a person at once, beside the outbox: a spinner stopped, a group left, an apology when the disk is full.

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
        """Take a message with a secret number out of the chat, also when it must be left alone first; a bot may in a private chat,
        for 48 hours (Bot API, deleteMessage).
        """
        self._begin(self._delete(chat, message))

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


# What a running channel notes about itself, for whoever looks after it.

STAYS = {Sign.SECOND_POLLER.value: timedelta(minutes=5)}
"""How long a sign stays when it is not there for a moment; shorter than what is mailed, so that a restart is no trouble."""


def note(db: Database, now: datetime, version: str, heard: datetime | None, signs: Mapping[str, bool]) -> None:
    """That we are awake with this content, when Telegram was last heard, and how it treats us."""
    _note_clock(db, now)
    operations.beat(db, AWAKE, now, version)
    if heard:
        operations.beat(db, POLLED, heard)
    before = operations.all_beats(db)
    for name, there in signs.items():
        if there:
            operations.beat(db, name, now)
        elif name in before and now - before[name].at > STAYS.get(name, timedelta()):
            operations.forget(db, name)


CLOCK_BACK_AFTER = timedelta(minutes=1)  # less is how a clock is kept right
CLOCK_BACK_FOR = timedelta(days=1)


def _note_clock(db: Database, now: datetime) -> None:
    """A clock that was set back: what was due by it stays due, no wait lasts longer for it, and whoever looks after us is told."""
    awake = operations.all_beats(db).get(AWAKE)
    if awake is None or awake.at - now <= CLOCK_BACK_AFTER:
        return
    log.error("the clock went back by %s", awake.at - now)
    outbox.after_a_clock_set_back(db, now)
    people.after_a_clock_set_back(db, now)
    operations.beat(db, Sign.CLOCK_BACK, now, stamp(min(awake.at, now + CLOCK_BACK_FOR)))


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


# The library's Application put together from our own parts.

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
        rate_limiter=Courtesy(),
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


# The channel as a whole: started, watched over, and stopped without losing anything.

FORGET_INBOX_AFTER = timedelta(days=3)
STUCK_AFTER = 90.0  # seconds: the library waits half a minute at most before it asks again
Duty = Callable[[], Coroutine[Any, Any, None]]


class TokenRefused(Exception):
    """Telegram does not know this token."""


class Channel:
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
        self.database = DatabaseThread(reception.storage)
        self._reader = Reader(key, clock, lambda payload: is_payload(self._reception.snapshot.knowledge, payload))
        self._attempts = Attempts(reception.storage.path)
        self.bot = build_bot(token.value, settings.telegram, self.limits, self._presses_are_old)
        self.hook = Hook(self.bot, settings.telegram.webhook, token, clock, self._presses_are_old)
        self._at_once = AtOnce(self.bot, lambda: self._reception.snapshot.knowledge.phrases)
        self.inbox = Inbox(self.database, self._reader, self._at_once, clock, self.limits)
        self.bot.keep_with(self.inbox.keep_all)
        self.sender = Sender(self.bot, reception, self.database, clock, self.limits)
        self._handler = Handler(reception, self.database, self._attempts, clock)
        self.app = build(self.bot, self.inbox, self.limits, self._handle)
        self._duties: list[tuple[float, Duty]] = [
            (self.limits.sweep, self.inbox.sweep),
            (self.limits.sweep, self.sender.sweep),
            (self.limits.heartbeat, self._beat),
            (self.limits.hook_look, self.hook.look),
            (3600.0, self._forget),
        ]
        self._tasks: list[asyncio.Task[None]] = []
        self._servers: list[web.AppRunner] = []

    @property
    def path(self) -> str:
        """The database file."""
        return self._reception.storage.path

    @property
    def asks(self) -> bool:
        """Whether Telegram is still being asked for updates, with or without success; behind a webhook always."""
        return self.hook.used or time.monotonic() - self.bot.polls.last_try < STUCK_AFTER + self.limits.poll

    def also_every(self, seconds: float, work: Duty) -> None:
        """Do something now and then while the channel runs; say so before `start`. Its errors are logged, and stop nothing."""
        self._duties.append((seconds, work))

    async def start(self) -> None:
        """Take up what was left lying, then listen to Telegram. Raises TokenRefused, PortTaken, WebhookRefused."""
        await self._initialize()
        for step in (self.sender.recover, self._handler.after_a_crash, self._look_back, self.app.start, self.inbox.sweep):
            await _on_its_own(step, DiskTrouble)  # what cannot be written down now is done with the next sweep
        self._tasks = [asyncio.ensure_future(self._repeat(seconds, work)) for seconds, work in self._duties]
        if self.hook.used:
            await self._listen()
        else:
            await self._poll()
        self._tasks.append(asyncio.ensure_future(self._introduce()))

    async def stop(self) -> None:
        """Take nothing in any more, answer what was taken in, send what is on its way; in this order nothing is lost."""
        for task in self._tasks:
            task.cancel()
        for step in (self._stop_listening, self._stop_handling, self.sender.stop, self._finish, self._beat, self.app.shutdown):
            await _on_its_own(step)
        await self.database.close()
        self._attempts.close()

    async def _stop_listening(self) -> None:
        for server in self._servers:
            await server.cleanup()
        if self.app.updater and self.app.updater.running:
            await self.app.updater.stop()

    async def _stop_handling(self) -> None:
        try:
            await asyncio.wait_for(self.app.stop(), self.limits.stop)
        except TimeoutError:
            log.warning("not everything that was taken in is answered; it is, after the next start")

    async def _finish(self) -> None:
        await self._at_once.finish(1.0)

    async def abandon(self) -> None:
        """Give up a start that did not succeed."""
        for task in self._tasks:
            task.cancel()
        for server in self._servers:
            await server.cleanup()
        await self.bot.hang_up()
        await self.database.close()
        self._attempts.close()

    async def serve_health(self, health: Health, port: int) -> int:
        """Show our health on loopback; port 0 takes a free one. The port."""
        server = await serve(health_page(health), "127.0.0.1", port)
        self._servers.append(server)
        return int(server.addresses[0][1])

    async def _initialize(self) -> None:
        try:
            await self._until_reached(self.app.initialize)
        except InvalidToken:
            now = self._clock()
            await self.database.run(lambda db: operations.beat(db, Sign.TOKEN_REFUSED, now))  # whoever looks sees why nothing runs
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
        assert self.app.updater is not None
        await self.app.updater.start_polling(
            timeout=timedelta(seconds=self.limits.poll),
            bootstrap_retries=-1,
            allowed_updates=UPDATES,
            drop_pending_updates=False,
            error_callback=_poll_failed,
        )

    async def _listen(self) -> None:
        self._servers.append(await self.hook.listen(self.inbox.take))
        await self._until_reached(self.hook.announce)
        await self.hook.look()

    async def _introduce(self) -> None:
        try:
            done = await introduce(self.bot, self._reception.snapshot.knowledge.phrases)
            log.info("presented in Telegram; set anew: %s", ", ".join(done) or "nothing")
        except TelegramError as error:
            log.warning("the menu could not be set (%s)", type(error).__name__)

    async def _handle(self, kept: Kept) -> None:
        rows = [one.row for one in kept.turn]
        reserved, turn = self.sender.reserve(kept.person), Turn()
        try:
            turn = await self._handler.handle(kept, claim=reserved)
        except DiskTrouble as error:
            log.error("the database cannot be written: %s", error.sqlite_errorname)
            self._at_once.apologise(kept.chat)
        finally:
            self.sender.serve(kept.person, kept.chat, turn.parcel, turn.record, reserved=reserved)
            self.inbox.finished(rows)

    def _presses_are_old(self, old: bool) -> None:
        self._reader.old_presses = old

    async def _look_back(self) -> None:
        """When Telegram could not be heard for a while, presses that wait for us may be as old as that; being awake says nothing of it."""
        seen = (await self.database.run(operations.all_beats)).get(POLLED)
        self._presses_are_old(seen is not None and self._clock() - seen.at > LATE_AFTER)

    async def _repeat(self, seconds: float, work: Duty) -> None:
        while True:
            await asyncio.sleep(seconds)
            try:
                await work()
            except Exception as error:  # a duty that fails once is done again next time
                log.error("a duty failed", exc_info=error)

    async def _beat(self) -> None:
        """Note that we are awake, and how Telegram treats us."""
        now, polls, version = self._clock(), self.bot.polls, self._reception.snapshot.knowledge.version
        polled = now - timedelta(seconds=time.monotonic() - polls.last_good) if polls.last_good else None
        heard = self.hook.heard if self.hook.used else polled
        signs: dict[str, bool] = {Sign.SECOND_POLLER: polls.conflict, Sign.TOKEN_REFUSED: polls.refused, Sign.HOOK_GONE: self.hook.gone}
        polls.conflict = False
        await self.database.run(lambda db: note(db, now, version, heard, signs))

    async def _forget(self) -> None:
        """What may not be kept any longer goes, once a day; numbers of updates sooner, for Telegram may use them again."""
        now = self._clock()

        def forget(db: Database) -> bool:
            inbox.forget_handled(db, now - FORGET_INBOX_AFTER)
            return retention.daily(db, now, self._settings.retention) is not None

        if await self.database.run(forget):
            await self.database.outside(retention.scrub)


async def _on_its_own(step: Duty, failure: type[Exception] = Exception) -> None:
    """A step of starting or stopping; on a full disk one may fail, and the others are done all the same."""
    try:
        await step()
    except failure as error:
        log.error("a step of starting or stopping failed", exc_info=error)


def _poll_failed(error: TelegramError) -> None:
    log.warning("asking for updates failed (%s)", type(error).__name__)

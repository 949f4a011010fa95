"""The client of the Bot API: its requests, and getting updates."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import aiohttp
from telegram import Bot, Update
from telegram._utils.defaultvalue import DefaultValue
from telegram._utils.types import ODVInput
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError, TimedOut
from telegram.ext import BaseRateLimiter, ExtBot
from telegram.request import BaseRequest, RequestData

from bot.gateway.arrivals import Unreadable
from bot.gateway.limits import LATE_AFTER

# HTTP to the Bot API on aiohttp, and what a failure tells: not sent, or nobody knows.
#
# Why not httpx, which python-telegram-bot brings: it does not say whether a request left, and its connection pool costs
# about three times the CPU (bench/telegram.py measures both).


Answer = bool | dict[str, Any] | list[dict[str, Any]]


class NotSent(NetworkError):
    """No connection could be made, or the proxy refused to make one: the request did not leave, so it may safely be sent again."""


class CutOff(NetworkError):
    """The connection was lost before the answer came: nobody knows whether the request was carried out."""


class Request(BaseRequest):
    """A pool of connections to one server."""

    def __init__(self, *, connections: int, connect_timeout: float, read_timeout: float, proxy: str = "") -> None:
        self._connections = connections
        self._connect = connect_timeout
        self._read = read_timeout
        self._proxy = proxy or None
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Seconds that we wait for an answer, beside what a long poll waits."""
        return self._read

    async def initialize(self) -> None:
        """Make the pool; connections are opened when they are needed."""
        if self._session is None or self._session.closed:
            connector = aiohttp.TCPConnector(limit=self._connections, keepalive_timeout=30)
            self._session = aiohttp.ClientSession(connector=connector, cookie_jar=aiohttp.DummyCookieJar())

    async def shutdown(self) -> None:
        """Close every connection."""
        if self._session is not None:
            await self._session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        write_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        connect_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        pool_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """One request. Raises NotSent, CutOff or TimedOut; no error names the address, for the token is part of it."""
        if self._session is None or self._session.closed:
            raise NotSent("the pool is closed")
        read = self._read if isinstance(read_timeout, DefaultValue) else read_timeout
        waiting = aiohttp.ClientTimeout(total=None, sock_connect=self._connect, sock_read=read)
        try:
            async with self._session.request(method, url, data=_form(request_data), timeout=waiting, proxy=self._proxy) as response:
                return response.status, await response.read()
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, aiohttp.ClientHttpProxyError) as error:
            raise NotSent(type(error).__name__) from None
        except (TimeoutError, aiohttp.ServerTimeoutError):
            raise TimedOut from None
        except (aiohttp.ClientError, OSError) as error:
            raise CutOff(type(error).__name__) from None

    @staticmethod
    def parse_json_payload(payload: bytes) -> Any:
        """The answer as an object. The library's own version logs what it cannot read, and that may be somebody's words."""
        try:
            return json.loads(payload.decode("utf-8", "replace"))
        except ValueError:
            raise TelegramError("Invalid server response") from None


def _form(data: RequestData | None) -> aiohttp.FormData | dict[str, str] | None:
    if data is None:
        return None
    if not data.contains_files:
        return data.json_parameters
    form = aiohttp.FormData()
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, kind) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=kind)
    return form


# A chat that Telegram told to wait is not asked for anything before that is over: no message, no edit, no removal.


class Courtesy(BaseRateLimiter[None]):
    """Every request passes here; one for a chat that must wait fails as Telegram would let it fail, without being sent."""

    def __init__(self) -> None:
        self._until: dict[str, float] = {}
        """Per chat the moment at which it may be asked again, on the monotonic clock."""

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to give back."""

    def told(self, chat: int | str, seconds: float) -> None:
        """This chat must wait; the one that is over is forgotten."""
        now = time.monotonic()
        self._until = {one: until for one, until in self._until.items() if until > now} | {str(chat): now + seconds}

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Answer]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: None,
    ) -> Answer:
        """Do the request, unless its chat must wait. Raises RetryAfter with what is left of the wait."""
        del endpoint, rate_limit_args
        chat = str(data.get("chat_id", ""))
        if (left := self._until.get(chat, 0.0) - time.monotonic()) > 0:
            raise RetryAfter(timedelta(seconds=left))
        try:
            return await callback(*args, **kwargs)
        except RetryAfter as error:
            if chat:
                self.told(chat, seconds_of(error))
            raise


# An update that the library cannot read: set aside, and its person told, so that it stops nobody.


def read_one(raw: Mapping[str, Any], bot: Bot) -> Update | Unreadable:
    """The update, or what is left of it."""
    try:
        update = Update.de_json(dict(raw), bot)
    except Exception:
        return Unreadable(int(raw["update_id"]), _private_chat(raw))
    return update


def _private_chat(raw: Mapping[str, Any]) -> str:
    for part in raw.values():
        within = part.get("message", part) if isinstance(part, Mapping) else {}
        chat = within.get("chat") if isinstance(within, Mapping) else None
        if isinstance(chat, Mapping) and chat.get("type") == "private" and isinstance(chat.get("id"), int):
            return str(chat["id"])
    return ""


# Asking Telegram for updates: one that cannot be read stops no other, and every success and failure is noted.

log = logging.getLogger(__name__)
Keep = Callable[[Sequence[Update | Unreadable]], Awaitable[None]]
FULL_BATCH = 100  # updates that getUpdates gives at most; fewer means that nothing more is waiting


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

    def must_wait(self, chat: int | str, seconds: float) -> None:
        """What Telegram told us of a chat before a restart still holds."""
        assert isinstance(self.rate_limiter, Courtesy)
        self.rate_limiter.told(chat, seconds)

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
            self._not_before = self._polls.last_try + seconds_of(error)
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

    async def _kept(self, keep: Keep, updates: Sequence[Update | Unreadable]) -> None:
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


def seconds_of(error: RetryAfter) -> float:
    """How long Telegram wants us to wait."""
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)

"""The fake Bot API: HTTP in, Telegram's answers out, every call recorded."""

from __future__ import annotations

import asyncio
import json
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp import web

from tests.telegram_api import methods
from tests.telegram_api.chats import Chat
from tests.telegram_api.faults import Fault, Faults, Fits
from tests.telegram_api.people import FakeUser
from tests.telegram_api.rules import Refused
from tests.telegram_api.waiting import Updates

TOKEN = f"{secrets.randbelow(10**9) + 10**9}:{secrets.token_urlsafe(40)[:35]}"


@dataclass
class Call:
    """One request of the bot."""

    method: str
    params: dict[str, Any]
    files: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    at: float = field(default_factory=time.monotonic)
    status: int = 0


class FakeApi:
    """A Telegram of one's own. `async with FakeApi() as api:` listens on a port that the system chose."""

    def __init__(
        self, token: str = TOKEN, *, latency: float = 0.0, port: int = 0, remember: bool = True, clock: Callable[[], float] = time.time
    ) -> None:
        self.token, self.latency, self.port, self.remember, self.clock = token, latency, port, remember, clock
        self.calls: list[Call] = []
        self.chats: dict[int, Chat] = {}
        self.updates = Updates()
        self.faults = Faults()
        self.settings: dict[str, Any] = {}
        self.queries: set[str] = set()
        self.answered: list[str] = []
        self.webhook: dict[str, Any] = {}
        self.webhook_target = ""
        self._message = 1000
        self._update = 500_000
        self._user = 7_000_000
        self._runner: web.AppRunner | None = None
        self._poster: asyncio.Task[None] | None = None
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> FakeApi:
        self._session = aiohttp.ClientSession()
        await self.up()
        return self

    async def __aexit__(self, *_: object) -> None:
        self.post_to("", "")
        if self._session:
            await self._session.close()
        await self.down()

    async def up(self) -> None:
        """Listen (again)."""
        app = web.Application(client_max_size=2**24)
        app.router.add_route("*", "/bot{token}/{method}", self._serve)
        self._runner = web.AppRunner(app, handler_cancellation=True, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port, reuse_address=True)
        await site.start()
        self.port = self._runner.addresses[0][1]

    async def down(self) -> None:
        """Be gone from the network."""
        if self._runner:
            await self._runner.cleanup()
            self._runner = None

    @property
    def base_url(self) -> str:
        """As `[telegram] base_url` wants it."""
        return f"http://127.0.0.1:{self.port}/bot"

    def me(self) -> dict[str, Any]:
        """The bot as a user."""
        return {"id": int(self.token.split(":")[0]), "is_bot": True, "first_name": "Werkcentrum", "username": "WerkcentrumBot"}

    def user(self, first_name: str = "Iemand") -> FakeUser:
        """A new person."""
        self._user += 1
        return FakeUser(self, self._user, first_name)

    def chat(self, chat_id: int, **more: Any) -> Chat:
        """The chat with this id."""
        return self.chats.setdefault(chat_id, Chat(chat_id, **more))

    def next_message_id(self) -> int:
        """A number for a message."""
        self._message += 1
        return self._message

    def next_query(self) -> str:
        """A number for a tap that waits for its answer."""
        query = str(self.next_message_id())
        self.queries.add(query)
        return query

    async def deliver(self, **content: Any) -> dict[str, Any]:
        """Make an update of this content available to the bot."""
        self._update += 1
        update = {"update_id": self._update, **content}
        await self.updates.add(update)
        return update

    async def repeat(self, update: dict[str, Any]) -> None:
        """Deliver an update that was delivered before."""
        await self.updates.repeat(update)

    def fail(self, method: str, code: int, description: str = "", *, retry_after: int = 0, chat: int = 0, times: int = 1) -> None:
        """Refuse the next request(s) of a method, of one chat when it is named."""
        fault = Fault(code, description, retry_after, fits=_of(chat))
        self.faults.planned[method] += [fault] * times

    def lose(self, method: str, *, delivered: bool, hang: bool = False, chat: int = 0) -> None:
        """Give no answer to the next request of a method, carried out or not."""
        self.faults.planned[method].append(Fault(0, hang=hang, delivered=delivered, fits=_of(chat)))

    def called(self, method: str) -> list[Call]:
        """The calls of one method, in order."""
        return [call for call in self.calls if call.method == method]

    def record(self, path: Path) -> None:
        """Write every call as a line of JSON."""
        lines = (
            json.dumps({"method": one.method, "params": one.params, "files": list(one.files)}, ensure_ascii=False) for one in self.calls
        )
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")

    def post_to(self, url: str, secret: str) -> None:
        """Begin to post updates to a webhook, or stop when the address is empty."""
        if self._poster:
            self._poster.cancel()
            self._poster = None
        if url and self._session:
            self._poster = asyncio.ensure_future(self.updates.post(self.webhook_target or url, secret, self._session))

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        if request.match_info["token"] != self.token:
            return _answer(401, "Unauthorized")
        params, files = await _read(request)
        call = Call(request.match_info["method"], params, files)
        if self.remember:
            self.calls.append(call)
        if self.latency and call.method != "getUpdates":
            await asyncio.sleep(self.latency)
        fault = self.faults.take(call.method, params)
        if fault and not fault.delivered:
            return await self._refuse(request, fault)
        try:
            result = await methods.METHODS[call.method](self, params, files)
        except Refused as refused:
            call.status = refused.code
            return _answer(refused.code, refused.description, **refused.parameters)
        except KeyError as missing:
            return _answer(404, f"Not Found: {missing}")
        if fault:
            return await self._refuse(request, fault)
        call.status = 200
        return web.json_response({"ok": True, "result": result})

    async def _refuse(self, request: web.Request, fault: Fault) -> web.StreamResponse:
        if fault.code:
            more = {"retry_after": fault.retry_after} if fault.retry_after else {}
            return _answer(fault.code, fault.description or f"Fault {fault.code}", **more)
        if fault.half:
            return web.Response(text='{"ok": true, "result": {"message_id": 1', content_type="application/json")
        if fault.hang:
            await asyncio.sleep(3600)  # ends when the caller gives up
        if request.transport:
            request.transport.close()
        return web.Response(status=500)


def _of(chat: int) -> Fits:
    return lambda params: not chat or str(params.get("chat_id")) == str(chat)


def _answer(code: int, description: str, **parameters: int) -> web.Response:
    body: dict[str, Any] = {"ok": False, "error_code": code, "description": description}
    if parameters:
        body["parameters"] = parameters
    return web.json_response(body, status=code)


async def _read(request: web.Request) -> tuple[dict[str, Any], dict[str, tuple[str, bytes]]]:
    """The parameters and files of a request: form, multipart or JSON."""
    if request.content_type == "application/json":
        return await request.json(), {}
    params: dict[str, Any] = dict(request.query)
    files: dict[str, tuple[str, bytes]] = {}
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            files[name] = (value.filename, value.file.read())
            value.file.close()
        else:
            params[name] = value
    return params, files

"""HTTP to the Bot API on aiohttp, and what a failure tells: not sent, or nobody knows.

Why not httpx, which python-telegram-bot brings: it does not say whether a request left, and its connection pool costs
about three times the CPU (bench/telegram.py measures both).
"""

from __future__ import annotations

import json
from typing import Any

import aiohttp
from telegram._utils.defaultvalue import DefaultValue
from telegram._utils.types import ODVInput
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData


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

"""A small proxy on loopback, as stands before the internet of many an office: it passes HTTP on, and opens a way for TLS or refuses to."""

from __future__ import annotations

import asyncio
import contextlib
from types import TracebackType


class Proxy:
    """`async with Proxy() as proxy:` listens on a port that the system chose. `refusals` of the next CONNECTs get a 503."""

    def __init__(self, refusals: int = 0) -> None:
        self.refusals = refusals
        self.asked: list[str] = []
        """The first line of every request."""
        self._server: asyncio.Server | None = None
        self._open: set[asyncio.StreamWriter] = set()

    async def __aenter__(self) -> Proxy:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        assert self._server is not None
        self._server.close()
        for writer in self._open:
            writer.close()
        await self._server.wait_closed()

    @property
    def url(self) -> str:
        """As `[telegram] proxy` wants it."""
        assert self._server is not None
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._open.add(writer)
        with contextlib.suppress(OSError, asyncio.IncompleteReadError):
            head = await reader.readuntil(b"\r\n\r\n")
            line = head.split(b"\r\n")[0].decode()
            self.asked.append(line)
            method, target, _ = line.split(" ")
            if method == "CONNECT" and self.refusals:
                self.refusals -= 1
                writer.write(b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            elif method == "CONNECT":
                await self._tunnel(reader, writer, target, b"HTTP/1.1 200 Connection established\r\n\r\n", b"")
            else:
                await self._tunnel(reader, writer, target.split("/")[2], b"", head)
        writer.close()
        self._open.discard(writer)

    async def _tunnel(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, place: str, first: bytes, head: bytes) -> None:
        host, _, port = place.partition(":")
        there, out = await asyncio.open_connection(host, int(port))
        self._open.add(out)
        writer.write(first)
        out.write(head)
        await asyncio.gather(_pass_on(reader, out), _pass_on(there, writer))
        self._open.discard(out)


async def _pass_on(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError):
        while some := await source.read(65536):
            target.write(some)
            await target.drain()
    target.close()

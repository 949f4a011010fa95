"""`werkbot` with the HTTP client that python-telegram-bot brings instead of ours, to measure the difference."""

from __future__ import annotations

import sys

from telegram.request import HTTPXRequest

from bot.__main__ import main
from bot.channels.telegram import client


def request(*, connections: int, connect_timeout: float, read_timeout: float, proxy: str = "") -> HTTPXRequest:
    """As our own Request is made."""
    return HTTPXRequest(
        connection_pool_size=connections, connect_timeout=connect_timeout, read_timeout=read_timeout, pool_timeout=10, proxy=proxy or None
    )


if __name__ == "__main__":
    client.Request = request  # type: ignore[assignment,misc]
    sys.exit(main())

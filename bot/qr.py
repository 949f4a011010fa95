"""A QR code that opens the assistant by the link of an event or a location; the only module that knows segno."""

from __future__ import annotations

import io
import re
from urllib.parse import quote

import segno

BOT_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{4,31}")
"""A user name of Telegram: 5 to 32 letters, digits and underscores."""
BORDER = 4  # modules of white around the code: less and phones do not find it
PIXELS = 12  # of a module in the PNG: about 9 cm wide on paper at 150 dots per inch
CORRECTION = "q"  # a quarter of a poster may be dirty or torn


class NoBotName(Exception):
    """What was given is not a user name of Telegram."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def link(bot: str, payload: str) -> str:
    """The web address that opens the assistant. Raises NoBotName; a leading @ is fine."""
    name = bot.removeprefix("@")
    if not BOT_NAME.fullmatch(name):
        raise NoBotName(bot)
    return f"https://t.me/{name}?start={quote(payload, safe='')}"


def svg(address: str) -> bytes:
    """The code as a drawing: for posters, at any size."""
    out = io.BytesIO()
    segno.make(address, error=CORRECTION, micro=False).save(out, kind="svg", border=BORDER, title=address, light="white")
    return out.getvalue()


def png(address: str) -> bytes:
    """The code as a picture: for documents and screens."""
    out = io.BytesIO()
    segno.make(address, error=CORRECTION, micro=False).save(out, kind="png", border=BORDER, scale=PIXELS)
    return out.getvalue()

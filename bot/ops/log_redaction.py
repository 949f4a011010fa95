"""Logs without people: no token, name, number or message text, not in a line and not in a traceback."""

from __future__ import annotations

import logging
import re
import sys
import traceback
from types import TracebackType

OURS = "bot"
TOKEN = re.compile(r"\d{6,}:[A-Za-z0-9_-]{30,}")
"""What a token of Telegram looks like."""
_NUMBER = re.compile(r"\+?\d(?:[ .-]?\d){6,}")  # phone numbers, chat ids, BSNs; row numbers are shorter
_MAIL = re.compile(r"\S+@\S+")


class QuietFormatter(logging.Formatter):
    """Our own lines as they are, with numbers cut; of other libraries only the first fixed words, never what they fill in.

    A traceback is told as places and kinds of errors: the text of an error may hold what somebody wrote.
    """

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """One line, and the places of an error below it."""
        ours = record.name.split(".")[0] == OURS
        message = record.getMessage() if ours else (str(record.msg).splitlines() or [""])[0][:100]
        lines = [f"{self.formatTime(record)} {record.levelname} {record.name}: {redacted(message)}"]
        if record.exc_info and record.exc_info[1] is not None:
            lines += told(record.exc_info[1])
        return "\n".join(lines)


def redacted(text: str) -> str:
    """The text with everything cut that looks like a token, a number or an address."""
    return _MAIL.sub("[adres]", _NUMBER.sub("[nummer]", TOKEN.sub("[token]", text)))


def told(error: BaseException) -> list[str]:
    """An error and what it came from: kinds and places."""
    lines = []
    seen: BaseException | None = error
    while seen is not None:
        lines.append(f"  {type(seen).__module__}.{type(seen).__qualname__}")
        lines += _places(seen.__traceback__)
        seen = seen.__cause__ or (None if seen.__suppress_context__ else seen.__context__)
    return lines


def _places(trace: TracebackType | None) -> list[str]:
    return [f"    {frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]


def to_stderr(level: int = logging.INFO) -> None:
    """Send every log through the quiet formatter. httpx and the library are told to be brief: they log addresses with the token in them."""
    handler = logging.StreamHandler()
    handler.setFormatter(QuietFormatter())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in ("httpx", "httpcore", "telegram", "aiohttp"):
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.captureWarnings(True)
    sys.excepthook = _ended


def _ended(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """The last words of a process that ends by an error: in our own form, for Python's own would quote the error."""
    logging.getLogger(__name__).critical("ended by an error", exc_info=(kind, error, trace))

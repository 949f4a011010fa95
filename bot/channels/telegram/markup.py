"""A reply in Telegram's own form: pieces that fit, escaped text, keyboards."""

from __future__ import annotations

import html
import logging
import re
from collections.abc import Sequence

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, KeyboardButton, ReplyKeyboardMarkup

from bot.domain.messages import LONGEST_TEXT, Button, Reply

log = logging.getLogger(__name__)
LONGEST_DATA = 64  # bytes of callback_data (Bot API, InlineKeyboardButton)
Markup = InlineKeyboardMarkup | ReplyKeyboardMarkup
FORM = "1:"
"""Begins the data of every button: the form of its action. A button of another form is no longer valid."""
_BORDERS = (r"\n\n+", r"\n", r"(?<=[.!?])\s+", r"\s+")
"""Where a text may be cut, the best place first."""


def units(text: str) -> int:
    """Length as Telegram counts it: UTF-16 code units, so that most emoji count for two."""
    return len(text.encode("utf-16-le")) // 2


def beneath(text: str, choice: str) -> str:
    """A text with what was chosen beneath it, as HTML of Telegram."""
    return f"{escaped(text)}\n\n<i>{escaped(choice)}</i>"


def pieces(text: str, longest: int = LONGEST_TEXT) -> list[str]:
    """The text in pieces that Telegram takes, cut between paragraphs, sentences or words. Cut before it is escaped: markup counts for nothing."""
    found = []
    rest = text.strip()
    while units(rest) > longest:
        cut = _border(rest, longest)
        found.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return [*found, rest] if rest else found


def _border(text: str, longest: int) -> int:
    head = text.encode("utf-16-le")[: longest * 2].decode("utf-16-le", "ignore")  # half an emoji is left out
    for border in _BORDERS:
        places = [match.start() for match in re.finditer(border, head)]
        if places and units(head[: places[-1]]) * 2 >= longest:
            return places[-1]
    return len(head)


def escaped(text: str) -> str:
    """The text as HTML that shows exactly this text."""
    return html.escape(text, quote=False)


def keyboard(reply: Reply) -> Markup | None:
    """The buttons of a reply, one per row. A shared number can only be asked with keys below the screen, then all buttons are keys."""
    if not reply.buttons:
        return None
    if any(button.asks_contact for button in reply.buttons):
        keys = [[KeyboardButton(button.label, request_contact=button.asks_contact)] for button in reply.buttons]
        return ReplyKeyboardMarkup(keys, resize_keyboard=True, one_time_keyboard=True)
    rows = [[InlineKeyboardButton(label, callback_data=f"{FORM}{button.action}")] for label, button in _labelled(reply) if _fits(button)]
    return InlineKeyboardMarkup(rows) if rows else None


def _labelled(reply: Reply) -> list[tuple[str, Button]]:
    """The labels, with their number where a bare number picks one."""
    return [(f"{number}. {one.label}" if reply.numbered else one.label, one) for number, one in enumerate(reply.buttons, 1)]


def _fits(button: Button) -> bool:
    """A button whose action is too long is left out, for Telegram would refuse the whole message; its words can still be typed."""
    fits = len(f"{FORM}{button.action}".encode()) <= LONGEST_DATA
    if not fits:
        log.error("a button does not fit: its action is longer than %s bytes (%s)", LONGEST_DATA, button.action.split(":")[0])
    return fits


def action_of(data: str) -> str:
    """The action of a button that was pressed, empty for one of another form."""
    return data.removeprefix(FORM) if data.startswith(FORM) else ""


def plain(text: str, buttons: Sequence[Button]) -> str:
    """All of it as bare text, for when Telegram refuses the form: what stands on a button can be typed."""
    return "\n".join([text, *(f"- {button.label}" for button in buttons)])

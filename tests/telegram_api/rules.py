"""What Telegram refuses, with the words that it uses; limits as published for Bot API 10."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import Any

TAGS = frozenset({"b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "a", "code", "pre", "blockquote", "span"})
LONGEST_TEXT, LONGEST_CAPTION, LONGEST_ANSWER, LONGEST_DATA = 4096, 1024, 200, 64


class Refused(Exception):
    """An answer other than 200."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code, self.description, self.parameters = code, description, parameters


def bad(description: str) -> Refused:
    """A 400 in Telegram's words."""
    return Refused(400, f"Bad Request: {description}")


def units(text: str) -> int:
    """Length as Telegram counts: UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


class _Html(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.shown: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in TAGS:
            raise bad(f'can\'t parse entities: Unsupported start tag "{tag}" at byte offset {self.getpos()[1]}')
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            raise bad(f"can't parse entities: Unexpected end tag at byte offset {self.getpos()[1]}")

    def handle_data(self, data: str) -> None:
        self.shown.append(data)


def visible(text: str, parse_mode: str | None) -> str:
    """The text as people see it; markup that Telegram cannot read is refused."""
    if not parse_mode:
        return text.strip()
    if parse_mode.upper() != "HTML":
        raise bad("unsupported parse_mode")
    if re.search(r"<(?![/a-zA-Z])|&(?![a-z]+;|#\d+;)", text):
        raise bad("can't parse entities: Unexpected character at byte offset 0")
    parser = _Html()
    parser.feed(text)
    parser.close()
    if parser.open:
        raise bad(f"can't parse entities: Can't find end tag corresponding to start tag \"{parser.open[-1]}\"")
    return "".join(parser.shown).strip()


def text_of(params: dict[str, Any], name: str, longest: int) -> str:
    """A text or caption as it is shown, within its limit."""
    shown = visible(str(params.get(name, "")), params.get("parse_mode"))
    if name == "text" and not shown:
        raise bad("message text is empty")
    if units(shown) > longest:
        raise bad("message is too long" if name == "text" else "message caption is too long")
    return shown


def keyboard_of(params: dict[str, Any]) -> dict[str, Any] | None:
    """The reply_markup, checked."""
    raw = params.get("reply_markup")
    if raw in (None, ""):
        return None
    markup: dict[str, Any] = json.loads(raw) if isinstance(raw, str) else raw
    for row in markup.get("inline_keyboard", ()):
        for button in row:
            _check_inline(button)
    if "keyboard" in markup and not any(markup["keyboard"]):
        raise bad("reply keyboard is empty")
    for row in markup.get("keyboard", ()):
        for button in row:
            if not (button if isinstance(button, str) else button.get("text")):
                raise bad("can't parse keyboard button: text is empty")
    return markup


def _check_inline(button: dict[str, Any]) -> None:
    if not button.get("text", "").strip():
        raise bad("inline keyboard button text is empty")
    actions = [name for name in button if name not in ("text", "style", "icon_custom_emoji_id")]
    if len(actions) != 1:
        raise bad("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    data = button.get("callback_data")
    if data is not None and not 1 <= len(data.encode()) <= LONGEST_DATA:
        raise bad("BUTTON_DATA_INVALID")


def check_commands(params: dict[str, Any]) -> list[dict[str, str]]:
    """The list of setMyCommands."""
    commands: list[dict[str, str]] = json.loads(params["commands"])
    for one in commands:
        if not re.fullmatch(r"[a-z0-9_]{1,32}", one["command"]):
            raise bad("BOT_COMMAND_INVALID")
        if not 1 <= units(one["description"]) <= 256:
            raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
    return commands

"""Of python-telegram-bot we stand on private parts, each named here with its reason: a new minor version is tried against this."""

from __future__ import annotations

import ast
import importlib.metadata
import inspect
import re
import tomllib
from pathlib import Path

import telegram
from telegram._utils.defaultvalue import DefaultValue
from telegram._utils.types import ODVInput
from telegram.ext import ExtBot, Updater
from telegram.request import BaseRequest

ROOT = Path(__file__).parents[3]
ROOM = ROOT / "bot" / "channels" / "telegram"
PRIVATE = {
    "telegram._utils.defaultvalue": "what a time limit is when nobody names one",
    "telegram._utils.types": "the type of that, for the signature of a request",
    "_post": "getUpdates once more, raw, when one update of a batch cannot be read",
    "_request": "closing the connections of a start that did not succeed",
}
"""Modules, and members of the bot, that begin with an underscore."""
MEMBERS = vars(telegram.Bot) | vars(telegram.Bot("1:a"))


def touched(path: Path) -> set[str]:
    """The private parts of the library that a file imports, or reads of a bot."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("telegram.") and "._" in (node.module or ""):
            found.add(node.module or "")
        elif isinstance(node, ast.Attribute) and re.fullmatch(r"_[a-z]\w*", node.attr) and node.attr in MEMBERS:
            found.add(node.attr)
    return found


def test_every_private_part_that_we_touch_is_named_with_its_reason() -> None:
    assert set().union(*map(touched, sorted(ROOM.glob("*.py")))) == set(PRIVATE)


def test_they_are_there_and_take_what_we_give() -> None:
    assert ODVInput and isinstance(BaseRequest.DEFAULT_NONE, DefaultValue)
    assert list(inspect.signature(ExtBot._post).parameters)[:3] == ["self", "endpoint", "data"]
    bot = telegram.Bot("123456789:" + "x" * 35)
    assert [isinstance(one, BaseRequest) for one in bot._request] == [True, True]


def test_the_updater_puts_into_our_queue_what_the_bot_gave_it() -> None:
    assert list(inspect.signature(Updater.__init__).parameters) == ["self", "bot", "update_queue"]
    assert "await self.update_queue.put(update)" in inspect.getsource(Updater._start_polling)


def test_its_minor_version_is_held() -> None:
    major, minor = importlib.metadata.version("python-telegram-bot").split(".")[:2]
    needed = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    assert [one for one in needed if one.startswith("python-telegram-bot")] == [f"python-telegram-bot=={major}.{minor}.*"]

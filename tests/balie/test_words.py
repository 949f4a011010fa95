"""The words of the desk stand in its templates: none in the code, and none that is said and missing."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import bot.channels.desk

ROOM = Path(bot.channels.desk.__file__).parent
NOTICES = (ROOM / "templates" / "balie" / "melding.html").read_text(encoding="utf-8")
FOR_DEVELOPERS = {"PRAGMA", "these", "mark", "the", "form", "Werkcentrum"}
"""With what a sentence begins that no colleague reads: SQL, a log line, an error at the start; the last is the issuer of codes."""
PUT_TOGETHER = {"visit-verzet", "visit-afgezegd", "visit-wij-niet", "visit-hoeft-niet"}


def constants() -> Iterator[tuple[str, str]]:
    """Every string of the room but the docstrings, with its file."""
    for path in sorted(ROOM.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
                yield path.name, node.value


def said() -> set[str]:
    """Every key with which something is said on the next page."""
    found = set()
    for path in sorted(ROOM.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or getattr(node.func, "id", getattr(node.func, "attr", "")) != "say":
                continue
            found |= {one.value for part in node.args[:2] for one in ast.walk(part) if isinstance(one, ast.Constant) and one.value}
    return {key for key in found if isinstance(key, str) and re.fullmatch(r"[a-z-]+", key)}


def test_no_sentence_stands_in_the_code() -> None:
    sentences = [(name, text) for name, text in constants() if len(re.findall(r"[A-Za-z']{2,}(?= |$)", text)) >= 3]
    assert [(name, text) for name, text in sentences if re.findall(r"\w+", text)[0] not in FOR_DEVELOPERS] == []


def test_everything_that_is_said_has_its_words_and_the_reverse() -> None:
    keys = said() | PUT_TOGETHER | {"undone", "undone-sent", "undone-unsent", "tried", "tried-out", "row-changed", "row-gone"}
    words = set(re.findall(r'one\.key == "([a-z-]+)"', NOTICES))
    assert len(keys) > 30
    assert (keys - words - {"kwam", "visit-"}, words - keys) == (set(), set())


def test_no_page_loads_or_sends_anything_elsewhere() -> None:
    pages = sorted((ROOM / "templates").rglob("*.html"))
    assert len(pages) > 20
    asked = [(page.name, found) for page in pages for found in re.findall(r"(?:https?:)?//[\w.]+", page.read_text(encoding="utf-8"))]
    assert asked == []
